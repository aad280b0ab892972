// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a machine must hear even while it computes, each by a line of its own:
 * what is typed at its terminal, and that a program is to be signalled.
 */
import { Line } from "./line.js";
import { INPUT, INPUT_ACK, OUTPUT, parse } from "./ui/datagram.js";
import { advance, distance } from "./ui/offset.js";

const TTY = 0;
/* Instead of a signal: the number is not a request's, but a pid. */
const KILL_PID = 0x80;
/* Bits of each: ten keys and three signals, and where it goes on. A bit is a
 * URL, and six kilobytes of the browser's memory. */
const TYPED = 300, SIGNALS = 260;

/** Listens to the channel between the UI and the machine. */
class Typed {
	#channel;
	line;
	/** @type {(bytes: Uint8Array) => void} */
	output = () => {};
	/* Something was typed. */
	said = () => {};
	/* Offset of the output that was told last. */
	#told = 0;

	/** @param {Worker} worker @param {string} uuid the machine's */
	constructor(worker, uuid) {
		this.line = new Line(TYPED, (laid) => worker.postMessage(
			{ type: "line", which: "typed", ...laid }));
		this.#channel = new BroadcastChannel(`exa:${uuid}`);
		this.#channel.onmessage = ({ data }) => this.#hear(data);
	}

	close() {
		this.#channel.close();
		this.line.close();
	}

	/** What is repeated for a document that comes later is told once.
	 * @param {number} offset @param {Uint8Array} bytes */
	#tellOutput(offset, bytes) {
		const known = distance(this.#told, offset);

		if (known >= bytes.length)
			return;
		this.#told = advance(offset, bytes.length);
		this.output(known > 0 ? bytes.subarray(known) : bytes);
	}

	/** @param {unknown} data */
	#hear(data) {
		const datagram = parse(data);

		if (datagram?.args[0] !== TTY)
			return;
		/* Not while the machine starts: the page is busy then. */
		if (datagram.type === OUTPUT && !this.line.preparing)
			this.line.prepare();
		if (datagram.type === OUTPUT)
			this.#tellOutput(datagram.args[1], datagram.payload);
		if (datagram.type === INPUT) {
			this.line.say(datagram.args[1], datagram.payload);
			this.said();
		} else if (datagram.type === INPUT_ACK)
			this.line.taken(datagram.args[1]);
	}
}

/** Signals for programs of the port (docs/protocol.md). */
class Signals {
	#worker;
	#offset = 0;
	line;

	/** @param {Worker} worker */
	constructor(worker) {
		this.#worker = worker;
		this.line = new Line(SIGNALS, (laid) => worker.postMessage(
			{ type: "line", which: "signals", ...laid }));
	}

	/** @param {number} id of the request @param {number} signal */
	send(id, signal) {
		const bytes = new Uint8Array([id, id >> 8, id >> 16, signal]);

		this.#worker.postMessage({ type: "signals",
			offset: this.#offset, bytes });
		this.line.say(this.#offset, bytes);
		this.#offset = advance(this.#offset, bytes.length);
	}
}

export class Lines {
	#typed;
	#signals;

	/** @param {Worker} worker @param {string} uuid the machine's */
	constructor(worker, uuid) {
		this.#typed = new Typed(worker, uuid);
		this.#signals = new Signals(worker);
	}

	close() {
		this.#typed.close();
		this.#signals.line.close();
	}

	/** The worker has the newest URLs. @param {string} which */
	received(which) {
		(which === "typed" ? this.#typed : this.#signals)
			.line.received();
		/* The one of a machine that no page uses can wait. */
		if (which === "typed")
			this.#signals.line.prepare();
	}

	/** @param {(bytes: Uint8Array) => void} output is given what the
	 *	machine writes to its terminal */
	watch(output) {
		this.#typed.output = output;
	}

	/** A page will use the machine by a port: what it starts may compute
	 * from its first moment on. */
	prepareNow() {
		this.#signals.line.prepare(0);
		this.#typed.line.prepare(0);
	}

	/** @param {() => void} said called when something was typed */
	onTyped(said) {
		this.#typed.said = said;
	}

	/** For how many ms something typed has waited to be taken. */
	unheard() {
		return this.#typed.line.unheard();
	}

	/** @param {number} pid of a process to be killed */
	kill(pid) {
		this.#signals.send(pid, KILL_PID);
	}

	/** @param {number} id @param {number} signal */
	signal(id, signal) {
		this.#signals.send(id, signal);
	}

	/** The worker has the signals up to there. @param {number} offset */
	signalsTaken(offset) {
		this.#signals.line.taken(offset);
	}
}
