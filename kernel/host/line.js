// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The worker's end of the line by which typed bytes reach a machine while a
 * program computes: the worker then receives no messages, and shares no memory
 * with the page. But a synchronous request for a blob: URL is answered even
 * then, and the page can revoke the URL: so each URL is a bit, set once. The
 * page's end is www/line.js.
 *
 * Bytes are sent in records of bits, the lowest of a number first:
 *
 *	1	set last of all: the record is to be read
 *	1	it goes on where the one before it ended
 *	14	else: the lowest bits of its first byte's offset
 *	4	how many bytes it has, less 1
 *	8	for each byte
 *
 * Bytes are known by their offset in the input (docs/protocol.md), so one that
 * came by the channel is not taken again.
 */
import { advance, distance } from "../../www/ui/offset.js";

const COUNT = 4, OFFSET = 14, BYTE = 8;

/** Milliseconds between two looks: one costs about two. */
const EVERY = 150;

/** Whether a URL is still good. @param {string} url */
function stands(url) {
	const request = new XMLHttpRequest();

	try {
		request.open("GET", url, false);
		request.send();
		return true;
	} catch {
		return false;
	}
}

/** The number nearest to near that has these lowest bits.
 * @param {number} bits @param {number} near */
function nearest(bits, near) {
	const shift = 32 - OFFSET;

	return advance(near, (bits - near) << shift >> shift);
}

export class Line {
	/** @type {string[]} */
	#urls = [];
	#guard = "";
	#last = 0;
	/* How many bits were read. */
	#at = 0;
	/* Offset behind the last record. */
	#end = 0;

	/**
	 * The page laid a new line.
	 * @param {{urls: string[], guard: string}} line guard: a URL that is
	 *   never revoked
	 */
	renew({ urls, guard }) {
		this.#urls = urls;
		this.#guard = guard;
		this.#at = 0;
	}

	/**
	 * @param {number} next offset of the byte that is expected
	 * @returns {Uint8Array<ArrayBuffer>} what came
	 */
	read(next) {
		const now = performance.now();
		/** @type {number[]} */
		const bytes = [];

		if (now - this.#last < EVERY)
			return new Uint8Array(0);
		while (this.#at < this.#urls.length && this.#isReady())
			bytes.push(...this.#record(
				advance(next, bytes.length)));
		this.#last = performance.now();
		return new Uint8Array(bytes);
	}

	#isReady() {
		if (stands(this.#urls[this.#at]))
			return false;
		/* A browser that refuses them all has no such line. */
		if (!stands(this.#guard))
			this.#urls = [];
		return this.#urls.length > 0;
	}

	/** @param {number} count @returns {number} */
	#number(count) {
		let number = 0;

		for (let bit = 0; bit < count; bit++)
			if (!stands(this.#urls[this.#at++]))
				number |= 1 << bit;
		return number;
	}

	/** @param {number} next @returns {number[]} what is new in a record */
	#record(next) {
		this.#at++;
		const begin = this.#number(1) ? this.#end :
			nearest(this.#number(OFFSET), next);
		const count = this.#number(COUNT) + 1;
		const known = Math.max(0, Math.min(count,
			distance(next, begin)));

		this.#end = advance(begin, count);
		this.#at += known * BYTE;
		/* What is missing before it comes by messages; so does it. */
		if (distance(begin, next) > 0) {
			this.#at += count * BYTE;
			return [];
		}
		return Array.from({ length: count - known },
			() => this.#number(BYTE));
	}
}
