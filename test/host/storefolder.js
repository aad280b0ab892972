// SPDX-License-Identifier: GPL-3.0-or-later
/* Folders with a store, and machines that have them, for tests under Node. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeFaulty } from "../../kernel/host/faultystore.js";
import { NodeStore } from "../../kernel/host/nodestore.js";
import { Store } from "../../kernel/host/store.js";
import { keyOf, StoreClient } from "./storeclient.js";

const WORK = mkdtempSync(join(tmpdir(), "exa-store-"));
let count = 0;

export function newFolder() {
	const folder = join(WORK, String(count++));

	mkdirSync(folder);
	return folder;
}

/** @param {string} folder @param {string[]} [reports] @param {string} [fault]
 */
export function clientOf(folder, reports = [], fault = undefined) {
	/** @param {string} text */
	const report = (text) => {
		reports.push(text);
	};
	const back = makeFaulty(new NodeStore(folder, report), fault);

	return new StoreClient((machine) => new Store(machine, back,
		{ soon: setImmediate, report }));
}

/** @param {string} folder @param {string[]} [reports] @param {string} [fault]
 */
export async function opened(folder, reports, fault) {
	const client = clientOf(folder, reports, fault);

	assert.equal(await client.open(), 1);
	return client;
}

/** @param {string} folder */
export function logOf(folder) {
	return join(folder, "store.log");
}

/** @param {number} n @param {number} size */
export function put(n, size, byte = n) {
	return { key: keyOf(n), value: new Uint8Array(size).fill(byte) };
}

/**
 * Runs the cases, or those whose name contains the command line's argument.
 * @param {Record<string, () => Promise<void>>} cases
 */
export async function run(cases) {
	for (const [name, body] of Object.entries(cases)) {
		if (!name.includes(process.argv[2] ?? ""))
			continue;
		try {
			const start = performance.now();

			await body();
			if (process.env.EXA_VERBOSE)
				console.log(`${name}: ${Math.round(
					performance.now() - start)} ms`);
		} catch (error) {
			console.error(`FAIL ${name}:`, error);
			process.exitCode = 1;
		}
	}
	rmSync(WORK, { recursive: true });
}
