// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The other end of a machine's first terminal under Node: what a UI document
 * is in the browser, by the same datagrams (docs/protocol.md).
 */
import {
	DATAGRAM_INPUT_WINDOW, DATAGRAM_VERSION, encode, HELLO, INPUT,
	INPUT_ACK, OUTPUT, OUTPUT_ACK, parse, RESIZE,
} from "../../www/ui/datagram.js";

const TTY = 0, REQUEST = 1;

export class TtyEnd {
	#machine;
	#show;
	#sent = 0;
	#acknowledged = 0;
	#typed = Buffer.alloc(0);

	/**
	 * @param {import("./machine.js").Machine} machine
	 * @param {number[]} size columns and rows
	 * @param {(bytes: Uint8Array) => void} show is given what the machine
	 *	writes; a view that is good until it returns
	 */
	constructor(machine, size, show) {
		this.#machine = machine;
		this.#show = show;
		this.#tell(HELLO, [DATAGRAM_VERSION, TTY, ...size], undefined,
			REQUEST);
	}

	/** A datagram that the machine sent. @param {Uint8Array} bytes */
	receive(bytes) {
		const datagram = parse(bytes.slice().buffer);

		if (datagram?.type === OUTPUT) {
			this.#show(datagram.payload);
			this.#tell(OUTPUT_ACK, [TTY,
				datagram.args[1] + datagram.payload.length]);
		} else if (datagram?.type === INPUT_ACK) {
			this.#acknowledged = datagram.args[1];
			this.#sendTyped();
		}
	}

	/** @param {number[]} size columns and rows */
	resize(size) {
		this.#tell(RESIZE, [TTY, ...size]);
	}

	/** @param {Uint8Array} chunk */
	type(chunk) {
		this.#typed = Buffer.concat([this.#typed, chunk]);
		this.#sendTyped();
	}

	/**
	 * @param {number} type
	 * @param {number[]} args
	 * @param {Uint8Array} [payload]
	 * @param {number} [request]
	 */
	#tell(type, args, payload, request) {
		this.#machine.datagram(new Uint8Array(
			encode(type, args, payload, request)));
	}

	#sendTyped() {
		const room = DATAGRAM_INPUT_WINDOW -
			(this.#sent - this.#acknowledged >>> 0);
		const chunk = this.#typed.subarray(0, Math.max(room, 0));

		if (chunk.length === 0)
			return;
		/* A program may compute before this comes back. */
		const offset = this.#sent;
		this.#typed = this.#typed.subarray(chunk.length);
		this.#sent = offset + chunk.length >>> 0;
		this.#tell(INPUT, [TTY, offset], chunk);
	}
}
