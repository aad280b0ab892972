// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A map whose keys are in order: strings, by their code units. The keys are in
 * chunks, so that a new one moves few others.
 */

const CHUNK = 512;

/** @param {string[]} keys @param {string} key
 * @returns {number} where the first key is that is not below key */
function lowerBound(keys, key) {
	let low = 0;
	let high = keys.length;

	while (low < high) {
		const middle = (low + high) >> 1;

		if (keys[middle] < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/** @template V */
export class SortedMap {
	/** @type {Map<string, V>} */
	#values = new Map();
	/** @type {string[][]} none is empty */
	#chunks = [];

	get size() {
		return this.#values.size;
	}

	/** @param {string} key */
	get(key) {
		return this.#values.get(key);
	}

	/** @param {string} key @param {V} value */
	set(key, value) {
		if (!this.#values.has(key))
			this.#insert(key);
		this.#values.set(key, value);
	}

	/**
	 * Removes the keys from one on, below another.
	 * @param {string} from @param {string} to
	 * @returns {V[]} their values
	 */
	remove(from, to) {
		/** @type {V[]} */
		const gone = [];

		for (let at = this.#chunkOf(from); at < this.#chunks.length;) {
			const keys = this.#chunks[at];
			const start = lowerBound(keys, from);
			const removed = keys.splice(start,
				Math.max(lowerBound(keys, to) - start, 0));

			for (const key of removed) {
				gone.push(/** @type {V} */ (
					this.#values.get(key)));
				this.#values.delete(key);
			}
			if (start < keys.length)
				break;
			if (keys.length === 0)
				this.#chunks.splice(at, 1);
			else
				at++;
		}
		return gone;
	}

	/**
	 * The entries from a key on, below another. The map must not change
	 * meanwhile.
	 * @param {string} from @param {string} [to]
	 * @returns {Generator<[string, V]>}
	 */
	*entries(from = "", to) {
		for (let at = this.#chunkOf(from); at < this.#chunks.length;
			at++) {
			const keys = this.#chunks[at];

			for (let i = lowerBound(keys, from); i < keys.length;
				i++) {
				if (to !== undefined && keys[i] >= to)
					return;
				yield [keys[i], /** @type {V} */ (
					this.#values.get(keys[i]))];
			}
		}
	}

	/** The first chunk that ends at the key or behind it.
	 * @param {string} key */
	#chunkOf(key) {
		let low = 0;
		let high = this.#chunks.length;

		while (low < high) {
			const middle = (low + high) >> 1;
			const keys = this.#chunks[middle];

			if (keys[keys.length - 1] < key)
				low = middle + 1;
			else
				high = middle;
		}
		return low;
	}

	/** @param {string} key one that is not there */
	#insert(key) {
		const at = Math.min(this.#chunkOf(key),
			this.#chunks.length - 1);

		if (at < 0) {
			this.#chunks.push([key]);
			return;
		}
		const keys = this.#chunks[at];
		keys.splice(lowerBound(keys, key), 0, key);
		if (keys.length > CHUNK)
			this.#chunks.splice(at + 1, 0,
				keys.splice(CHUNK / 2));
	}
}
