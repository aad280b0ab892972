// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Signals from the page for the programs of its port, four bytes each: the
 * number of the request, lowest byte first, and the signal. They come by
 * messages, and while a program computes by the line; the same ones by both.
 */
import { advance, distance } from "../../www/ui/offset.js";
import { Line } from "./line.js";

const BYTES = 4;

export class Signals {
	#next = 0;
	/** @type {number[]} the beginning of one */
	#begun = [];
	#deliver;
	#taken;
	line = new Line();

	/**
	 * @param {(id: number, signal: number) => void} deliver
	 * @param {(offset: number) => void} taken up to which all have come
	 */
	constructor(deliver, taken) {
		this.#deliver = deliver;
		this.#taken = taken;
	}

	/** @param {number} offset @param {Uint8Array} bytes */
	receive(offset, bytes) {
		const known = distance(this.#next, offset);

		for (const byte of known < 0 ? [] : bytes.subarray(known))
			this.#take(byte);
		this.#taken(this.#next);
	}

	/** @param {number} byte */
	#take(byte) {
		this.#begun.push(byte);
		this.#next = advance(this.#next, 1);
		if (this.#begun.length < BYTES)
			return;
		const [low, middle, high, signal] = this.#begun.splice(0);

		this.#deliver(low | middle << 8 | high << 16, signal);
	}

	/** While a program computes. */
	poll() {
		const bytes = this.line.read(this.#next);

		if (bytes.length > 0)
			this.receive(this.#next, bytes);
	}
}
