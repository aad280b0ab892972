// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Measures the machine against the host it runs on: the same C sources on
 * both sides, taken in turns so that a busy host slows both; medians.
 * usage: run.mjs [--json] [NAME...]     (called by `./exa bench`)
 *        run.mjs --userland [--json]    see userland.mjs
 *
 * --json prints one object: {"rows": [{name, unit, exa, native, ratio}]},
 * ratio = exa / native; null where there is no such side or it failed. The
 * status is 1 if a row failed; a missed target is shown, and is no failure.
 */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { desktopSample } from "./desktop.mjs";
import { embedSample } from "./embed.mjs";
import { floodSample } from "./flood.mjs";
import { homeSample } from "./home.mjs";
import { promptBytes, promptTime, promptTimeCached } from "./page.mjs";
import { execTrue, keyEcho } from "./widget.mjs";
import allRows from "./rows.mjs";

/** @typedef {import("./rows.mjs").Row} Row */
/** @typedef {{exa: number[], native: number[]}} Samples */

const ROUNDS = 5;
const TOP = fileURLToPath(new URL("../..", import.meta.url));
const EXA = path.join(TOP, "exa");
const SITE = path.join(TOP, "build/site");
const NATIVE = path.join(TOP, "build/native/bench");
const WASM = path.join(TOP, "build/wasm/bench");
const SHELL = path.join(TOP, "build/wasm/root/bin/sh");
const run = promisify(execFile);

/**
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<number>} the number that the program prints
 */
async function printed(file, args) {
	const { stdout } = await run(file, args, { timeout: 120000 });
	const number = Number.parseFloat(stdout);
	if (!Number.isFinite(number))
		throw new Error(`${file} printed ${JSON.stringify(stdout)}`);
	return number;
}

/** @param {Row} row */
function exaSample(row) {
	if (row.special === "prompt")
		return promptTime(SITE);
	if (row.special === "echo")
		return keyEcho(SITE);
	if (row.special === "embed")
		return embedSample(SITE, row.name);
	if (row.special === "desktop")
		return desktopSample(SITE, row.name);
	if (row.special === "flood")
		return floodSample(SITE, row.name);
	if (row.special === "exec")
		return execTrue(SITE);
	if (row.special === "cached")
		return promptTimeCached(SITE);
	if (row.special === "bytes")
		return promptBytes(SITE);
	if (row.special === "size")
		return gzipSync(readFileSync(SHELL), { level: 9 }).length;
	if (row.special === "shell")
		return timed(EXA, ["sh", "-c", "true"]);
	return onMachine(`${row.program} ${row.exaArgs ?? ""}`);
}

/** @param {string} command a program of the benchmark and its arguments */
function onMachine(command) {
	return printed(EXA, ["sh", "-v", `${WASM}:/b`, "-c", `/b/${command}`]);
}

/** @param {Row} row */
function otherSample(row) {
	return row.plain ? onMachine(row.plain) :
		printed(path.join(NATIVE, /** @type {string} */ (row.program)),
			row.nativeArgs ?? []);
}

/**
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<number>} ms that the whole command takes
 */
async function timed(file, args) {
	const begin = performance.now();
	await run(file, args, { timeout: 120000 });
	return performance.now() - begin;
}

/** @param {Row} row @param {Samples} got */
async function measureOnce(row, got) {
	const scale = row.scale ?? 1;
	if (row.special === "home") {
		const { exa, native } = await homeSample(row.name);
		got.exa.push(exa);
		if (native !== undefined)
			got.native.push(native);
		return;
	}
	if (row.program && !row.exaOnly)
		got.native.push(await otherSample(row) / scale);
	got.exa.push(await exaSample(row) / scale);
}

/**
 * @param {Row[]} rows
 * @returns {Promise<{samples: Map<Row, Samples>, failed: Map<Row, string>}>}
 */
async function measure(rows) {
	/** @type {Map<Row, Samples>} */
	const samples = new Map(rows.map((row) =>
		[row, { exa: [], native: [] }]));
	/** @type {Map<Row, string>} */
	const failed = new Map();
	for (let round = 1; round <= ROUNDS; round++) {
		console.error(`bench: round ${round} of ${ROUNDS}`);
		for (const row of rows) {
			if (failed.has(row))
				continue;
			const got = /** @type {Samples} */ (samples.get(row));
			try {
				await measureOnce(row, got);
			} catch (error) {
				failed.set(row, String(error).trim());
			}
		}
	}
	return { samples, failed };
}

/**
 * @param {number[]} values
 * @returns {number | null}
 */
function median(values) {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted.length > 0 ? sorted[sorted.length >> 1] : null;
}

/**
 * @param {number | null} value
 * @param {number} digits
 */
function shown(value, digits) {
	if (value === null)
		return "-";
	return value >= 1000 ? value.toFixed(0) : value.toFixed(digits);
}

/**
 * @param {Row} row
 * @param {{exa: number | null, ratio: number | null}} result
 * @returns {string} the target, marked if it was missed
 */
function verdict(row, result) {
	const value = row.of === "ratio" ? result.ratio : result.exa;
	const met = value !== null &&
		(row.atLeast ? value >= row.target : value <= row.target);
	const sign = row.atLeast ? ">=" : "<=";
	return `${sign} ${row.target}${met ? "" : "  MISS"}`;
}

const words = process.argv.slice(2);
if (words.includes("--userland")) {
	await import("./userland.mjs");
	process.exit();
}
const names = words.filter((word) => word !== "--json");
const unknown = names.filter((name) =>
	!allRows.some((row) => row.name === name));
if (unknown.length > 0) {
	console.error(`bench: no row ${unknown.join(", ")}; there are: ` +
		allRows.map((row) => row.name).join(" "));
	process.exit(2);
}
const rows = allRows.filter((row) =>
	names.length === 0 || names.includes(row.name));
const { samples, failed } = await measure(rows);

const results = rows.map((row) => {
	const got = /** @type {Samples} */ (samples.get(row));
	const exa = failed.has(row) ? null : median(got.exa);
	const native = median(got.native);
	const ratio = exa !== null && native !== null ? exa / native : null;
	return { name: row.name, unit: row.unit, exa, native, ratio };
});
if (words.includes("--json")) {
	console.log(JSON.stringify({ rows: results }));
} else {
	const line = (/** @type {string[]} */ cells) => console.log(
		cells[0].padEnd(22) + cells[1].padEnd(6) +
		cells[2].padStart(9) + cells[3].padStart(9) +
		cells[4].padStart(8) + `  ${cells[5]}`);
	line(["row", "unit", "exa", "native", "ratio", "target"]);
	rows.forEach((row, i) => {
		const result = results[i];
		line([row.name, row.unit, shown(result.exa, 1),
			shown(result.native, 1), shown(result.ratio, 3),
			verdict(row, result)]);
	});
}
for (const [row, reason] of failed)
	console.error(`bench: ${row.name}: ${reason}`);
process.exit(failed.size > 0 ? 1 : 0);
