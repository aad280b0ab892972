// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The store (servers/localfs/store.h): takes the machine's operations to a
 * back, which keeps the records, and its answers to the machine. Backs are
 * idbstore.js in the browser and nodestore.js under Node.
 *
 * An operation is started at once, so that a back may have several under way;
 * completions are delivered in the order of the operations all the same. The
 * lock is an exception: it may be waited for for ever. Before OPEN and CLOSE
 * everything is finished, and nothing is started while they are under way.
 */
import * as wire from "./storewire.js";

/**
 * What keeps records. What it answers at once instead of by a promise reaches
 * a machine also while that computes. Errors are StoreErrors; others count as
 * EIO. It has the effects of operations follow the order of the calls.
 * @typedef {object} Back
 * @property {(name: string) => Answer<boolean>} open whether this machine
 *   writes
 * @property {() => Answer<void>} lock waits until this machine writes
 * @property {(keys: Uint8Array<ArrayBuffer>[]) =>
 *   Answer<(Uint8Array | undefined)[]>} get
 * @property {(scan: wire.Scan) => Answer<wire.Found>} scan
 * @property {(batch: wire.Batch) => Answer<void>} batch its values are the
 *   machine's memory, good until it returns
 * @property {() => Answer<{used: number, quota: number}>} estimate
 * @property {() => Answer<void>} persist
 * @property {() => Answer<void>} close the next one may write; good for a
 *   store that is not open too
 */

/** @typedef {import("./machine.js").Machine} Machine */
/** @template T @typedef {T | Promise<T>} Answer */

/**
 * @typedef {object} Completion
 * @property {number} result
 * @property {Uint8Array[]} parts its bytes, one part behind the other
 */

/** @type {Record<string, number>} */
const ERRNO = { EIO: 5, ENODEV: 19, ENOSPC: 28, EDQUOT: 28, EFBIG: 28,
	ESTALE: 116 };
/** @type {Completion} of what the machine does not wait for */
const UNHEARD = { result: 0, parts: [] };

export class StoreError extends Error {
	/** @param {"EIO" | "ENODEV" | "ENOSPC" | "ESTALE"} code
	 * @param {string} message */
	constructor(code, message) {
		super(message);
		this.code = code;
	}
}

/** @param {number} result @param {Uint8Array[]} parts
 * @returns {Completion} */
function completion(result, ...parts) {
	return { result, parts };
}

/**
 * @template T
 * @param {Answer<T>} answer
 * @param {(value: T) => Completion} use
 * @returns {Answer<Completion>} at once if the answer came at once
 */
function complete(answer, use) {
	return answer instanceof Promise ? answer.then(use) : use(answer);
}

/** @returns {never} */
function noStorage() {
	throw new StoreError("ENODEV", "no lasting storage");
}

/**
 * One operation that the machine has not heard of yet.
 * @typedef {object} Operation
 * @property {number} token
 * @property {() => Answer<Completion>} run
 * @property {boolean} alone nothing else may be under way
 * @property {boolean} started
 * @property {Completion | null} done
 */

export class Store {
	#machine;
	#back;
	#host;
	/** @type {Operation[]} in the order of their completions */
	#pending = [];
	#soon = false;
	#ended = false;

	/**
	 * @param {Pick<Machine, "bytes" | "stored">} machine
	 * @param {Back | null} back null: there is no lasting storage
	 * @param {{soon: (run: () => void) => void,
	 *   report: (text: string) => void}} host soon() runs something after
	 *   the host's events; report() tells somebody what went wrong
	 */
	constructor(machine, back, host) {
		this.#machine = machine;
		this.#back = back;
		this.#host = host;
	}

