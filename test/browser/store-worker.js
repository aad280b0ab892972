// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A worker with stores of the browser, for store.test.mjs: it runs a case of
 * the contract, or what a page says one by one to a client that it keeps.
 */
import { IdbStore } from "../../kernel/host/idbstore.js";
import { Store } from "../../kernel/host/store.js";
import { keyOf, StoreClient } from "../host/storeclient.js";
import { CONTRACT } from "../host/storecontract.js";
import {
	contentOf, FIRST, LAST, randomBytes, randomFrom,
} from "../host/storemodel.js";

const MIB = 1 << 20;
/* Bytes of values in one batch. */
const PORTION = 4 * MIB;

/** @type {string[]} */
const reports = [];

function makeClient() {
	const channel = new MessageChannel();
	/** @type {(() => void)[]} */
	const queue = [];
	const host = {
		/** @param {string} text */
		report: (text) => {
			reports.push(text);
		},
		persist: () => postMessage({ type: "persist" }),
		/** @param {() => void} run */
		soon: (run) => {
			queue.push(run);
			channel.port2.postMessage(0);
		},
	};

	channel.port1.onmessage = () => queue.shift()?.();
	const back = new IdbStore(host);

	return Object.assign(new StoreClient((machine) =>
		new Store(machine, back, host)), { back });
}

/**
 * The same place for all of a case, that is the name of the database.
 * @param {string} name
 */
function clientNamed(name) {
	const made = makeClient();
	const { open } = made;

	made.open = () => open.call(made, name);
	return made;
}

const client = makeClient();
/** @type {Promise<number> | null} */
let lock = null;

/** Puts of some values that cannot be compressed.
 * @param {number} from @param {number} count @param {number} size */
function putsOf(from, count, size) {
	const random = randomFrom(from);

	return Array.from({ length: count }, (_, i) => ({
		key: keyOf(from + i), value: randomBytes(random, size) }));
}

/** The key of the first contents of a file, as localfs has it.
 * @param {number} n */
function contentsOf(n) {
	const key = new Uint8Array(16);

	key[0] = "B".charCodeAt(0);
	new DataView(key.buffer).setUint32(4, n);
	return key;
}

/** @param {number} bytes @param {number} size of a value
 * @returns {Promise<number>} the time of writing, in ms */
async function write(bytes, size) {
	const per = Math.floor(PORTION / size);
	let spent = 0;

	for (let at = 0; at < bytes / size; at += per) {
		const puts = putsOf(at, per, size);
		const start = performance.now();
		const result = await client.batch(puts);

		spent += performance.now() - start;
		if (result !== 0)
			throw new Error(`batch: ${result}`);
	}
	return spent;
}

/** Functions that the page calls by name. */
const ORDERS = {
	/** @param {string} name */
	async contract(name) {
		await CONTRACT[name](() => clientNamed(name));
	},

	/** @param {string} name */
	open: (name) => client.open(name),
	close: () => client.close(),
	/** @param {string} name */
	openSoon: (name) => client.back.openSoon(name),
	persist: () => client.persist(),
	estimate: () => client.estimate(),
	reports: () => reports,

	/** @param {number} n @param {number} size @param {boolean} strict */
	put: (n, size, strict = false) =>
		client.batch(putsOf(n, 1, size), [], strict),

	/** @param {number} n */
	async get(n) {
		const { result, bytes } = await client.call(2, keyOf(n));

		return result < 0 ? result : bytes.length - 4;
	},

	/** Puts contents until it is full, each in a batch of its own.
	 * @param {number} size
	 * @returns {Promise<{n: number, result: number}>} how many */
	async fill(size) {
		for (let n = 0; ; n++) {
			const [{ value }] = putsOf(n, 1, size);
			const result = await client.batch(
				[{ key: contentsOf(n), value }]);

			if (result !== 0)
				return { n, result };
		}
	},

	/** Removes contents and puts something small.
	 * @param {number} from @param {number} to */
	remove: (from, to) => client.batch(putsOf(0, 1, 100),
		[{ from: contentsOf(from), to: contentsOf(to) }], false, true),

	/** Removes all contents of each file and puts new ones, in one batch,
	 * as when files are written anew.
	 * @param {number} from @param {number} to */
	replace: (from, to) => client.batch(
		putsOf(from, to - from, 100).map(({ value }, i) =>
			({ key: contentsOf(from + i), value })),
		Array.from({ length: to - from }, (_, i) => ({
			from: contentsOf(from + i),
			to: contentsOf(from + i + 1) })),
		false, true),

	clear: () => client.batch([], [{ from: FIRST, to: LAST }]),

	async count() {
		return (await contentOf(client)).length;
	},

	/** Starts to wait for the lock. */
	wait() {
		lock = client.lock();
	},

	locked: () => lock,

	/** Starts a batch and does not return to the event loop for a while.
	 * @param {number} ms */
	compute(ms) {
		void client.batch(putsOf(1, 1, 100), [], true);
		const end = performance.now() + ms;

		while (performance.now() < end)
			client.store.poll();
	},

	write,

	/** @param {number} count @param {number} size
	 * @returns {Promise<number>} the time of reading all, in ms */
	async scan(count, size) {
		await client.batch(putsOf(0, count, size));
		const start = performance.now();
		const found = await contentOf(client, MIB);

		if (found.length !== count)
			throw new Error(`${found.length} of ${count}`);
		return performance.now() - start;
	},

	/** @param {number} count @returns {Promise<number>} in ms */
	async strict(count) {
		const puts = putsOf(0, 1, 4096);
		const start = performance.now();

		for (let i = 0; i < count; i++)
			await client.batch(puts, [], true);
		return performance.now() - start;
	},
};

addEventListener("message", async ({ data: { order, args, id } }) => {
	try {
		const run = /** @type {Record<string, Function>} */ (ORDERS);

		postMessage({ id, value: await run[order](...args) });
	} catch (error) {
		postMessage({ id, error: String(
			/** @type {any} */ (error)?.stack ?? error) });
	}
});
