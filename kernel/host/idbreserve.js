// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Room for removing things when the quota is full, for idbwriter.js.
 *
 * Chromium refuses every transaction that puts something when it would not
 * fit, and most that remove put something, too. What was removed or replaced
 * counts until LevelDB has tidied up, which it does when there is much new:
 * never, when nothing new fits. It can be made to, though: to delete a database
 * has it write out what it has in memory and tidy the first level, and to read
 * keys that are not there has it tidy where that took long. How much room
 * there is nobody says: navigator.storage.estimate() makes the quota up.
 *
 * So there is a database that holds nothing but its place. It goes when a
 * batch that removes something does not fit, and comes back when it can; until
 * then nothing may grow.
 */

import { resultOf } from "./idb.js";

/* More than LevelDB needs to tidy the first level. The second size is for a
 * very small quota. */
const SIZES = [16 << 20, 512 << 10];
const PORTION = 1 << 18;
/* The version of a database with room of the first size, and so on; one that is
 * empty has 1. */
const FULL = 2;
/* How many of the latest removals are known, and reads in vain at once: of a
 * hundred or more LevelDB takes notice. */
const REMOVALS = 256, READS = 1000;

/** A blob is stored as it is, values are packed. @param {number} size */
function blobOf(size) {
	const portion = new Uint8Array(PORTION);

	return new Blob(Array.from({ length: size / PORTION }, () => portion));
}

/** @param {string} name @param {number} index of SIZES
 * @returns {Promise<boolean>} */
async function fill(name, index) {
	try {
		const request = indexedDB.open(name, FULL + index);

		request.onupgradeneeded = () => request.result
			.createObjectStore("room").put(blobOf(SIZES[index]), 0);
		(await resultOf(request)).close();
		return true;
	} catch {
		return false;
	}
}

/** The number in the first half of a key. @param {Uint8Array} key */
export function numberIn(key) {
	return new DataView(key.buffer, key.byteOffset).getBigUint64(0);
}

/** A key that is not there: no file is that long. @param {bigint} number */
function missingKey(number) {
	const key = new Uint8Array(16).fill(0xff);

	new DataView(key.buffer).setBigUint64(0, number);
	return key;
}

export class Reserve {
	#name;
	#isThere = false;
	/** @type {number | null} which of SIZES it has or had, null: unknown */
	#index = null;
	/* It was used, or could not be made: nothing may grow. */
	isOwed = false;
	/** @type {import("./storewire.js").Range[]} */
	removed = [];
	/* Something was removed or reserved since it was tidied up. */
	#isUntidy = false;
	/** @type {Promise<boolean> | null} */
	#making = null;

	/** @param {string} name of the database that it is for */
	constructor(name) {
		this.#name = `${name}-reserve`;
	}

	/** Whether there may be more room in a while without using the reserve:
	 * when it was tidied up, or one that is too large was given up. */
	get mayGain() {
		return this.isOwed || this.#isUntidy || this.#making !== null;
	}

	/** Looks for one that was made before. A browser that cannot tell makes
	 * one when there is room. */
	async find() {
		const all = await indexedDB.databases?.();
		const version = all?.find(({ name }) => name === this.#name)
			?.version ?? 0;

		this.#isThere = version >= FULL;
		this.isOwed = all !== undefined && !this.#isThere;
		if (this.#isThere)
			this.#index = version - FULL;
	}

	/** Makes it if it is not there.
	 * @returns {Promise<boolean>} whether it is there now */
	make() {
		if (this.#isThere)
			return Promise.resolve(true);
		this.#making ??= this.#make().finally(() => {
			this.#making = null;
		});
		return this.#making;
	}

	async #make() {
		/* One that was used is made as large again. */
		const first = this.#index ?? 0;
		const end = this.#index === null ? SIZES.length : first + 1;

		for (let i = first; i < end && !this.#isThere; i++)
			if (await fill(this.#name, i)) {
				this.#isThere = true;
				this.#index = i;
			}
		this.isOwed = !this.#isThere;
		return this.#isThere;
	}

	/** What is removed.
	 * @param {import("./storewire.js").Range[]} ranges */
	note(ranges) {
		this.removed = [...this.removed, ...ranges].slice(-REMOVALS);
		this.#isUntidy ||= ranges.length > 0;
	}

	/** Reads in vain around what was removed.
	 * @param {IDBObjectStore} records */
	seek(records) {
		const all = this.removed.map(({ from, to }) => ({
			first: numberIn(from),
			count: Number(numberIn(to) - numberIn(from)) + 1,
		}));
		const total = all.reduce((sum, { count }) => sum + count, 0);

		for (let i = 0; i < READS && total > 0; i++) {
			let at = Math.random() * total;

			for (const { first, count } of all) {
				if (at < count) {
					records.get(missingKey(first +
						BigInt(Math.floor(at))));
					break;
				}
				at -= count;
			}
		}
	}

	/**
	 * Has the browser tidy up, which goes on for a while after this.
	 * @param {boolean} use what is reserved becomes free, too
	 */
	async tidy(use) {
		const name = use ? this.#name : `${this.#name}-none`;

		await this.#making;
		this.#isUntidy = false;
		if (use) {
			this.#isThere = false;
			this.isOwed = true;
		}
		try {
			(await resultOf(indexedDB.open(name))).close();
			await resultOf(indexedDB.deleteDatabase(name));
		} catch {
			/* Then there is nothing to be gained. */
		}
	}
}
