// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Alt+Tab: pictures of the windows of this workspace, the latest first; the
 * marked one gets the keyboard when Alt is let go of.
 */
import { make, tile } from "./dom.js";
import { thumbnails } from "./thumbnail.js";

/** @typedef {import("./frame.js").Frame} Frame */

export class Switcher {
	element = make("div", { id: "switcher", role: "listbox", hidden: true,
		tabindex: -1, "aria-label": "Windows" });
	/** @type {Frame[]} */
	#list = [];
	#at = 0;
	#frames;
	#iconOf;

	/** @param {import("./frames.js").Frames} frames
	 * @param {(app: string) => string} iconOf */
	constructor(frames, iconOf) {
		this.#frames = frames;
		this.#iconOf = iconOf;
		this.element.addEventListener("click", ({ target }) => {
			const option = /** @type {Element} */ (target)
				.closest("[role=option]");

			if (!option)
				return;
			this.#at = [...this.element.children].indexOf(option);
			this.done(true);
		});
	}

	get shown() {
		return !this.element.hidden;
	}

	/** The next one, or the one before. @param {number} by */
	step(by) {
		if (!this.shown && !this.#open(by))
			return;
		const { length } = this.#list;

		this.#at = (this.#at + by + length) % length;
		[...this.element.children].forEach((option, i) =>
			option.setAttribute("aria-selected",
				String(i === this.#at)));
		this.element.setAttribute("aria-activedescendant",
			`switch-${this.#at}`);
		this.element.children[this.#at].scrollIntoView(
			{ block: "nearest" });
		this.element.focus();
	}

	/** @param {number} by @returns {boolean} whether there is a window */
	#open(by) {
		this.#list = this.#frames.recent;
		if (this.#list.length === 0)
			return false;
		/* From the one that has the keyboard; if none has, the first
		 * step leads to the latest. */
		this.#at = this.#list[0].shape?.focused || by < 0 ? 0 : -1;
		this.element.hidden = false;
		const pictures = thumbnails(this.#list);

		this.element.replaceChildren(...this.#list.map((frame, i) => {
			const active = frame.shape?.active;

			return make("div", { role: "option",
				id: `switch-${i}` }, pictures[i],
			make("span", { class: "text" },
				tile(active ? this.#iconOf(active.app) : "",
					active?.app ?? ""),
				active ? this.#frames.titleOf(active) : ""));
		}));
		return true;
	}

	/** @param {boolean} choose else all stays as it was */
	done(choose) {
		const active = this.#list[this.#at]?.shape?.active;

		this.element.hidden = true;
		this.element.replaceChildren();
		this.#list = [];
		if (choose && active)
			this.#frames.raise(active.id, true);
		else
			this.#frames.focusAgain();
	}
}
