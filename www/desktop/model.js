// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What oxygen has said, and what it is told. Nothing here is kept for long:
 * a document that was loaded anew calls with HELLO and is told all of it. No
 * DOM.
 */
import * as d from "./datagram.js";

const HELLO_FIRST = 50;
const HELLO_LAST = 1000;
const HELLO_EAGER = 40;
/** Each PLACE is answered by a WINDOW; no longer is that waited for. */
const ANSWER_MS = 1000;

/**
 * @typedef {object} Window
 * @property {number} id
 * @property {number} group windows of one group are tabs in one frame
 * @property {number} pid
 * @property {number} x of the frame
 * @property {number} y
 * @property {number} w of the content
 * @property {number} h
 * @property {number} state how it is shown, when it is
 * @property {boolean} minimised
 * @property {number} workspace
 * @property {number} kind
 * @property {number} terminal
 * @property {string} app
 * @property {string} title
 * @property {boolean} fresh it was opened while this document looked
 */

/**
 * @typedef {object} View
 * @property {() => void} changed windows, their order, focus or workspace
 * @property {(id: number) => void} gone
 * @property {(damage: d.Datagram) => void} damage
 * @property {(text: string) => void} copy
 * @property {(payload: Uint8Array) => void} tell
 * @property {() => void} attached
 * @property {(text: string) => void} over no more will come, and why
 */

const decoder = new TextDecoder();

/** @param {d.Datagram} datagram @returns {Window} */
function windowOf({ request, args, payload }) {
	const [x, y] = d.unpair(args[2]);
	const [w, h] = d.unpair(args[3]);
	const [state, workspace] = d.unpair(args[4]);
	const [kind, terminal] = d.unpair(args[5]);
	const [app, title] = decoder.decode(payload).split("\0");

	return { id: args[0], group: request, pid: args[1], x, y, w, h,
		state: state & ~d.MINIMISED,
		minimised: (state & d.MINIMISED) !== 0,
		workspace, kind, terminal, app, title: title || app,
		fresh: false };
}

export class Model {
	/** Datagrams by what became of them. */
	stats = { malformed: 0, received: 0 };

	/** @type {Map<number, Window>} */
	windows = new Map();
	/** PLACEs of windows that were not answered yet, and the last one's
	 * time. @type {Map<number, {count: number, at: number}>} */
	#placed = new Map();
	/** The lowest one first. @type {number[]} */
	stack = [];
	focus = 0;
	workspace = 0;
	/** @type {"calling" | "attached" | "over"} */
	state = "calling";

	#request = 1 + Math.floor(Math.random() * 0xfffffffe);
	/* All windows that there were are known. */
	#complete = false;
	#tries = 0;
	#heard = false;
	/* It was attached; while it calls again it goes on hearing. */
	#met = false;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#timer;
	#post;
	#size;
	#view;

	/**
	 * @param {(data: ArrayBuffer) => void} post
	 * @param {() => {width: number, height: number}} size of the desktop
	 * @param {View} view
	 */
	constructor(post, size, view) {
		this.#post = post;
		this.#size = size;
		this.#view = view;
	}

	/** Asks for everything, and goes on until it comes. */
	call() {
		if (this.state === "over")
			return;
		this.state = "calling";
		this.#tries = 0;
		this.#hello();
	}

	/** Somebody listens: HELLO at once. */
	heard() {
		if (!this.#heard && this.state === "calling")
			this.#hello();
		this.#heard = true;
	}

	#hello() {
		const { width, height } = this.#size();
		const late = Math.max(0, this.#tries++ - HELLO_EAGER);

		clearTimeout(this.#timer);
		this.#send(d.HELLO, [d.VERSION, Math.min(d.SIDE, width),
			Math.min(d.SIDE, height)], undefined, this.#request);
		this.#timer = setTimeout(() => this.#hello(),
			Math.min(HELLO_LAST, HELLO_FIRST * 1.5 ** late));
	}

