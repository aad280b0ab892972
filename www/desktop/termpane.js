// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The content of a window that is a terminal: an xterm.js of this document and
 * a Link to the machine's terminal, both made when the window is first seen.
 */
import { FitAddon } from "@xterm/addon-fit";
import { handleClipboardKeys } from "../ui/clipboard.js";
import { DATAGRAM_SIZE_MAX } from "../ui/datagram.js";
import { Link } from "../ui/link.js";
import { newTerminal } from "../ui/screen.js";
import { textOf } from "../ui/screentext.js";
import { make } from "./dom.js";
import { clamp } from "./geometry.js";
import { paintTerminal } from "./paint.js";

const SETTLE = 60;
/** What a terminal has that was not measured yet. */
const SIZE = { cols: 80, rows: 24 };
/** What terminal(1) takes a character to have, in pixels. */
const CELL = { w: 8, h: 17 };
/** Beside the characters: the pane's padding, and the scroll bar. */
const BESIDE = { w: 24, h: 8 };
const encoder = new TextEncoder();

/**
 * @typedef {object} TerminalHost what a pane needs of the desktop
 * @property {import("./channel.js").Hub} hub
 * @property {import("./look.js").Look} look
 * @property {() => number} fontSize
 * @property {boolean} reader screen reader mode
 * @property {(id: number, w: number, h: number) => void} fit the window is to
 *	have that size
 * @property {(id: number) => void} parsed something was interpreted
 * @property {(id: number, title: string) => void} titled a program has
 *	named the terminal
 */

export class TerminalPane {
	element = make("div", { class: "pane term" });
	/** @type {import("@xterm/xterm").Terminal | null} */
	#term = null;
	/** @type {Link | null} */
	#link = null;
	#fit = new FitAddon();
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#settling;
	/** @type {ResizeObserver | null} */
	#observer = null;
	#window;
	#host;

	/**
	 * @param {import("./model.js").Window} window
	 * @param {TerminalHost} host
	 */
	constructor(window, host) {
		this.#window = window;
		this.#host = host;
	}

	/** It is seen now. */
	show() {
		if (this.#term)
			return;
		const term = newTerminal({ fontSize: this.#host.fontSize(),
			screenReaderMode: this.#host.reader });

		this.#term = term;
		this.look();
		term.loadAddon(this.#fit);
		term.open(this.element);
		handleClipboardKeys(term);
		if (!this.#fitWindow(term))
			this.#measure();
		this.#connect(term);
		this.#observer = new ResizeObserver(() => {
			clearTimeout(this.#settling);
			this.#settling = setTimeout(() => this.#measure(),
				SETTLE);
		});
		this.#observer.observe(this.element);
	}

	/** Theme and font as they are now. */
	look() {
		if (!this.#term)
			return;
		const { theme, ratio } = this.#host.look.terminal;
		const { options } = this.#term;

		options.minimumContrastRatio = ratio;
		options.theme = theme;
		this.element.style.background = theme.background ?? "";
		if (options.fontSize !== this.#host.fontSize()) {
			options.fontSize = this.#host.fontSize();
			this.#measure();
		}
	}

	/**
	 * A new window gets the size that its characters need.
	 * @param {import("@xterm/xterm").Terminal} term
	 * @returns {boolean} whether it does
	 */
	#fitWindow(term) {
		const { id, fresh, w, h } = this.#window;
		const cols = w / CELL.w, rows = h / CELL.h;
		const screen = this.element.querySelector(".xterm-screen");

		if (!fresh || !Number.isInteger(cols) ||
		    !Number.isInteger(rows) || !screen?.clientWidth)
			return false;
		const wide = screen.clientWidth / term.cols;
		const high = screen.clientHeight / term.rows;

		term.resize(cols, rows);
		this.#host.fit(id, Math.ceil(cols * wide) + BESIDE.w,
			Math.ceil(rows * high) + BESIDE.h);
		return true;
	}

	#measure() {
		const size = this.element.offsetParent &&
			this.#fit.proposeDimensions();

		if (size && size.cols > 0 && size.rows > 0)
			this.#term?.resize(
				clamp(size.cols, 2, DATAGRAM_SIZE_MAX),
				clamp(size.rows, 2, DATAGRAM_SIZE_MAX));
	}

	/** @param {import("@xterm/xterm").Terminal} term */
	#connect(term) {
		const { id, terminal } = this.#window;
		const ring = () => this.element.classList.add("bell");
		const link = new Link(this.#host.hub.part(terminal), terminal,
			{ cols: term.cols, rows: term.rows }, {
				write: (bytes, drawn) =>
					term.write(bytes, drawn),
				reset: () => term.reset(),
				progress: () => {},
				stopped: () => {},
				detached: () => {},
				silent: () => {},
			});
		const send = (/** @type {Uint8Array} */ bytes) => {
			if (!link.input(bytes))
				ring();
		};

		this.#link = link;
		term.onData((text) => send(encoder.encode(text)));
		term.onBinary((text) =>
			send(Uint8Array.from(text, (c) => c.charCodeAt(0))));
		term.onResize(({ cols, rows }) => link.resize(cols, rows));
		term.onBell(ring);
		term.onTitleChange((title) =>
			this.#host.titled(id, title.slice(0, 200)));
		term.onWriteParsed(() => this.#host.parsed(id));
		this.element.addEventListener("animationend", () =>
			this.element.classList.remove("bell"));
	}

	/** Called when the document comes back from the browser's cache. */
	call() {
		this.#link?.call();
	}

	focus() {
		this.#term?.focus();
	}

	/** As if the user had typed it. @param {string} text */
	type(text) {
		this.#link?.input(encoder.encode(text));
	}

	/** @param {string} name for those who hear the page */
	name(name) {
		this.#term?.textarea?.setAttribute("aria-label",
			`Terminal input: ${name}`);
	}

	get text() {
		return this.#term ? textOf(this.#term, true) : "";
	}

	get stats() {
		return this.#link ? { ...this.#link.stats,
			pending: this.#link.pending } : {};
	}

	/** In pixels. */
	get size() {
		const screen = this.element.querySelector(".xterm-screen");

		return { width: screen?.clientWidth || SIZE.cols * 8,
			height: screen?.clientHeight || SIZE.rows * 17 };
	}

	/**
	 * Draws it as it is now.
	 * @param {CanvasRenderingContext2D} context
	 * @param {number} width that it is to have
	 * @param {number} height
	 */
	paint(context, width, height) {
		if (this.#term)
			paintTerminal(context, this.#term, width, height);
	}

	close() {
		clearTimeout(this.#settling);
		this.#observer?.disconnect();
		this.#link?.close();
		this.#term?.dispose();
		this.element.remove();
	}
}
