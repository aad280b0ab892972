// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The content of a window that is a surface: a canvas that shows what its
 * program draws, a frame at a time, and sends keys, buttons and the pointer.
 */
import { make } from "./dom.js";
import * as d from "./datagram.js";
import * as ev from "./evdev.js";

const SETTLE = 80;
/** Of what is not drawn yet no more is kept, in bytes. */
const KEPT_MAX = 32 << 20;
/** What a wheel turns by for one step, and for a line, in pixels. */
const NOTCH = 100, LINE = 34;
const encoder = new TextEncoder();

export class SurfacePane {
	canvas = make("canvas", { role: "application", tabindex: 0,
		width: 1, height: 1 });
	element = make("div", { class: "pane surface" }, this.canvas);
	/** Frames that were drawn. */
	frames = 0;

	#context = this.canvas.getContext("2d", { alpha: false });
	/** Parts of a frame that goes on. @type {d.Datagram[]} */
	#parts = [];
	/** Frames that are not drawn yet; the first one is acknowledged.
	 * @type {d.Datagram[][]} */
	#waiting = [];
	#kept = 0;
	#drawing = 0;
	/** Keys and buttons that are down. @type {Set<number>} */
	#down = new Set();
	#at = { x: 0, y: 0 };
	#moving = 0;
	#mask = 0;
	#turned = { x: 0, y: 0 };
	#modifiers = 0;
	#size = { width: 0, height: 0 };
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#settling;
	#observer = new ResizeObserver(() => this.#measure());
	#id;
	#model;

	/**
	 * @param {import("./model.js").Window} window
	 * @param {import("./model.js").Model} model
	 */
	constructor(window, model) {
		this.#id = window.id;
		this.#model = model;
		this.#observer.observe(this.element);
		this.#hearKeys();
		this.#hearPointer();
	}

	show() {}

	look() {}

	/** Another machine's server may not know the size. */
	call() {
		this.#size = { width: 0, height: 0 };
		this.#measure();
	}

	focus() {
		this.canvas.focus({ preventScroll: true });
	}

	/** Pastes it. @param {string} text */
	type(text) {
		this.#model.paste(this.#id, encoder.encode(text));
	}

	/** @param {string} name */
	name(name) {
		this.canvas.setAttribute("aria-label", name);
	}

	get text() {
		return "";
	}

	get stats() {
		return { frames: this.frames };
	}

	get size() {
		return { width: this.canvas.width, height: this.canvas.height };
	}

	/**
	 * @param {CanvasRenderingContext2D} context
	 * @param {number} width
	 * @param {number} height
	 */
	paint(context, width, height) {
		context.drawImage(this.canvas, 0, 0, width, height);
	}