	/** Ends it: nothing is sent or heard any more. */
	close() {
		clearTimeout(this.#timer);
		this.state = "over";
	}

	/**
	 * @param {number} type
	 * @param {number[]} args
	 * @param {Uint8Array} [payload]
	 * @param {number} [request]
	 */
	#send(type, args, payload, request) {
		if (this.state !== "over")
			this.#post(d.encode(type, args.map((arg) => arg >>> 0),
				payload, request));
	}

	/**
	 * The user has changed these of a window: shown at once, and told.
	 * @param {Window} window
	 * @param {Partial<Window>} change
	 */
	place(window, change) {
		const next = { ...window, ...change };
		const { id, x, y, w, h, state, minimised, workspace } = next;

		if (!this.windows.has(id))
			return;
		this.windows.set(id, next);
		this.#placed.set(id, { at: Date.now(),
			count: (this.#placed.get(id)?.count ?? 0) + 1 });
		this.#send(d.PLACE, [id, d.pair(x, y), d.pair(w, h),
			state | (minimised ? d.MINIMISED : 0), workspace]);
	}

	/** @param {number} id @param {number} width @param {number} height */
	size(id, width, height) {
		this.#send(d.SIZE, [id, width, height]);
	}

	/**
	 * The window is to have the keyboard; 0: none, and that workspace is
	 * shown.
	 * @param {number} id
	 * @param {number} [workspace]
	 */
	raise(id, workspace = 0) {
		this.#send(d.FOCUS, [id, id === 0 ? workspace : 0]);
	}

	/** @param {number} id @param {boolean} kill */
	leave(id, kill) {
		this.#send(d.CLOSE, [id, kill ? 1 : 0]);
	}

	/**
	 * @param {number} id
	 * @param {number[]} event type, code, value, x, y, modifiers
	 * @param {Uint8Array} [typed]
	 */
	input(id, [type, code, value, x, y, modifiers], typed) {
		this.#send(d.INPUT, [id, type, code, value, d.pair(x, y),
			modifiers], typed?.subarray(0, d.TYPED));
	}

	/** @param {number} id @param {number} frame */
	drawn(id, frame) {
		this.#send(d.DRAWN, [id, frame]);
	}

	/** @param {number} id @param {Uint8Array} text */
	paste(id, text) {
		this.#send(d.PASTE, [id], text.subarray(0, d.TEXT));
	}

	/** @param {Uint8Array} payload */
	ask(payload) {
		this.#send(d.ASK, [], payload);
	}

	/** Of all windows the lowest first. @returns {Window[]} */
	ordered() {
		return this.stack.flatMap((id) => this.windows.get(id) ?? []);
	}

	/** @param {ArrayBuffer} data that oxygen sends */
	take(data) {
		const datagram = d.parse(data);

		if (this.state === "over")
			return;
		if (!datagram) {
			this.stats.malformed++;
			return;
		}
		this.stats.received++;
		if (datagram.type === d.WELCOME)
			this.#welcome(datagram);
		else if (this.#met)
			this.#hear(datagram);
	}

	/** @param {d.Datagram} datagram */
	#welcome({ request, args }) {
		const [version, , focus, workspace] = args;

		if (request !== this.#request) {
			if (this.#met)
				this.#end("This desktop was opened in " +
					"another window.");
			return;
		}
		if (version !== d.VERSION) {
			this.#end(`The machine speaks version ${version} of ` +
				`oxygen and this page version ${d.VERSION}. ` +
				"Reload the page.");
			return;
		}
		clearTimeout(this.#timer);
		if (this.state === "attached")
			return;
		this.state = "attached";
		this.#met = true;
		this.#complete = false;
		this.focus = focus;
		this.workspace = workspace;
		this.#view.attached();
	}

	/** @param {string} why */
	#end(why) {
		this.close();
		this.#view.over(why);
	}

	/** @param {d.Datagram} datagram */
	#hear(datagram) {
		const { type, args, payload } = datagram;

		switch (type) {
		case d.WINDOW:
			this.#window(windowOf(datagram));
			break;
		case d.GONE:
			this.#gone(args[0]);
			break;
		case d.STACK:
			this.#order(args[0], args[1], payload);
			break;
		case d.DAMAGE:
			this.#view.damage(datagram);
			break;
		case d.COPY:
			this.#view.copy(decoder.decode(payload));
			break;
		case d.TELL:
			this.#view.tell(payload);
		}
	}

	/**
	 * Where the user has put it in the meantime, an answer to an earlier
	 * PLACE does not know.
	 * @param {Window} window
	 */
	#settle(window) {
		const placed = this.#placed.get(window.id);
		const known = this.windows.get(window.id);

		if (!placed || !known)
			return;
		if (--placed.count <= 0 || Date.now() - placed.at > ANSWER_MS) {
			this.#placed.delete(window.id);
			return;
		}
		const { x, y, w, h, state, minimised, workspace } = known;

		Object.assign(window, { x, y, w, h, state, minimised,
			workspace });
	}

	/** @param {Window} window */
	#window(window) {
		const isNew = !this.windows.has(window.id);
		const mate = isNew && window.id !== window.group &&
			this.ordered().find(({ group }) =>
				group === window.group);

		this.#settle(window);
		window.fresh = isNew && this.#complete && !mate;
		this.windows.set(window.id, window);
		/* A new tab is where the frame is. */
		if (mate) {
			const { x, y, w, h, state, workspace } = mate;

			this.place(window, { x, y, w, h, state, workspace });
		}
		if (!isNew)
			this.#view.changed();
	}

	/** @param {number} id */
	#gone(id) {
		this.windows.delete(id);
		this.#placed.delete(id);
		this.stack = this.stack.filter((one) => one !== id);
		this.#view.gone(id);
		this.#view.changed();
	}

	/**
	 * @param {number} focus
	 * @param {number} workspace
	 * @param {Uint8Array} payload
	 */
	#order(focus, workspace, payload) {
		const view = new DataView(payload.buffer, payload.byteOffset);
		const stack = [];

		for (let at = 0; at < payload.length; at += 4)
			stack.push(view.getUint32(at, true));
		this.stack = stack;
		this.#complete = true;
		this.focus = focus;
		this.workspace = workspace;
		for (const id of [...this.windows.keys()])
			if (!stack.includes(id)) {
				this.windows.delete(id);
				this.#view.gone(id);
			}
		this.#view.changed();
	}
}
