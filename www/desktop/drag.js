// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Frames that are moved by their title bar, and resized by their edges, with a
 * pointer. While that goes on only this document knows; oxygen is told when
 * the pointer lets go.
 */
import * as d from "./datagram.js";
import { make } from "./dom.js";
import { clamp, resize, snapAt, snapped } from "./geometry.js";

/** So far a pointer moves before a click is a drag. */
const SLACK = 5;

/** @typedef {import("./frame.js").Frame} Frame */

export class Drag {
	#frames;
	#preview = make("div", { class: "preview", hidden: true });
	/** @type {(() => void) | null} */
	#end = null;
	/** @type {Frame | null} the one that is dragged */
	#dragged = null;

	/** @param {import("./frames.js").Frames} frames
	 * @param {HTMLElement} element that has them */
	constructor(frames, element) {
		this.#frames = frames;
		element.append(this.#preview);
		element.addEventListener("pointerdown", (event) => {
			const target = /** @type {HTMLElement} */ (
				event.target);
			const frame = this.#frameOf(target);

			/* It has gone with its program. */
			if (this.#dragged?.element.isConnected === false)
				this.#end?.();
			if (!frame || event.button !== 0 || this.#end ||
			    target.closest("button"))
				return;
			if (target.dataset.edge)
				this.#resize(frame, event, target.dataset.edge);
			else if (target.closest(".bar"))
				this.#move(frame, event);
		});
		element.addEventListener("dblclick", ({ target }) => {
			const on = /** @type {HTMLElement} */ (target);
			const frame = this.#frameOf(on);

			if (frame && on.closest(".bar") && !on.closest("button"))
				this.#frames.toggle(frame, d.MAXIMISED);
		});
	}

	/** @param {HTMLElement} target @returns {Frame | null} */
	#frameOf(target) {
		const group = target.closest(".frame")
			?.getAttribute("data-group");

		return this.#frames.all.get(Number(group)) ?? null;
	}

	/** Shows where a frame would go. @param {number} state */
	#show(state) {
		const { style } = this.#preview;
		const { x, y, w, h } = snapped(state, this.#frames.area);

		this.#preview.hidden = state === d.NORMAL;
		style.transform = `translate(${x}px, ${y}px)`;
		style.width = `${w}px`;
		style.height = `${h}px`;
	}

	/**
	 * Follows the pointer until it lets go; Escape, or the loss of the
	 * pointer, ends it without effect.
	 * @param {Frame} frame
	 * @param {PointerEvent} event
	 * @param {(x: number, y: number) => void} step once a frame of the
	 *	screen at most
	 * @param {() => void} done
	 */
	#follow(frame, event, step, done) {
		const target = /** @type {HTMLElement} */ (event.target);
		const stop = new AbortController();
		const { signal } = stop;
		let next = 0, at = { x: event.clientX, y: event.clientY };
		const end = (/** @type {boolean} */ good) => {
			stop.abort();
			cancelAnimationFrame(next);
			this.#end = this.#dragged = null;
			this.#preview.hidden = true;
			frame.element.classList.remove("dragged");
			this.#frames.held.delete(frame);
			if (good)
				done();
			else
				this.#frames.render();
		};

		target.setPointerCapture(event.pointerId);
		this.#frames.held.add(frame);
		frame.element.classList.add("dragged");
		this.#end = () => end(false);
		this.#dragged = frame;
		target.addEventListener("pointermove", (moved) => {
			at = { x: moved.clientX, y: moved.clientY };
			next ||= requestAnimationFrame(() => {
				next = 0;
				step(at.x, at.y);
			});
		}, { signal });
		target.addEventListener("pointerup", (up) => {
			step(up.clientX, up.clientY);
			end(true);
		}, { signal });
		target.addEventListener("pointercancel", () => end(false),
			{ signal });
		addEventListener("keydown", (key) => {
			if (key.key !== "Escape")
				return;
			key.stopPropagation();
			end(false);
		}, { signal, capture: true });
	}

	/** @param {Frame} frame @param {PointerEvent} event */
	#move(frame, event) {
		const shape = frame.shape;

		if (!shape || shape.active.state === d.FULL)
			return;
		const { area } = this.#frames;
		const { active, rect } = shape;
		const loose = active.state === d.NORMAL;
		/* A snapped one gets its own size, under the pointer. */
		const w = loose ? rect.w : Math.min(active.w, area.w);
		const h = loose ? rect.h : Math.min(active.h +
			this.#frames.barHeight, area.h);
		const dx = loose ? event.clientX - rect.x :
			(event.clientX - rect.x) / rect.w * w;
		const dy = event.clientY - rect.y;
		let moved = false, snap = d.NORMAL, x = rect.x, y = rect.y;

		this.#follow(frame, event, (px, py) => {
			moved ||= Math.hypot(px - event.clientX,
				py - event.clientY) > SLACK;
			if (!moved)
				return;
			x = Math.round(px - dx);
			y = Math.round(clamp(py - dy, area.y,
				area.y + area.h - this.#frames.barHeight));
			snap = snapAt(px, py, area);
			frame.move({ x, y, w, h });
			this.#show(snap);
		}, () => {
			if (!moved)
				return;
			this.#frames.change(frame, snap === d.NORMAL ?
				{ x, y, state: d.NORMAL } : { state: snap });
		});
	}

	/** @param {Frame} frame @param {PointerEvent} event
	 * @param {string} edge */
	#resize(frame, event, edge) {
		const { shape } = frame;
		const { barHeight, area } = this.#frames;

		if (!shape || shape.active.state === d.FULL)
			return;
		const from = { ...shape.rect, h: shape.rect.h - barHeight };
		let to = from;

		this.#follow(frame, event, (px, py) => {
			to = resize(from, edge, px - event.clientX,
				py - event.clientY, area);
			frame.move({ ...to, h: to.h + barHeight });
		}, () => {
			if (to !== from)
				this.#frames.change(frame,
					{ ...to, state: d.NORMAL });
		});
	}
}
