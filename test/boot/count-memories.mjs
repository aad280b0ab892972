// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Loaded before a headless machine (NODE_OPTIONS=--import): counts the wasm
 * memories that are alive when it ends, into the file that COUNT names.
 */
import { writeFileSync } from "node:fs";
import v8 from "node:v8";
import vm from "node:vm";

/** @type {WeakRef<WebAssembly.Memory>[]} */
const made = [];
const Memory = WebAssembly.Memory;

v8.setFlagsFromString("--expose-gc");
const collect = vm.runInNewContext("gc");

WebAssembly.Memory = class extends Memory {
	/** @param {WebAssembly.MemoryDescriptor} descriptor */
	constructor(descriptor) {
		super(descriptor);
		made.push(new WeakRef(this));
	}
};

process.on("exit", () => {
	collect();
	const alive = made.filter((memory) => memory.deref() !== undefined);
	if (process.env.COUNT && made.length > 0)
		writeFileSync(process.env.COUNT,
			`${alive.length} of ${made.length}\n`);
});
