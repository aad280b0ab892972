// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Batches of idbstore.js, and what is done when the quota is full.
 *
 * A batch that does not fit may do so when the browser has tidied up. One that
 * removes something may also use the reserve (idbreserve.js), and takes two
 * transactions: before it looks at the quota LevelDB has written down all that
 * the transaction removes, as much again. So contents go by a transaction
 * that puts nothing, which is never refused. It is noted in the first one, by
 * which the batch is done: whoever writes next would do it.
 */
import { keyRange, rangesWithout } from "./idb.js";
import { numberIn, Reserve } from "./idbreserve.js";
import { StoreError } from "./store.js";
import { detachedBatch } from "./storewire.js";

/** @typedef {import("./storewire.js").Batch} Batch */
/** @typedef {import("./storewire.js").Range} Range */
/**
 * One transaction; the promise is kept when it is complete.
 * @typedef {(mode: IDBTransactionMode, options: IDBTransactionOptions,
 *   start: (records: IDBObjectStore) => void) => Promise<void>} Transact
 */

/* Contents of files, by the first byte of their keys: the bulk. */
const CONTENTS = "B".charCodeAt(0);
/* The key of the list of ranges that are to be removed. */
const LEFT = "left";
/* That of those that were removed when it was full. */
const REMOVED = "removed";
/* Contents of so few files go with the rest; else of so many at once, but not
 * in more portions. */
const FEW = 64n, FILES = 256n, MOST = 1024n;
/* Milliseconds until a batch that did not fit is tried again, and again if it
 * removes something, while the browser tidies up. */
const AGAIN = [200, 600, 1000, 1500], AGAIN_REMOVING = [...AGAIN, 2000];

/** @param {IDBObjectStore} records @param {Range[]} ranges */
function remove(records, ranges) {
	for (const range of ranges.map(keyRange))
		if (range !== null)
			records.delete(range);
}

/** @param {IDBObjectStore} records @param {Batch["puts"]} puts */
function putAll(records, puts) {
	/* put() copies the whole buffer that a value is in, at once: each needs
	 * one, and one does for all. */
	let own = new Uint8Array(0);

	for (const { key, value } of puts) {
		if (own.length === value.length)
			own.set(value);
		else
			own = value.slice();
		records.put(own, key);
	}
}

/** @param {Range} range */
function isContents({ from }) {
	return from[0] === CONTENTS;
}

/** @param {number} ms */
function sleep(ms) {
	return new Promise((done) => setTimeout(done, ms));
}

/** @param {Range} range @returns {Range[]} */
function portionsOf(range) {
	const first = numberIn(range.from), end = numberIn(range.to);
	const step = FILES + (end - first) / MOST;
	const portions = [];
	let { from } = range;

	for (let n = first + step; n < end; n += step) {
		const to = new Uint8Array(from.length);

		new DataView(to.buffer).setBigUint64(0, n);
		portions.push({ from, to });
		from = to;
	}
	return [...portions, { from, to: range.to }];
}

export class Writer {
	#transact;
	#reserve;
	#wasFull = false;
	/* Of how many batches more than a transaction is under way. */
	#slow = 0;
	/** @type {Promise<void>} kept when the last batch has ended */
	#last = Promise.resolve();
	/** @type {Range[]} contents that are to be removed */
	#left = [];

	/** @param {string} name of the database @param {Transact} transact */
	constructor(name, transact) {
		this.#transact = transact;
		this.#reserve = new Reserve(name);
	}

