// SPDX-License-Identifier: GPL-3.0-or-later
/* A program that the page has started in its machine. */
import { SystemError } from "./client.js";

/** @typedef {import("./client.js").Client} Client */

/**
 * What is to be started.
 * @typedef {object} Order
 * @property {string[]} argv a name without a slash is looked for in PATH
 * @property {string} [cwd] the user's home if it is not given
 * @property {Record<string, string>} [env] besides what login sets
 * @property {string} [user] exa if it is not given
 * @property {{cols: number, rows: number} | "console"} [terminal] it gets one,
 *	instead of pipes; "console": the machine's first
 * @property {number} [timeoutMs] after which its group is killed
 */

/** Signals by the names that kill(1) knows. @type {Record<string, number>} */
const SIGNALS = { HUP: 1, INT: 2, QUIT: 3, ABRT: 6, KILL: 9, USR1: 10,
	USR2: 12, PIPE: 13, ALRM: 14, TERM: 15, CONT: 18, STOP: 19, TSTP: 20,
	WINCH: 28 };
/** After its time-out a program that was not ended has so long. */
const GRACE_MS = 1000;
/** Longer time-outs are not looked after: setTimeout() knows none. */
const MOST_MS = 0x7fffffff - GRACE_MS;
/** Bytes of input on their way that the program has not taken. */
const INPUT_WINDOW = 1 << 18;

/** @param {string | number} signal */
function signalNumber(signal) {
	const number = typeof signal === "number" ? signal :
		SIGNALS[signal.replace(/^SIG/, "")];

	if (!Number.isInteger(number) || number < 1 || number > 64)
		throw new TypeError(`kill: ${signal} is no signal`);
	return number;
}

/** What came of a program.
 * @typedef {{exitCode: number, reason: "exited" | "signaled" | "timeout" |
 *	"killed"}} Exit */

/** @param {{status: number, reason: string}} message @returns {Exit} */
function exitOf({ status, reason }) {
	const signal = status & 0x7f;

	return {
		exitCode: signal === 0 ? status >> 8 & 0xff : 128 + signal,
		reason: /** @type {Exit["reason"]} */ (reason !== "exited" ?
			reason : signal === 0 ? "exited" : "signaled"),
	};
}

/** A readable stream, and what feeds it. */
class Source {
	/** @type {ReadableStreamDefaultController<Uint8Array> | null} */
	#controller = null;
	#open = true;
	stream;

	/** @param {(bytes: number) => void} consumed */
	constructor(consumed) {
		/** @type {number[]} */
		const sizes = [];

		this.push = (/** @type {Uint8Array} */ bytes) => {
			if (!this.#open) {
				consumed(bytes.length);
				return;
			}
			sizes.push(bytes.length);
			this.#controller?.enqueue(bytes);
			settle();
		};
		/* What the stream does not hold any more was consumed. */
		const settle = () => {
			const held = 1 - (this.#controller?.desiredSize ?? 1);

			while (sizes.length > held)
				consumed(sizes.shift() ?? 0);
		};
		this.stream = new ReadableStream({
			start: (controller) => {
				this.#controller = controller;
			},
			pull: settle,
			cancel: () => {
				this.#open = false;
				sizes.splice(0).forEach(consumed);
			},
		});
	}

	/** @param {Error} [error] */
	end(error) {
		if (!this.#open)
			return;
		this.#open = false;
		if (error)
			this.#controller?.error(error);
		else
			this.#controller?.close();
	}
}

/** The streams of a program that the page reads.
 * @param {Order} order */
function streamsOf({ terminal }) {
	if (terminal === "console")
		return [];
	return terminal ? [1] : [1, 2];
}

/** A promise and what settles it. @template T */
class Deferred {
	/** @type {(value: T) => void} */
	resolve = () => {};
	/** @type {(error: unknown) => void} */
	reject = () => {};
	/** @type {Promise<T>} */
	promise = new Promise((resolve, reject) => {
		this.resolve = resolve;
		this.reject = reject;
	});
}

export class Process {
	#client;
	#id;
	/** @type {Source[]} by stream; 0 is none */
	#sources = [];
	#untaken = 0;
	/** @type {(() => void)[]} writers that wait */
	#writers = [];
	#over = false;
	/** @type {Deferred<number>} */
	#started = new Deferred();
	/** @type {Deferred<Exit>} */
	#exited = new Deferred();

	/**
	 * @param {Client} client
	 * @param {Order} order
	 */
	constructor(client, order) {
		this.#client = client;
		this.#exited.promise.catch(() => {});
		this.#started.promise.catch(() => {});
		for (const stream of streamsOf(order))
			this.#sources[stream] = new Source((bytes) =>
				this.#send({ op: "ack", stream, bytes }));
		this.#id = client.request({ op: "spawn", ...order }, {
			message: (message) => this.#hear(message),
			failed: (error) => this.#fail(error),
		});
		this.#limit(order.timeoutMs);
		/** What the program reads.
		 * @type {WritableStream<Uint8Array | string>} */
		this.input = new WritableStream({
			write: (chunk) => this.#write(chunk),
			close: () => this.#send({ op: "input", bytes: null }),
			abort: () => this.#send({ op: "input", bytes: null }),
		});
	}

