// SPDX-License-Identifier: GPL-3.0-or-later
/* The launcher: all applications, searched by a few letters of them. */
import { glyph, make, tile } from "./dom.js";
import { search } from "./fuzzy.js";

const REMEMBERED = "exa-desktop-recent";
const RECENT_MAX = 12;

/** @typedef {import("./says.js").Application} Application */

/** Ids, the latest first. @returns {string[]} */
function recent() {
	try {
		const list = JSON.parse(localStorage.getItem(REMEMBERED) ??
			"[]");

		return Array.isArray(list) ? list.map(String) : [];
	} catch {
		return [];
	}
}

/** @param {string} id */
export function remember(id) {
	try {
		localStorage.setItem(REMEMBERED, JSON.stringify([id,
			...recent().filter((one) => one !== id)]
			.slice(0, RECENT_MAX)));
	} catch {
		/* Not allowed to: the order is that of names. */
	}
}

export class Launcher {
	element;
	/** @type {Application[]} */
	applications = [];
	/** @type {{file: string, error: string}[]} */
	broken = [];

	#field = make("input", { type: "search", role: "combobox",
		placeholder: "Search applications", autocomplete: "off",
		"aria-label": "Search applications", "aria-expanded": "true",
		"aria-controls": "found", "aria-autocomplete": "list",
		spellcheck: "false" });
	#found = make("div", { id: "found", role: "listbox",
		"aria-label": "Applications" });
	#none = make("p", { class: "none", role: "status" });
	#broken = make("details", { hidden: true });
	/** @type {Application[]} */
	#list = [];
	#at = 0;
	#launch;

	/** @param {(id: string) => void} launch */
	constructor(launch) {
		this.#launch = launch;
		this.element = make("dialog", { id: "launcher",
			"aria-label": "Applications" }, make("div",
			{ class: "field" }, glyph("search"), this.#field),
		this.#found, this.#none, this.#broken);
		this.#field.addEventListener("input", () => this.#fill());
		this.element.addEventListener("keydown", (event) =>
			this.#key(event));
		this.element.addEventListener("click", ({ target }) => {
			const option = /** @type {Element} */ (target)
				.closest("[role=option]");

			if (option)
				this.#choose(Number(option.getAttribute(
					"data-at")));
			else if (target === this.element)
				this.element.close();
		});
	}

	get shown() {
		return this.element.open;
	}

	toggle() {
		if (this.element.open) {
			this.element.close();
			return;
		}
		this.#field.value = "";
		this.#fill();
		this.element.showModal();
		this.#field.focus();
	}

	/** There are others now. */
	refresh() {
		if (this.element.open)
			this.#fill();
	}

	/** @param {number} at of the list */
	#choose(at) {
		const app = this.#list[at];

		if (!app)
			return;
		this.element.close();
		remember(app.id);
		this.#launch(app.id);
	}

	/** @param {KeyboardEvent} event */
	#key(event) {
		const [first, second] = this.#found.children;
		const columns = second && first.getBoundingClientRect().top ===
			second.getBoundingClientRect().top ?
			Math.max(1, Math.round(this.#found.clientWidth /
				first.getBoundingClientRect().width)) : 1;
		const by = { ArrowDown: columns, ArrowUp: -columns,
			...this.#field.value ? {} :
				{ ArrowLeft: -1, ArrowRight: 1 } }[event.key];

		if (event.key === "Enter")
			this.#choose(this.#at);
		else if (by !== undefined)
			this.#mark(Math.max(0, Math.min(this.#list.length - 1,
				this.#at + by)));
		else
			return;
		event.preventDefault();
	}

	/** @param {number} at */
	#mark(at) {
		this.#at = at;
		[...this.#found.children].forEach((option, i) => {
			option.setAttribute("aria-selected", String(i === at));
			if (i === at)
				option.scrollIntoView({ block: "nearest" });
		});
		if (this.#list.length)
			this.#field.setAttribute("aria-activedescendant",
				`option-${at}`);
		else
			this.#field.removeAttribute("aria-activedescendant");
	}

	#fill() {
		const wanted = this.#field.value;

		this.#list = search(wanted, this.applications, recent());
		this.#found.replaceChildren(...this.#list.map((app, i) =>
			make("div", { role: "option", id: `option-${i}`,
				"data-at": i, "data-id": app.id },
			tile(app.icon, app.id), make("span", { class: "text" },
				make("b", {}, app.name),
				make("span", {}, app.comment)))));
		this.#none.textContent = this.#list.length ? "" :
			this.applications.length ?
				`No application fits “${wanted}”.` :
				"There are no applications.";
		this.#found.hidden = this.#list.length === 0;
		this.#broken.hidden = this.broken.length === 0;
		this.#broken.replaceChildren(make("summary", {},
			"Files that are not as they should be: " +
			String(this.broken.length)),
		make("ul", {}, ...this.broken.map(({ file, error }) =>
			make("li", {}, `${file}: ${error}`))));
		this.#mark(0);
	}
}