	/** The import. @returns {import("./machine.js").HostImports} */
	imports() {
		return {
			store: (token, op, request, size) => {
				const bytes = this.#machine.bytes()
					.slice(request, request + size);

				this.#push(token, this.#runOf(token, op, bytes),
					op === wire.OPEN || op === wire.CLOSE);
			},
		};
	}

	/** Delivers what is done, for a machine that computes. */
	poll() {
		this.#advance();
	}

	/** The machine has ended: others may write. */
	end() {
		const back = this.#back;

		if (this.#ended || back === null)
			return;
		this.#ended = true;
		this.#push(0, () => complete(back.close(), () => UNHEARD),
			true);
	}

	/** @param {number} token @param {number} op
	 * @param {Uint8Array<ArrayBuffer>} request */
	#runOf(token, op, request) {
		if (this.#back === null)
			return noStorage;
		try {
			return this.#decode(this.#back, token, op, request);
		} catch (error) {
			return () => {
				throw error;
			};
		}
	}

	/**
	 * @param {Back} back
	 * @param {number} token
	 * @param {number} op
	 * @param {Uint8Array<ArrayBuffer>} request
	 * @returns {() => Answer<Completion>} what is to be done
	 */
	#decode(back, token, op, request) {
		const nothing = () => completion(0);

		switch (op) {
		case wire.OPEN:
			return () => complete(
				back.open(new TextDecoder().decode(request)),
				(writes) => completion(Number(writes)));
		case wire.LOCK:
			return () => {
				void this.#lock(back, token);
				return UNHEARD;
			};
		case wire.GET:
			return () => complete(
				back.get(wire.decodeKeys(request)),
				(values) => completion(0,
					...wire.encodeValues(values)));
		case wire.SCAN:
			return () => complete(
				back.scan(wire.decodeScan(request)),
				({ more, records }) => completion(Number(more),
					wire.encodeRecords(records)));
		case wire.BATCH: {
			const values = wire.decodeBatch(request,
				this.#machine.bytes());
			const batch = this.#pending.some(({ alone }) => alone) ?
				wire.detachedBatch(values) : values;
			return () => complete(back.batch(batch), nothing);
		}
		case wire.ESTIMATE:
			return () => complete(back.estimate(), (estimate) =>
				completion(0, wire.encodeEstimate(estimate)));
		case wire.PERSIST:
			return () => complete(back.persist(), nothing);
		case wire.CLOSE:
			return () => complete(back.close(), nothing);
		default:
			return () => {
				throw new Error(`there is no operation ${op}`);
			};
		}
	}

	/** Waits for the lock beside all else.
	 * @param {Back} back @param {number} token */
	async #lock(back, token) {
		let result = 0;

		try {
			await back.lock();
		} catch (error) {
			({ result } = this.#failure(error));
		}
		this.#machine.stored(token, result, []);
	}

	/** @param {number} token @param {() => Answer<Completion>} run
	 * @param {boolean} alone */
	#push(token, run, alone) {
		this.#pending.push({ token, run, alone, started: false,
			done: null });
		this.#start();
		if (this.#pending[0].done !== null)
			this.#advanceSoon();
	}

	#advanceSoon() {
		if (this.#soon)
			return;
		this.#soon = true;
		this.#host.soon(() => {
			this.#soon = false;
			this.#advance();
		});
	}

	/** Starts what may be under way now. */
	#start() {
		for (const [at, one] of this.#pending.entries()) {
			if (one.alone && at > 0)
				return;
			if (!one.started)
				this.#begin(one);
			if (one.alone && one.done === null)
				return;
		}
	}

	/** @param {Operation} one */
	#begin(one) {
		/** @param {Completion} done */
		const settle = (done) => {
			one.done = done;
			this.#advance();
		};

		one.started = true;
		try {
			const answer = one.run();

			if (answer instanceof Promise)
				answer.then(settle, (error) =>
					settle(this.#failure(error)));
			else
				one.done = answer;
		} catch (error) {
			one.done = this.#failure(error);
		}
	}

	/** Tells the machine of what is done. That may start more. */
	#advance() {
		for (;;) {
			this.#start();
			if (!this.#pending[0]?.done)
				return;
			const { token, done } = /** @type {Operation} */ (
				this.#pending.shift());
			if (done !== null && done !== UNHEARD)
				this.#machine.stored(token, done.result,
					done.parts);
		}
	}

	/** @param {any} error whatever was thrown */
	#failure(error) {
		const errno = ERRNO[error?.code] ?? ERRNO.EIO;

		if (errno === ERRNO.EIO)
			this.#host.report(`store: ${error?.message ?? error}`);
		return completion(-errno);
	}
}
