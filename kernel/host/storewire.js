// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Requests and results of the store as bytes, by servers/localfs/store.h,
 * where the fields are explained. What is decoded is a copy, but for the
 * values of a batch: the kernel's memory is its own again when host_store()
 * returns.
 */

export const OPEN = 0, LOCK = 1, GET = 2, SCAN = 3, BATCH = 4, ESTIMATE = 5,
	PERSIST = 6, CLOSE = 7;

export const KEY = 16;
const RANGE = 2 * KEY, PUT = KEY + 8, BATCH_HEAD = 16, RECORD = KEY + 8;
const NONE = 0xffffffff;
const ALIGNMENT = 8;

/**
 * From a key on, below another.
 * @typedef {{from: Uint8Array<ArrayBuffer>, to: Uint8Array<ArrayBuffer>}} Range
 *
 * @typedef {object} Scan
 * @property {Range} range
 * @property {number} limit in bytes, about
 * @property {boolean} keysOnly
 *
 * @typedef {{key: Uint8Array<ArrayBuffer>, value: Uint8Array<ArrayBuffer>}}
 *   Put
 *
 * @typedef {{strict: boolean, removes: boolean, ranges: Range[],
 *   puts: Put[]}} Batch
 *
 * @typedef {{key: Uint8Array, value: Uint8Array}} Record
 *
 * @typedef {{more: boolean, records: Record[]}} Found
 */

/** @param {Uint8Array} bytes */
function viewOf(bytes) {
	return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {number} at */
function keyAt(bytes, at) {
	return bytes.slice(at, at + KEY);
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {number} at
 * @returns {Range} */
function rangeAt(bytes, at) {
	return { from: keyAt(bytes, at), to: keyAt(bytes, at + KEY) };
}

/** @param {Uint8Array<ArrayBuffer>} request */
export function decodeKeys(request) {
	return Array.from({ length: request.length / KEY }, (_, i) =>
		keyAt(request, i * KEY));
}

/** @param {Uint8Array<ArrayBuffer>} request @returns {Scan} */
export function decodeScan(request) {
	const view = viewOf(request);

	return {
		range: rangeAt(request, 0),
		limit: view.getUint32(RANGE, true),
		keysOnly: view.getUint32(RANGE + 4, true) !== 0,
	};
}

/**
 * @param {Uint8Array<ArrayBuffer>} request
 * @param {Uint8Array<ArrayBuffer>} memory the kernel's
 * @returns {Batch} its values are in that memory
 */
export function decodeBatch(request, memory) {
	const view = viewOf(request);
	const ranges = view.getUint32(4, true);
	const puts = view.getUint32(8, true);
	const behind = BATCH_HEAD + ranges * RANGE;

	return {
		strict: view.getUint32(0, true) !== 0,
		removes: view.getUint32(12, true) !== 0,
		ranges: Array.from({ length: ranges }, (_, i) =>
			rangeAt(request, BATCH_HEAD + i * RANGE)),
		puts: Array.from({ length: puts }, (_, i) => {
			const at = behind + i * PUT;
			const from = view.getUint32(at + KEY, true);
			const size = view.getUint32(at + KEY + 4, true);

			return { key: keyAt(request, at),
				value: memory.subarray(from, from + size) };
		}),
	};
}

/** The same batch, of which nothing is in the kernel's memory.
 * @param {Batch} batch @returns {Batch} */
export function detachedBatch(batch) {
	return { ...batch, puts: batch.puts.map(({ key, value }) =>
		({ key, value: value.slice() })) };
}

/** @param {(Uint8Array | undefined)[]} values
 * @returns {Uint8Array[]} what the machine gets, one part behind the other */
export function encodeValues(values) {
	const head = new Uint8Array(4 * values.length);
	const view = viewOf(head);

	values.forEach((value, i) =>
		view.setUint32(4 * i, value?.length ?? NONE, true));
	return [head, ...values.filter((value) => value !== undefined)];
}

/** @param {number} size */
function padded(size) {
	return Math.ceil(size / ALIGNMENT) * ALIGNMENT;
}

/** What a record takes in the result of a scan. @param {number} size */
export function recordSize(size) {
	return RECORD + padded(size);
}

/** @param {Record[]} records */
export function encodeRecords(records) {
	const bytes = new Uint8Array(records.reduce((sum, { value }) =>
		sum + recordSize(value.length), 0));
	const view = viewOf(bytes);
	let at = 0;

	for (const { key, value } of records) {
		bytes.set(key, at);
		view.setUint32(at + KEY, value.length, true);
		bytes.set(value, at + RECORD);
		at += recordSize(value.length);
	}
	return bytes;
}

/** @param {{used: number, quota: number}} estimate */
export function encodeEstimate({ used, quota }) {
	return new Uint8Array(Float64Array.of(used, quota).buffer);
}
