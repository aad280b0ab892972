// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the page tells a machine that it must hear even while it computes: by
 * messages, and then by the line; the same bytes by both. They are records: a
 * number of three bytes, lowest first, and what it means:
 *
 *	a signal, for the program of the port's request of that number
 *	128	the process of that number is killed
 *	254	what was typed at the first terminal follows: so many bytes as
 *		the lowest byte of the number says; the others are the lowest
 *		of their offset
 *	255	a datagram of so many bytes follows
 */
import { encode, INPUT, parse } from "../../www/ui/datagram.js";
import { advance, distance } from "../../www/ui/offset.js";
import { Line } from "./line.js";

const HEADER = 4, TTY = 0;
const KILL_PID = 0x80, TYPED = 0xfe, DATAGRAM = 0xff;

/** The number nearest to near that has these lowest 16 bits.
 * @param {number} bits @param {number} near */
function nearest(bits, near) {
	return advance(near, (bits - near) << 16 >> 16);
}

/**
 * What is done with it.
 * @typedef {object} Listener
 * @property {(id: number, signal: number) => void} signal
 * @property {(pid: number) => void} kill
 * @property {(bytes: Uint8Array<ArrayBuffer>) => void} datagram
 * @property {(offset: number) => void} taken up to which all bytes have come
 */

export class Told {
	#next = 0;
	/* Offset of the byte that is typed next at the first terminal. */
	#typed = 0;
	/** @type {number[]} the beginning of a record */
	#begun = [];
	#listener;
	line = new Line();

	/** @param {Listener} listener */
	constructor(listener) {
		this.#listener = listener;
	}

	/** @param {number} offset @param {Uint8Array} bytes */
	receive(offset, bytes) {
		const known = distance(this.#next, offset);

		for (const byte of known < 0 ? [] : bytes.subarray(known))
			this.#take(byte);
		/* Of bytes that were known it may not have been heard. */
		if (known >= bytes.length)
			this.#listener.taken(this.#next);
	}

	/** @param {number} byte */
	#take(byte) {
		const begun = this.#begun;

		begun.push(byte);
		this.#next = advance(this.#next, 1);
		if (begun.length < HEADER)
			return;
		const number = begun[0] | begun[1] << 8 | begun[2] << 16;
		const kind = begun[3];
		const rest = kind === DATAGRAM ? number :
			kind === TYPED ? begun[0] : 0;

		if (begun.length < HEADER + rest)
			return;
		/* Before anything else: what is told may start a program that
		 * computes, and the line waits for this. */
		this.#listener.taken(this.#next);
		this.#act(kind, number, new Uint8Array(begun.splice(0)
			.slice(HEADER)));
	}

	/** @param {number} kind @param {number} number
	 * @param {Uint8Array<ArrayBuffer>} rest */
	#act(kind, number, rest) {
		if (kind === DATAGRAM)
			this.#datagram(rest);
		else if (kind === TYPED)
			this.#datagram(new Uint8Array(encode(INPUT, [TTY,
				nearest(number >> 8, this.#typed)], rest)));
		else if (kind === KILL_PID)
			this.#listener.kill(number);
		else
			this.#listener.signal(number, kind);
	}

	/** @param {Uint8Array<ArrayBuffer>} bytes */
	#datagram(bytes) {
		const datagram = parse(bytes.buffer);

		if (datagram?.type === INPUT && datagram.args[0] === TTY)
			this.#typed = advance(datagram.args[1],
				datagram.payload.length);
		this.#listener.datagram(bytes);
	}

	/** While a program computes. */
	poll() {
		const bytes = this.line.read(this.#next);

		if (bytes.length > 0)
			this.receive(this.#next, bytes);
	}
}
