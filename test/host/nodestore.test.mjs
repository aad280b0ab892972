// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The store under Node (kernel/host/nodestore.js): the contract, and what
 * becomes of its log.
 */
import assert from "node:assert/strict";
import {
	copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync,
	writeFileSync,
} from "node:fs";
import { crc32, crc32Here } from "../../kernel/host/crc32.js";
import { NodeStore } from "../../kernel/host/nodestore.js";
import { Store } from "../../kernel/host/store.js";
import {
	clientOf, logOf, newFolder, opened, put, run,
} from "./storefolder.js";
import { EIO, ENODEV, ESTALE, keyOf, StoreClient } from "./storeclient.js";
import { CONTRACT } from "./storecontract.js";
import { Model, randomBatch, randomBytes, randomFrom } from "./storemodel.js";

/**
 * A log, its last batch's place, and what it holds before and after that.
 */
async function makeSample() {
	const folder = newFolder();
	const client = await opened(folder);
	const before = new Model();
	const first = [put(1, 10), put(2, 20), put(3, 30)];
	const last = { puts: [put(1, 50, 9), put(4, 40), put(5, 0)],
		ranges: [{ from: keyOf(2), to: keyOf(3) }] };

	before.batch(first);
	await client.batch(first, [], true);
	const start = statSync(logOf(folder)).size;
	const after = before.copy();
	after.batch(last.puts, last.ranges);
	await client.batch(last.puts, last.ranges, true);
	await client.close();
	return { log: readFileSync(logOf(folder)), start, before, after };
}

/**
 * Opens a log that somebody spoiled.
 * @param {Buffer} log @param {Model} wanted @param {boolean} isTorn
 * @param {string} what
 */
async function expectFrom(log, wanted, isTorn, what) {
	const folder = newFolder();
	/** @type {string[]} */
	const reports = [];
	const model = wanted.copy();

	writeFileSync(logOf(folder), log);
	let client = await opened(folder, reports);
	await model.compare(client, what);
	assert.equal(reports.length, Number(isTorn), `${what}: ${reports}`);
	/* What follows is behind what was whole. */
	model.batch([put(6, 60)]);
	assert.equal(await client.batch([put(6, 60)]), 0);
	await client.close();
	client = await opened(folder, reports);
	await model.compare(client, `${what}, opened again`);
	assert.equal(reports.length, Number(isTorn), `${what}: ${reports}`);
	await client.close();
	rmSync(folder, { recursive: true });
}

