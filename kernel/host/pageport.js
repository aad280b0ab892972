// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The machine's end of the port by which a page uses it (docs/protocol.md): a
 * request is an agent. Loaded when the first page asks for a port.
 */
import { login } from "./account.js";
import { Agent } from "./agent.js";
import { FILE_CALLS } from "./pagefiles.js";
import { Session } from "./session.js";
import { PAGES } from "./callmemory.js";
import { System } from "./system.js";
import { SystemError } from "./systemerror.js";
import { Watch } from "./watch.js";

/** @template T @typedef {import("./agent.js").Task<T>} Task */
/** @typedef {import("./machine.js").Machine} Machine */

const FILES_MAX = 8;
const ESRCH = 3, EAGAIN = 11, ENOSYS = 38;

/** @param {unknown} error */
function asMessage(error) {
	if (error instanceof SystemError)
		return { type: "error", code: error.code,
			message: error.message };
	return { type: "error", code: "EINVAL", message: String(error) };
}

/** One page's port. */
export class Port {
	/** @type {Map<number, Session | Watch>} */
	#sessions = new Map();
	/* Requests about files under way, and those that wait for them. */
	#files = 0;
	/** @type {[number, any][]} */
	#waiting = [];
	#machine;
	#port;

	/** @param {Machine} machine
	 * @param {Pick<MessagePort, "onmessage" | "postMessage">} port */
	constructor(machine, port) {
		this.#machine = machine;
		this.#port = port;
		port.onmessage = ({ data }) => this.#receive(data);
	}

	/** @param {any} message */
	#receive(message) {
		const id = Number(message?.id);
		const session = this.#sessions.get(id);

		if (session !== undefined)
			session.tell(message);
		else if (message?.op === "spawn")
			this.#hold(id, new Session(message, (...answer) =>
				this.#post(id, ...answer)));
		else if (message?.op === "watch")
			this.#hold(id, new Watch(message, (answer) =>
				this.#post(id, answer)));
		else if (message?.op === "file")
			this.#file(id, message);
		/* Others are for a program that has ended meanwhile. */
	}

	/**
	 * @param {number} id
	 * @param {object} message
	 * @param {ArrayBuffer[]} [transfer]
	 */
	#post(id, message, transfer = []) {
		this.#port.postMessage({ id, ...message }, transfer);
	}

	/** The machine has ended. @param {string} text */
	stopped(text) {
		this.#port.postMessage({ type: "stopped", text });
	}

	/** The program of a request is to be signalled.
	 * @param {number} id @param {number} signal */
	signal(id, signal) {
		this.#sessions.get(id)?.tell({ op: "signal", signal });
	}

	/** What the page tells more. @param {number} id
	 * @param {Session | Watch} session */
	#hold(id, session) {
		this.#sessions.set(id, session);
		session.call = this.#run(id, (sys) => session.main(sys),
			() => this.#sessions.delete(id));
	}

	/** So many at a time: each is a process.
	 * @param {number} id @param {any} message */
	#file(id, message) {
		if (this.#files === FILES_MAX) {
			this.#waiting.push([id, message]);
			return;
		}
		this.#files++;
		this.#useFiles(id, message, () => {
			const next = this.#waiting.shift();

			this.#files--;
			if (next !== undefined)
				this.#file(...next);
		});
	}

	/** @param {number} id @param {any} message @param {() => void} ended */
	#useFiles(id, { call, args, user }, ended) {
		const post = (/** @type {unknown} */ value) =>
			this.#post(id, { type: "result", value });

		this.#run(id, function* (sys) {
			if (!Object.hasOwn(FILE_CALLS, call))
				throw new SystemError(ENOSYS, String(call));
			yield* login(sys, user ?? "exa");
			post(yield* FILE_CALLS[call](sys, ...args));
		}, ended);
	}

	/**
	 * Runs a task as an agent; what it throws goes to the page, and that it
	 * has ended.
	 * @param {number} id
	 * @param {(sys: System) => Task<void>} task
	 * @param {() => void} [ended]
	 * @returns {() => void} has the agent look at what was told
	 */
	#run(id, task, ended = () => {}) {
		/** @type {unknown} */
		let failure = new SystemError(ESRCH, "the machine’s agent");
		const over = () => {
			ended();
			if (failure !== null)
				this.#post(id, asMessage(failure));
			this.#post(id, { type: "end" });
		};
		/** @param {System} sys @returns {Task<void>} */
		function* main(sys) {
			try {
				yield* task(sys);
				failure = null;
			} catch (error) {
				failure = error;
			}
		}

		return this.#machine.agent(PAGES, (memory, doors) => {
			/** @type {Agent} */
			const agent = new Agent(memory, doors,
				main(new System(() => agent.view())), over);

			return agent;
		}, () => {
			failure = new SystemError(EAGAIN, "too many processes");
			over();
		});
	}
}

/** @param {Machine} machine
 * @param {Pick<MessagePort, "onmessage" | "postMessage">} port */
export function serve(machine, port) {
	return new Port(machine, port);
}
