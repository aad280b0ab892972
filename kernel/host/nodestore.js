// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A back of the store under Node: a directory with the file store.log, where
 * each batch is appended (storelog.js), and a lock. The keys are in memory;
 * values are read from the log. When most of the log is dead it is written
 * anew.
 *
 * A machine that does not hold the lock reads: it follows the log.
 */
import {
	closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync,
	statfsSync,
} from "node:fs";
import { join } from "node:path";
import { LockFile, removeLockOf } from "./lockfile.js";
import { SortedMap } from "./sortedkeys.js";
import { StoreError } from "./store.js";
import {
	costOf, decodeBatch, encodeBatch, StoreLog, textOf,
} from "./storelog.js";
import { recordSize } from "./storewire.js";

/** @typedef {import("./storelog.js").Logged} Logged */
/** @typedef {import("./storelog.js").Place} Place */

/* Dead bytes that are not worth writing the log anew. */
const SPARE = 1 << 20;
/* Bytes of values in one batch of a log that is written anew. */
const PORTION = 4 << 20;
/* Milliseconds between two attempts to get the lock. */
const RETRY = 200;

const NO_VALUE = new Uint8Array(0);

/** @param {string} key */
function bytesOf(key) {
	return new Uint8Array(Buffer.from(key, "latin1"));
}

/** @typedef {import("./store.js").Back} Back */

/** @param {string} directory of the store */
function lockOf(directory) {
	return join(directory, "lock");
}

/** A thread that used the store could not end by itself.
 * @param {string} directory @param {number} thread */
export function unlockFor(directory, thread) {
	removeLockOf(lockOf(directory), thread);
}

/** @implements {Back} */
export class NodeStore {
	#directory;
	#path;
	#report;
	#lockFile;
	/** @type {StoreLog | null} */
	#log = null;
	/** @type {SortedMap<Place>} */
	#places = new SortedMap();
	/* Bytes of the log that the records take, and more than which it must
	 * have to be written anew. */
	#live = 0;
	#enough = 0;
	#writes = false;
	#isOpen = false;
	/** @type {{timer: NodeJS.Timeout, give: (error: Error) => void} | null}
	 */
	#waiting = null;

	/**
	 * @param {string} directory one that is there
	 * @param {(text: string) => void} report
	 */
	constructor(directory, report) {
		this.#directory = directory;
		this.#path = join(directory, "store.log");
		this.#report = report;
		this.#lockFile = new LockFile(lockOf(directory));
	}

