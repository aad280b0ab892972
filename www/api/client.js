// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The page's end of the port to a machine (docs/protocol.md): requests by
 * number, and what comes for each.
 */

/** The machine is not there any more, or never came. */
export class MachineError extends Error {
	name = "MachineError";
}

/** A system call failed; code is ENOENT and so on. */
export class SystemError extends Error {
	name = "SystemError";

	/** @param {string} code @param {string} message */
	constructor(code, message) {
		super(message);
		this.code = code;
	}
}

/**
 * What a request is told: each message of the machine until {type: "end"}, and
 * the reason if the machine ends before.
 * @typedef {object} Listener
 * @property {(message: any) => void} message
 * @property {(error: Error) => void} failed
 * @property {boolean} [patient] nobody waits for what it is told
 */

/**
 * What of a MessagePort is used: a page's or Node's.
 * @typedef {object} Port
 * @property {((event: any) => void) | null} onmessage
 * @property {(message: object, transfer: any[]) => void} postMessage
 * @property {() => void} close
 */

/**
 * Where the machine runs.
 * @typedef {object} Host
 * @property {Port} port to the machine
 * @property {(id: number, signal: number) => void} signal has the program of a
 *	request signalled, even while the machine computes
 * @property {(text: string) => void} type types at the terminal
 * @property {import("./recent.js").Recent | null} recent what the terminal
 *	shows; null: there is none
 * @property {() => void | Promise<void>} close ends the machine
 * @property {(end?: boolean) => void} [expect] looks whether the machine goes
 *	on, and with end ends it if it does not
 */

/** While something is awaited, the host looks so often whether the machine goes
 * on. */
const WATCH_MS = 2000;

export class Client {
	#last = 0;
	/** @type {ReturnType<typeof setInterval> | undefined} */
	#watch;
	/** @type {Map<number, Listener>} */
	#listeners = new Map();
	/** @type {Error | null} */
	#failure = null;
	#port;
	#host;
	#tell;
	/** @type {(error: Error) => void} */
	#tellFailed = () => {};
	/** Rejects when the machine has ended. @type {Promise<never>} */
	failed = new Promise((_, reject) => {
		this.#tellFailed = reject;
	});

	/** @param {Host} host
	 * @param {(progress: import("./machine.js").Progress) => void} [tell]
	 *	is given how far the start is */
	constructor(host, tell) {
		this.#port = host.port;
		this.#host = host;
		this.#tell = tell;
		this.#port.onmessage = ({ data }) => this.#hear(data);
		this.failed.catch(() => {});
	}

	/** @param {any} data */
	#hear(data) {
		if (data?.type === "stopped") {
			this.fail(new MachineError(String(data.text)));
			return;
		}
		if (data?.type === "progress") {
			const { stage, loaded, total, text } = data;

			this.#tell?.({ stage, loaded, total, text });
			return;
		}
		this.#listeners.get(data?.id)?.message(data);
		if (data?.type === "end")
			this.#forget(data.id);
	}

	/** @param {number} id */
	#forget(id) {
		this.#listeners.delete(id);
		if ([...this.#listeners.values()].some((one) => !one.patient))
			return;
		clearInterval(this.#watch);
		this.#watch = undefined;
	}

	/** @param {object} message @param {Listener} listener
	 * @returns {number} its number, for send() */
	request(message, listener) {
		const id = ++this.#last;

		if (this.#failure !== null)
			throw this.#failure;
		this.send(id, message);
		this.#listeners.set(id, listener);
		if (this.#host.expect !== undefined && !listener.patient)
			this.#watch ??= setInterval(() => this.expect(),
				WATCH_MS);
		return id;
	}

	/** @param {number} id @param {object} message
	 * @param {any[]} [transfer] */
	send(id, message, transfer = []) {
		if (this.#failure === null)
			this.#port.postMessage({ id, ...message }, transfer);
	}

	/** @param {number} id @param {number} signal */
	signal(id, signal) {
		if (this.#failure === null)
			this.#host.signal(id, signal);
	}

	/** @param {boolean} [end] whether the machine is ended if it hears
	 *	nothing */
	expect(end) {
		if (this.#failure === null)
			this.#host.expect?.(end);
	}

	/** @param {string} text */
	type(text) {
		this.#host.type(text);
	}

	/** What the machine's terminal shows.
	 * @returns {import("./recent.js").Recent} */
	get recent() {
		if (this.#host.recent === null)
			throw new MachineError("This machine has no terminal.");
		return this.#host.recent;
	}

	/** The machine has ended. @param {Error} error */
	fail(error) {
		if (this.#failure !== null)
			return;
		this.#failure = error;
		clearInterval(this.#watch);
		this.#port.close();
		this.#tellFailed(error);
		for (const listener of this.#listeners.values())
			listener.failed(error);
		this.#listeners.clear();
	}

	/** Ends the machine. */
	async close() {
		this.fail(new MachineError("The machine was torn down."));
		await this.#host.close();
	}
}
