// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The page's end of the line of kernel/host/line.js: bytes for a worker that
 * computes and hears nothing. What is not taken within a moment is spelled out
 * in URLs that are revoked. A new line is laid when much of the old one is
 * used up and nothing was said for a while, since making URLs takes time; the
 * old one is kept until the worker says that it has the new one. When an old
 * one ends before, it spells out where its continuation is to be found.
 */
import { advance, distance } from "./ui/offset.js";

/* Bits of a record, and of what follows all of them: kernel/host/line.js has
 * their form. */
const COUNT = 4, OFFSET = 14, BYTE = 8;
const DIGIT = 4;
/** Of where a line goes on. */
export const NEXT = 1 + 32 * DIGIT;
const RECORD_MAX = 1 << COUNT;
/* Bits of a line that one goes on with: the machine is busy and has to be told
 * by it, while most lines are never used. */
const BUSY = NEXT + 171;
/* URLs made in one go. */
const PORTION = 50;
/* How long a machine that does not compute may take for what it is told; for
 * one that computes it is spelled out in ever longer intervals. */
const PATIENCE = 80, SLOWEST = 250;
/* When a worker that computes has surely gone on to the next line. */
const GONE_ON = 2000;
/* New URLs are made when nothing was said for so long; the first ones so soon
 * after the machine's first word. */
const QUIET = 500, SOON = 100;

/** @param {number} value @param {number} count lowest first */
function bitsOf(value, count) {
	return Array.from({ length: count }, (_, bit) => value >> bit & 1);
}

/** The URLs of some bits. */
class Laid {
	used = 0;
	/* Offset behind the last byte that was spelled. */
	#end = -1;
	/* Offset of the first byte that is not told with its address. */
	#begin = 0;
	#blob = new Blob(["1"]);
	/** Stands as long as the others mean anything. */
	guard = URL.createObjectURL(this.#blob);
	/** @type {string[]} */
	urls = [];
	/** The line that this one goes on with. @type {Laid | null} */
	#next = null;
	/* Where that is described. */
	#address = "";

	/** @param {number} size in bits, with those of where the next one is */
	constructor(size) {
		this.size = size;
	}

	/** Makes more of the URLs. Returns whether that was the last.
	 * @param {number} [portion] */
	grow(portion = PORTION) {
		const count = Math.min(portion, this.size - this.urls.length);

		for (let i = 0; i < count; i++)
			this.urls.push(URL.createObjectURL(this.#blob));
		return this.urls.length >= this.size;
	}

	/** What was not spelled before.
	 * @param {number} offset @param {Uint8Array} bytes */
	spell(offset, bytes) {
		const known = this.#end < 0 ? 0 :
			Math.max(0, distance(this.#end, offset));

		if (this.#next !== null)
			this.#next.spell(offset, bytes);
		else if (known < bytes.length && !this.#record(
			advance(offset, known), bytes.subarray(known)))
			this.#next = this.#goOn(advance(offset, known),
				bytes.subarray(known));
	}

	/** Spells out where the next line is, and these bytes with it.
	 * @param {number} offset @param {Uint8Array} bytes */
	#goOn(offset, bytes) {
		const next = new Laid(Math.max(this.size, BUSY));

		next.grow(next.size);
		next.#begin = next.#end = advance(offset, bytes.length);
		this.used = this.size;
		this.#address = URL.createObjectURL(new Blob([JSON.stringify(
			{ urls: next.urls, guard: next.guard, offset,
				bytes: [...bytes] })]));
		const name = this.#address.slice(
			this.#address.lastIndexOf("/") + 1);

