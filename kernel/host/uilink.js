// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The worker's side of the channel exa:<uuid> (docs/protocol.md): what the UI
 * says goes to the machine, what the machine says to the UI. While a program
 * computes the channel is not heard: what then matters comes by told.js.
 */
import {
	encode, HELLO, isOfDesktop, OUTPUT, OUTPUT_ACK, parse, PROGRESS,
	STOPPED,
} from "../../www/ui/datagram.js";
import { advance } from "../../www/ui/offset.js";

/** @typedef {import("./machine.js").Machine} Machine */

const TTY = 0;
/* Output older than this counts as drawn while nothing can be heard. */
const DRAWN_MS = 100;

/** The channel to the UI, with what it must be told again. */
export class Link {
	#channel;
	/** @type {ArrayBuffer | null} */
	#repeat = null;
	/** @type {Uint8Array<ArrayBuffer>[]} */
	#early = [];
	/** @type {Machine | null} */
	#machine = null;
	/** @type {{end: number, time: number} | null} output on its way */
	#shown = null;

	/** @param {string} name */
	constructor(name) {
		this.#channel = new BroadcastChannel(`exa:${name}`);
		this.#channel.onmessage = ({ data }) => this.#receive(data);
	}

	/** @param {unknown} data */
	#receive(data) {
		const bytes = new Uint8Array(
			data instanceof ArrayBuffer ? data : []);

		if (this.#repeat !== null &&
			(isOfDesktop(data) ||
			parse(bytes.buffer)?.type === HELLO))
			this.#channel.postMessage(this.#repeat);
		/* Those come from the page, whether or not we are busy. */
		if (!isOfDesktop(data))
			this.forwarded(bytes);
	}

	/** @param {Uint8Array<ArrayBuffer>} bytes a datagram of the UI's */
	forwarded(bytes) {
		if (this.#machine !== null)
			this.#machine.datagram(bytes);
		else
			this.#early.push(bytes);
	}

	/** @param {Uint8Array} bytes a datagram of the machine */
	send(bytes) {
		const { buffer } = bytes.slice();
		const datagram = parse(buffer);

		if (datagram?.type === OUTPUT && datagram.args[0] === TTY)
			this.#shown = { time: performance.now(), end: advance(
				datagram.args[1], datagram.payload.length) };
		this.#channel.postMessage(buffer);
	}

	/** While a program computes the channel is not heard: output counts as
	 * drawn after a while. */
	poll() {
		if (this.#machine === null)
			return;
		if (this.#shown !== null &&
			performance.now() - this.#shown.time > DRAWN_MS) {
			this.#machine.datagram(new Uint8Array(encode(
				OUTPUT_ACK, [TTY, this.#shown.end])));
			this.#shown = null;
		}
	}

	/**
	 * @param {number} loaded
	 * @param {number} total
	 * @param {string} text
	 */
	progress(loaded, total, text) {
		this.#repeat = encode(PROGRESS, [loaded, total],
			new TextEncoder().encode(text));
		this.#channel.postMessage(this.#repeat);
	}

	/** @param {string} text */
	stopped(text) {
		this.#repeat = encode(STOPPED, [],
			new TextEncoder().encode(text));
		this.#machine = null;
		this.#channel.postMessage(this.#repeat);
	}

	/**
	 * From now on the machine answers for itself.
	 * @param {Machine} machine
	 */
	attach(machine) {
		this.#machine = machine;
		this.#repeat = null;
		for (const bytes of this.#early.splice(0))
			machine.datagram(bytes);
	}
}
