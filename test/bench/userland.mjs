// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * BusyBox on the machine against BusyBox on the host, the same sources
 * configured alike; and what Asyncify and the loop counters cost: the same
 * program without counters (plain), and without Asyncify either (unwoven).
 * usage: userland.mjs [--json]     (called by `./exa bench --userland`)
 *
 * Data are in memory on both sides: /tmp there, /dev/shm here. Times are of the
 * commands alone, taken in turns; medians.
 */
import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { firstUse } from "./firstuse.mjs";

const ROUNDS = 3;
const TARGET = 3;
/* Milliseconds of a program's first use. */
const FIRST = 300, CACHED = 60;
const TOP = fileURLToPath(new URL("../..", import.meta.url));
const WORK = `/dev/shm/exa-userland.${process.pid}`;
const MIB = 1 << 20;
const run = promisify(execFile);

/** Command by name; $B is busybox, $D the folder with the data. */
const ROWS = {
	"sort-awk": "$B seq 200000 | $B sort -rn | " +
		"$B awk '{s+=$1} END {print s}'",
	"grep-50M": "$B grep -c 'th[aeiou]*n' $D/text50",
	"gzip-20M": "$B gzip -c $D/text20",
};
/** For the shares, one program each: such as cannot be unwound do not mix. */
const PARTS = {
	"sort": "$B sort -rn $D/numbers",
	"awk": "$B awk '{s+=$1} END {print s}' $D/numbers",
	"grep": ROWS["grep-50M"],
	"gzip": ROWS["gzip-20M"],
};

/** @param {string} where @returns {Promise<string>} its folder */
async function port(where) {
	const { stdout } = await run("cmake", ["-DNAME=busybox",
		`-DWHERE=${where}`, "-P", path.join(TOP, "cmake/port.cmake")],
	{ timeout: 1800000 });

	return stdout.trim();
}

/** Lines of words, the same each time. */
function makeData() {
	let seed = 1;
	const random = (/** @type {number} */ n) => {
		seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
		return (seed >>> 8) % n;
	};
	const words = Array.from({ length: 4000 }, () => Array.from(
		{ length: 2 + random(8) }, () =>
			"etaoinshrdlucmfwypvbgkqjxz"[Math.min(random(26),
				random(26))]).join(""));
	let text = "";

	while (text.length < MIB)
		text += words[random(4000)] + (random(9) ? " " : "\n");
	mkdirSync(WORK, { recursive: true });
	/* Blocks that differ, so that gzip finds no more than in prose. */
	const block = (/** @type {number} */ i) =>
		text.slice(i * 997 % MIB) + text.slice(0, i * 997 % MIB);
	const all = Array.from({ length: 50 }, (_, i) => block(i)).join("")
		.slice(0, 50 * MIB);
	writeFileSync(`${WORK}/text50`, all);
	writeFileSync(`${WORK}/text20`, all.slice(0, 20 * MIB));
	writeFileSync(`${WORK}/numbers`, Array.from({ length: 200000 },
		(_, i) => `${i + 1}\n`).join(""));
}

/**
 * @param {string} command
 * @param {string} busybox
 * @param {string} data
 */
function script(command, busybox, data) {
	return `B=${busybox} D=${data}; t=$(date +%s%N); ${command
	} >${data}/out || exit; echo $((($(date +%s%N) - t) / 1000))`;
}

/** @param {string} command @param {string} busybox */
async function native(command, busybox) {
	const { stdout } = await run("/bin/sh", ["-c",
		script(command, busybox, WORK)], { timeout: 300000 });
	return Number(stdout) / 1000;
}

