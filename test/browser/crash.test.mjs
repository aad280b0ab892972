// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The page's process is killed at some moment of a history of changes
 * (test/localfs/history.c): the files are then as they were at one moment of
 * it, not before the last one that the screen called safe.
 *
 * EXA_CRASH_SEED makes the same moments again, EXA_CRASH_RUNS says how many;
 * else there are more when `./exa test --full` asks for long fuzzing.
 */
import assert from "node:assert/strict";
import { sleep, suite } from "./machine.js";
import { makeSite } from "./site.js";

/** @typedef {import("./machine.js").Machine} Machine */

const { env } = process;
const LONG = Number(env.EXA_FUZZ_CALLS ?? 0) >= 1000000;
const RUNS = Number(env.EXA_CRASH_RUNS ?? (LONG ? 200 : 8));
const SEED = Number(env.EXA_CRASH_SEED ?? 20260101);
const STEPS = 500;
/* Milliseconds that all of them take, about, and the start of the program. */
const MOST = 300;
/* For these many runs a case, which has a minute. */
const PORTION = 4;

let state = BigInt(SEED);

/** @param {number} limit */
function randomBelow(limit) {
	state = BigInt.asUintN(64,
		state * 6364136223846793005n + 1442695040888963407n);
	return Number((state >> 33n) % BigInt(limit));
}

/** @param {Machine} m @returns {Promise<number>} what is safe, by the screen */
async function safeOf(m) {
	const told = (await m.screen()).match(/safe \d+(?=\n)/g) ?? [];

	return Number(told.at(-1)?.slice(5) ?? 0);
}

/**
 * @param {Machine} m
 * @param {number} number of the run
 * @returns {Promise<Machine>} the one after it
 */
async function crash(m, number) {
	const seed = randomBelow(1 << 30), after = randomBelow(MOST);

	await m.run("cd; rm -rf h; mkdir h; sync; clear");
	await m.type(`/bin/history run ~/h ${seed} ${STEPS}\n`);
	await sleep(after);
	const safe = await safeOf(m);
	const next = await m.another();
	await m.crash();
	await next.page.bringToFront();
	await next.boot();
	const told = await next.run(
		`/bin/history check ~/h ${seed} ${safe} ${STEPS}; echo $?`, 30000);
	if (env.EXA_VERBOSE)
		console.log(`run ${number}: seed ${seed}, killed after ` +
			`${after} ms, safe ${safe} seen: ${told}`);
	assert.equal(told, "0", `run ${number} of seed ${SEED}: history ` +
		`check h ${seed} ${safe} ${STEPS}`);
	return next;
}

/** @type {Parameters<typeof suite>[0]} */
const cases = {};

for (let first = 1; first <= RUNS; first += PORTION)
	cases[`runs from ${first} on, seed ${SEED}`] = async (start) => {
		let m = start;

		await m.boot();
		for (let i = first; i < first + PORTION && i <= RUNS; i++)
			m = await crash(m, i);
	};

await suite(cases, makeSite(["wasm/test/localfs/history"]));
