// SPDX-License-Identifier: GPL-3.0-or-later
/* What the parts of the store in IndexedDB share. */

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
export function resultOf(request) {
	return new Promise((take, give) => {
		request.onsuccess = () => take(request.result);
		request.onerror = () => give(request.error);
	});
}

/** @param {import("./storewire.js").Range} range
 * @returns {IDBKeyRange | null} null: it is empty */
export function keyRange({ from, to }) {
	return indexedDB.cmp(from, to) < 0 ?
		IDBKeyRange.bound(from, to, false, true) : null;
}

/** The next key. @param {Uint8Array<ArrayBuffer>} key */
function after(key) {
	const next = key.slice();

	let i = next.length - 1;

	/* A byte that becomes 0 carries over. */
	while (i >= 0 && (next[i] = (next[i] + 1) & 0xff) === 0)
		i--;
	return next;
}

/**
 * The first of sorted keys that is not before another one.
 * @param {Uint8Array[]} keys @param {Uint8Array} wanted
 * @returns {number} its index, or how many there are
 */
function firstFrom(keys, wanted) {
	let low = 0, high = keys.length;

	while (low < high) {
		const middle = (low + high) >> 1;

		if (indexedDB.cmp(keys[middle], wanted) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/**
 * Ranges without some keys that are in them.
 * @param {import("./storewire.js").Range[]} ranges
 * @param {Uint8Array<ArrayBuffer>[]} keys
 * @returns {import("./storewire.js").Range[]} none of them empty
 */
export function rangesWithout(ranges, keys) {
	const sorted = [...keys].sort((a, b) => indexedDB.cmp(a, b));

	return ranges.flatMap(({ from, to }) => {
		const parts = [];
		let begin = from;

		for (let i = firstFrom(sorted, from); i < sorted.length &&
			indexedDB.cmp(sorted[i], to) < 0; i++) {
			parts.push({ from: begin, to: sorted[i] });
			begin = after(sorted[i]);
		}
		return [...parts, { from: begin, to }];
	}).filter((range) => indexedDB.cmp(range.from, range.to) < 0);
}
