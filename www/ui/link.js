// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The UI's end of the protocol (docs/protocol.md): calls the machine, keeps
 * the offsets of both directions, and tells a Screen what to show. It knows
 * neither the DOM nor xterm.js, so it is tested under Node too.
 */
import * as d from "./datagram.js";
import { advance, distance } from "./offset.js";
import { Outbox } from "./outbox.js";

/* An acknowledgement is due after so many bytes, or when all is drawn. */
const ACK_EVERY = 16384;
const HELLO_FIRST = 50;
const HELLO_LAST = 1000;
const HELLO_EAGER = 40;
const SILENCE = 10000;

/**
 * What the link needs from whoever draws. Bytes are not copied.
 * @typedef {object} Screen
 * @property {(bytes: Uint8Array, drawn: () => void) => void} write calls
 *	drawn when the bytes were interpreted, in order
 * @property {() => void} reset bytes were lost: what comes next starts anew
 * @property {(loaded: number, total: number, text: string) => void} progress
 *	of booting; of no interest once something was written
 * @property {(text: string) => void} stopped the machine has ended
 * @property {(text: string) => void} detached no more will come, and why
 * @property {() => void} silent nothing was heard for a while, nor ever drawn
 */

/**
 * @typedef {object} Channel what is used of a BroadcastChannel
 * @property {(data: ArrayBuffer) => void} postMessage
 * @property {((event: any) => void) | null} onmessage
 * @property {() => void} close
 */

export class Link {
	/** Datagrams by what became of them; for tests and the curious. */
	stats = { malformed: 0, gaps: 0, repeated: 0, drawn: 0 };

	/** @type {"calling" | "attached" | "over"} */
	#state = "calling";
	#heard = false;
	#started = false;
	#tries = 0;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#silence;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#timer;
	#request = 1 + Math.floor(Math.random() * 0xfffffffe);
	#received = 0;
	#drawn = 0;
	#acknowledged = 0;
	#live = 0;
	#channel;
	#tty;
	#size;
	#screen;
	#outbox;

	/**
	 * @param {Channel} channel closed when the machine has stopped
	 * @param {number} tty
	 * @param {{cols: number, rows: number}} size
	 * @param {Screen} screen
	 */
	constructor(channel, tty, size, screen) {
		this.#channel = channel;
		this.#tty = tty;
		this.#size = size;
		this.#screen = screen;
		this.#outbox = new Outbox((offset, bytes) =>
			this.#post(d.INPUT, [tty, offset], bytes));
		channel.onmessage = (event) => this.#take(event.data);
		this.#listen();
		this.#hello();
	}

