// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What IndexedDB itself takes, in a page of the machine's origin: puts and
 * gets of the sizes that localfs has.
 *
 * @typedef {object} Plan
 * @property {number[][]} puts the sizes of each transaction's values
 * @property {boolean} strict each is to outlive a power failure; else the
 *   last one is
 * @property {boolean} read gets of them instead, by transactions; they were
 *   put before
 */

/**
 * Runs in the page; it is all that comes there.
 * @param {Plan} plan
 * @returns {Promise<number>} ms
 */
async function inPage({ puts, strict, read }) {
	const NAME = "exa-bench-raw", WORD = 4;
	const WINDOWS = 2;

	/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
	const result = (request) => new Promise((done, failed) => {
		request.onsuccess = () => done(request.result);
		request.onerror = failed;
	});
	/** @param {number} number @returns {Uint8Array<ArrayBuffer>} */
	const keyOf = (number) => {
		const key = new Uint8Array(16);

		new DataView(key.buffer).setUint32(12, number);
		return key;
	};
	const content = new Uint32Array(65536 / WORD + 1)
		.map((_, i) => Math.imul(i + 1, 1664525));
	/** @param {number} number @param {number} size */
	const valueOf = (number, size) => {
		const value = new Uint8Array(content.buffer.slice(0, size));

		value[0] = number;
		return value;
	};

	if (!read)
		await result(indexedDB.deleteDatabase(NAME));
	const opening = indexedDB.open(NAME, 1);
	opening.onupgradeneeded = () =>
		opening.result.createObjectStore("records");
	const database = await result(opening);
	const firsts = puts.map((_, i) =>
		puts.slice(0, i).reduce((sum, { length }) => sum + length, 0));

	/** @param {number} i @returns {Promise<void>} */
	const transact = (i) => new Promise((done, failed) => {
		const transaction = database.transaction("records",
			read ? "readonly" : "readwrite", { durability:
				strict || i === puts.length - 1 ?
					"strict" : "relaxed" });
		const records = transaction.objectStore("records");

		transaction.oncomplete = () => done();
		transaction.onabort = failed;
		puts[i].forEach((size, j) => read ?
			records.get(keyOf(firsts[i] + j)) :
			records.put(valueOf(firsts[i] + j, size),
				keyOf(firsts[i] + j)));
		if (!read)
			transaction.commit();
	});
	const begin = performance.now();
	/** @type {Promise<void>[]} */
	const windows = Array(read ? WINDOWS : 1).fill(Promise.resolve());

	for (let i = 0; i < puts.length; i++) {
		await windows[i % windows.length];
		windows[i % windows.length] = transact(i);
	}
	await Promise.all(windows);
	const took = performance.now() - begin;
	database.close();
	return took;
}

/**
 * @param {import("puppeteer-core").Page} page in a document of the origin
 * @param {Plan} plan
 */
export function rawTime(page, plan) {
	return page.evaluate(inPage, plan);
}
