// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A history of changes (history.c) with a fault of the store at each of its
 * operations: what a later machine finds is a moment of that history, not
 * before what was made safe, and fsck.localfs finds nothing wrong.
 * EXA_FUZZ_CALLS of a million and more: more seeds.
 */
import assert from "node:assert/strict";
import { machine, newFolder, twoAtATime } from "./machine.js";

const STEPS = 60;
const MOST = 40; /* batches of a history, at the most */
const STOPPED = 99;
const isFull = Number(process.env.EXA_FUZZ_CALLS ?? 0) >= 1000000;
const SEEDS = isFull ? [1, 2, 3, 4, 5, 6, 7, 8] : [1, 2];

/** @param {string} out */
function safeOf(out) {
	return Number([...out.matchAll(/^safe (\d+)$/gm)].at(-1)?.[1] ?? 0);
}

/** @param {string} fault @param {number} seed
 * @returns {Promise<boolean>} whether the machine was stopped */
async function tryFault(fault, seed) {
	const folder = newFolder();
	const what = `${fault}, seed ${seed}`;
	const first = await machine(folder, `/t/history run . ${seed} ${STEPS}`,
		{ fault });
	const safe = safeOf(first.out);
	const isStopped = first.status === STOPPED;

	assert(isStopped || !/^(stop|torn)/.test(fault) || safe > 0,
		`${what}: status ${first.status}: ${first.err}`);
	assert(!/panic|RuntimeError/.test(first.err), `${what}: ${first.err}`);
	const second = await machine(folder,
		`/t/history check . ${seed} ${safe} ${STEPS} && ` +
		"fsck.localfs");
	assert.equal(second.status, 0, `${what}, safe ${safe}: ` +
		`${first.err}\n${second.out}${second.err}`);
	return isStopped;
}

/* How many batches a history has: one more, and nothing is stopped. */
async function countBatches(seed) {
	let batches = MOST;

	for (let low = 0; low < batches;) {
		const n = (low + batches) >> 1;
		const folder = newFolder();
		const { status } = await machine(folder,
			`/t/history run . ${seed} ${STEPS}`,
			{ fault: `stop:${n + 1}` });

		if (status === STOPPED)
			low = n + 1;
		else
			batches = n;
	}
	return batches;
}

const tasks = [];
for (const seed of SEEDS) {
	const batches = await countBatches(seed);

	assert(batches >= 4 && batches < MOST, `${batches} batches`);
	for (let n = 1; n <= batches; n++)
		for (const kind of ["stop", "torn", "fail", "enospc"])
			tasks.push(async () => {
				const stopped = await tryFault(`${kind}:${n}`,
					seed);

				assert.equal(stopped, kind === "stop" ||
					kind === "torn", `${kind}:${n}`);
			});
	tasks.push(async () => {
		assert(!await tryFault(`stop:${batches + 1}`, seed));
	});
}
await twoAtATime(tasks);
