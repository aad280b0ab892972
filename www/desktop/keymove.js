// SPDX-License-Identifier: GPL-3.0-or-later
/* Frames that are moved and resized with arrow keys: Enter ends it, Escape puts
 * the frame back to where it was. */
import * as d from "./datagram.js";
import { make } from "./dom.js";
import { resize } from "./geometry.js";

const STEP = 16;
/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1],
	ArrowDown: [0, 1] };

/** @typedef {import("./frame.js").Frame} Frame */

export class KeyMove {
	element = make("p", { id: "moving", role: "status", hidden: true });
	/** @type {AbortController | null} */
	#stop = null;
	#frames;

	/** @param {import("./frames.js").Frames} frames */
	constructor(frames) {
		this.#frames = frames;
	}

	get shown() {
		return this.#stop !== null;
	}

	/** @param {Frame} frame @param {"move" | "size"} how */
	begin(frame, how) {
		const stop = new AbortController();
		const { shape } = frame;

		this.end();
		if (!shape)
			return;
		const { rect, active } = shape;
		const before = { x: active.x, y: active.y, w: active.w,
			h: active.h, state: active.state };

		this.#stop = stop;
		this.element.textContent = `Arrow keys ${how === "move" ?
			"move" : "resize"} the window; with Shift by a pixel. ` +
			"Enter: done. Escape: as it was.";
		this.element.hidden = false;
		/* From where it is seen. */
		this.#frames.change(frame, { state: d.NORMAL, x: rect.x,
			y: rect.y, w: rect.w, h: rect.h -
				this.#frames.barHeight });
		addEventListener("keydown", (event) => {
			const way = WAYS[event.key];

			if (!frame.element.isConnected) {
				this.end();
				return;
			}
			event.preventDefault();
			event.stopImmediatePropagation();
			if (way)
				this.#step(frame, how, way,
					event.shiftKey ? 1 : STEP);
			else if (event.key === "Escape")
				this.#frames.change(frame, before);
			if (event.key === "Escape" || event.key === "Enter")
				this.end();
		}, { capture: true, signal: stop.signal });
		addEventListener("pointerdown", () => this.end(),
			{ capture: true, signal: stop.signal });
	}

	/** @param {Frame} frame @param {"move" | "size"} how
	 * @param {[number, number]} way @param {number} step */
	#step(frame, how, [dx, dy], step) {
		const active = frame.shape?.active;

		if (!active) {
			this.end();
			return;
		}
		const { x, y, w, h } = active;

		this.#frames.change(frame, how === "move" ?
			{ x: x + dx * step, y: Math.max(0, y + dy * step) } :
			resize({ x, y, w, h }, "se", dx * step, dy * step,
				this.#frames.area));
	}

	end() {
		this.#stop?.abort();
		this.#stop = null;
		this.element.hidden = true;
	}
}