		this.#spell(this.size - NEXT, [...name.replaceAll("-", "")]
			.flatMap((digit) => bitsOf(parseInt(digit, 16),
				DIGIT)));
		return next;
	}

	/** @param {number} at @param {number[]} bits behind the one there, that
	 *	says that they are to be read */
	#spell(at, bits) {
		const [ready, ...urls] = this.urls.slice(at, at + 1 +
			bits.length);

		urls.forEach((url, i) => {
			if (bits[i])
				URL.revokeObjectURL(url);
		});
		URL.revokeObjectURL(ready);
	}

	/** @param {number} offset @param {Uint8Array} bytes
	 * @returns {boolean} whether there was room */
	#record(offset, bytes) {
		const follows = offset === this.#end;
		const bits = [Number(follows),
			...follows ? [] : bitsOf(offset, OFFSET),
			...bitsOf(bytes.length - 1, COUNT),
			...[...bytes].flatMap((byte) => bitsOf(byte, BYTE))];

		if (bytes.length > RECORD_MAX ||
			this.used + 1 + bits.length > this.size - NEXT)
			return false;
		this.#spell(this.used, bits);
		this.used += 1 + bits.length;
		this.#end = advance(offset, bytes.length);
		return true;
	}

	/** The worker has all bytes before that. @param {number} offset
	 * @returns {Laid} the line that it reads now, or is to read */
	reached(offset) {
		if (this.#next === null ||
			distance(offset, this.#next.#begin) < 0)
			return this;
		const next = this.#next;

		this.#next = null;
		this.revoke();
		return next.reached(offset);
	}

	/** Whether the worker, which has all bytes before offset, has still to
	 * find a continuation. @param {number} offset @returns {boolean} */
	waits(offset) {
		return this.#next !== null &&
			(distance(offset, this.#next.#begin) < 0 ||
			this.#next.waits(offset));
	}

	revoke() {
		this.#next?.revoke();
		URL.revokeObjectURL(this.#address);
		URL.revokeObjectURL(this.guard);
		this.urls.forEach((url) => URL.revokeObjectURL(url));
	}
}

export class Line {
	/** @type {{offset: number, bytes: Uint8Array, since: number}[]} */
	#waiting = [];
	/** @type {Laid[]} the first is the one that is read, the last the
	 *	newest: the worker has not said yet that it has that one */
	#laid = [];
	/* The worker has all bytes before that. */
	#taken = 0;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#speaking;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#laying;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#pruning;
	#patience = PATIENCE;
	/* An idle worker may look at a line that was given up. */
	#stale = false;
	/** @type {Laid | null} */
	#growing = null;
	#lay;
	#size;

	/**
	 * @param {number} size bits for which URLs are laid; when half of those
	 *	before NEXT are used, others are
	 * @param {(line: {urls: string[], guard: string}) => void} lay hands
	 *	the worker the newest
	 */
	constructor(size, lay) {
		this.#size = size;
		this.#lay = lay;
	}

	/** The machine has ended. */
	close() {
		clearTimeout(this.#speaking);
		clearTimeout(this.#laying);
		clearTimeout(this.#pruning);
		this.#laid.forEach((line) => line.revoke());
		this.#growing?.revoke();
		this.#growing = null;
	}

	/** The worker has the newest line. */
	received() {
		this.#laid.splice(0, this.#laid.length - 1)
			.forEach((line) => line.revoke());
		this.#speakLater();
	}

	/** These bytes were sent, by a message. @param {number} offset
	 * @param {Uint8Array} bytes */
	say(offset, bytes) {
		this.#waiting.push({ offset, bytes, since: performance.now() });
		this.#speakLater();
		/* The first one is not put off: without it nothing is heard. */
		if (this.#laid.length > 0)
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
			this.#patience = PATIENCE;
		} else
			this.#speakLater();
		this.#pruning ??= setTimeout(() => this.#prune(offset),
			GONE_ON);
	}

	/** Gives up the lines that the worker, which had all before offset a
	 * while ago, looks at no more; unless it was idle, then it is told.
	 * @param {number} offset */
	#prune(offset) {
		const [line] = this.#laid;
		const now = line?.reached(offset);

		this.#pruning = undefined;
		if (line === undefined || line === now)
			return;
		this.#laid[0] = now;
		this.#stale = true;
		this.#begin();
	}

	/** For how many ms something has waited to be taken. */
	unheard() {
		return this.#waiting.length === 0 ? 0 :
			performance.now() - this.#waiting[0].since;
	}

	/** Whether there are URLs, or will be soon. */
	get ready() {
		return this.#laying !== undefined;
	}

	/** Lays URLs once nothing is said for a while. @param {number} [ms] */
	prepare(ms = this.#laid.length > 0 ? QUIET : SOON) {
		clearTimeout(this.#laying);
		this.#laying = setTimeout(() => this.#begin(), ms);
	}

	#speakLater() {
		this.#speaking ??= setTimeout(() => {
			this.#speaking = undefined;
			this.#patience = Math.min(SLOWEST,
				1.5 * this.#patience);
			this.#speak();
		}, this.#patience);
	}

	/** Spells out what waits; one thing follows the other. Not while the
	 * worker has not found what was said before: it may hear nothing. */
	#speak() {
		const [line] = this.#laid;
		const bytes = new Uint8Array(this.#waiting.flatMap((one) =>
			[...one.bytes]));

		if (bytes.length > 0 && !line?.waits(this.#taken))
			line?.spell(this.#waiting[0].offset, bytes);
	}

	/** A new line, if it is time. */
	#begin() {
		const newest = this.#laid.at(-1);

		if (this.#growing !== null || this.#laid.length > 1 ||
			newest !== undefined && !this.#stale &&
				newest.used < (this.#size - NEXT) / 2)
			return;
		this.#stale = false;
		this.#growing = new Laid(this.#size);
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
		this.#lay({ urls: line.urls, guard: line.guard });
		this.#speakLater();
	}
}
