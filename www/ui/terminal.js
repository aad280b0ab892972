// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The script of terminal.html#<uuid>[/<tty>][?<option>&…]: joins a terminal on
 * the page to one of the machine's over the channel exa:<uuid>.
 */
import "@xterm/xterm/css/xterm.css";
import "./terminal.css";
import { Link } from "./link.js";
import { keepFitting, makeTerminal } from "./screen.js";
import { textOf } from "./screentext.js";
import {
	hideWords, showNote, showNotice, showProgress, showStuck,
} from "./notice.js";

/** How long after something was drawn the tools are loaded. */
const TOOLS_MS = 200;

let tellDrawn = () => {};
/** Something was drawn. @type {Promise<void>} */
const firstDrawn = new Promise((go) => {
	tellDrawn = go;
});

/**
 * What tests may use; docs/protocol.md tells of it.
 * @typedef {object} TestHook
 * @property {() => string} screen
 * @property {() => string} text
 * @property {(call: () => void) => object} parsed
 * @property {() => object} stats
 */

/**
 * To machine.html, if that is where this document is.
 * @param {object} message
 */
function tellMachine(message) {
	if (parent !== window)
		parent.postMessage(message, location.origin);
}

/** @param {import("@xterm/xterm").Terminal} term */
function screenOf(term) {
	const restart = parent === window ? null :
		() => tellMachine({ type: "restart" });
	let drew = false;

	return {
		/**
		 * @param {Uint8Array} bytes
		 * @param {() => void} drawn
		 */
		write(bytes, drawn) {
			term.write(bytes, drawn);
			if (drew)
				return;
			drew = true;
			hideWords();
			tellDrawn();
			performance.mark("exa-first-output");
		},
		reset: () => term.reset(),
		/** @type {typeof showProgress} */
		progress(loaded, total, text) {
			if (!drew)
				showProgress(loaded, total, text);
		},
		/** @param {string} text */
		stopped: (text) =>
			showNotice("The machine has stopped", text, restart),
		/** @param {string} text */
		detached: (text) =>
			showNotice("This terminal is detached", text, null),
		silent: () => showNotice("The machine does not answer",
			"It is still loading, or a file of the site is " +
			"missing; the browser’s developer tools tell which.",
			restart),
	};
}

/**
 * What is not needed for the first prompt: buttons, the row of keys, help.
 * @param {import("./tools.js").Context} context
 * @param {URLSearchParams} options
 */
async function addTools(context, options) {
	const source = document.getElementById("terminal")?.dataset.src;

	if (source === undefined || options.get("tools") === "none")
		return;
	await firstDrawn;
	await new Promise((go) => setTimeout(go, TOOLS_MS));
	try {
		(await import(new URL(source, location.href).href)).addTools(
			context, options);
	} catch (error) {
		/* The terminal is of use without. */
		console.warn("The terminal has no buttons:", error);
	}
}

/**
 * @param {import("@xterm/xterm").Terminal} term
 * @param {HTMLElement} element
 * @param {Link} link
 * @param {URLSearchParams} options
 */
function connect(term, element, link, options) {
	const encoder = new TextEncoder();
	/** @type {(text: string) => string} */
	let change = (text) => text;
	const ring = () => element.classList.add("bell");
	/** @param {Uint8Array} bytes */
	const send = (bytes) => {
		if (!link.input(bytes))
			ring();
	};

	term.onData((text) => send(encoder.encode(change(text))));
	term.onBinary((text) =>
		send(Uint8Array.from(text, (c) => c.charCodeAt(0))));
	term.onResize(({ cols, rows }) => link.resize(cols, rows));
	term.onBell(ring);
	element.addEventListener("animationend", () =>
		element.classList.remove("bell"));
	term.onTitleChange((text) => {
		document.title = text.slice(0, 200) || "EXA";
		tellMachine({ type: "title", title: document.title });
	});
	addEventListener("focus", () => term.focus());
	addEventListener("message", ({ source, origin, data }) => {
		if (source !== parent || origin !== location.origin)
			return;
		if (data?.type === "type")
			send(encoder.encode(String(data.text)));
		else if (data?.type === "note")
			showNote(String(data.text));
		else if (data?.type === "stuck")
			showStuck(data.stuck,
				() => tellMachine({ type: "stop" }),
				() => term.focus());
	});
	void addTools({ term, type: (text) => send(encoder.encode(text)),
		changeInput(by) {
			change = by;
		} }, options);
	/* Back from the browser's cache, where nothing was heard. */
	addEventListener("pageshow", (event) => {
		if (event.persisted)
			link.call();
	});
}

function start() {
	const [name, rest] = location.hash.slice(1).split("?");
	const [uuid, tty = "0"] = name.split("/");
	const element = /** @type {HTMLElement} */
		(document.getElementById("terminal"));
	const options = new URLSearchParams(rest);

	document.body.classList.add("started");
	if (!/^[0-9a-f-]{36}$/i.test(uuid) || !/^\d{1,3}$/.test(tty)) {
		showNotice("No machine", "This page is the screen of a " +
			"machine, which its address does not name. " +
			"Open machine.html.", null);
		return;
	}
	if (typeof BroadcastChannel === "undefined") {
		showNotice("This browser is too old",
			"It has no BroadcastChannel.", null);
		return;
	}
	const term = makeTerminal(element, options);

	keepFitting(term, element, Number(options.get("cols")));
	const link = new Link(new BroadcastChannel(`exa:${uuid}`),
		Number(tty), { cols: term.cols, rows: term.rows },
		screenOf(term));

	connect(term, element, link, options);
	if (document.hasFocus())
		term.focus();
	/** @type {any} */ (window).exaTerminal =
		/** @type {TestHook} */ ({
			screen: () => textOf(term, false),
			text: () => textOf(term, true),
			parsed: (call) => term.onWriteParsed(call),
			stats: () => ({ ...link.stats,
				pending: link.pending }),
		});
}

start();
