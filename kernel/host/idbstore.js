// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A back of the store in the browser: a database of IndexedDB, and a lock by
 * which one worker of all tabs writes. Both are called exa-NAME. Without
 * either (an insecure context has no locks) there is no store.
 *
 * Transactions are started and committed within the call, so that they are
 * under way even if the worker does not return to its event loop.
 */
import { keyRange, resultOf } from "./idb.js";
import { Writer } from "./idbwriter.js";
import { StoreError } from "./store.js";
import { recordSize } from "./storewire.js";

/** @typedef {import("./store.js").Back} Back */
/** @typedef {import("./storewire.js").Range} Range */

const VERSION = 1;
const RECORDS = "records";
/* What a record is taken to have before any was seen, and how many are asked
 * for at once at most. */
const FIRST_GUESS = 4096, MOST = 4096;
const NO_VALUE = new Uint8Array(0);

/** @template T @typedef {(value: T) => void} Take */

/** @param {string} name @returns {Promise<IDBDatabase>} */
function openDatabase(name) {
	const request = indexedDB.open(name, VERSION);

	request.onupgradeneeded = () => {
		request.result.createObjectStore(RECORDS);
	};
	return resultOf(request);
}

/** @implements {Back} */
export class IdbStore {
	#host;
	#name = "";
	/** @type {IDBDatabase | null} */
	#database = null;
	#isStale = false;
	/* Lets the lock go; null while this worker does not hold it. */
	/** @type {(() => void) | null} */
	#release = null;
	/* Settled when the lock is let go: not at once. */
	/** @type {Promise<unknown>} */
	#held = Promise.resolve();
	/** @type {AbortController | null} of the request that waits for it */
	#waiting = null;
	/** @type {Writer | null} */
	#writer = null;
	/* Bytes of a record, from what was seen. */
	#average = FIRST_GUESS;
	/* What openSoon() has begun. */
	/** @type {{name: string, answer: Promise<boolean>} | null} */
	#early = null;

	/**
	 * @param {{persist: () => void, report: (text: string) => void}} host
	 *   persist() has a window ask that the records be kept; report() tells
	 *   somebody why there is no store
	 */
	constructor(host) {
		this.#host = host;
	}

	/**
	 * Begins what the first open() will be asked for. Not while the store
	 * is open.
	 * @param {string} name
	 */
	openSoon(name) {
		const answer = this.#open(name);

		answer.catch(() => {});
		this.#early = { name, answer };
	}

	/** @param {string} name */
	async open(name) {
		const early = this.#early;

		if (early?.name === name) {
			this.#early = null;
			return await early.answer;
		}
		await this.close();
		return await this.#open(name);
	}

	/** @param {string} name */
	async #open(name) {
		this.#name = `exa-${name}`;
		this.#isStale = false;
		try {
			if (typeof indexedDB === "undefined" ||
				navigator.locks === undefined)
				throw new Error("this context (insecure?) has " +
					"no IndexedDB or no locks");
			const [database, lock] = await Promise.allSettled([
				openDatabase(this.#name),
				this.#request({ ifAvailable: true }),
			]);

			if (database.status === "fulfilled")
				this.#watch(database.value);
			for (const one of [database, lock])
				if (one.status === "rejected")
					throw one.reason;
			if (this.#release !== null)
				await this.#becomeWriter();
		} catch (error) {
			await this.#shut();
			this.#host.report(`store: nothing is kept: ${error}`);
			throw new StoreError("ENODEV", String(error));
		}
		return this.#release !== null;
	}

	async lock() {
		if (this.#waiting !== null)
			throw new StoreError("EIO", "the lock is awaited twice");
		this.#theDatabase();
		if (this.#release !== null)
			return;
		const waiting = this.#waiting = new AbortController();
		try {
			await this.#request({ signal: waiting.signal });
			await this.#becomeWriter();
		} catch (error) {
			if (waiting.signal.aborted)
				throw new StoreError("ESTALE", "given up");
			this.#letGo();
			throw error;
		} finally {
			if (this.#waiting === waiting)
				this.#waiting = null;
		}
	}

	/** @param {Uint8Array<ArrayBuffer>[]} keys
	 * @returns {Promise<(Uint8Array | undefined)[]>} */
	get(keys) {
		/** @type {(Uint8Array | undefined)[]} */
		const values = keys.map(() => undefined);
		let left = keys.length;

		return new Promise((take, give) => {
			this.#transact("readonly", {}, (records) => {
				keys.forEach((key, i) => {
					const request = records.get(key);

					request.onsuccess = () => {
						values[i] = request.result;
						/* That the transaction is
						 * complete is told later. */
						if (--left === 0)
							take(values);
					};
				});
			}).then(() => take(values), give);
		});
	}

	/** @param {import("./storewire.js").Scan} scan
	 * @returns {Promise<import("./storewire.js").Found>} */
	scan({ range, limit, keysOnly }) {
		/** @type {import("./storewire.js").Found} */
		const found = { more: false, records: [] };
		const whole = keyRange(range);
		let room = limit;

		/** @param {IDBObjectStore} records @param {IDBKeyRange} rest */
		const portion = (records, rest) => {
			const size = keysOnly ? recordSize(0) : this.#average;
			const count = Math.min(Math.max(1,
				Math.ceil(room / size)), MOST);
			const keys = records.getAllKeys(rest, count);
			const values = keysOnly ? null :
				records.getAll(rest, count);

			(values ?? keys).onsuccess = () => {
				const got = keys.result;
				const last = got.at(-1);

				room = this.#take(found, room, got,
					values?.result ?? null);
				if (found.more || last === undefined ||
					got.length < count)
					return;
				portion(records, IDBKeyRange.bound(last,
					rest.upper, true, true));
			};
		};

		if (whole === null)
			return Promise.resolve(found);
		return this.#transact("readonly", {}, (records) =>
			portion(records, whole)).then(() => found);
	}

