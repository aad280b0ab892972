// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What lies around a terminal, loaded when it has its first output: buttons to
 * copy and paste, a row of keys for touch screens, help; what is printed; and
 * the question before a page with a running program is left.
 *
 * Ctrl+Shift+H leads from the terminal, which keeps Tab for itself, to the
 * buttons; from there Tab goes on, and Escape back.
 */
import { copyText } from "./clipboard.js";
import { HELP } from "./help.js";
import { Keys } from "./keys.js";
import { keepPrintable } from "./print.js";
import { textOf } from "./screentext.js";
import { sheet } from "./toolstyle.js";

/**
 * @typedef {object} Context
 * @property {import("@xterm/xterm").Terminal} term
 * @property {(text: string) => void} type as if the user had
 * @property {(change: (text: string) => string) => void} changeInput what the
 *	user types goes through that
 */

const SAID_MS = 4000, NEAR_MS = 2500;
const REMEMBERED = "exa-screenreader";

/** @param {string} html of one element */
function make(html) {
	const template = document.createElement("template");

	template.innerHTML = html;
	return /** @type {HTMLElement} */ (template.content.firstElementChild);
}

/** @param {string} name @param {string} value */
function remember(name, value) {
	try {
		localStorage.setItem(name, value);
	} catch {
		/* Not allowed to: it is as it is for this page alone. */
	}
}

/** @param {string} name @returns {string | null} */
function remembered(name) {
	try {
		return localStorage.getItem(name);
	} catch {
		return null;
	}
}

