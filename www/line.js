// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The page's end of the line of kernel/host/line.js. It listens to the channel
 * between the UI and the machine; what was typed and is not taken within a
 * moment (the machine computes and hears nothing) it spells out in URLs that
 * it revokes. A new line is laid when much of the old one is behind and nobody
 * types, since making URLs takes a while; the old one is kept until the worker
 * says that it has the new one.
 */
import { INPUT, INPUT_ACK, OUTPUT, parse } from "./ui/datagram.js";
import { advance, distance } from "./ui/offset.js";

const TTY = 0;
const URLS = 9, READY = 8;
/* Bytes of one line, and how many are left when the next one is laid. */
const BYTES = 64, LEFT = 40;
/* URLs made in one go. */
const PORTION = 20;
/* How long a machine that does not compute may take for its input. */
const PATIENCE = 80;
/* New URLs are made when nothing was typed for so long. */
const QUIET = 500;

/** The URLs of some bytes of input. */
class Laid {
	#used = 0;
	#blob = new Blob(["1"]);
	/** Stands as long as the others mean anything. */
	guard = URL.createObjectURL(this.#blob);
	/** @type {string[]} */
	urls = [];

	/** @param {number} base offset of the first byte */
	constructor(base) {
		this.base = base;
	}

	/** Makes more of the URLs. Returns whether that was the last. */
	grow() {
		for (let i = 0; i < PORTION; i++)
			this.urls.push(URL.createObjectURL(this.#blob));
		return this.urls.length >= BYTES * URLS;
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
	#channel;
	#worker;

	/** @param {Worker} worker @param {string} uuid the machine's */
	constructor(worker, uuid) {
		this.#worker = worker;
		this.#channel = new BroadcastChannel(`exa:${uuid}`);
		this.#channel.onmessage = ({ data }) => this.#hear(data);
	}

	/** The machine has ended. */
	close() {
		this.#channel.close();
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

	/** @param {unknown} data */
	#hear(data) {
		const datagram = parse(data);

		if (datagram?.args[0] !== TTY)
			return;
		/* Not while the machine starts: the page is busy then. */
		if (datagram.type === OUTPUT && this.#laying === undefined)
			this.#layLater();
		if (datagram.type === INPUT) {
			this.#waiting.push({ offset: datagram.args[1],
				bytes: datagram.payload });
			this.#speakLater();
			this.#layLater();
		} else if (datagram.type === INPUT_ACK) {
			this.#taken = datagram.args[1];
			this.#waiting = this.#waiting.filter((one) => distance(
				advance(one.offset, one.bytes.length),
				this.#taken) > 0);
			if (this.#waiting.length === 0) {
				clearTimeout(this.#speaking);
				this.#speaking = undefined;
			}
		}
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

	#layLater() {
		clearTimeout(this.#laying);
		this.#laying = setTimeout(() => this.#lay(), QUIET);
	}

	/** A new line from what is taken on, if it is time. */
	#lay() {
		const newest = this.#laid.at(-1);

		if (this.#growing !== null || this.#laid.length > 1 ||
			newest !== undefined &&
			distance(this.#taken, newest.base) < BYTES - LEFT)
			return;
		if (this.#waiting.length > 0) {
			this.#layLater();
			return;
		}
		this.#growing = new Laid(this.#taken);
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
		this.#worker.postMessage({ type: "line", base: line.base,
			urls: line.urls, guard: line.guard });
	}
}