	/** @param {import("./storewire.js").Batch} batch */
	batch(batch) {
		if (this.#release === null || this.#writer === null)
			throw new StoreError("ESTALE", "another one writes");
		return this.#writer.batch(batch);
	}

	async estimate() {
		const { usage = 0, quota = 0 } =
			await navigator.storage.estimate();

		return { used: usage, quota };
	}

	persist() {
		this.#host.persist();
	}

	async close() {
		const early = this.#early;

		this.#early = null;
		await early?.answer.catch(() => {});
		await this.#shut();
	}

	async #shut() {
		this.#database?.close();
		this.#database = null;
		this.#writer = null;
		this.#letGo();
		await this.#held;
	}

	async #becomeWriter() {
		const database = this.#database;
		const writer = new Writer(this.#name,
			(...what) => this.#transact(...what));

		await writer.start();
		/* It may have been closed meanwhile. */
		if (this.#database === database)
			this.#writer = writer;
	}

	/** Neither holds the lock nor waits for it. */
	#letGo() {
		this.#waiting?.abort();
		this.#waiting = null;
		this.#release?.();
		this.#release = null;
	}

	/**
	 * Asks for the lock. It is then held until #release() is called, or the
	 * worker ends.
	 * @param {LockOptions} options
	 * @returns {Promise<void>} when the answer is known
	 */
	#request(options) {
		return new Promise((take, give) => {
			/** @param {Lock | null} lock */
			const granted = (lock) => {
				take();
				return lock && new Promise((release) => {
					this.#release = () => release(null);
				});
			};

			const held = navigator.locks.request(this.#name,
				options, granted);
			this.#held = held.catch(give);
		});
	}

	/** @param {IDBDatabase} database */
	#watch(database) {
		const lose = () => {
			database.close();
			if (this.#database !== database)
				return;
			this.#isStale = true;
			this.#letGo();
		};

		/* Deleted by somebody, or with all of the site's data. */
		database.onversionchange = lose;
		database.onclose = lose;
		this.#database = database;
	}

	#theDatabase() {
		if (this.#isStale)
			throw new StoreError("ESTALE", "the database is gone");
		if (this.#database === null)
			throw new StoreError("EIO", "the store is not open");
		return this.#database;
	}

	/**
	 * One transaction, complete when the promise is kept.
	 * @param {IDBTransactionMode} mode
	 * @param {IDBTransactionOptions} options
	 * @param {(records: IDBObjectStore) => void} start makes its requests
	 * @returns {Promise<void>}
	 */
	#transact(mode, options, start) {
		const database = this.#theDatabase();

		/** @type {Promise<void>} */
		const done = new Promise((take, give) => {
			const transaction = database.transaction(RECORDS, mode,
				options);

			transaction.oncomplete = () => take();
			transaction.onabort = () => give(transaction.error ??
				new DOMException("aborted", "AbortError"));
			try {
				start(transaction.objectStore(RECORDS));
			} catch (error) {
				transaction.abort();
				throw error;
			}
			if (mode === "readwrite")
				transaction.commit();
		});
		return done.catch((error) => {
			throw this.#meaning(error);
		});
	}

	/** @param {any} error of IndexedDB */
	#meaning(error) {
		const { name } = error;

		if (name === "QuotaExceededError")
			return new StoreError("ENOSPC", String(error));
		/* Nobody aborts here: the database was closed underneath. */
		if (this.#isStale || ["AbortError", "InvalidStateError",
			"NotFoundError"].includes(name)) {
			this.#isStale = true;
			return new StoreError("ESTALE", String(error));
		}
		return error;
	}

	/**
	 * Takes records as far as there is room.
	 * @param {import("./storewire.js").Found} found
	 * @param {number} room
	 * @param {IDBValidKey[]} keys
	 * @param {Uint8Array[] | null} values null: without values
	 * @returns {number} the room that is left
	 */
	#take(found, room, keys, values) {
		let left = room;
		let bytes = 0;

		keys.forEach((key, i) => {
			const value = values?.[i] ?? NO_VALUE;
			const size = recordSize(value.length);

			bytes += size;
			if (found.records.length > 0 && size > left)
				found.more = true;
			if (found.more)
				return;
			left -= size;
			found.records.push({ key: new Uint8Array(
				/** @type {ArrayBuffer} */ (key)), value });
		});
		if (values !== null && keys.length > 0)
			this.#average = bytes / keys.length;
		return left;
	}
}
