// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Notifications: shown for a while at the corner, and kept in a list until the
 * user closes them. Also what the desktop itself has to say.
 */
import { iconButton, make } from "./dom.js";

/** Of the desktop's own. */
const MESSAGE_MS = 8000;
const SHOWN_MAX = 5;
const KEPT_MAX = 50;

/**
 * @typedef {object} Notice
 * @property {number} number 0: the desktop's own
 * @property {string} summary
 * @property {string} body
 * @property {boolean} urgent
 */

export class Notices {
	/** Where they appear. */
	element = make("div", { id: "toasts" });
	list = make("dialog", { id: "notices",
		"aria-labelledby": "notices-title" });
	/** The latest first. @type {Notice[]} */
	#kept = [];
	/** @type {Map<Notice, HTMLElement>} */
	#shown = new Map();
	#closed;
	#counted;

	/**
	 * @param {(number: number) => void} closed by the user
	 * @param {(count: number) => void} counted
	 */
	constructor(closed, counted) {
		this.#closed = closed;
		this.#counted = counted;
		this.list.addEventListener("click", ({ target }) => {
			if (target === this.list)
				this.list.close();
		});
	}

	/**
	 * @param {Notice} notice one of the same number is replaced
	 * @param {number} timeout in ms; 0: until it is closed
	 */
	show(notice, timeout) {
		const same = notice.number && this.#kept.find(
			({ number }) => number === notice.number);

		if (same)
			this.#forget(same);
		const toast = make("div", { class: "toast",
			role: notice.urgent ? "alert" : "status",
			"data-number": notice.number }, this.#text(notice),
		this.#button(notice));

		this.#shown.set(notice, toast);
		this.#kept.unshift(notice);
		this.#kept.splice(KEPT_MAX).forEach((one) => this.#hide(one));
		this.element.append(toast);
		if (this.#shown.size > SHOWN_MAX)
			this.#hide([...this.#shown.keys()][0]);
		if (timeout > 0)
			setTimeout(() => this.#hide(notice), timeout);
		this.#tell();
	}

	/** What the desktop itself has to say. @param {string} text
	 * @param {string} [summary] */
	message(text, summary = "Desktop") {
		this.show({ number: 0, summary, body: text, urgent: true },
			MESSAGE_MS);
	}

	toggle() {
		if (this.list.open) {
			this.list.close();
			return;
		}
		this.#fill();
		this.list.showModal();
	}

	/** @param {Notice} notice */
	#text({ summary, body }) {
		return make("div", { class: "text" }, make("b", {}, summary),
			make("p", {}, body));
	}

	/** @param {Notice} notice */
	#button(notice) {
		return iconButton("close", `Close: ${notice.summary}`,
			{ class: "act", click: () => {
				this.#forget(notice);
				if (notice.number)
					this.#closed(notice.number);
				this.#tell();
			} });
	}

	/** @param {Notice} notice */
	#hide(notice) {
		this.#shown.get(notice)?.remove();
		this.#shown.delete(notice);
	}

	/** @param {Notice} notice */
	#forget(notice) {
		this.#hide(notice);
		this.#kept = this.#kept.filter((one) => one !== notice);
	}

	#tell() {
		this.#counted(this.#kept.length);
		if (this.list.open)
			this.#fill();
	}

	#fill() {
		const clear = make("button", { click: () => {
			for (const notice of this.#kept) {
				this.#hide(notice);
				if (notice.number)
					this.#closed(notice.number);
			}
			this.#kept = [];
			this.#tell();
		} }, "Close all");
		const leave = make("button", { click: () => this.list.close() },
			"Back");

		clear.disabled = this.#kept.length === 0;
		this.list.replaceChildren(make("h2", { id: "notices-title" },
			"Notifications"), make("ul", {}, ...this.#kept.map(
			(one) => make("li", {}, this.#text(one),
				this.#button(one)))),
		make("p", { class: "none" }, this.#kept.length ? "" :
			"There are none."),
		make("div", { class: "buttons" }, clear, leave));
	}
}
