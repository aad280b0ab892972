// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Runs rows of the boot tables: each boots a machine headless with `./exa sh`
 * and compares what came out. Silent when all is well.
 * usage: node run.mjs --list | node run.mjs [NAME...]
 *
 * See row.mjs for what a row may say; the rows are in table-*.mjs.
 */
import { readdirSync } from "node:fs";
import { runRow } from "./row.mjs";

const here = new URL(".", import.meta.url);
const tables = readdirSync(here)
	.filter((name) => /^table-.*\.mjs$/.test(name))
	.sort();
/** @type {import("./row.mjs").Row[]} */
const rows = [];
for (const table of tables)
	rows.push(...(await import(new URL(table, here).href)).default);

const names = process.argv.slice(2);
if (names[0] === "--list") {
	console.log(rows.map((row) => row.name).join("\n"));
	process.exit(0);
}
const wanted = names.length === 0
	? rows
	: rows.filter((row) => names.includes(row.name));
if (wanted.length < names.length) {
	console.error(`no such row: ${names.join(" ")}`);
	process.exit(2);
}

let failed = 0;
for (const row of wanted) {
	const problems = await runRow(row);
	for (const problem of problems)
		console.error(`${row.name}: ${problem}`);
	failed += problems.length > 0 ? 1 : 0;
}
process.exit(failed === 0 ? 0 : 1);
