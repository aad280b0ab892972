// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One BroadcastChannel for all that the desktop shows: oxygen's datagrams go
 * to one receiver, those of a terminal to the Link (../ui/link.js) that has it,
 * and those of the host to everybody. No DOM.
 */
import * as tty from "../ui/datagram.js";
import { HELLO, OXYGEN, TELL } from "./datagram.js";

const HEADER = 40;

/** @typedef {import("../ui/link.js").Channel} Part */

/** Which argument names the terminal. @param {number} type */
function place(type) {
	return type === tty.HELLO || type === tty.WELCOME ? 1 : 0;
}

export class Hub {
	/** What nobody of this protocol sends. */
	stats = { malformed: 0 };

	/** @type {Map<number, Part>} by terminal */
	#parts = new Map();
	#channel;
	#receive;

	/**
	 * @param {BroadcastChannel} channel
	 * @param {(data: ArrayBuffer, type: number) => void} receive gets what
	 *	oxygen and the host send; 40 bytes or more
	 */
	constructor(channel, receive) {
		this.#channel = channel;
		this.#receive = receive;
		channel.onmessage = (event) => this.#take(event.data);
	}

	/** @param {ArrayBuffer} data */
	post(data) {
		this.#channel.postMessage(data);
	}

	/**
	 * What a Link takes for a channel.
	 * @param {number} terminal
	 * @returns {Part}
	 */
	part(terminal) {
		const part = {
			postMessage: (/** @type {ArrayBuffer} */ data) =>
				this.post(data),
			onmessage: null,
			close: () => {
				if (this.#parts.get(terminal) === part)
					this.#parts.delete(terminal);
			},
		};

		this.#parts.set(terminal, part);
		return part;
	}

	close() {
		this.#channel.close();
	}

	/** @param {unknown} data */
	#take(data) {
		if (!(data instanceof ArrayBuffer) ||
		    data.byteLength < HEADER) {
			this.stats.malformed++;
			return;
		}
		const view = new DataView(data);
		const type = view.getUint32(0, true);

		if (type >= HELLO && type <= TELL) {
			if (OXYGEN[type]?.sender !== "UI")
				this.#receive(data, type);
		} else if (type === tty.PROGRESS || type === tty.STOPPED) {
			for (const part of [...this.#parts.values()])
				part.onmessage?.({ data });
			this.#receive(data, type);
		} else if (tty.DATAGRAMS[type]?.sender !== "UI") {
			this.#route(data, type, view);
		}
	}

	/** @param {ArrayBuffer} data @param {number} type
	 * @param {DataView} view */
	#route(data, type, view) {
		if (!Object.hasOwn(tty.DATAGRAMS, type)) {
			this.stats.malformed++;
			return;
		}
		this.#parts.get(view.getUint32(16 + 4 * place(type), true))
			?.onmessage?.({ data });
	}
}
