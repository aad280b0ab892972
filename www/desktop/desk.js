// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The desktop: its parts, and what passes between them. All that it has comes
 * from the model (model.js) and from the manager (tells.js).
 */
import { Hub } from "./channel.js";
import { Closing } from "./closing.js";
import * as d from "./datagram.js";
import { byId } from "./dom.js";
import { Drag } from "./drag.js";
import { Frames } from "./frames.js";
import { makeHelp } from "./help.js";
import { KeyMove } from "./keymove.js";
import { Launcher, remember } from "./launcher.js";
import { Look } from "./look.js";
import { Menu } from "./menu.js";
import { Model } from "./model.js";
import { Notices } from "./notices.js";
import { offerToRun, showPlaces, takeFiles } from "./places.js";
import { say } from "./says.js";
import { Settings } from "./settings.js";
import { picture, sendPicture } from "./shot.js";
import { hearShortcuts } from "./shortcuts.js";
import { Switcher } from "./switcher.js";
import { TaskBar } from "./taskbar.js";
import { hearTell } from "./tells.js";
import { Transfers } from "./transfer.js";
import { act, desktopItems, itemsOf } from "./acts.js";
import { copy } from "./copy.js";

const RESIZED_MS = 250;
/** The application whose windows take files of the host. */
const FILES = "files";

/**
 * @typedef {object} Host what the desktop is in
 * @property {() => void} shown something is to be seen
 * @property {(title: string) => void} titled the window with the keyboard
 * @property {(text: string) => void} over nothing more will come
 * @property {(data: ArrayBuffer, type: number) => void} host what the host
 *	of the machine says
 */

export class Desk {
	element = byId("desk");
	launcher = new Launcher((id) => this.launch(id));
	help = makeHelp();
	/** What was sent that is not as it should be. */
	stats = { tells: 0 };
	/** Called when a terminal has interpreted something.
	 * @type {Set<(id: number) => void>} */
	listeners = new Set();

	#options;
	#host;
	/** An application that the address names. @type {string | null} */
	#run;

	/**
	 * @param {BroadcastChannel} channel
	 * @param {URLSearchParams} options of the document's address
	 * @param {Host} host
	 */
	constructor(channel, options, host) {
		this.#options = options;
		this.#host = host;
		this.#run = options.get("run");
		this.settings = new Settings(options);
		/** @type {Model} */
		this.model = new Model((data) => this.hub.post(data), () =>
			({ width: this.element.clientWidth,
				height: this.element.clientHeight }),
		this.#view());
		this.hub = new Hub(channel, (data, type) => {
			if (type < d.HELLO)
				this.#host.host(data, type);
			else
				this.model.take(data);
		});
		this.closing = new Closing(this.model, () => this.frames);
		this.look = new Look(() => this.#relook());
		/** @type {Frames} */
		this.frames = this.#makeFrames();
		const { frames, model } = this;
		const iconOf = (/** @type {string} */ app) => this.#iconOf(app);

		this.notices = new Notices((number) =>
			this.ask(["closed", number]),
		(count) => this.bar.notices(count));
		this.switcher = new Switcher(frames, iconOf);
		this.menu = new Menu(() => frames.focusAgain());
		this.moving = new KeyMove(frames);
		this.transfers = new Transfers((payload) => model.ask(payload),
			(text) => this.notices.message(text, "Files"));
		/** @type {TaskBar} */
		this.bar = this.#makeBar(iconOf);
		this.#addParts();
		this.#hear();
		this.#relook();
		this.model.call();
	}

	/** @param {(string | number)[]} fields @param {Uint8Array} [rest] */
	ask(fields, rest) {
		this.model.ask(say(fields, rest));
	}

	/** @param {string} id of an application */
	launch(id) {
		this.ask(["launch", id]);
	}

	/** @returns {import("./model.js").View} */
	#view() {
		return {
			changed: () => this.render(),
			gone: (id) => {
				this.closing.gone(id);
				this.frames.gone(id);
			},
			damage: (damage) => {
				const pane = this.frames.of(damage.args[0])
					?.panes.get(damage.args[0]);

				if (pane && "damage" in pane)
					pane.damage(damage);
			},
			copy: (text) => copy(text),
			tell: (payload) => {
				if (!hearTell(payload, this.#hearer()))
					this.stats.tells++;
			},
			attached: () => {
				this.#host.shown();
				this.ask(["hello"]);
				this.#watch();
			},
			over: (text) => this.#host.over(text),
		};
	}

	/** @returns {Frames} */
	#makeFrames() {
		return new Frames({
			model: this.model,
			element: this.element,
			hub: this.hub,
			look: this.look,
			fontSize: () => this.settings.font,
			reader: this.#options.has("screenreader"),
			parsed: (id) => this.listeners.forEach((call) =>
				call(id)),
			iconOf: (app) => this.#iconOf(app),
			close: (window) => this.closing.ask(window),
			menu: (frame) => {
				const { left, bottom } =
					frame.bar.getBoundingClientRect();

				this.menu.open(itemsOf(this, frame), left + 8,
					bottom);
			},
			changed: () => this.render(),
			busy: () => this.modal || this.menu.shown ||
				this.switcher.shown,
		});
	}

	/** @param {string} app */
	#iconOf(app) {
		return this.launcher.applications.find(({ id }) => id === app)
			?.icon ?? "";
	}

	/** @param {(app: string) => string} iconOf */
	#makeBar(iconOf) {
		return new TaskBar({ frames: this.frames, model: this.model,
			iconOf,
			close: (frame) => this.frames.act(frame, "close"),
			workspace: (n) => this.workspace(n),
			launcher: () => this.launcher.toggle(),
			terminal: () => this.ask(["terminal"]),
			notices: () => this.notices.toggle(),
			help: () => this.help.showModal() });
	}