	/**
	 * Send what was typed, or what the terminal answers to a query.
	 * @param {Uint8Array} bytes kept
	 * @returns {boolean} false: refused, too much is waiting
	 */
	input(bytes) {
		if (this.#state === "over" || this.#replaying())
			return true;
		return this.#outbox.push(bytes);
	}

	/**
	 * @param {number} cols
	 * @param {number} rows
	 */
	resize(cols, rows) {
		if (cols === this.#size.cols && rows === this.#size.rows)
			return;
		this.#size = { cols, rows };
		if (this.#state === "attached")
			this.#post(d.RESIZE, [this.#tty, cols, rows]);
	}

	/** Ask for the state again: something may have been missed. */
	call() {
		if (this.#state === "over")
			return;
		this.#state = "calling";
		this.#outbox.close();
		this.#tries = 0;
		this.#hello();
	}

	/** Nobody draws any more. */
	close() {
		this.#end();
	}

	/** Input bytes that the machine has not taken. */
	get pending() {
		return this.#outbox.pending;
	}

	/** Until something was drawn, a long silence is told. */
	#listen() {
		clearTimeout(this.#silence);
		this.#silence = setTimeout(() => this.#screen.silent(),
			SILENCE);
	}

	#hello() {
		const { cols, rows } = this.#size;
		const late = Math.max(0, this.#tries - HELLO_EAGER);

		clearTimeout(this.#timer);
		this.#tries++;
		this.#post(d.HELLO, [d.DATAGRAM_VERSION, this.#tty, cols, rows],
			undefined, this.#request);
		this.#timer = setTimeout(() => this.#hello(),
			Math.min(HELLO_LAST, HELLO_FIRST * 1.5 ** late));
	}

	/**
	 * @param {number} type
	 * @param {number[]} args
	 * @param {Uint8Array} [payload]
	 * @param {number} [request]
	 */
	#post(type, args, payload, request) {
		this.#channel.postMessage(
			d.encode(type, args, payload, request));
	}

	/** @param {unknown} data */
	#take(data) {
		const datagram = d.parse(data);

		if (this.#state === "over")
			return;
		if (!datagram) {
			this.stats.malformed++;
			return;
		}
		if (d.DATAGRAMS[datagram.type].sender === "UI")
			return;
		if (this.stats.drawn === 0)
			this.#listen();
		if (datagram.type === d.PROGRESS)
			this.#progress(datagram);
		else if (datagram.type === d.STOPPED)
			this.#stopped(datagram);
		else if (datagram.type === d.WELCOME)
			this.#welcome(datagram);
		else if (datagram.args[0] === this.#tty &&
			 this.#state === "attached")
			this.#traffic(datagram);
	}

	/** @param {d.Datagram} datagram */
	#progress({ args, payload }) {
		const text = new TextDecoder().decode(payload);

		this.#screen.progress(args[0], args[1], text);
		/* Whoever says this is listening by now. */
		if (!this.#heard && this.#state === "calling")
			this.#hello();
		this.#heard = true;
	}

	/** @param {d.Datagram} datagram */
	#stopped({ payload }) {
		this.#end();
		this.#screen.stopped(new TextDecoder().decode(payload));
	}

	#end() {
		this.#state = "over";
		clearTimeout(this.#silence);
		clearTimeout(this.#timer);
		this.#channel.close();
	}

	/** @param {d.Datagram} datagram */
	#welcome({ request, args }) {
		const [version, tty, replay, input, live] = args;

		if (tty !== this.#tty)
			return;
		if (request !== this.#request) {
			if (this.#state === "attached")
				this.#detach("This terminal was opened in " +
					"another window.");
			return;
		}
		if (version !== d.DATAGRAM_VERSION) {
			this.#detach(`The machine speaks version ${version} ` +
				"of the protocol and this page version " +
				`${d.DATAGRAM_VERSION}. Reload the page.`);
			return;
		}
		const old = distance(live, replay);

		if (old < 0 || old > d.DATAGRAM_OUTPUT_WINDOW)
			this.stats.malformed++;
		else if (this.#state === "calling")
			this.#attach(replay, input, live);
	}

	/** @param {string} why */
	#detach(why) {
		this.#end();
		this.#screen.detached(why);
	}

	/**
	 * @param {number} replay
	 * @param {number} input
	 * @param {number} live
	 */
	#attach(replay, input, live) {
		clearTimeout(this.#timer);
		this.#state = "attached";
		if (!this.#started || distance(replay, this.#received) > 0) {
			if (this.#started)
				this.#screen.reset();
			this.#started = true;
			this.#received = this.#drawn = replay;
			this.#acknowledged = replay;
			this.#live = live;
		}
		this.#outbox.open(input);
	}

	/** @param {d.Datagram} datagram */
	#traffic({ type, args, payload }) {
		if (type === d.OUTPUT)
			this.#output(args[1], payload);
		else if (!this.#outbox.acknowledge(args[1]))
			this.stats.malformed++;
	}

	/**
	 * @param {number} offset
	 * @param {Uint8Array} payload
	 */
	#output(offset, payload) {
		const known = distance(this.#received, offset);

		if (known < 0) {
			this.stats.gaps++;
			this.call();
			return;
		}
		if (known >= payload.length) {
			this.stats.repeated++;
			this.#acknowledge();
			return;
		}
		this.#draw(payload.subarray(known));
	}

	/** @param {Uint8Array} bytes */
	#draw(bytes) {
		const old = Math.min(bytes.length,
			Math.max(0, distance(this.#live, this.#received)));

		/* Cut where the replay ends: answers count from there. */
		for (const part of [bytes.subarray(0, old),
			bytes.subarray(old)]) {
			if (!part.length)
				continue;
			this.#received = advance(this.#received, part.length);
			this.#screen.write(part, () => this.#done(part.length));
		}
	}

	/** @param {number} bytes */
	#done(bytes) {
		clearTimeout(this.#silence);
		this.#drawn = advance(this.#drawn, bytes);
		this.stats.drawn += bytes;
		if (this.#drawn === this.#received ||
		    distance(this.#drawn, this.#acknowledged) >= ACK_EVERY)
			this.#acknowledge();
	}

	#acknowledge() {
		this.#acknowledged = this.#drawn;
		if (this.#state === "attached")
			this.#post(d.OUTPUT_ACK, [this.#tty, this.#drawn]);
	}

	#replaying() {
		return this.#started &&
			distance(this.#live, this.#drawn) > 0;
	}
}