	/** Fails if the directory holds what is not for this program. */
	check() {
		if (existsSync(this.#path))
			new StoreLog(this.#path, "read").close();
	}

	open() {
		this.#isOpen = true;
		if (this.#lockFile.take())
			this.#becomeWriter();
		return this.#writes;
	}

	/** @returns {void | Promise<void>} */
	lock() {
		if (this.#waiting !== null)
			throw new StoreError("EIO", "the lock is awaited twice");
		return this.#tryLock() ? undefined :
			new Promise((take, give) => {
				const timer = setInterval(() =>
					this.#tryAgain(take, give), RETRY);

				this.#waiting = { timer, give };
			});
	}

	/** @param {Uint8Array[]} keys */
	get(keys) {
		const log = this.#current();

		return keys.map((key) => {
			const place = this.#places.get(textOf(key));

			return place && log?.read(place);
		});
	}

	/** @param {import("./storewire.js").Scan} scan */
	scan({ range, limit, keysOnly }) {
		const log = this.#current();
		const records = [];
		let room = limit;

		for (const [key, place] of this.#places.entries(
			textOf(range.from), textOf(range.to))) {
			const size = recordSize(keysOnly ? 0 : place.size);

			if (records.length > 0 && size > room)
				return { more: true, records };
			room -= size;
			records.push({ key: bytesOf(key), value:
				keysOnly || log === null ? NO_VALUE :
					log.read(place) });
		}
		return { more: false, records };
	}

	/** @param {import("./storewire.js").Batch} batch */
	batch(batch) {
		const log = this.#ownLog();
		const frame = encodeBatch(batch);
		const at = log.append(frame, batch.strict);

		this.#apply(/** @type {Logged} */ (decodeBatch(frame, at)));
		if (log.end - this.#live > Math.max(this.#live, SPARE) &&
			log.end > this.#enough)
			this.#compact(log);
	}

	/** For tests: the host fails in the middle of a batch.
	 * @param {import("./storewire.js").Batch} batch */
	tear(batch) {
		const frame = encodeBatch(batch);

		this.#ownLog().append(
			frame.subarray(0, Math.ceil(frame.length / 2)), true);
	}

	estimate() {
		const { bavail, bsize } = statfsSync(this.#directory);
		const used = this.#current()?.end ?? 0;

		return { used, quota: used + bavail * bsize };
	}

	persist() {}

	close() {
		clearInterval(this.#waiting?.timer);
		this.#waiting?.give(new StoreError("ESTALE", "closed"));
		this.#waiting = null;
		this.#forget();
		this.#writes = false;
		this.#isOpen = false;
		this.#lockFile.release();
	}

	#tryLock() {
		if (!this.#isOpen)
			throw new StoreError("EIO", "the store is not open");
		if (!this.#writes && this.#lockFile.take())
			this.#becomeWriter();
		return this.#writes;
	}

	/** @param {() => void} take @param {(error: unknown) => void} give */
	#tryAgain(take, give) {
		try {
			if (!this.#tryLock())
				return;
			take();
		} catch (error) {
			give(error);
		}
		clearInterval(this.#waiting?.timer);
		this.#waiting = null;
	}

	/* From here on the log is not changed by others. */
	#becomeWriter() {
		try {
			this.#forget();
			this.#log = new StoreLog(this.#path, "write");
			this.#syncDirectory();
			this.#follow(this.#log);
			const cut = this.#log.cut();
			if (cut > 0)
				this.#report(`store: ${this.#path} ended ` +
					"within a change that was never " +
					`completed; ${cut} bytes are cut off`);
			this.#writes = true;
		} catch (error) {
			this.#forget();
			this.#lockFile.release();
			throw error;
		}
	}

	#forget() {
		this.#log?.close();
		this.#log = null;
		this.#places = new SortedMap();
		this.#live = 0;
		this.#enough = 0;
	}

	#ownLog() {
		if (this.#log === null || !this.#writes)
			throw new StoreError("ESTALE", "another one writes");
		return this.#log;
	}

	/** The log, and what it holds is known. @returns {StoreLog | null} */
	#current() {
		if (this.#writes)
			return this.#log;
		if (!this.#isOpen)
			throw new StoreError("EIO", "the store is not open");
		if (this.#log?.isGone())
			this.#forget();
		if (this.#log === null && existsSync(this.#path))
			this.#log = new StoreLog(this.#path, "read");
		if (this.#log !== null)
			this.#follow(this.#log);
		return this.#log;
	}

	/** @param {StoreLog} log */
	#follow(log) {
		for (const logged of log.batches())
			this.#apply(logged);
	}

	/** @param {Logged} logged */
	#apply({ ranges, puts }) {
		for (const { from, to } of ranges)
			for (const { size } of this.#places.remove(from, to))
				this.#live -= costOf(size);
		for (const { key, place } of puts) {
			const old = this.#places.get(key);

			if (old !== undefined)
				this.#live -= costOf(old.size);
			this.#live += costOf(place.size);
			this.#places.set(key, place);
		}
	}

	/**
	 * Writes the log anew. The batch that gave occasion is done: if this
	 * fails, the old log stays, and it is tried again when that has grown.
	 * @param {StoreLog} old
	 */
	#compact(old) {
		const path = `${this.#path}.new`;
		let fresh;

		/** @type {Logged[]} */
		let copied;
		this.#enough = old.end + old.end / 2;
		try {
			fresh = new StoreLog(path, "create");
			copied = this.#copyTo(fresh, old);
			fresh.sync();
			renameSync(path, this.#path);
		} catch (error) {
			if (fresh !== undefined) {
				fresh.close();
				rmSync(path);
			}
			this.#report(`store: ${this.#path} could not be ` +
				`written anew: ${error}`);
			return;
		}
		this.#forget();
		this.#log = fresh;
		copied.forEach((logged) => this.#apply(logged));
		this.#syncDirectory();
	}

	/** @param {StoreLog} fresh @param {StoreLog} old */
	#copyTo(fresh, old) {
		/** @type {import("./storewire.js").Put[]} */
		let puts = [];
		/** @type {(Logged | null)[]} */
		const copied = [];
		let room = PORTION;
		const flush = () => {
			const frame = encodeBatch({ ranges: [], puts });

			copied.push(decodeBatch(frame,
				fresh.append(frame, false)));
			puts = [];
			room = PORTION;
		};

		for (const [key, place] of this.#places.entries()) {
			const value = /** @type {Uint8Array<ArrayBuffer>} */ (
				old.read(place));

			puts.push({ key: bytesOf(key), value });
			room -= value.length;
			if (room <= 0)
				flush();
		}
		flush();
		return /** @type {Logged[]} */ (copied);
	}

	#syncDirectory() {
		const fd = openSync(this.#directory, "r");

		try {
			fsyncSync(fd);
		} catch (error) {
			/* Some file systems have no such thing. */
			this.#report(`store: ${this.#directory}: ${error}`);
		} finally {
			closeSync(fd);
		}
	}
}
