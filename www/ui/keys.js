// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The row of keys that touch keyboards lack. Ctrl and Alt hold for the next
 * key, from the row or the keyboard. The row never takes the focus, so that
 * the keyboard stays.
 */

/** Arrows, by the last byte of what they send. */
const ARROWS = { left: "D", down: "B", up: "A", right: "C" };
const ROW = `<button data-key="esc">Esc</button>
<button data-key="tab">Tab</button>
<button data-hold="ctrl" aria-pressed="false">Ctrl</button>
<button data-hold="alt" aria-pressed="false">Alt</button>
<button data-key="left" aria-label="Left">←</button>
<button data-key="down" aria-label="Down">↓</button>
<button data-key="up" aria-label="Up">↑</button>
<button data-key="right" aria-label="Right">→</button>
<button data-more aria-label="More">⋯</button>`;

/** What a key sends with Ctrl. @param {string} key */
function control(key) {
	if (/^[a-z@[\\\]^_]$/i.test(key))
		return String.fromCharCode(
			key.toUpperCase().charCodeAt(0) & 31);
	return key === " " ? "\0" : key === "?" ? "\x7f" : key;
}

export class Keys {
	row = document.createElement("div");
	#held = { ctrl: false, alt: false };
	#context;

	/**
	 * @param {import("./tools.js").Context} context
	 * @param {() => void} more shows the other buttons
	 */
	constructor(context, more) {
		this.#context = context;
		this.row.id = "keys";
		this.row.hidden = true;
		this.row.setAttribute("role", "group");
		this.row.setAttribute("aria-label", "Keys");
		this.row.innerHTML = ROW;
		for (const type of ["pointerdown", "mousedown"])
			this.row.addEventListener(type, (event) =>
				event.preventDefault());
		this.row.addEventListener("click", ({ target }) => {
			const button = /** @type {Element} */ (target)
				.closest("button");

			if (button)
				this.#press(button.dataset, more);
		});
		context.changeInput((text) => this.#typed(text));
	}

	get shown() {
		return !this.row.hidden;
	}

	/** @param {boolean} on */
	show(on) {
		this.row.hidden = !on;
		document.body.classList.toggle("with-keys", on);
		this.#hold("ctrl", false);
		this.#hold("alt", false);
	}

	/** @param {string} which @param {boolean} on */
	#hold(which, on) {
		this.#held[/** @type {"ctrl" | "alt"} */ (which)] = on;
		this.row.querySelector(`[data-hold=${which}]`)
			?.setAttribute("aria-pressed", String(on));
	}

	/** Whether Ctrl and Alt are held, for the last time. */
	#take() {
		const held = { ...this.#held };

		this.#hold("ctrl", false);
		this.#hold("alt", false);
		return held;
	}

	/** @param {DOMStringMap} key @param {() => void} more */
	#press({ key, hold }, more) {
		if (hold !== undefined)
			this.#hold(hold, !this.#held[
				/** @type {"ctrl" | "alt"} */ (hold)]);
		else if (key === undefined)
			more();
		else
			this.#context.type(this.#sequence(key));
	}

	/** What a key of the row sends. @param {string} key */
	#sequence(key) {
		const { ctrl, alt } = this.#take();
		const modifier = 1 + (alt ? 2 : 0) + (ctrl ? 4 : 0);
		const { applicationCursorKeysMode } = this.#context.term.modes;

		if (!(key in ARROWS))
			return (alt ? "\x1b" : "") + (key === "esc" ? "\x1b" : "\t");
		const last = ARROWS[/** @type {keyof typeof ARROWS} */ (key)];
		if (modifier > 1)
			return `\x1b[1;${modifier}${last}`;
		return `\x1b${applicationCursorKeysMode ? "O" : "["}${last}`;
	}

	/** What the keyboard sends. @param {string} text */
	#typed(text) {
		/* Reports and keys with modifiers of their own stay. */
		if (!this.#held.ctrl && !this.#held.alt || text.startsWith("\x1b"))
			return text;
		const { ctrl, alt } = this.#take();
		const [first, ...rest] = text;

		return (alt ? "\x1b" : "") + (ctrl ? control(first) : first) +
			rest.join("");
	}
}
