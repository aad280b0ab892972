// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The script of desktop.html#<uuid>[?<option>&…]: the desktop of the machine
 * whose channel is exa:<uuid> (docs/oxygen.md).
 */
import "@xterm/xterm/css/xterm.css";
import "./desktop.css";
import "./frame.css";
import "./bar.css";
import "./panel.css";
import { parse, PROGRESS, STOPPED } from "../ui/datagram.js";
import {
	hideWords, showNote, showNotice, showProgress, showStuck,
} from "../ui/notice.js";
import { Desk } from "./desk.js";

const SILENCE_MS = 10000;

/**
 * What tests may use; docs/oxygen.md tells of it.
 * @typedef {object} TestHook
 * @property {() => object[]} windows
 * @property {() => object} stats
 * @property {(call: (id: number) => void) => {dispose: () => void}} parsed
 */

/**
 * To machine.html, if that is where this document is.
 * @param {object} message
 */
function tellMachine(message) {
	if (parent !== window)
		parent.postMessage(message, location.origin);
}

const restart = parent === window ? null :
	() => tellMachine({ type: "restart" });

/** @param {Desk} desk @returns {TestHook} */
function hookOf(desk) {
	const { frames, hub, listeners, model } = desk;

	return {
		windows: () => model.ordered().map((one) => {
			const frame = frames.of(one.id);
			const pane = frame?.panes.get(one.id);
			const { x = 0, y = 0, w = 0, h = 0 } =
				frame?.shape?.rect ?? {};

			return { id: one.id, title: frames.titleOf(one),
				app: one.app, kind: one.kind, group: one.group,
				state: one.state, minimised: one.minimised,
				workspace: one.workspace,
				focused: one.id === model.focus,
				x, y, w, h, text: pane?.text ?? "",
				...pane?.stats };
		}),
		stats: () => ({ ...desk.stats, ...model.stats,
			malformed: model.stats.malformed + hub.stats.malformed,
			attached: model.state === "attached",
			transfers: desk.transfers.count }),
		parsed(call) {
			listeners.add(call);
			return { dispose: () => listeners.delete(call) };
		},
	};
}

/** @param {Desk} desk */
function hearMachine(desk) {
	addEventListener("message", ({ source, origin, data }) => {
		if (source !== parent || origin !== location.origin)
			return;
		if (data?.type === "type")
			desk.frames.focused?.seen?.type(String(data.text));
		else if (data?.type === "note")
			showNote(String(data.text));
		else if (data?.type === "stuck")
			showStuck(data.stuck,
				() => tellMachine({ type: "stop" }),
				() => desk.frames.focusAgain());
	});
	addEventListener("focus", () => {
		if (document.activeElement === document.body)
			desk.frames.focusAgain();
	});
	/* Back from the browser's cache, where nothing was heard. */
	addEventListener("pageshow", (event) => {
		if (!event.persisted)
			return;
		desk.model.call();
		for (const frame of desk.frames.all.values())
			frame.panes.forEach((pane) => pane.call());
	});
}

/** @param {string} uuid @param {URLSearchParams} options */
function open(uuid, options) {
	let shown = false;
	const silence = setTimeout(() =>
		showNotice("The machine does not answer",
			"It is still loading, or a file of the site is " +
			"missing; the browser’s developer tools tell which.",
			restart), SILENCE_MS);
	const desk = new Desk(new BroadcastChannel(`exa:${uuid}`), options, {
		shown: () => {
			shown = true;
			clearTimeout(silence);
			hideWords();
			document.body.classList.add("shown");
			performance.mark("exa-desktop-shown");
		},
		titled(title) {
			const full = title ? `${title} – EXA` : "EXA";

			if (document.title === full)
				return;
			document.title = full;
			tellMachine({ type: "title", title: full });
		},
		over: (text) => showNotice("This desktop is detached", text,
			null),
		host(data, type) {
			const said = parse(data);
			const text = new TextDecoder().decode(said?.payload);

			if (!said)
				return;
			clearTimeout(silence);
			if (type === STOPPED) {
				desk.model.close();
				showNotice("The machine has stopped", text,
					restart);
			} else if (type === PROGRESS && !shown) {
				showProgress(said.args[0], said.args[1], text);
				desk.model.heard();
			}
		},
	});

	hearMachine(desk);
	/** @type {any} */ (window).exaDesktop = hookOf(desk);
}

function start() {
	const [uuid, rest] = location.hash.slice(1).split("?");

	document.body.classList.add("started");
	if (!/^[0-9a-f-]{36}$/i.test(uuid))
		showNotice("No machine", "This page is the desktop of a " +
			"machine, which its address does not name. " +
			"Open machine.html?runlevel=5.", null);
	else if (typeof BroadcastChannel === "undefined")
		showNotice("This browser is too old",
			"It has no BroadcastChannel.", null);
	else
		open(uuid, new URLSearchParams(rest));
}

start();
