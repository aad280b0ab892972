// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a store must hold: a map that is given the same batches, random ones
 * from a seed.
 */
import { check, keyOf, same } from "./storeclient.js";

/** @typedef {import("./storeclient.js").StoreClient} StoreClient */

export const FIRST = new Uint8Array(16);
export const LAST = new Uint8Array(16).fill(255);

/** Random numbers below 1 (mulberry32). @param {number} seed */
export function randomFrom(seed) {
	let state = seed;

	return () => {
		state = state + 0x6d2b79f5 | 0;
		let t = Math.imul(state ^ state >>> 15, 1 | state);
		t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
		return ((t ^ t >>> 14) >>> 0) / 2 ** 32;
	};
}

/** @param {() => number} random @param {number} size */
export function randomBytes(random, size) {
	return Uint8Array.from({ length: size }, () => random() * 256);
}

/** @param {Uint8Array} key */
function hex(key) {
	return [...key].map((byte) => byte.toString(16).padStart(2, "0"))
		.join("");
}

/** All that a store has. @param {StoreClient} client @param {number} limit */
export async function contentOf(client, limit = 1 << 30) {
	const records = [];
	let from = FIRST;

	for (;;) {
		const found = await client.scan(from, LAST, limit);

		records.push(...found.records);
		if (!found.more)
			return records;
		check(found.records.length > 0, "more, but nothing now");
		from = found.records[found.records.length - 1].key.slice();
		from[from.length - 1]++;
	}
}

export class Model {
	/** @type {Map<string, {key: Uint8Array, value: Uint8Array}>} */
	#records = new Map();

	copy() {
		const copy = new Model();

		copy.#records = new Map(this.#records);
		return copy;
	}

	/** @param {import("./storeclient.js").Put[]} puts
	 * @param {import("./storeclient.js").Range[]} ranges */
	batch(puts, ranges = []) {
		for (const { from, to } of ranges)
			for (const key of [...this.#records.keys()])
				if (key >= hex(from) && key < hex(to))
					this.#records.delete(key);
		for (const put of puts)
			this.#records.set(hex(put.key), put);
	}

	/** @param {import("./storeclient.js").Put[]} records
	 * @returns {string} the first difference; empty: none */
	differs(records) {
		const wanted = [...this.#records.keys()].sort();

		if (records.length !== wanted.length)
			return `${records.length} records, not ${wanted.length}`;
		for (const [i, { key, value }] of records.entries()) {
			if (hex(key) !== wanted[i])
				return `key ${hex(key)}, not ${wanted[i]}`;
			if (!same(value, this.#records.get(wanted[i])?.value))
				return `another value of ${hex(key)}`;
		}
		return "";
	}

	/** @param {StoreClient} client @param {string} when
	 * @param {number} [limit] */
	async compare(client, when, limit) {
		const difference = this.differs(await contentOf(client, limit));

		check(difference === "", `${when}: ${difference}`);
	}

	/** How many bytes the values have. */
	get size() {
		return [...this.#records.values()].reduce((sum, { value }) =>
			sum + value.length, 0);
	}
}

/** Batches without end that keep a log small and growing.
 * @param {number} seed */
export function *churn(seed) {
	const random = randomFrom(seed);

	for (;;)
		yield randomBatch(random, 20, 60000);
}

/**
 * A batch of a few puts, and now and then a range.
 * @param {() => number} random
 * @param {number} keys how many there may be
 * @param {number} size of a value at most
 */
export function randomBatch(random, keys, size) {
	const puts = Array.from({ length: random() * 8 }, () => ({
		key: keyOf(random() * keys, random() * 2),
		value: randomBytes(random, random() ** 3 * size),
	}));
	const ranges = Array.from({ length: random() * 2 }, () => {
		const from = Math.floor(random() * keys);

		return { from: keyOf(from, random() * 2),
			to: keyOf(from + random() * 6, random() * 2) };
	});

	return { puts, ranges };
}
