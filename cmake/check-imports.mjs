// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Checks that a wasm file is valid and imports from one module only.
 * usage: node check-imports.mjs FILE MODULE
 */
import { readFileSync } from "node:fs";

const [file, module] = process.argv.slice(2);
const imports = WebAssembly.Module.imports(
	new WebAssembly.Module(readFileSync(file)),
);
const foreign = imports.filter((item) => item.module !== module);
for (const item of foreign)
	console.error(`${file}: imports ${item.module}.${item.name}`);
process.exit(foreign.length === 0 ? 0 : 1);
