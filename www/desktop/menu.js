// SPDX-License-Identifier: GPL-3.0-or-later
/* The menu of a window: all that can be done to it. */
import { make } from "./dom.js";

/**
 * @typedef {object} Item
 * @property {string} text
 * @property {() => void} act
 */

export class Menu {
	element = make("div", { id: "menu", role: "menu", hidden: true,
		"aria-label": "Window" });
	#leave;

	/** @param {() => void} leave the keyboard goes back */
	constructor(leave) {
		const { element } = this;

		this.#leave = leave;
		element.addEventListener("keydown", (event) => this.#key(event));
		element.addEventListener("focusout", ({ relatedTarget }) => {
			if (!element.contains(/** @type {Node | null} */ (
				relatedTarget)))
				element.hidden = true;
		});
	}

	get shown() {
		return !this.element.hidden;
	}

	/** @param {Item[]} items @param {number} x @param {number} y */
	open(items, x, y) {
		const { element } = this;

		element.replaceChildren(...items.map(({ text, act }) =>
			make("button", { role: "menuitem", tabindex: -1,
				click: () => {
					this.#close();
					act();
				} }, text)));
		element.hidden = false;
		element.style.left = `${Math.max(4, Math.min(x,
			innerWidth - element.offsetWidth - 4))}px`;
		element.style.top = `${Math.max(4, Math.min(y,
			innerHeight - element.offsetHeight - 4))}px`;
		/** @type {HTMLElement} */ (element.firstElementChild).focus();
	}

	#close() {
		this.element.hidden = true;
		this.#leave();
	}

	/** @param {KeyboardEvent} event */
	#key(event) {
		const items = /** @type {HTMLElement[]} */ (
			[...this.element.children]);
		const at = items.indexOf(/** @type {HTMLElement} */ (
			document.activeElement));
		const to = { ArrowDown: at + 1, ArrowUp: at - 1 + items.length,
			Home: 0, End: items.length - 1 }[event.key];

		if (event.key === "Escape" || event.key === "Tab")
			this.#close();
		else if (to !== undefined)
			items[to % items.length].focus();
		else
			return;
		event.preventDefault();
		event.stopPropagation();
	}
}
