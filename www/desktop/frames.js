// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * All frames: made, placed and removed as the model has the windows; and what
 * the user does to them, by whatever means.
 */
import * as d from "./datagram.js";
import { Frame } from "./frame.js";
import { place, step } from "./geometry.js";
import { say } from "./says.js";

/** @typedef {import("./model.js").Window} Window */
/** @typedef {import("./geometry.js").Rect} Rect */

/** How long oxygen may take to grant the keyboard. */
const GRANT_MS = 1000;

/**
 * @typedef {object} Desk what frames need of the desktop
 * @property {import("./model.js").Model} model
 * @property {HTMLElement} element that has them
 * @property {import("./channel.js").Hub} hub
 * @property {import("./look.js").Look} look
 * @property {() => number} fontSize
 * @property {boolean} reader
 * @property {(id: number) => void} parsed
 * @property {(app: string) => string} iconOf
 * @property {(window: Window) => void} close the user wants it closed
 * @property {(frame: Frame) => void} menu
 * @property {() => void} changed all is to be drawn anew
 * @property {() => boolean} busy something else has the keyboard for now
 */

export class Frames {
	/** @type {Map<number, Frame>} by group */
	all = new Map();
	/** As programs in them named terminals. @type {Map<number, string>} */
	#titles = new Map();
	/** Which window was asked to be focused, and was not yet. */
	#wanted = 0;
	#granted = 0;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#waiting;
	#desk;
	#host;
	/** Frames that the user moves now: they are not placed. */
	held = new Set();

	/** @param {Desk} desk */
	constructor(desk) {
		this.#desk = desk;
		this.#host = this.#hostOf(desk);
	}

	/** @param {Desk} desk @returns {import("./frame.js").FrameHost} */
	#hostOf(desk) {
		return {
			model: desk.model,
			terminals: {
				hub: desk.hub,
				look: desk.look,
				fontSize: desk.fontSize,
				reader: desk.reader,
				fit: (id, w, h) => queueMicrotask(() =>
					this.#fit(id, w, h)),
				parsed: desk.parsed,
				titled: (id, title) => {
					this.#titles.set(id, title);
					desk.changed();
				},
			},
			act: (frame, what) => this.act(frame, what),
			raise: (id, enter) => this.raise(id, enter),
			titleOf: (window) => this.titleOf(window),
			iconOf: desk.iconOf,
		};
	}

	/** @param {number} id @param {number} w @param {number} h */
	#fit(id, w, h) {
		const window = this.#desk.model.windows.get(id);

