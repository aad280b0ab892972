// SPDX-License-Identifier: GPL-3.0-or-later
/* A watch on files of a machine, for Files.watch(). */
import { SystemError } from "./client.js";

/**
 * What happened to a name: "rename": it came, went or is another file now;
 * "change": the file has other contents. The name is seen from the watched
 * directory; a file that is watched is told by its own.
 * @typedef {(event: "rename" | "change", name: string) => void} WatchListener
 */

/**
 * @typedef {object} WatchOptions
 * @property {boolean} [recursive] directories in it as well
 * @property {number} [intervalMs] from one look to the next: 250 if it is not
 *	given; more where a look takes long
 * @property {AbortSignal} [signal] aborted: it is closed
 */

export class Watcher {
	#id;
	#client;
	#signal;
	#open = true;
	#tell;
	/** @type {() => void} */
	#started = () => {};
	/** @type {() => void} */
	#ended = () => {};
	/** @type {((error: Error) => void)[]} */
	#fail = [];
	/** Resolves once it watches; rejects if it cannot.
	 * @type {Promise<void>} */
	ready = new Promise((resolve, reject) => {
		this.#started = resolve;
		this.#fail.push(reject);
	});
	/** Resolves once it was closed; rejects if it cannot go on: with a
	 * SystemError, or a MachineError when the machine has ended.
	 * @type {Promise<void>} */
	closed = new Promise((resolve, reject) => {
		this.#ended = resolve;
		this.#fail.push(reject);
	});

	/**
	 * For Files.watch().
	 * @param {import("./client.js").Client} client
	 * @param {{path: string, user?: string}} what
	 * @param {WatchOptions} options
	 * @param {WatchListener} tell
	 */
	constructor(client, what, { recursive, intervalMs, signal }, tell) {
		signal?.throwIfAborted();
		this.#client = client;
		this.#tell = tell;
		this.#signal = signal;
		this.#id = client.request({ op: "watch", ...what, recursive,
			intervalMs }, {
			patient: true,
			message: (message) => this.#hear(message),
			failed: (error) => this.#end(error),
		});
		/* Who wants to know waits for them. */
		this.ready.catch(() => {});
		this.closed.catch(() => {});
		signal?.addEventListener("abort", this.close);
	}

	/** @param {any} message */
	#hear({ type, changes, code, message }) {
		if (type === "changes") {
			for (const [event, name] of changes)
				if (this.#open)
					this.#tell(event, name);
		} else if (type === "error") {
			this.#end(new SystemError(code, message));
		} else if (type === "started") {
			this.#started();
		}
	}

	/** @param {Error} [error] why it could not go on */
	#end(error) {
		this.#open = false;
		this.#signal?.removeEventListener("abort", this.close);
		if (error)
			for (const reject of this.#fail)
				reject(error);
		this.#ended();
	}

	/** Nothing is told any more. */
	close = () => {
		if (!this.#open)
			return;
		this.#end();
		this.#client.send(this.#id, { op: "close" });
	};
}
