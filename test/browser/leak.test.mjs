// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * 20,000 programs run in the page, one after the other, leave its Worker with
 * as many live wasm memories as before: an engine allows about 124 of them.
 */
import assert from "node:assert/strict";
import { suite, until } from "./machine.js";

/** @typedef {import("./machine.js").Machine} Machine */

/** Runs in the Worker: from now on memories are known. */
function watch() {
	const scope = /** @type {any} */ (globalThis);
	const Memory = WebAssembly.Memory;

	scope.made = [];
	WebAssembly.Memory = class extends Memory {
		/** @param {WebAssembly.MemoryDescriptor} descriptor */
		constructor(descriptor) {
			super(descriptor);
			scope.made.push(new WeakRef(this));
		}
	};
}

/**
 * How many of them are alive, after a collection of garbage.
 * @param {Machine} m
 * @returns {Promise<number>}
 */
async function memories(m) {
	const [worker] = m.page.workers();

	await worker.client.send("HeapProfiler.collectGarbage");
	return await worker.evaluate(() => {
		const { made } = /** @type {any} */ (globalThis);

		return made.filter((/** @type {WeakRef<object>} */ one) =>
			one.deref() !== undefined).length;
	});
}

/** @param {Machine} m @param {number} count @param {number} ms */
async function runMany(m, count, ms) {
	await m.type(`i=0; while [ $i -lt ${count} ]; do /bin/true; ` +
		`i=$((i+1)); done; echo d''one ${count}\n`);
	await until(`${count} programs`, async () =>
		(await m.screen("text")).includes(`done ${count}`), ms);
}

suite({
	async "20,000 programs leave no memory behind"(m) {
		await m.open();
		await m.waitFor(/[$#] ?$/, 20000);
		await m.page.workers()[0].evaluate(watch);
		await runMany(m, 100, 10000);
		const before = await memories(m);
		await runMany(m, 20000, 50000);
		const after = await memories(m);
		assert(after <= before, `${before} memories, then ${after}`);
	},
});