	close() {
		clearTimeout(this.#settling);
		cancelAnimationFrame(this.#drawing);
		cancelAnimationFrame(this.#moving);
		this.#observer.disconnect();
		this.element.remove();
	}

	#measure() {
		const { clientWidth: width, clientHeight: height } =
			this.element;
		const send = () => {
			if (width === this.#size.width &&
			    height === this.#size.height)
				return;
			this.#size = { width, height };
			this.#model.size(this.#id, Math.min(width, d.SIDE),
				Math.min(height, d.SIDE));
		};

		clearTimeout(this.#settling);
		/* A hidden one has no size, and keeps what it had. */
		if (width < 1 || height < 1)
			return;
		if (this.#size.width === 0)
			send();
		else
			this.#settling = setTimeout(send, SETTLE);
	}

	/** @param {d.Datagram} damage */
	damage(damage) {
		this.#parts.push(damage);
		this.#kept += damage.payload.length;
		if (this.#kept > KEPT_MAX)
			this.#paintAll();
		if (damage.args[5] !== 0)
			return;
		this.#waiting.push(this.#parts);
		this.#parts = [];
		if (this.#waiting.length === 1)
			this.#next();
	}

	/**
	 * One frame is drawn with each of the screen's. It is acknowledged when
	 * it is the next, so that its program makes another one meanwhile.
	 */
	#next() {
		const part = this.#waiting[0]?.at(-1);

		if (!part)
			return;
		this.#model.drawn(this.#id, part.args[1]);
		this.#drawing = requestAnimationFrame(() => {
			this.#drawing = 0;
			this.#paint(this.#waiting.shift() ?? []);
			this.frames++;
			this.#next();
		});
	}

	/** Somebody floods: nothing is kept. */
	#paintAll() {
		for (const parts of this.#waiting.splice(1)) {
			this.#paint(parts);
			this.#model.drawn(this.#id, parts.at(-1)?.args[1] ?? 0);
		}
		this.#paint(this.#parts);
		this.#parts = [];
	}

	/** @param {d.Datagram[]} parts of a frame */
	#paint(parts) {
		for (const { args, payload } of parts) {
			const [x, y] = d.unpair(args[2]);
			const [width, height] = d.unpair(args[3]);

			this.#kept -= payload.length;
			this.#resize(d.unpair(args[4]));
			this.#context?.putImageData(new ImageData(
				new Uint8ClampedArray(
					/** @type {ArrayBuffer} */ (
						payload.buffer),
					payload.byteOffset, payload.length),
				width, height), x, y);
		}
	}

	/** What was drawn stays. @param {number[]} size */
	#resize([width, height]) {
		const { canvas } = this;

		if (canvas.width === width && canvas.height === height)
			return;
		const old = make("canvas", { width: canvas.width,
			height: canvas.height });

		old.getContext("2d")?.drawImage(canvas, 0, 0);
		canvas.width = width;
		canvas.height = height;
		this.#context?.drawImage(old, 0, 0);
	}

	/**
	 * @param {number} type
	 * @param {number} code
	 * @param {number} value
	 * @param {string} [text]
	 */
	#send(type, code, value, text) {
		this.#model.input(this.#id, [type, code, value, this.#at.x,
			this.#at.y, this.#modifiers],
		text ? encoder.encode(text) : undefined);
	}

	/** @param {number} code @param {boolean} down
	 * @param {boolean} [again] @param {string} [text] */
	#key(code, down, again, text) {
		if (down)
			this.#down.add(code);
		else if (!this.#down.delete(code))
			return;
		this.#send(ev.EV_KEY, code, down ? again ? 2 : 1 : 0, text);
	}

	/** Whatever is down is let go of. */
	#release() {
		this.#modifiers = 0;
		for (const code of [...this.#down])
			this.#key(code, false);
	}

	#hearKeys() {
		const { canvas } = this;

		canvas.addEventListener("keydown", (event) => {
			const code = ev.keyCode(event.code);
			const text = ev.typedBy(event);

			this.#modifiers = ev.modifiersOf(event);
			/* The browser makes a paste event of them. */
			if ((event.ctrlKey || event.metaKey) &&
				event.code === "KeyV")
				return;
			if (code || text)
				event.preventDefault();
			if (code)
				this.#key(code, true, event.repeat, text);
			else if (text)
				this.#send(ev.EV_KEY, 0, 1, text);
		});
		canvas.addEventListener("keyup", (event) => {
			this.#modifiers = ev.modifiersOf(event);
			this.#key(ev.keyCode(event.code), false);
		});
		canvas.addEventListener("blur", () => this.#release());
	}

	/** @param {PointerEvent | WheelEvent} event */
	#locate(event) {
		const { left, top } = this.canvas.getBoundingClientRect();

		this.#modifiers = ev.modifiersOf(event);
		this.#at = { x: Math.round(event.clientX - left),
			y: Math.round(event.clientY - top) };
	}

	#move() {
		cancelAnimationFrame(this.#moving);
		this.#moving = 0;
		this.#send(ev.EV_ABS, ev.ABS_X, this.#at.x);
	}

	/** @param {number} mask as PointerEvent.buttons has it */
	#buttons(mask) {
		for (let bit = 0; bit < ev.BUTTONS; bit++) {
			const code = ev.BTN_LEFT + bit;
			const down = (mask >> bit & 1) === 1;

			if (down !== this.#down.has(code))
				this.#key(code, down);
		}
	}

	/** @param {WheelEvent} event */
	#wheel(event) {
		const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ?
			1 : LINE;

		this.#locate(event);
		event.preventDefault();
		this.#turned.x += event.deltaX * unit;
		this.#turned.y += event.deltaY * unit;
		const x = Math.trunc(this.#turned.x / NOTCH);
		const y = Math.trunc(this.#turned.y / NOTCH);

		this.#turned.x -= x * NOTCH;
		this.#turned.y -= y * NOTCH;
		if (y)
			this.#send(ev.EV_REL, ev.REL_WHEEL, -y);
		if (x)
			this.#send(ev.EV_REL, ev.REL_HWHEEL, x);
	}

	#hearPointer() {
		const { canvas } = this;

		canvas.addEventListener("pointerdown", (event) => {
			canvas.setPointerCapture(event.pointerId);
			this.focus();
			event.preventDefault();
		});
		for (const name of /** @type {const} */ (["pointerdown",
			"pointermove", "pointerup", "pointercancel"]))
			canvas.addEventListener(name, (event) => {
				const mask = name === "pointercancel" ? 0 :
					event.buttons;
				const before = this.#mask;

				this.#locate(event);
				this.#mask = mask;
				if (mask === before) {
					this.#moving ||= requestAnimationFrame(
						() => this.#move());
					return;
				}
				this.#move();
				this.#buttons(mask);
			});
		canvas.addEventListener("contextmenu", (event) =>
			event.preventDefault());
		canvas.addEventListener("wheel", (event) => this.#wheel(event),
			{ passive: false });
	}
}