	/** The machine ends it in time, if it hears. @param {number} [ms] */
	#limit(ms) {
		if (ms === undefined || ms > MOST_MS)
			return;
		const timer = setTimeout(() => this.#client.expect(true),
			ms + GRACE_MS);
		const over = () => clearTimeout(timer);

		this.#exited.promise.then(over, over);
	}

	/** @param {object} message @param {Transferable[]} [transfer] */
	#send(message, transfer) {
		if (!this.#over)
			this.#client.send(this.#id, message, transfer);
	}

	/** @param {any} message */
	#hear(message) {
		switch (message.type) {
		case "started":
			this.#started.resolve(message.pid);
			break;
		case "output":
			this.#sources[message.stream].push(message.bytes);
			break;
		case "taken":
			this.#untaken -= message.bytes;
			this.#writers.splice(0).forEach((go) => go());
			break;
		case "exit":
			this.#exited.resolve(exitOf(message));
			this.#untaken = 0;
			this.#writers.splice(0).forEach((go) => go());
			break;
		case "error":
			this.#fail(new SystemError(message.code,
				message.message));
			break;
		case "end":
			this.#over = true;
			this.#sources.forEach((source) => source.end());
		}
	}

	/** @param {Error} error */
	#fail(error) {
		this.#over = true;
		this.#started.reject(error);
		this.#exited.reject(error);
		this.#sources.forEach((source) => source.end(error));
		this.#writers.splice(0).forEach((go) => go());
	}

	/** @param {Uint8Array | string} chunk */
	async #write(chunk) {
		const bytes = typeof chunk === "string" ?
			new TextEncoder().encode(chunk) : new Uint8Array(chunk);

		this.#untaken += bytes.length;
		this.#send({ op: "input", bytes }, [bytes.buffer]);
		while (this.#untaken > INPUT_WINDOW && !this.#over)
			await new Promise((go) =>
				this.#writers.push(() => go(null)));
	}

	/** Its pid, once it has started; rejects with why it has not. */
	get pid() {
		return this.#started.promise;
	}

	/** What came of it. @returns {Promise<Exit>} */
	get exited() {
		return this.#exited.promise;
	}

	/** Its exit status; 128 and the signal's number if one ended it.
	 * @returns {Promise<number>} */
	get exit() {
		return this.#exited.promise.then(({ exitCode }) => exitCode);
	}

	/** What it writes to its terminal, or to standard output; null for the
	 * machine's own terminal. */
	get output() {
		return this.#sources[1]?.stream ?? null;
	}

	/** What it writes to standard error; null with a terminal, which both
	 * go to. */
	get errors() {
		return this.#sources[2]?.stream ?? null;
	}

	/** Signals its process group. @param {string | number} [signal] */
	kill(signal = "TERM") {
		const number = signalNumber(signal);
		const send = () => {
			if (!this.#over)
				this.#client.signal(this.#id, number);
		};

		/* One that comes before the program does would be lost; but it
		 * may have come already, and let nobody tell. */
		if (number === SIGNALS.KILL)
			this.#client.expect(true);
		this.#started.promise.then(send, () => {});
	}

	/** Its terminal has another size.
	 * @param {{cols: number, rows: number}} size */
	resize({ cols, rows }) {
		this.#send({ op: "resize", cols, rows });
	}

	/** Nobody reads it any more: it, or what it left behind, gets SIGPIPE
	 * when it writes. */
	close() {
		this.#send({ op: "close" });
	}
}
