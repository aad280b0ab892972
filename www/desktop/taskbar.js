// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The task bar: the launcher's button, windows of this workspace, workspaces,
 * the meter, notifications and the clock.
 */
import { iconButton, make, tile } from "./dom.js";
import { thumbnails } from "./thumbnail.js";

const HOVER_MS = 350;
const LEAVE_MS = 200;
const MINUTE = 60000;
const MIB = 1 << 20;

/** @typedef {import("./frame.js").Frame} Frame */
/** @typedef {import("./frames.js").Frames} Frames */

/**
 * @typedef {object} BarHost
 * @property {Frames} frames
 * @property {import("./model.js").Model} model
 * @property {(app: string) => string} iconOf
 * @property {(frame: Frame) => void} close
 * @property {(workspace: number) => void} workspace
 * @property {() => void} launcher
 * @property {() => void} terminal
 * @property {() => void} notices
 * @property {() => void} help
 */

/** @param {number} part @param {number} total */
function percent(part, total) {
	return total > 0 ? Math.max(0, Math.min(1, part / total)) : 0;
}

export class TaskBar {
	element = make("nav", { id: "taskbar", "aria-label": "Task bar" });
	#windows = make("div", { class: "tasks", role: "group",
		"aria-label": "Windows" });
	#workspaces = make("div", { class: "workspaces", role: "group",
		"aria-label": "Workspaces" });
	#clock = make("time", { class: "clock" });
	#cpu = make("i", { class: "fill" });
	#memory = make("i", { class: "fill" });
	#meter = make("span", { class: "meter", role: "img",
		"aria-label": "Load is not known" },
	make("span", { class: "gauge" }, this.#cpu),
	make("span", { class: "gauge" }, this.#memory));
	#count = make("span", { class: "count", hidden: true });
	#bell;
	#popup = make("div", { class: "popup", hidden: true,
		"aria-hidden": "true" });
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#timer;
	/** @type {Map<Frame, HTMLButtonElement>} */
	#buttons = new Map();
	#host;

	/** @param {BarHost} host */
	constructor(host) {
		this.#host = host;
		this.#bell = iconButton("bell", "Notifications", { class: "act",
			id: "bell", "aria-haspopup": "dialog",
			click: host.notices });
		this.#bell.append(this.#count);
		this.element.append(iconButton("apps", "Applications",
			{ class: "act", id: "launch", "aria-haspopup": "dialog",
				click: host.launcher }),
		iconButton("terminal", "New terminal", { class: "act",
			id: "new-terminal", click: host.terminal }),
		this.#windows, this.#workspaces, this.#meter, this.#bell,
		iconButton("help", "Help", { class: "act",
			id: "ask", click: host.help }), this.#clock);
		document.body.append(this.#popup);
		this.#popup.addEventListener("pointerenter", () =>
			clearTimeout(this.#timer));
		this.#popup.addEventListener("pointerleave", () =>
			this.#hide());
		this.#tick();
	}

	#tick() {
		const now = new Date();

		this.#clock.textContent = now.toLocaleTimeString([],
			{ hour: "2-digit", minute: "2-digit" });
		this.#clock.title = now.toLocaleDateString([],
			{ dateStyle: "full" });
		this.#clock.dateTime = now.toISOString().slice(0, 16);
		setTimeout(() => this.#tick(), MINUTE - Date.now() % MINUTE);
	}

	/** @param {number} cpu per cent @param {number} used in bytes
	 * @param {number} total */
	status(cpu, used, total) {
		const text = `Processor ${Math.round(cpu)} %, memory ${
			Math.round(used / MIB)} of ${Math.round(total / MIB)} MiB`;

		this.#cpu.style.transform = `scaleY(${percent(cpu, 100)})`;
		this.#memory.style.transform = `scaleY(${percent(used, total)})`;
		this.#meter.setAttribute("aria-label", text);
		this.#meter.title = text;
	}

	/** @param {number} count of notifications */
	notices(count) {
		this.#count.textContent = String(count);
		this.#count.hidden = count === 0;
		this.#bell.setAttribute("aria-label", count ?
			`Notifications: ${count}` : "Notifications");
	}

	/** @param {number} workspaces that there are */
	render(workspaces) {
		const { frames, model } = this.#host;
		const here = [...frames.all.values()].filter(({ shape }) =>
			shape?.active.workspace === model.workspace);

		for (const [frame, button] of this.#buttons)
			if (!here.includes(frame)) {
				this.#hide();
				button.remove();
				this.#buttons.delete(frame);
			}
		here.forEach((frame) => this.#window(frame));
		this.#numbers(Math.max(workspaces, model.workspace + 1));
	}

	/** @param {Frame} frame */
	#window(frame) {
		const shape = frame.shape;
		let button = this.#buttons.get(frame);

		if (!shape)
			return;
		const { active, members, focused } = shape;
		const title = this.#host.frames.titleOf(active) +
			(members.length > 1 ? ` (${members.length} tabs)` : "");

		if (!button) {
			button = this.#makeButton(frame);
			this.#buttons.set(frame, button);
			button.append(tile(this.#host.iconOf(active.app),
				active.app), make("span"));
			this.#windows.append(button);
		}
		const label = /** @type {HTMLElement} */ (button.lastChild);

		if (label.textContent !== title)
			label.textContent = title;
		button.setAttribute("aria-pressed", String(focused));
		button.dataset.window = String(active.id);
		button.classList.toggle("minimised", active.minimised);
	}

	/** @param {Frame} frame */
	#makeButton(frame) {
		const button = make("button", { class: "task",
			click: () => {
				const { active, focused } = frame.shape ?? {};

				this.#hide();
				if (focused)
					this.#host.frames.minimise(frame);
				else if (active)
					this.#host.frames.raise(active.id);
			},
			auxclick: (/** @type {MouseEvent} */ event) => {
				if (event.button === 1)
					this.#host.close(frame);
			},
			pointerenter: (/** @type {PointerEvent} */ event) => {
				if (event.pointerType === "mouse")
					this.#later(HOVER_MS, () =>
						this.#show(frame, button));
			},
			pointerleave: () => this.#later(LEAVE_MS,
				() => this.#hide()) });

		return button;
	}

	/** @param {number} ms @param {() => void} act */
	#later(ms, act) {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(act, ms);
	}

	/** @param {Frame} frame @param {HTMLElement} button */
	#show(frame, button) {
		const box = button.getBoundingClientRect();
		const { style } = this.#popup;
		const title = frame.shape ?
			this.#host.frames.titleOf(frame.shape.active) : "";

		this.#popup.replaceChildren(make("span", {}, title));
		this.#popup.hidden = false;
		this.#popup.append(...thumbnails([frame]));
		const left = box.left + box.width / 2 -
			this.#popup.offsetWidth / 2;

		style.left = `${Math.max(4, Math.min(left, innerWidth -
			this.#popup.offsetWidth - 4))}px`;
		this.#popup.onclick = () => {
			this.#hide();
			if (frame.shape)
				this.#host.frames.raise(frame.shape.active.id);
		};
	}

	#hide() {
		clearTimeout(this.#timer);
		this.#popup.hidden = true;
		this.#popup.replaceChildren();
	}

	/** @param {number} count */
	#numbers(count) {
		const { model, workspace } = this.#host;
		const used = new Set([...model.windows.values()]
			.map((window) => window.workspace));
		const now = this.#workspaces;

		this.#workspaces.hidden = count < 2;
		while (now.childElementCount > count)
			now.lastElementChild?.remove();
		while (now.childElementCount < count) {
			const n = now.childElementCount;

			now.append(make("button", { class: "workspace",
				"aria-label": `Workspace ${n + 1}`,
				click: () => workspace(n !== model.workspace ?
					n : (n + 1) % now.childElementCount) },
			String(n + 1)));
		}
		[...now.children].forEach((button, i) => {
			button.setAttribute("aria-pressed",
				String(i === model.workspace));
			button.classList.toggle("used", used.has(i));
		});
	}

	/** Gives it the keyboard. */
	focus() {
		this.element.querySelector("button")?.focus();
	}

	/** The picture of the bar that is a window's, or null.
	 * @param {Frame} frame */
	buttonOf(frame) {
		return this.#buttons.get(frame) ?? null;
	}
}

