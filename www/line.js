// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The page's end of the line of kernel/host/line.js. It listens to the channel
 * between the UI and the machine; what was typed and is not taken within a
 * moment (the machine computes and hears nothing) it spells out in URLs that
 * it revokes. New ones are laid when nobody types: making one takes a while.
 */
import { INPUT, INPUT_ACK, parse } from "./ui/datagram.js";
import { advance, distance } from "./ui/offset.js";

const TTY = 0;
const URLS = 9, READY = 8;
/* Bytes of one line. */
const BYTES = 40;
/* URLs made in one go. */
const PORTION = 20;
/* How long a machine that does not compute may take for its input. */
const PATIENCE = 80;
/* New URLs are made when nothing was typed for so long. */
const QUIET = 500;

export class Line {
	/** @type {{offset: number, bytes: Uint8Array}[]} */
	#waiting = [];
	#taken = 0;
	#base = 0;
	/** Bytes of this line that are spelt out. */
	#used = 0;
	/** @type {string[]} */
	#urls = [];
	#blob = new Blob(["1"]);
	#guard = URL.createObjectURL(this.#blob);
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#speaking;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#laying;
	#channel;
	#worker;

	/** @param {Worker} worker @param {string} uuid the machine's */
	constructor(worker, uuid) {
		this.#worker = worker;
		this.#channel = new BroadcastChannel(`exa:${uuid}`);
		this.#channel.onmessage = ({ data }) => this.#hear(data);
		this.#layLater();
	}

	/** The machine has ended. */
	close() {
		this.#channel.close();
		clearTimeout(this.#speaking);
		clearTimeout(this.#laying);
		this.#revokeAll();
		URL.revokeObjectURL(this.#guard);
	}

	/** @param {unknown} data */
	#hear(data) {
		const datagram = parse(data);

		if (datagram?.args[0] !== TTY)
			return;
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
			bytes.forEach((byte, i) =>
				this.#spell(advance(offset, i), byte));
	}

	/** @param {number} offset @param {number} byte */
	#spell(offset, byte) {
		const place = distance(offset, this.#base);
		const urls = this.#urls.slice(place * URLS,
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

	#layLater() {
		clearTimeout(this.#laying);
		this.#laying = setTimeout(() => this.#lay(), QUIET);
	}

	/** A new line from what is taken on, if much of the old is behind. */
	#lay() {
		const behind = distance(this.#taken, this.#base);

		if (this.#urls.length > 0 && behind < BYTES / 2)
			return;
		if (this.#waiting.length > 0) {
			this.#layLater();
			return;
		}
		this.#revokeAll();
		this.#base = this.#taken;
		this.#used = 0;
		this.#layMore();
	}

	#layMore() {
		for (let i = 0; i < PORTION; i++)
			this.#urls.push(URL.createObjectURL(this.#blob));
		if (this.#urls.length < BYTES * URLS)
			this.#laying = setTimeout(() => this.#layMore(), 0);
		else
			this.#worker.postMessage({ type: "line",
				base: this.#base, urls: this.#urls,
				guard: this.#guard });
	}

	#revokeAll() {
		this.#urls.splice(0).forEach((url) => URL.revokeObjectURL(url));
	}
}