		if (window?.state !== d.NORMAL)
			return;
		this.#desk.model.place(window, { w, h });
		this.render();
	}

	/** @param {Window} window */
	titleOf({ id, title, app }) {
		return this.#titles.get(id) || title || app || "Window";
	}

	/** The desktop. @returns {Rect} */
	get whole() {
		const { clientWidth: w, clientHeight: h } = this.#desk.element;

		return { x: 0, y: 0, w, h };
	}

	/** The desktop without the task bar. @returns {Rect} */
	get area() {
		const bar = document.getElementById("taskbar");

		return { ...this.whole,
			h: this.whole.h - (bar?.offsetHeight ?? 0) };
	}

	/** Of a title bar, in pixels. */
	get barHeight() {
		return matchMedia("(pointer: coarse)").matches ? 46 : 36;
	}

	/** @param {number} id of a window @returns {Frame | null} */
	of(id) {
		return this.all.get(
			this.#desk.model.windows.get(id)?.group ?? 0) ?? null;
	}

	/** The one with the keyboard. @returns {Frame | null} */
	get focused() {
		return this.of(this.#desk.model.focus);
	}

	/** Those of this workspace, the highest first. @returns {Frame[]} */
	get recent() {
		const { model } = this.#desk;

		return [...this.all.values()].filter(({ shape }) =>
			shape?.active.workspace === model.workspace)
			.sort((a, b) => (b.shape?.order ?? 0) -
				(a.shape?.order ?? 0));
	}

	/** Draws what the model has. */
	render() {
		const { model, element } = this.#desk;
		/** @type {Map<number, {members: Window[], order: number}>} */
		const groups = new Map();

		model.ordered().forEach((window, order) => {
			const one = groups.get(window.group);

			groups.set(window.group, { order,
				members: [...one?.members ?? [], window] });
		});
		for (const [group, { members, order }] of groups) {
			const active = /** @type {Window} */ (members.at(-1));
			let frame = this.all.get(group);

			if (!frame) {
				frame = new Frame(group, this.#host);
				this.all.set(group, frame);
				element.append(frame.element);
			}
			frame.update(this.#shape(frame, active, order,
				members.sort((a, b) => a.id - b.id)));
		}
		this.#giveKeyboard();
	}

	/** @param {Frame} frame @param {Window} active @param {number} order
	 * @param {Window[]} members */
	#shape(frame, active, order, members) {
		const { model } = this.#desk;

		return { members, active, order,
			focused: model.focus === active.id,
			hidden: active.minimised ||
				active.workspace !== model.workspace,
			rect: this.held.has(frame) && frame.shape ?
				frame.shape.rect : place(active, this.area,
					this.whole, this.barHeight) };
	}

	#giveKeyboard() {
		const { model, busy } = this.#desk;

		if (this.#wanted !== 0 && model.focus !== this.#wanted)
			return;
		this.#wanted = 0;
		if (model.focus === this.#granted || busy())
			return;
		this.#granted = model.focus;
		const frame = this.focused;

		if (frame && !frame.choosing)
			frame.focus();
	}

	/** The keyboard goes back to the window that has it. */
	focusAgain() {
		const frame = this.focused;

		if (frame && !frame.element.hidden)
			frame.focus();
		else
			this.#desk.element.focus();
	}

	/** @param {number} id of a window that is to have the keyboard
	 * @param {boolean} [enter] also if it has it already */
	raise(id, enter = false) {
		const { model } = this.#desk;

		if (enter && model.focus === id)
			this.of(id)?.focus();
		if ((this.#wanted || model.focus) !== id)
			this.insist(id);
	}

	/** The same, whoever seems to have it now. @param {number} id */
	insist(id) {
		this.#wanted = id;
		clearTimeout(this.#waiting);
		this.#waiting = setTimeout(() => {
			this.#wanted = 0;
		}, GRANT_MS);
		this.#desk.model.raise(id);
	}

	/** @param {number} id */
	gone(id) {
		this.#titles.delete(id);
		if (this.#wanted === id)
			this.#wanted = 0;
		for (const [group, frame] of this.all)
			if (frame.panes.has(id) && frame.drop(id)) {
				frame.close();
				this.all.delete(group);
			}
	}

	/** Changes all windows of a frame.
	 * @param {Frame} frame @param {Partial<Window>} change */
	change(frame, change) {
		const { model } = this.#desk;

		for (const { id } of frame.shape?.members ?? []) {
			const window = model.windows.get(id);

			if (window)
				model.place(window, change);
		}
		this.render();
	}

	/** By an arrow. @param {Frame} frame @param {string} key */
	step(frame, key) {
		const next = step(frame.shape?.active.state ?? d.NORMAL, key);

		if (next === d.MINIMISED)
			this.minimise(frame);
		else
			this.change(frame, { state: next });
	}

	/** @param {Frame} frame */
	minimise(frame) {
		this.change(frame, { minimised: true });
	}

	/** @param {Frame} frame @param {number} state
	 *	that it gets, or leaves if it has it */
	toggle(frame, state) {
		const has = frame.shape?.active.state === state;

		this.change(frame, { state: has ? d.NORMAL : state });
	}

	/** @param {Frame} frame */
	fullScreen(frame) {
		this.toggle(frame, d.FULL);
		if (frame.shape?.active.state === d.FULL)
			void document.documentElement.requestFullscreen?.()
				.catch(() => {});
		else if (document.fullscreenElement)
			void document.exitFullscreen();
	}

	/** @param {Frame} frame @param {string} what */
	act(frame, what) {
		const active = frame.shape?.active;

		if (!active)
			return;
		if (what === "close")
			this.#desk.close(active);
		else if (what === "minimise")
			this.minimise(frame);
		else if (what === "maximise")
			this.toggle(frame, d.MAXIMISED);
		else if (what === "full")
			this.fullScreen(frame);
		else if (what === "menu")
			this.#desk.menu(frame);
		else if (what === "add")
			this.#desk.model.ask(say(["terminal", active.id]));
	}

	/** Windows of the next or the one before get the keyboard.
	 * @param {Frame} frame @param {number} by */
	nextTab(frame, by) {
		const { members = [], active } = frame.shape ?? {};
		const at = members.findIndex(({ id }) => id === active?.id);

		if (frame.choosing)
			frame.focus();
		if (members.length > 1)
			this.raise(members[(at + by + members.length) %
				members.length].id);
	}
}
