// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The page's end of the line of kernel/host/line.js: bytes for a worker that
 * computes and hears nothing. What is not taken within a moment is spelled out
 * in URLs that are revoked. A new line is laid when much of the old one is
 * behind and nothing was said for a while, since making URLs takes time; the
 * old one is kept until the worker says that it has the new one.
 */
import { advance, distance } from "./ui/offset.js";

const URLS = 9, READY = 8;
/* URLs made in one go. */
const PORTION = 20;
/* How long a machine that does not compute may take for what it is told. */
const PATIENCE = 80;
/* New URLs are made when nothing was said for so long. */
const QUIET = 500;

/** The URLs of some bytes. */
class Laid {
	#used = 0;
	#blob = new Blob(["1"]);
	/** Stands as long as the others mean anything. */
	guard = URL.createObjectURL(this.#blob);
	/** @type {string[]} */
	urls = [];

	/** @param {number} base offset of the first byte
	 * @param {number} size in bytes */
	constructor(base, size) {
		this.base = base;
		this.size = size;
	}

	/** Makes more of the URLs. Returns whether that was the last. */
	grow() {
		for (let i = 0; i < PORTION; i++)
			this.urls.push(URL.createObjectURL(this.#blob));
		return this.urls.length >= this.size * URLS;
	}

	/** @param {number} offset @param {number} byte */
	spell(offset, byte) {
		const place = distance(offset, this.base);
		const urls = this.urls.slice(place * URLS,
			place * URLS + URLS);

		if (place < this.#used || urls.length < URLS)
			return;
		this.#used = place + 1;
		urls.slice(0, READY).forEach((url, bit) => {
			if (byte >> bit & 1)
				URL.revokeObjectURL(url);
		});
		URL.revokeObjectURL(urls[READY]);
	}

	revoke() {
		URL.revokeObjectURL(this.guard);
		this.urls.forEach((url) => URL.revokeObjectURL(url));
	}
}

export class Line {
	/** @type {{offset: number, bytes: Uint8Array}[]} */
	#waiting = [];
	#taken = 0;
	/** @type {Laid[]} the last is the newest */
	#laid = [];
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#speaking;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#laying;
	/** @type {Laid | null} */
	#growing = null;
	#lay;
	#size;

	/**
	 * @param {number} size bytes for which URLs are laid; when a third of
	 *	them is behind, others are
	 * @param {(line: {base: number, urls: string[], guard: string}) =>
	 *	void} lay hands the worker the newest
	 */
	constructor(size, lay) {
		this.#size = size;
		this.#lay = lay;
	}

	/** The machine has ended. */
	close() {
		clearTimeout(this.#speaking);
		clearTimeout(this.#laying);
		this.#laid.forEach((line) => line.revoke());
		this.#growing?.revoke();
		this.#growing = null;
	}

	/** The worker has the newest line. */
	received() {
		this.#laid.splice(0, this.#laid.length - 1)
			.forEach((line) => line.revoke());
	}

	/** These bytes were sent, by a message. @param {number} offset
	 * @param {Uint8Array} bytes */
	say(offset, bytes) {
		this.#waiting.push({ offset, bytes });
		this.#speakLater();
		this.prepare();
	}

	/** The worker has all bytes before that. @param {number} offset */
	taken(offset) {
		this.#taken = offset;
		this.#waiting = this.#waiting.filter((one) => distance(
			advance(one.offset, one.bytes.length), offset) > 0);
		if (this.#waiting.length === 0) {
			clearTimeout(this.#speaking);
			this.#speaking = undefined;
		}
	}

	/** Whether URLs are about to be laid. */
	get preparing() {
		return this.#laying !== undefined;
	}

	/** Lays URLs once nothing is said for a while. @param {number} [ms] */
	prepare(ms = QUIET) {
		clearTimeout(this.#laying);
		this.#laying = setTimeout(() => this.#begin(), ms);
	}

	#speakLater() {
		this.#speaking ??= setTimeout(() => {
			this.#speaking = undefined;
			this.#speak();
		}, PATIENCE);
	}

	/** Spells out what waits, as far as there are URLs. */
	#speak() {
		for (const { offset, bytes } of this.#waiting)
			bytes.forEach((byte, i) => this.#laid.forEach((line) =>
				line.spell(advance(offset, i), byte)));
	}

	/** A new line from what is taken on, if it is time. */
	#begin() {
		const newest = this.#laid.at(-1);

		if (this.#growing !== null || this.#laid.length > 1 ||
			newest !== undefined &&
			distance(this.#taken, newest.base) < this.#size / 3)
			return;
		if (this.#waiting.length > 0) {
			this.prepare();
			return;
		}
		this.#growing = new Laid(this.#taken, this.#size);
		this.#grow();
	}

	#grow() {
		const line = this.#growing;

		if (line === null)
			return;
		if (!line.grow()) {
			setTimeout(() => this.#grow(), 0);
			return;
		}
		this.#growing = null;
		this.#laid.push(line);
		this.#lay({ base: line.base, urls: line.urls,
			guard: line.guard });
	}
}
