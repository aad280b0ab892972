// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Random scripts (grammar.mjs) by our shell and by dash, for EXA_FUZZ_SECONDS
 * (5 if unset): same output, same status. The first that differs is made as
 * small as it gets and printed.
 * usage: fuzz.mjs SHELL [SEED]     from this seed on; 1 if not given
 */
import { drive, ORACLE } from "./drive.mjs";
import { LEAST, makeScript, Piece, randomFrom } from "./grammar.mjs";

const BATCH = 100;
const SMALLEST = 60; /* rounds of making smaller */

/** @typedef {import("./drive.mjs").Result} Result */

/**
 * @param {string} script
 * @param {Result} ours
 * @param {Result} dash
 */
function differ(script, ours, dash) {
	/* An error in a document does not end dash: see docs/sh.md. */
	if (script.includes("<<E") && dash.err !== "")
		return false;
	/* dash dies where a number has no answer in C; nobody is right then. */
	if (dash.status >= 124)
		return false;
	return ours.out !== dash.out || ours.status !== dash.status ||
		/Sanitizer|runtime error/.test(ours.err);
}

/**
 * @param {Piece[]} scripts
 * @returns {Promise<{piece: Piece, ours: Result, dash: Result}[]>} those
 *   that differ
 */
async function compare(scripts) {
	const cases = scripts.map((piece) =>
		({ piece, script: String(piece) }));
	const [ours, dash] = await Promise.all([drive(cases, shell),
		drive(cases, ORACLE)]);
	return cases.map((one) => ({ piece: one.piece,
		ours: /** @type {Result} */ (ours.get(one)),
		dash: /** @type {Result} */ (dash.get(one)) }))
		.filter((one) => differ(String(one.piece),
			one.ours, one.dash));
}

/**
 * @param {Piece} piece
 * @returns {Generator<Piece>} copies with one part left out or replaced
 */
function* smaller(piece) {
	for (const [i, part] of piece.parts.entries()) {
		if (!(part instanceof Piece))
			continue;
		/** @param {(string | Piece)[]} put */
		const copy = (...put) => new Piece(piece.kind, [
			...piece.parts.slice(0, i), ...put,
			...piece.parts.slice(i + 1)]);
		if (String(part) !== LEAST[part.kind])
			yield copy(LEAST[part.kind]);
		for (const inside of part.parts)
			if (inside instanceof Piece &&
				inside.kind === part.kind)
				yield copy(inside);
		for (const less of smaller(part))
			yield copy(less);
	}
}

/**
 * @param {{piece: Piece, ours: Result, dash: Result}} found
 */
async function smallest(found) {
	let best = found;
	for (let round = 0; round < SMALLEST; round++) {
		const tries = [...smaller(best.piece)];
		const still = await compare(tries.slice(0, 150));
		if (still.length === 0)
			break;
		still.sort((a, b) =>
			String(a.piece).length - String(b.piece).length);
		best = still[0];
	}
	return best;
}

const [shell, first] = process.argv.slice(2);
if (!shell) {
	console.error("usage: fuzz.mjs SHELL [SEED]");
	process.exit(2);
}
const seconds = Number(process.env.EXA_FUZZ_SECONDS ?? 5);
const end = performance.now() + seconds * 1000;
let seed = Number(first ?? 1);
let ran = 0;
do {
	const seeds = Array.from({ length: BATCH }, () => seed++);
	const scripts = seeds.map((number) => makeScript(randomFrom(number)));
	const found = await compare(scripts);
	ran += scripts.length;
	if (found.length > 0) {
		console.log(`seed ${seeds[scripts.indexOf(found[0].piece)]}; ` +
			`${found.length} of ${BATCH} differ; the first, made ` +
			"small:");
		const { piece, ours, dash } = await smallest(found[0]);
		console.log(`${piece}\nours ${JSON.stringify(ours)}\n` +
			`dash ${JSON.stringify(dash)}`);
		process.exit(1);
	}
} while (performance.now() < end);
console.log(`${ran} scripts, no difference`);