/** @type {Record<string, () => Promise<void>>} */
const CASES = {
	async "CRC-32 is CRC-32"() {
		const bytes = Buffer.from("123456789");

		assert.equal(crc32Here(bytes), 0xcbf43926);
		assert.equal(crc32(bytes), 0xcbf43926);
	},

	async "a log cut anywhere has whole batches"() {
		const { log, start, before, after } = await makeSample();

		for (let end = start; end <= log.length; end++)
			await expectFrom(log.subarray(0, end),
				end === log.length ? after : before,
				end !== start && end !== log.length,
				`cut at ${end} of ${start} to ${log.length}`);
	},

	async "a log that is being made is empty"() {
		const { log } = await makeSample();

		for (let end = 0; end <= 12; end++)
			await expectFrom(log.subarray(0, end), new Model(),
				false, `cut at ${end}`);
	},

	async "a last batch with a wrong byte counts as torn"() {
		const { log, start, before } = await makeSample();

		for (let at = start; at < log.length; at++) {
			const spoilt = Buffer.from(log);

			spoilt[at] ^= 0x11;
			await expectFrom(spoilt, before, true, `byte ${at}`);
		}
		for (const size of [1, 8, 16, 5000])
			await expectFrom(Buffer.concat([log.subarray(0, start),
				Buffer.alloc(size)]), before, true,
			`${size} bytes of 0`);
	},

	async "what is cut off is put aside"() {
		const { log, start } = await makeSample();
		const folder = newFolder();

		writeFileSync(logOf(folder), log.subarray(0, start + 33));
		await (await opened(folder)).close();
		assert.deepEqual(readFileSync(`${logOf(folder)}.torn`),
			log.subarray(start, start + 33));
	},

	async "writing the log anew changes nothing"() {
		const folder = newFolder();
		const model = new Model();
		const random = randomFrom(4);
		const reader = clientOf(folder);
		let client = await opened(folder);
		let inode = 0;
		let fresh = 0;

		await reader.open();
		for (let i = 1; i <= 1500; i++) {
			const { puts, ranges } = randomBatch(random, 100,
				30000);

			model.batch(puts, ranges);
			assert.equal(await client.batch(puts, ranges), 0);
			const { ino, size } = statSync(logOf(folder));
			fresh += Number(ino !== inode);
			inode = ino;
			assert.ok(size < 2 * model.size + (1 << 20) + 400000,
				`a log of ${size} for ${model.size} bytes`);
			if (i % 100 === 0)
				await model.compare(reader, `reader, ${i}`);
			if (i % 150 === 0)
				await model.compare(client, `batch ${i}`);
			if (i % 500 === 0) {
				await client.close();
				client = await opened(folder);
				await model.compare(client, "opened again");
			}
		}
		assert.ok(fresh > 5, `written anew ${fresh} times`);
		await client.close();
	},

	async "a new log that was not completed is passed over"() {
		const folder = newFolder();
		const model = new Model();
		let client = await opened(folder);

		model.batch([put(1, 600000)]);
		await client.batch([put(1, 600000)]);
		await client.close();
		copyFileSync(logOf(folder), `${logOf(folder)}.new`);
		client = await opened(folder);
		for (let i = 0; i < 5; i++) {
			model.batch([put(2, 600000, i)]);
			await client.batch([put(2, 600000, i)]);
		}
		await client.close();
		assert.deepEqual(readdirSync(folder), ["store.log"]);
		await model.compare(await opened(folder), "opened again");
	},

	async "if it cannot be written anew the old log does"() {
		const folder = newFolder();
		const model = new Model();
		/** @type {string[]} */
		const reports = [];
		const client = await opened(folder, reports);

		mkdirSync(`${logOf(folder)}.new`);
		for (let i = 0; i < 20; i++) {
			model.batch([put(2, 600000, i)]);
			assert.equal(await client.batch([put(2, 600000, i)]),
				0);
		}
		/* Not at every batch again. */
		assert.ok(reports.length > 0 && reports.length < 8,
			reports.join());
		await model.compare(client, "in the old log");
		await client.close();
	},

	async "another version is refused in clear words"() {
		for (const [head, said] of [
			["exa store 2\nwhatever", /version 2; .* version 1 only/],
			["exa store 12\n", /version 12; .* version 1 only/],
			["#!/bin/sh\necho precious\n", /is not a store/],
		]) {
			const folder = newFolder();
			/** @type {string[]} */
			const reports = [];

			writeFileSync(logOf(folder), String(head));
			assert.throws(() => new NodeStore(folder, () => {})
				.check(), { message: said });
			assert.equal(await clientOf(folder, reports).open(),
				EIO);
			assert.match(reports.join(), /** @type {any} */ (said));
			assert.equal(readFileSync(logOf(folder), "latin1"),
				head, "it was touched");
			assert.deepEqual(readdirSync(folder), ["store.log"]);
		}
	},

	async "what is done reaches a machine that computes"() {
		const client = await opened(newFolder());
		const before = client.completed.length;

		void client.batch([put(1, 1)]);
		void client.get(keyOf(1));
		assert.equal(client.completed.length, before);
		client.store.poll();
		assert.equal(client.completed.length, before + 2);
	},

	async "without a directory nothing is kept"() {
		const client = new StoreClient((machine) => new Store(machine,
			null, { soon: setImmediate, report: assert.fail }));

		assert.equal(await client.open(), ENODEV);
		assert.equal(await client.lock(), ENODEV);
		client.store.end();
	},

	async "a log that is taken away is stale"() {
		const folder = newFolder();
		const client = await opened(folder);

		await client.batch([put(1, 1)]);
		rmSync(logOf(folder));
		assert.equal(await client.batch([put(2, 1)]), ESTALE);
	},

	async "much is fast"() {
		const folder = newFolder();
		const client = await opened(folder);
		const random = randomFrom(5);
		const value = randomBytes(random, 65536);
		const start = performance.now();

		for (let i = 0; i < 1024; i += 64)
			await client.batch(Array.from({ length: 64 }, (_, n) =>
				({ key: keyOf(i + n), value })), [], true);
		const written = performance.now();
		await client.close();
		await opened(folder);
		const read = performance.now();
		if (process.env.EXA_VERBOSE)
			console.log(`64 MiB: ${Math.round(written - start)} ` +
				`ms to write, ${Math.round(read - written)} ` +
				"ms to open");
		assert.ok(read - start < 20000);
	},
};

for (const [name, body] of Object.entries(CONTRACT)) {
	CASES[name] = () => {
		const folder = newFolder();

		return body(() => clientOf(folder));
	};
}

await run(CASES);
