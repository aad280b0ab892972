// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Measures localfs in the page of Debian's Chromium: programs of this folder
 * in /home/exa, against the puts and gets of IndexedDB that their work needs,
 * in the same browser.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, Machine } from "../browser/machine.js";
import { makeSite } from "../browser/site.js";
import { serve } from "../../www/serve.mjs";
import { rawTime } from "./rawdb.mjs";

/** @typedef {{exa: number, native?: number}} Sample */

const PROGRAMS = ["home_file", "home_small", "home_fsync", "home_many"];
/* A document of the origin in which no machine runs. */
const QUIET = "machine.css";
const PATIENCE = 110000;
/* A look at the screen costs time that the other side does not lose. */
const SELDOM = 500;
const BLOCK = 65536, CRC = 4, PIECE = 4096;
const BLOCKS = 1024, TIMES = 1000, FILES = 10000;
/* Blocks of a transaction, and of a read that is made ahead. */
const COMMIT = 64, WINDOW = 16;
/* What a commit writes beside contents: inodes, superblock. */
const BESIDE = [3000, 40];
const MEGA = 1e6;

/** @param {Machine} m @param {string} line @returns {Promise<number>} */
async function number(m, line) {
	const printed = await m.run(line, PATIENCE, SELDOM);
	const value = Number.parseFloat(printed);

	if (!Number.isFinite(value))
		throw new Error(`${line} printed ${JSON.stringify(printed)}`);
	return value;
}

/**
 * Starts the machine in a browser that has not seen it. That keeps the site
 * for the next visit then: neither side is to share the disk with it.
 * @param {Machine} m
 */
async function firstBoot(m) {
	await m.boot();
	await m.page.waitForSelector("body[data-offline=ready]",
		{ timeout: PATIENCE });
}

/** @param {number} count @param {number} size */
function blocks(count, size) {
	return Array.from({ length: count }, () => size);
}

/** @param {number} each of a transaction */
function wholeFile(each) {
	return Array.from({ length: BLOCKS / each }, () =>
		blocks(each, BLOCK + CRC));
}

/** @param {Machine} m @param {import("./rawdb.mjs").Plan} plan */
async function raw(m, plan) {
	await m.open(QUIET);
	return await rawTime(m.page, plan);
}

/** @param {number} ms @returns {number} MB/s */
function speed(ms) {
	return BLOCK * BLOCKS / MEGA / (ms / 1000);
}

/** How many commits the store has seen. @param {Machine} m
 * @returns {Promise<number>} */
async function generation(m) {
	await m.open(QUIET);
	return await m.page.evaluate(() => new Promise((done, failed) => {
		const opening = indexedDB.open("exa-default");

		opening.onerror = failed;
		opening.onsuccess = () => {
			const key = new Uint8Array(16);

			key[0] = "S".charCodeAt(0);
			const request = opening.result.transaction("records")
				.objectStore("records").get(key);
			request.onsuccess = () => {
				done(new DataView(request.result.buffer,
					request.result.byteOffset)
					.getUint32(12, true));
				opening.result.close();
			};
		};
	}));
}

/** @param {Machine} m @returns {Promise<{ms: number, bytes: number}>} */
async function bootCost(m) {
	const begin = performance.now();

	await m.boot();
	const ms = performance.now() - begin;
	const lines = await m.run("cat /proc/meminfo");

	return { ms, bytes: 1024 * Number(lines.match(/Slab: *(\d+)/)?.[1]) };
}

/** @param {Machine} m */
async function mountCost(m) {
	await firstBoot(m);
	const empty = await bootCost(m);
	await number(m, "home_many ~/d");
	await m.open(QUIET);
	const full = await bootCost(m);

	return { ms: full.ms - empty.ms, bytes: full.bytes - empty.bytes };
}

/** @type {Record<string, (m: Machine) => Promise<Sample>>} */
const ROWS = {
	async "home-write"(m) {
		await firstBoot(m);
		return {
			exa: await number(m, "home_file write ~/file"),
			native: speed(await raw(m, { puts: wholeFile(COMMIT),
				strict: false, read: false })),
		};
	},

	async "home-read"(m) {
		await firstBoot(m);
		await number(m, "home_file write ~/file");
		await raw(m, { puts: wholeFile(COMMIT), strict: false,
			read: false });
		const native = speed(await raw(m, { puts: wholeFile(WINDOW),
			strict: false, read: true }));

		await m.boot();
		return { exa: await number(m, "home_file read ~/file"),
			native };
	},

	async "home-small"(m) {
		await firstBoot(m);
		await m.run("sync");
		const before = await generation(m);
		await m.boot();
		const exa = await number(m, "home_small ~/d");
		const commits = await generation(m) - before;
		const each = Math.ceil(FILES / commits);

		return { exa, native: await raw(m, {
			puts: Array.from({ length: commits }, () =>
				blocks(each, 200 + CRC)),
			strict: false, read: false }) };
	},

	async "home-fsync"(m) {
		await firstBoot(m);
		const puts = Array.from({ length: TIMES }, (_, i) => [
			PIECE * (i % (BLOCK / PIECE) + 1) + CRC, ...BESIDE]);

		return {
			exa: await number(m, "home_fsync ~/file"),
			native: await raw(m, { puts, strict: true,
				read: false }),
		};
	},

	async "home-mount"(m) {
		return { exa: (await mountCost(m)).ms };
	},

	async "home-mount-memory"(m) {
		return { exa: (await mountCost(m)).bytes };
	},
};

/** @type {string | null} */
let site = null;

/**
 * @param {string} row
 * @returns {Promise<Sample>}
 */
export async function homeSample(row) {
	site ??= makeSite(PROGRAMS.map((name) => `wasm/bench/${name}`));
	const profile = mkdtempSync(join(tmpdir(), "exa-bench-"));
	const server = await serve(site, 0);
	const browser = await launch(profile);

	try {
		return await ROWS[row](new Machine(await browser.newPage(),
			server.url));
	} finally {
		await browser.close();
		server.close();
		rmSync(profile, { recursive: true, force: true,
			maxRetries: 5 });
	}
}
