// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Exa under Node: the machine in a thread of its own (docs/api.md). All but
 * boot() is what pages use.
 */
import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { unlockFor } from "../../kernel/host/nodestore.js";
import { MachineError, SystemError } from "./client.js";
import { SITE, THREAD } from "./nodeplaces.js";
import { Recent } from "./recent.js";
import { start } from "./start.js";

export { MachineError, SystemError };

/** @typedef {import("./machine.js").BootOptions} BootOptions */
/** @typedef {import("./machine.js").Machine} Machine */

/** Frames of programs are on the thread's stack, too. */
const STACK_MB = 8;
/** How long a machine may take to end by itself, or to answer. */
const END_MS = 1000, ANSWER_MS = 2000;
/** What was killed may begin to compute after a first answer. */
const PINGS = 3, PING_MS = 200;
const SIZE = { cols: 80, rows: 24 };

/**
 * Where the machine's files are, and what it keeps.
 * @typedef {object} NodeOptions
 * @property {string | URL} [base] the folder of the machine's files, if it is
 *	not the package's own
 * @property {string} [persist] a folder, which is made, for /home and
 *	/usr/local; without it they end with the machine
 * @property {boolean | {cols: number, rows: number}} [terminal] the user's
 *	shell runs on the machine's terminal, for type() and waitFor()
 * @property {(bytes: Uint8Array) => void} [onOutput] is given what the machine
 *	writes to its terminal
 */

/** @param {string | URL} base @returns {string} with a slash at its end */
function folderOf(base) {
	const folder = base instanceof URL ? fileURLToPath(base) :
		resolve(base);

	if (!existsSync(resolve(folder, "exa.wasm")))
		throw new MachineError(`There is no machine in ${folder}: it has ` +
			"no file exa.wasm.");
	return folder.endsWith(sep) ? folder : folder + sep;
}

/** @param {string} persist @returns {string} */
function storeOf(persist) {
	if (persist === "")
		return "";
	if (typeof persist !== "string")
		throw new TypeError(`persist: ${persist} is not the name of a ` +
			"folder");
	try {
		mkdirSync(persist, { recursive: true });
		accessSync(persist, constants.R_OK | constants.W_OK |
			constants.X_OK);
	} catch (error) {
		throw new MachineError("Files cannot be kept in the folder " +
			`${persist}: ${/** @type {Error} */ (error).message}`,
		{ cause: error });
	}
	return resolve(persist);
}

/** A machine's thread, and the port to the machine. */
class Thread {
	#channel = new MessageChannel();
	/** @type {Worker | null} */
	#worker = null;
	/* Pings of which the answer is awaited, or that are to come. */
	#pings = 0;
	/** @type {NodeJS.Timeout | undefined} */
	#timer;
	/** @type {(error: Error) => void} */
	#failed = () => {};
	#options;
	#data;
	/** A thread hears them whatever it does. */
	signals = Promise.resolve();
	/** What the terminal shows; null: there is none.
	 * @type {Recent | null} */
	recent = null;

	/** @param {BootOptions & NodeOptions} options */
	constructor(options) {
		const { base = SITE, persist = "", terminal = false } = options;
		const { cols, rows } = terminal === true || !terminal ? SIZE :
			terminal;

		this.#options = options;
		if (terminal)
			this.recent = new Recent();
		this.#data = { site: folderOf(base), persist: storeOf(persist),
			terminal: terminal ? [cols, rows] : null };
	}

	get port() {
		return this.#channel.port1;
	}

	/** @param {(error: Error) => void} failed */
	open(failed) {
		const port = /** @type {any} */ (this.#channel.port2);

		this.#failed = failed;
		const worker = new Worker(THREAD, {
			workerData: { ...this.#data, port },
			transferList: [port],
			resourceLimits: { stackSizeMb: STACK_MB },
			/* Options of the program's own node are not for it. */
			execArgv: [],
			name: "exa",
		});

		const { threadId } = worker;

		this.#worker = worker;
		worker.on("message", (message) => this.#hear(message));
		worker.on("error", (error) => failed(new MachineError(
			`The machine’s thread failed: ${error}`,
			{ cause: error })));
		worker.on("exit", () => {
			this.#worker = null;
			this.#pings = 0;
			clearTimeout(this.#timer);
			if (this.#data.persist)
				unlockFor(this.#data.persist, threadId);
			failed(new MachineError("The machine’s thread has ended."));
		});
	}

	/** @param {any} message */
	#hear(message) {
		if (message.type === "output") {
			this.recent?.push(message.bytes);
			this.#options.onOutput?.(message.bytes);
		} else if (message.type === "pong") {
			this.#answered();
		} else if (message.type === "failed") {
			this.#failed(new MachineError("The machine did not start: " +
				message.text));
		}
	}

	/** @param {number} id @param {number} signal */
	signal(id, signal) {
		this.port.postMessage({ id, op: "signal", signal });
	}

	/** The program waits for an answer.
	 * @param {boolean} [end] for too long: the machine is ended if it hears
	 *	nothing */
	expect(end) {
		if (end && this.#pings === 0)
			this.#ping(PINGS);
	}

	/** @param {number} count with this one */
	#ping(count) {
		this.#pings = count;
		this.#worker?.postMessage({ type: "ping" });
		/* In two steps: the answer may have come while the event loop
		 * stood still. */
		this.#timer = setTimeout(() => {
			this.#timer = setTimeout(() => this.#giveUp(), PING_MS);
		}, ANSWER_MS);
	}

	#giveUp() {
		this.#failed(new MachineError("A program did not let the " +
			"machine go on and could only be ended with it."));
		void this.#worker?.terminate();
	}

	/** It hears; perhaps it had not yet begun to compute. */
	#answered() {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#pings--;
			if (this.#pings > 0)
				this.#ping(this.#pings);
		}, PING_MS);
	}

	/** @param {string} text is typed at the terminal */
	type(text) {
		if (this.recent === null)
			throw new MachineError("This machine has no terminal.");
		this.#worker?.postMessage({ type: "type", text });
	}

	/** Resolves once the thread has ended. */
	async close() {
		const worker = this.#worker;

		this.port.close();
		if (worker === null)
			return;
		worker.postMessage({ type: "end" });
		const late = setTimeout(() => void worker.terminate(), END_MS);

		await new Promise((ended) => worker.once("exit", ended));
		clearTimeout(late);
	}
}

export const Exa = {
	/**
	 * Starts a machine.
	 * @param {BootOptions & NodeOptions} [options]
	 * @returns {Promise<Machine>} once programs can be started; rejects
	 *	with the reason why it could not be had
	 */
	async boot(options = {}) {
		options.signal?.throwIfAborted();
		return await start(new Thread(options), options);
	},
};
