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
 * The last bits say where the line goes on, when it is used up or there is
 * more to say than a record holds: one that is set last, and the 32 digits of a
 * blob: URL under which the next line is described, with the bytes that come
 * before it.
 *
 * Bytes are known by their offset in the input (docs/protocol.md), so one that
 * came by the channel is not taken again.
 */
import { advance, distance } from "../../www/ui/offset.js";

const COUNT = 4, OFFSET = 14, BYTE = 8;
const DIGITS = 32, DIGIT = 4, NEXT = 1 + DIGITS * DIGIT;

/** Milliseconds between two looks: one costs about two. */
const EVERY = 150;
/* How long a look may take: others are to go on as well. */
const LONGEST = 100;

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

/** @param {string} url @returns {string} what is there */
function textAt(url) {
	const request = new XMLHttpRequest();

	request.open("GET", url, false);
	request.send();
	return request.responseText;
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
		while (performance.now() - now < LONGEST)
			if (this.#at < this.#urls.length - NEXT &&
				this.#isReady(this.#at))
				bytes.push(...this.#record(
					advance(next, bytes.length)));
			else if (this.#isReady(this.#urls.length - NEXT))
				bytes.push(...this.#goOn(
					advance(next, bytes.length)));
			else
				break;
		this.#last = performance.now();
		return new Uint8Array(bytes);
	}

	/** @param {number} at */
	#isReady(at) {
		if (!this.#urls[at] || stands(this.#urls[at]))
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

	/**
	 * Takes the line that follows this one.
	 * @param {number} next
	 * @returns {number[]} what is new of the bytes before it
	 */
	#goOn(next) {
		const [url] = this.#urls;

		this.#at = this.#urls.length - NEXT + 1;
		const name = Array.from({ length: DIGITS }, () =>
			this.#number(DIGIT).toString(16)).join("");

		try {
			const line = JSON.parse(textAt(url.slice(0,
				url.lastIndexOf("/") + 1) + name.replace(
				/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")));
			const known = Math.max(0, distance(next, line.offset));

			this.renew(line);
			this.#end = advance(line.offset, line.bytes.length);
			/* What is missing before it comes by messages. */
			return distance(line.offset, next) > 0 ? [] :
				line.bytes.slice(known);
		} catch {
			this.#urls = []; /* a newer one comes by a message */
			return [];
		}
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
