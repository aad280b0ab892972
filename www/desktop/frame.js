// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A frame: the title bar, tabs, edges and contents of the windows of one group.
 * What its buttons and edges do is the business of whoever made it.
 */
import { glyph, iconButton, make, tile } from "./dom.js";
import * as d from "./datagram.js";
import { SurfacePane } from "./surfacepane.js";
import { TerminalPane } from "./termpane.js";

/** @typedef {import("./model.js").Window} Window */
/** @typedef {TerminalPane | SurfacePane} Pane */

/**
 * @typedef {object} FrameHost
 * @property {import("./model.js").Model} model
 * @property {import("./termpane.js").TerminalHost} terminals
 * @property {(frame: Frame, what: string) => void} act on a button
 * @property {(id: number, enter?: boolean) => void} raise
 * @property {(window: Window) => string} titleOf
 * @property {(app: string) => string} iconOf
 */

/** As the frame is to be.
 * @typedef {object} Shape
 * @property {Window[]} members of the group, by number
 * @property {Window} active the one that is seen
 * @property {boolean} focused
 * @property {boolean} hidden
 * @property {number} order
 * @property {import("./geometry.js").Rect} rect
 */

const EDGES = ["n", "s", "e", "w", "ne", "nw", "se", "sw"];

export class Frame {
	element;
	bar;
	/** @type {Map<number, Pane>} */
	panes = new Map();
	/** @type {Shape | null} */
	shape = null;
	group;

	#host;
	#icon = make("span", { class: "icon" });
	#title = make("span", { class: "title" });
	#tabs = make("div", { class: "tabs", role: "tablist", hidden: true });
	#content = make("div", { class: "content" });
	#add;
	#maximise;
	/** What the tabs were made of. */
	#tabbed = "";