	/** Looks at what the one that wrote before has left. */
	async start() {
		let isNew = true;

		await Promise.all([this.#reserve.find(),
			this.#transact("readonly", {}, (records) => {
				const left = records.get(LEFT);

				left.onsuccess = () => {
					this.#left = left.result ?? [];
				};
				const removed = records.get(REMOVED);

				removed.onsuccess = () => {
					this.#reserve.note(
						removed.result ?? []);
				};
				const first = records.getAllKeys(null, 1);

				first.onsuccess = () => {
					isNew = first.result.length === 0;
				};
			})]);
		/* Then it was not used, but is yet to be made. */
		if (isNew)
			this.#reserve.isOwed = false;
	}

	/**
	 * Transactions are done in the order in which they were started, here
	 * at once; but while a batch waits for room, others wait for it.
	 * @param {Batch} given its values are good until this returns
	 * @returns {Promise<void>}
	 */
	batch(given) {
		const own = this.#slow > 0 ? detachedBatch(given) : null;
		const done = own === null ? this.#do(given) :
			this.#last.then(() => this.#do(own));

		this.#last = done.catch(() => {});
		return done;
	}

	/** @param {() => Promise<void>} work what others wait for */
	async #slowly(work) {
		this.#slow++;
		try {
			await work();
		} finally {
			this.#slow--;
		}
	}

	/** @param {Batch} given likewise */
	async #do(given) {
		const again = given.removes || this.#reserve.mayGain;
		const batch = again || this.#left.length > 0 ?
			detachedBatch(given) : given;

		if (this.#left.length > 0)
			await this.#slowly(() => this.#removeLeft());
		try {
			await this.#commit(batch);
		} catch (error) {
			this.#wasFull ||= /** @type {any} */ (error)?.code ===
				"ENOSPC";
			if (!again)
				throw error;
			await this.#slowly(() =>
				this.#tryAgain(batch, error));
		}
		void this.#reserve.make();
	}

	/** @param {Batch} batch @param {any} refused why it was */
	async #tryAgain(batch, refused) {
		const { removes } = batch;
		let error = refused;

		for (const ms of removes ? AGAIN_REMOVING : AGAIN) {
			if (error?.code !== "ENOSPC")
				throw error;
			await this.#tidy(removes, ms);
			try {
				return await this.#commit(batch);
			} catch (again) {
				error = again;
			}
		}
		void this.#reserve.make();
		throw error;
	}

	/** @param {boolean} use the reserve @param {number} ms to take */
	async #tidy(use, ms) {
		await this.#reserve.tidy(use);
		/* What was not written out yet is not found in vain. */
		await sleep(ms / 2);
		await this.#transact("readonly", {}, (records) =>
			this.#reserve.seek(records));
		await sleep(ms / 2);
	}

	/** @param {Batch} batch */
	async #commit(batch) {
		const { strict, removes, ranges, puts } = batch;
		/* What is put must not be removed after that. */
		const left = removes ? rangesWithout(this.#leftOf(ranges),
			puts.map(({ key }) => key)) : [];

		if (!removes && this.#reserve.isOwed &&
			!await this.#reserve.make())
			throw new StoreError("ENOSPC", "nothing is reserved");
		await this.#transact("readwrite", {
			durability: strict ? "strict" : "relaxed",
		}, (records) => {
			remove(records, left.length === 0 ? ranges :
				ranges.filter((range) => !isContents(range)));
			putAll(records, puts);
			if (left.length === 0)
				return;
			records.put(left, LEFT);
			records.put([...this.#reserve.removed, ...left],
				REMOVED);
		});
		this.#reserve.note(ranges);
		this.#left = left;
		/* It is done: what fails now is left to the next one. */
		if (left.length > 0)
			await this.#slowly(() => this.#removeLeft())
				.catch(() => {});
	}

	/** Which contents are removed later. @param {Range[]} ranges */
	#leftOf(ranges) {
		const contents = ranges.filter(isContents);
		const files = contents.reduce((sum, { from, to }) =>
			sum + numberIn(to) - numberIn(from) + 1n, 0n);

		return this.#wasFull || files > FEW ? contents : [];
	}

	async #removeLeft() {
		for (const range of this.#left.flatMap(portionsOf))
			await this.#transact("readwrite", {}, (records) =>
				remove(records, [range]));
		await this.#transact("readwrite", {}, (records) => {
			records.delete(LEFT);
		});
		this.#left = [];
		if (this.#wasFull)
			await this.#tidy(false, AGAIN[0]);
	}
}
