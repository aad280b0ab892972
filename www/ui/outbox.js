// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Typed bytes on their way to the machine: what the window lets through is
 * sent, the rest waits here, and what was sent is kept until acknowledged.
 */
import { DATAGRAM_INPUT_WINDOW } from "./datagram.js";
import { advance, distance } from "./offset.js";

/* A paste that is larger than this is refused, in bytes. */
export const OUTBOX_MAX = 16 << 20;

export class Outbox {
	/** @type {Uint8Array[]} */
	#waiting = [];
	#waitingBytes = 0;
	/** @type {{offset: number, bytes: Uint8Array}[]} */
	#flying = [];
	#next = 0;
	#open = false;
	#send;

	/**
	 * @param {(offset: number, bytes: Uint8Array) => void} send posts one
	 *	INPUT
	 */
	constructor(send) {
		this.#send = send;
	}

	/** Bytes that were accepted and are not acknowledged. */
	get pending() {
		return this.#waitingBytes + this.#inFlight();
	}

	/**
	 * @param {Uint8Array} bytes kept, not copied
	 * @returns {boolean} false: refused, there is too much already
	 */
	push(bytes) {
		if (this.#waitingBytes + bytes.length > OUTBOX_MAX)
			return false;
		if (bytes.length) {
			this.#waiting.push(bytes);
			this.#waitingBytes += bytes.length;
			this.#pump();
		}
		return true;
	}

	/**
	 * The machine took everything before offset.
	 * @param {number} offset
	 * @returns {boolean} false: it was never sent
	 */
	acknowledge(offset) {
		if (distance(offset, this.#next) > 0)
			return false;
		while (this.#flying.length) {
			const first = this.#flying[0];
			const taken = distance(offset, first.offset);

			if (taken < first.bytes.length) {
				this.#trim(first, taken);
				break;
			}
			this.#flying.shift();
		}
		this.#pump();
		return true;
	}

	/**
	 * The machine says what it expects next: sends that again, if it is
	 * still here, and opens the window.
	 * @param {number} offset
	 */
	open(offset) {
		const oldest = advance(this.#next, -this.#inFlight());

		this.#open = false;
		if (distance(offset, oldest) < 0 ||
		    !this.acknowledge(offset)) {
			this.#flying = [];
			this.#next = offset;
		}
		for (const { offset: at, bytes } of this.#flying)
			this.#send(at, bytes);
		this.#open = true;
		this.#pump();
	}

	/** Nothing is sent until the next open(). */
	close() {
		this.#open = false;
	}

	/**
	 * @param {{offset: number, bytes: Uint8Array}} first
	 * @param {number} taken
	 */
	#trim(first, taken) {
		if (taken <= 0)
			return;
		first.bytes = first.bytes.subarray(taken);
		first.offset = advance(first.offset, taken);
	}

	#inFlight() {
		return this.#flying.reduce((n, f) => n + f.bytes.length, 0);
	}

	#pump() {
		let room = DATAGRAM_INPUT_WINDOW - this.#inFlight();

		while (this.#open && room > 0 && this.#waiting.length) {
			const bytes = this.#waiting[0].subarray(0, room);
			const rest = this.#waiting[0].subarray(bytes.length);
			const offset = this.#next;

			if (rest.length)
				this.#waiting[0] = rest;
			else
				this.#waiting.shift();
			this.#waitingBytes -= bytes.length;
			this.#next = advance(offset, bytes.length);
			this.#flying.push({ offset, bytes });
			this.#send(offset, bytes);
			room -= bytes.length;
		}
	}
}
