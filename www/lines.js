// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What passes between the UI and the machine, as machine.html hears it; and
 * what the machine must hear even while it computes, which is told by a line
 * too (kernel/host/told.js has the form): what is typed, what is done on the
 * desktop, and that a program is to be signalled.
 */
import { Line, NEXT } from "./line.js";
import { INPUT, isOfDesktop, OUTPUT, parse } from "./ui/datagram.js";
import { advance, distance } from "./ui/offset.js";

const TTY = 0;
/* Instead of a signal: the number is not a request's, but a pid; or the length
 * of what was typed, or of a datagram. */
const KILL_PID = 0x80, TYPED = 0xfe, DATAGRAM = 0xff;
/* What a record of the line holds: less its header. */
const SHORT = 16 - 4;
/* Bits of the line: two keys or signals, and where it goes on. A bit is a URL,
 * and fourteen kilobytes of the browser's memory. */
const BITS = NEXT + 112;

/** Listens to the channel between the UI and the machine. */
class Channel {
	#channel;
	/** @type {(bytes: Uint8Array) => void} */
	output = () => {};
	/** What the UI says. @type {(datagram: ArrayBuffer) => void} */
	said = () => {};
	/* The machine has drawn. */
	drawn = () => {};
	/* Offset of the output that was told last. */
	#told = 0;

	/** @param {string} uuid the machine's */
	constructor(uuid) {
		this.#channel = new BroadcastChannel(`exa:${uuid}`);
		this.#channel.onmessage = ({ data }) => this.#hear(data);
	}

	close() {
		this.#channel.close();
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

		if (isOfDesktop(data))
			this.said(data);
		else if (datagram?.type === INPUT)
			this.said(/** @type {ArrayBuffer} */ (data));
		else if (datagram?.type === OUTPUT) {
			this.drawn();
			if (datagram.args[0] === TTY)
				this.#tellOutput(datagram.args[1],
					datagram.payload);
		}
	}
}

export class Lines {
	#worker;
	#channel;
	#line;
	#offset = 0;
	/* Something was typed. */
	#typed = () => {};

	/** @param {Worker} worker @param {string} uuid the machine's */
	constructor(worker, uuid) {
		this.#worker = worker;
		this.#line = new Line(BITS, (laid) => worker.postMessage(
			{ type: "line", ...laid }));
		this.#channel = new Channel(uuid);
		this.#channel.said = (datagram) => this.#forward(datagram);
		/* Not while the machine starts: the page is busy then. */
		this.#channel.drawn = () => this.#line.ready ||
			this.#line.prepare();
	}

	close() {
		this.#channel.close();
		this.#line.close();
	}

	/** @param {number} number @param {number} kind
	 * @param {Uint8Array} [rest] */
	#tell(number, kind, rest = new Uint8Array(0)) {
		const bytes = new Uint8Array([number, number >> 8,
			number >> 16, kind, ...rest]);

		this.#worker.postMessage({ type: "told",
			offset: this.#offset, bytes });
		this.#line.say(this.#offset, bytes);
		this.#offset = advance(this.#offset, bytes.length);
	}

	/** @param {ArrayBuffer} data a datagram of the UI's */
	#forward(data) {
		const datagram = parse(data);
		const length = datagram?.payload.length ?? 0;

		if (datagram?.type === INPUT && datagram.args[0] === TTY &&
			length <= SHORT)
			this.#tell(length | datagram.args[1] << 8, TYPED,
				datagram.payload);
		else
			this.#tell(data.byteLength, DATAGRAM,
				new Uint8Array(data));
		this.#typed();
	}

	/** The worker has the newest URLs. */
	received() {
		this.#line.received();
	}

	/** @param {(bytes: Uint8Array) => void} output is given what the
	 *	machine writes to its terminal */
	watch(output) {
		this.#channel.output = output;
	}

	/** A page will use the machine by a port: what it starts may compute
	 * from its first moment on. */
	prepareNow() {
		this.#line.prepare(0);
	}

	/** @param {() => void} typed called when something was typed */
	onTyped(typed) {
		this.#typed = typed;
	}

	/** For how many ms something told has waited to be taken. */
	unheard() {
		return this.#line.unheard();
	}

	/** @param {number} pid of a process to be killed */
	kill(pid) {
		this.#tell(pid, KILL_PID);
	}

	/** @param {number} id @param {number} signal */
	signal(id, signal) {
		this.#tell(id, signal);
	}

	/** The worker has what was told up to there. @param {number} offset */
	taken(offset) {
		this.#line.taken(offset);
	}
}