	#addParts() {
		this.element.append(this.switcher.element, this.menu.element,
			this.moving.element, this.notices.element);
		document.body.append(this.bar.element, this.launcher.element,
			this.notices.list, this.help);
		new Drag(this.frames, this.element);
		for (const dialog of document.querySelectorAll("dialog"))
			dialog.addEventListener("close", () =>
				this.frames.focusAgain());
	}

	/** A dialog is open. */
	get modal() {
		return document.querySelector("dialog[open]") !== null;
	}

	#hear() {
		/** @type {ReturnType<typeof setTimeout> | undefined} */
		let timer;

		hearShortcuts({ switcher: this.switcher,
			modal: () => this.modal,
			inWindow: () => Boolean(document.activeElement?.closest(
				".content, input")),
			act: (action, argument) =>
				act(this, action, argument) });
		addEventListener("resize", () => {
			this.frames.render();
			clearTimeout(timer);
			timer = setTimeout(() => this.model.call(), RESIZED_MS);
		});
		document.addEventListener("visibilitychange", () =>
			this.#watch());
		document.addEventListener("paste", (event) => {
			const pane = this.frames.focused?.seen;
			const text = event.clipboardData?.getData("text/plain");

			if (!text || !pane || !("damage" in pane) ||
			    document.activeElement !== pane.canvas)
				return;
			event.preventDefault();
			pane.type(text);
		});
		this.element.addEventListener("pointerdown", ({ target }) => {
			if (target === this.element && this.model.focus)
				this.model.raise(0, this.model.workspace);
		});
		/* The browser's Escape, or a gesture, leads out of it. */
		document.addEventListener("fullscreenchange", () => {
			for (const frame of this.frames.all.values())
				if (!document.fullscreenElement &&
				    frame.shape?.active.state === d.FULL)
					this.frames.change(frame,
						{ state: d.NORMAL });
		});
		this.element.addEventListener("contextmenu", (event) => {
			if (event.target !== this.element)
				return;
			event.preventDefault();
			this.menu.open(desktopItems(this), event.clientX,
				event.clientY);
		});
		takeFiles(this.element, (target) => this.#folderOf(target),
			(file, folder) => this.transfers.upload(file, folder),
			(text) => this.notices.message(text, "Files"));
	}

	/** Where files go that are dropped there. @param {Element} target */
	#folderOf(target) {
		const frame = target.closest?.(".frame");
		const active = frame && this.model.windows.get(
			Number(frame.getAttribute("data-window")));

		if (!frame)
			return "";
		if (active?.app !== FILES)
			return null;
		return active.title.startsWith("/") ? active.title : null;
	}

	/** Load is told while somebody looks. */
	#watch() {
		this.ask(["watch", document.visibilityState === "visible" ?
			1 : 0]);
	}

	render() {
		this.frames.render();
		this.bar.render(this.settings.workspaces);
		const focused = this.model.windows.get(this.model.focus);

		document.body.classList.toggle("whole",
			focused?.state === d.FULL);

		this.#host.titled(focused ? this.frames.titleOf(focused) : "");
	}

	#relook() {
		for (const frame of this.frames?.all.values() ?? [])
			for (const pane of frame.panes.values())
				pane.look();
	}

	/** Shows another one. @param {number} n from 0 on */
	workspace(n) {
		const top = this.model.ordered().reverse().find((window) =>
			window.workspace === n && !window.minimised);

		if (top)
			this.frames.raise(top.id);
		else
			this.model.raise(0, n);
	}

	/** @returns {import("./tells.js").Hearer} */
	#hearer() {
		return {
			applications: ({ list, broken }) => {
				this.launcher.applications = list;
				this.launcher.broken = broken;
				this.launcher.refresh();
				this.#offer();
			},
			settings: (rows) => {
				this.settings.take(rows);
				this.look.set(this.settings.theme,
					this.settings.wallpaper);
				this.#relook();
				this.render();
				document.documentElement.dataset.told = "ready";
			},
			desktop: (rows) => showPlaces(byId("icons"), rows,
				(path) => this.ask(["open", path])),
			notify: (number, urgency, timeout, summary, body) =>
				this.notices.show({ number, summary, body,
					urgent: urgency > 1 }, timeout),
			status: (cpu, used, total) =>
				this.bar.status(cpu, used, total),
			transfers: this.transfers,
			screenshot: (number, window) => void sendPicture(number,
				picture(this.frames, window, this.look.colors),
				(payload) => this.model.ask(payload)),
			message: (text) => this.notices.message(text),
		};
	}

	/** Of what the address names. */
	#offer() {
		const wanted = this.#run;
		const app = this.launcher.applications.find(({ id }) =>
			id === wanted);

		if (wanted === null)
			return;
		this.#run = null;
		if (!app) {
			this.notices.message(`The link asks for the application ${
				JSON.stringify(wanted.slice(0, 60))}, which is not ` +
				"there.");
			return;
		}
		offerToRun(app, () => {
			remember(app.id);
			this.launch(app.id);
		}).addEventListener("close", () => this.frames.focusAgain());
	}
}