	/**
	 * @param {number} group
	 * @param {FrameHost} host
	 */
	constructor(group, host) {
		const button = (/** @type {string} */ name,
			/** @type {string} */ label) => iconButton(name, label,
			{ "data-act": name, class: `act ${name}` });

		this.group = group;
		this.#host = host;
		this.#title.id = `title-${group}`;
		this.#add = button("add", "New tab");
		this.#maximise = button("maximise", "Maximise");
		this.bar = make("div", { class: "bar" }, this.#icon,
			this.#title, this.#tabs, this.#add,
			make("span", { class: "gap" }),
			button("menu", "Window menu"),
			button("minimise", "Minimise"), this.#maximise,
			button("close", "Close"));
		this.element = make("section", { class: "frame",
			role: "dialog", tabindex: -1, "data-group": group,
			"aria-labelledby": this.#title.id }, this.bar,
		this.#content, ...EDGES.map((edge) => make("div",
			{ class: `edge ${edge}`, "data-edge": edge })));
		this.#hear();
	}

	#hear() {
		/* Title and edges do not take the keyboard from what is
		 * seen. */
		this.element.addEventListener("mousedown", (event) => {
			const target = /** @type {Element} */ (event.target);

			if (!target.closest(".bar, .edge") ||
			    target.closest("button:not([role=tab])"))
				return;
			event.preventDefault();
			if (target.closest("[role=tab]"))
				return;
			if (this.shape)
				this.#host.raise(this.shape.active.id, true);
		});
		this.bar.addEventListener("click", ({ target }) => {
			const act = /** @type {Element} */ (target)
				.closest("[data-act]")?.getAttribute("data-act");

			if (act)
				this.#host.act(this, act);
		});
		for (const type of ["pointerdown", "focusin"])
			this.element.addEventListener(type, () => {
				if (this.shape)
					this.#host.raise(this.shape.active.id);
			}, true);
		this.#tabs.addEventListener("keydown", (event) =>
			this.#tabKey(event));
		this.#tabs.addEventListener("click", ({ target }) => {
			const id = this.#tabOf(target);

			if (id)
				this.#host.raise(id, true);
		});
		this.#tabs.addEventListener("auxclick", ({ target, button }) => {
			const id = this.#tabOf(target);

			if (id && button === 1)
				this.#host.model.leave(id, false);
		});
	}

	/** @param {EventTarget | null} target */
	#tabOf(target) {
		return Number(/** @type {Element | null} */ (target)
			?.closest("[role=tab]")?.getAttribute("data-window"));
	}

	/** @param {KeyboardEvent} event */
	#tabKey(event) {
		const { members = [], active } = this.shape ?? {};
		const at = members.findIndex(({ id }) => id === active?.id);
		const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];

		if (event.key === "Delete" && active)
			this.#host.model.leave(active.id, false);
		else if (by)
			this.#host.raise(members[(at + by +
				members.length) % members.length].id);
		else
			return;
		event.preventDefault();
	}

	/** @param {number} id @returns {Pane} */
	pane(id) {
		const found = this.panes.get(id);

		if (!found)
			throw new Error(`no window ${id}`);
		return found;
	}

	/** @returns {Pane | null} of the tab that is seen */
	get seen() {
		return this.shape ?
			this.panes.get(this.shape.active.id) ?? null : null;
	}

	/** @param {Shape} shape */
	update(shape) {
		const { active, members, focused, hidden, order, rect } = shape;
		const { element } = this;

		this.shape = shape;
		element.classList.toggle("focused", focused);
		element.dataset.window = String(active.id);
		element.dataset.state = String(active.state);
		element.style.zIndex = String(order + 1);
		element.hidden = hidden;
		this.move(rect);
		this.#addPanes(members);
		this.#name(members, active);
		for (const [id, pane] of this.panes) {
			pane.element.hidden = id !== active.id;
			if (id === active.id && !hidden)
				pane.show();
		}
		for (const { id } of members)
			this.panes.get(id)?.name(
				this.#host.titleOf(/** @type {Window} */ (
					members.find((one) => one.id === id))));
	}

	/** Its place as it is shown, whatever its window is said to have.
	 * @param {import("./geometry.js").Rect} rect */
	move({ x, y, w, h }) {
		const { style } = this.element;

		style.transform = `translate(${x}px, ${y}px)`;
		style.width = `${w}px`;
		style.height = `${h}px`;
	}

	/** @param {Window[]} members */
	#addPanes(members) {
		for (const window of members) {
			if (this.panes.has(window.id))
				continue;
			const pane = window.kind === d.TERMINAL ?
				new TerminalPane(window, this.#host.terminals) :
				new SurfacePane(window, this.#host.model);

			this.panes.set(window.id, pane);
			pane.element.id = `pane-${window.id}`;
			this.#content.append(pane.element);
		}
	}

	/** @param {Window[]} members @param {Window} active */
	#name(members, active) {
		const title = this.#host.titleOf(active);
		const max = active.state === d.MAXIMISED;

		if (this.#title.textContent !== title)
			this.#title.textContent = title;
		if (this.#icon.dataset.app !== active.app) {
			this.#icon.dataset.app = active.app;
			this.#icon.replaceChildren(tile(
				this.#host.iconOf(active.app), active.app));
		}
		this.#add.hidden = active.kind !== d.TERMINAL;
		this.#title.classList.toggle("tabbed", members.length > 1);
		this.#tabs.hidden = members.length < 2;
		this.#tabs.setAttribute("aria-label", `Tabs of ${title}`);
		this.#maximise.setAttribute("aria-label",
			max ? "Restore" : "Maximise");
		this.#maximise.title = max ? "Restore" : "Maximise";
		this.#maximise.replaceChildren(
			glyph(max ? "restore" : "maximise"));
		this.#drawTabs(members, active);
	}

	/** @param {Window[]} members @param {Window} active */
	#drawTabs(members, active) {
		const titles = members.map((one) => this.#host.titleOf(one));
		const made = JSON.stringify([titles, active.id,
			members.map(({ id }) => id)]);
		const within = this.#tabs.contains(document.activeElement);

		if (members.length < 2 || made === this.#tabbed)
			return;
		this.#tabbed = made;
		this.#tabs.replaceChildren(...members.map(({ id }, i) =>
			make("button", { role: "tab", "data-window": id,
				tabindex: id === active.id ? 0 : -1,
				"aria-controls": `pane-${id}`,
				"aria-selected": String(id === active.id) },
			titles[i])));
		const selected = /** @type {HTMLElement | null} */ (
			this.#tabs.querySelector("[aria-selected=true]"));

		selected?.scrollIntoView({ block: "nearest",
			inline: "nearest" });
		if (within)
			selected?.focus();
	}

	/** The keyboard is at its tabs. */
	get choosing() {
		return this.#tabs.contains(document.activeElement);
	}

	/** Gives the keyboard to what is seen in it. */
	focus() {
		this.seen?.focus();
	}

	/** @param {number} id of a window that is gone
	 * @returns {boolean} whether it was the last one */
	drop(id) {
		this.panes.get(id)?.close();
		this.panes.delete(id);
		return this.panes.size === 0;
	}

	close() {
		for (const id of [...this.panes.keys()])
			this.drop(id);
		this.element.remove();
	}
}