/** @param {string} command @param {string} busybox path on the host */
async function exa(command, busybox) {
	const files = ["text50", "text20", "numbers"]
		.filter((name) => command.includes(`$D/${name}`));
	const { stdout } = await run(path.join(TOP, "exa"), ["sh",
		"-v", `${WORK}:/d:ro`, "-v", `${path.dirname(busybox)}:/b:ro`,
		"-c", `for f in ${files.join(" ")}; do ` +
			"/b/busybox cp /d/$f /tmp || exit; done; " +
			script(command, "/b/busybox", "/tmp")],
	{ timeout: 300000 });
	return Number(stdout) / 1000;
}

/** @param {number[]} values */
function median(values) {
	return [...values].sort((a, b) => a - b)[values.length >> 1];
}

/**
 * @param {string} command
 * @param {Record<string, (command: string) => Promise<number>>} sides
 * @returns {Promise<Record<string, number>>} ms by side
 */
async function measure(command, sides) {
	/** @type {Record<string, number[]>} */
	const times = {};

	for (let round = 0; round < ROUNDS; round++)
		for (const [name, side] of Object.entries(sides))
			(times[name] ??= []).push(await side(command));
	return Object.fromEntries(Object.entries(times)
		.map(([name, values]) => [name, median(values)]));
}

/** @param {(string | number)[]} cells */
function line(cells) {
	console.log(cells.map((cell, i) => {
		const text = typeof cell === "string" ? cell :
			cell.toFixed(cell < 10 ? 3 : 1);
		return i === 0 ? text.padEnd(14) : text.padStart(10);
	}).join(""));
}

const folders = Object.fromEntries(await Promise.all(
	["machine", "native", "plain", "unwoven"].map(async (where) =>
		[where, await port(where)])));
const busybox = (/** @type {string} */ where) =>
	`${folders[where]}/root/bin/busybox`;
/** @type {{rows: object[], shares: object[], first: object[]}} */
const result = { rows: [], shares: [], first: [] };
const json = process.argv.includes("--json");

makeData();
try {
	if (!json)
		line(["row (ms)", "exa", "native", "ratio", "target"]);
	for (const [name, command] of Object.entries(ROWS)) {
		const ms = await measure(command, {
			exa: (text) => exa(text, busybox("machine")),
			native: (text) => native(text, busybox("native")),
		});
		const ratio = ms.exa / ms.native;

		result.rows.push({ name, ...ms, ratio });
		if (!json)
			line([name, ms.exa, ms.native, ratio, `<= ${TARGET}` +
				(ratio <= TARGET ? "" : "  MISS")]);
	}
	if (!json) {
		console.log("\nof the time on the machine, what is added by");
		line(["part (ms)", "exa", "plain", "unwoven", "native",
			"counters", "asyncify"]);
	}
	for (const [name, command] of Object.entries(PARTS)) {
		const ms = await measure(command, {
			exa: (text) => exa(text, busybox("machine")),
			plain: (text) => exa(text, busybox("plain")),
			unwoven: (text) => exa(text, busybox("unwoven")),
			native: (text) => native(text, busybox("native")),
		});
		const counters = (ms.exa - ms.plain) / ms.exa;
		const asyncify = (ms.plain - ms.unwoven) / ms.exa;

		result.shares.push({ name, ...ms, counters, asyncify });
		if (!json)
			line([name, ms.exa, ms.plain, ms.unwoven, ms.native,
				`${(counters * 100).toFixed(0)} %`,
				`${(asyncify * 100).toFixed(0)} %`]);
	}
	const { names, first, cached } =
		await firstUse(path.join(TOP, "build/site"));

	if (!json) {
		console.log("\nfirst use in the page (ms, targets " +
			`<= ${FIRST} and <= ${CACHED})`);
		line(["part", "fetched", "cached"]);
	}
	names.forEach((name, i) => {
		result.first.push({ name, fetched: first[i],
			cached: cached[i] });
		if (!json)
			line([name, first[i], cached[i],
				first[i] <= FIRST && cached[i] <= CACHED ?
					"" : "  MISS"]);
	});
	if (json)
		console.log(JSON.stringify(result));
} finally {
	rmSync(WORK, { recursive: true, force: true });
}
