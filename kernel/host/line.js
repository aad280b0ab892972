// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The worker's end of the line by which typed bytes reach a machine while a
 * program computes: the worker then receives no messages, and shares no memory
 * with the page. But a synchronous request for a blob: URL is answered even
 * then, and the page can revoke the URL: so each URL is a bit, set once. The
 * page's end, and the order of the bits, is www/line.js.
 *
 * A byte that is to come is nine URLs: eight bits, lowest first, and the sign
 * that they are set. Bytes are known by their offset in the input
 * (docs/protocol.md), so one that came by the channel is not taken again.
 */
import { advance, distance } from "../../www/ui/offset.js";

const URLS = 9, READY = 8;

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

export class Line {
	#base = 0;
	/** @type {string[]} */
	#urls = [];
	#guard = "";
	#last = 0;

	/**
	 * The page laid a new line.
	 * @param {{base: number, urls: string[], guard: string}} line base: the
	 *   offset of its first byte; guard: a URL that is never revoked
	 */
	renew({ base, urls, guard }) {
		this.#base = base;
		this.#urls = urls;
		this.#guard = guard;
	}

	/**
	 * @param {number} next offset of the byte that is expected
	 * @returns {Uint8Array<ArrayBuffer>} what came
	 */
	read(next) {
		const now = performance.now();
		const bytes = [];

		if (now - this.#last < EVERY)
			return new Uint8Array(0);
		this.#last = now;
		for (let offset = next; this.#isReady(offset);
			offset = advance(offset, 1))
			bytes.push(this.#byteAt(offset));
		return new Uint8Array(bytes);
	}

	/** @param {number} offset */
	#urlsOf(offset) {
		const at = distance(offset, this.#base) * URLS;

		return at < 0 ? [] : this.#urls.slice(at, at + URLS);
	}

	/** @param {number} offset */
	#isReady(offset) {
		const urls = this.#urlsOf(offset);

		if (urls.length < URLS || stands(urls[READY]))
			return false;
		/* A browser that refuses them all has no such line. */
		if (!stands(this.#guard))
			this.#urls = [];
		return this.#urls.length > 0;
	}

	/** @param {number} offset */
	#byteAt(offset) {
		return this.#urlsOf(offset).slice(0, READY).reduce(
			(byte, url, bit) => stands(url) ? byte :
				byte | 1 << bit, 0);
	}
}