class Tools {
	#term;
	#bar = make(`<div id="tools" role="group" aria-label="Terminal">
<button id="copy">Copy</button>
<button id="paste">Paste</button>
<button id="show-keys" aria-pressed="false">Keys</button>
<button id="reader" aria-pressed="false">Screen reader</button>
<button id="full">Full screen</button>
<button id="ask">Help</button></div>`);
	#said = make('<p id="said" role="status"></p>');
	#help = /** @type {HTMLDialogElement} */ (make(HELP));
	#keys;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#saying;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#near;

	/** @param {Context} context @param {URLSearchParams} options */
	constructor(context, options) {
		const readonly = options.has("readonly");

		this.#term = context.term;
		this.#keys = new Keys(context, () => this.#showBar());
		this.#button("paste").hidden = readonly;
		this.#button("show-keys").hidden = readonly;
		document.querySelector("main")?.append(this.#bar,
			this.#keys.row, this.#said, this.#help);
		this.#connect();
		this.#showKeys(!readonly && (options.get("keys") === "always" ||
			options.get("keys") !== "never" &&
			matchMedia("(pointer: coarse)").matches));
		if (!options.has("screenreader"))
			this.#read(remembered(REMEMBERED) === "yes");
		else
			this.#read(true);
	}

	/** @param {string} id */
	#button(id) {
		return /** @type {HTMLButtonElement} */ (
			this.#bar.querySelector(`#${id}`));
	}

	#connect() {
		const actions = {
			copy: () => this.#copy(),
			paste: () => this.#paste(),
			"show-keys": () => this.#showKeys(!this.#keys.shown),
			reader: () => {
				const on = !this.#term.options.screenReaderMode;

				this.#read(on);
				remember(REMEMBERED, on ? "yes" : "no");
			},
			full: () => this.#fullScreen(),
			ask: () => this.#ask(),
		};

		for (const [id, act] of Object.entries(actions))
			this.#button(id).onclick = () => void act();
		/* The terminal keeps the focus, and with it the keyboard of a
		 * phone. */
		for (const type of ["pointerdown", "mousedown"])
			this.#bar.addEventListener(type, (event) =>
				event.preventDefault());
		addEventListener("keydown", (event) => this.#key(event), true);
		addEventListener("pointermove", ({ pointerType }) => {
			if (pointerType === "mouse")
				this.#showBar();
		});
		this.#term.onKey(() => this.#hideBar());
		/* With the focus on the buttons, Tab passes the terminal. */
		this.#bar.addEventListener("focusin",
			() => this.#passable(true));
		this.#bar.addEventListener("focusout", () =>
			setTimeout(() => this.#passable(
				this.#bar.contains(document.activeElement))));
		this.#help.addEventListener("close", () => this.#term.focus());
	}

	/** Help, from its beginning: what has the focus is at its end. */
	#ask() {
		this.#help.showModal();
		this.#help.scrollTop = 0;
	}

	/** @param {boolean} on */
	#passable(on) {
		if (this.#term.textarea)
			this.#term.textarea.tabIndex = on ? -1 : 0;
	}

	/** @param {KeyboardEvent} event */
	#key(event) {
		const { ctrlKey, shiftKey, altKey, code, key } = event;

		if (ctrlKey && shiftKey && !altKey && code === "KeyH")
			this.#button("copy").focus();
		else if (key === "Escape" &&
			this.#bar.contains(document.activeElement))
			this.#term.focus();
		else
			return;
		event.preventDefault();
		event.stopPropagation();
	}

	#showBar() {
		document.body.classList.add("near");
		clearTimeout(this.#near);
		this.#near = setTimeout(() => this.#hideBar(), NEAR_MS);
	}

	#hideBar() {
		if (!this.#bar.matches(":hover"))
			document.body.classList.remove("near");
	}

	/** @param {string} text */
	#say(text) {
		this.#said.textContent = text;
		clearTimeout(this.#saying);
		this.#saying = setTimeout(() => {
			this.#said.textContent = "";
		}, SAID_MS);
	}

	async #copy() {
		const selected = this.#term.getSelection();

		await copyText(this.#term,
			selected || textOf(this.#term, false));
		this.#say(selected ? "Copied." :
			"Copied what is on the screen: nothing was selected.");
	}

	async #paste() {
		try {
			const text = await navigator.clipboard.readText();

			this.#term.paste(text);
			this.#say(text ? "Pasted." :
				"There is no text on the clipboard.");
		} catch {
			this.#say("The browser did not let this page read the " +
				"clipboard. Ctrl+Shift+V pastes without being " +
				"asked for; on a touch screen, a long press.");
		}
	}

	/** @param {boolean} on */
	#showKeys(on) {
		this.#keys.show(on);
		this.#button("show-keys").setAttribute("aria-pressed",
			String(on));
	}

	/** Screen reader mode. @param {boolean} on */
	#read(on) {
		this.#term.options.screenReaderMode = on;
		this.#button("reader").setAttribute("aria-pressed", String(on));
	}

	async #fullScreen() {
		if (document.fullscreenElement) {
			await document.exitFullscreen();
			return;
		}
		try {
			await document.documentElement.requestFullscreen();
		} catch {
			this.#say("The page around this one, or the browser, " +
				"does not allow full screen.");
			return;
		}
		try {
			/* Only the outermost page can, and only in Chromium. */
			await /** @type {any} */ (top)
				.navigator.keyboard.lock();
			this.#say("All keys are the terminal’s now. Hold Escape " +
				"to leave.");
		} catch {
			this.#say("Escape leaves.");
		}
		this.#term.focus();
	}
}

/**
 * Asks before the page is left while a program has the terminal: one with a
 * screen of its own, or one that a shell with line editing, which asks for
 * bracketed paste at its prompt, waits for.
 * @param {import("@xterm/xterm").Terminal} term
 */
function guardLeaving(term) {
	let prompted = false;

	term.onWriteParsed(() => {
		prompted ||= term.modes.bracketedPasteMode;
	});
	addEventListener("beforeunload", (event) => {
		const over = !document.getElementById("notice")?.hidden;

		if (!over && (term.buffer.active.type === "alternate" ||
			prompted && !term.modes.bracketedPasteMode))
			event.preventDefault();
	});
}

/**
 * @param {Context} context
 * @param {URLSearchParams} options of the document's address
 */
export function addTools(context, options) {
	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	new Tools(context, options);
	keepPrintable(context.term);
	if (options.has("guard"))
		guardLeaving(context.term);
	document.body.dataset.tools = "ready";
}
