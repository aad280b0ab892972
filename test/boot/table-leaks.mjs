// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * 20,000 children in a row leave the kernel's memory where it was (leak.c) and
 * the host with as many live wasm memories as after one.
 */
const count = "NODE_OPTIONS=\"--import $PWD/test/boot/count-memories.mjs\"";

/** @param {string} how @returns {import("./row.mjs").Row} */
function row(how) {
	const run = (/** @type {number} */ children) =>
		`COUNT="$W/${children}" ${count} "$EXA" sh ` +
		'-v "$PWD/build/wasm/test/boot:/t:ro" ' +
		`-c "/t/leak ${how} ${children}" && `;

	return { name: `leak-${how}`, limit: 60000, out: /^(\d+) and \1\n$/,
		host: run(1) + run(20000) +
			'read one rest <"$W/1" && read many rest <"$W/20000" && ' +
			'echo "$one and $many"' };
}

/** @type {import("./row.mjs").Row[]} */
export default [row("spawn"), row("fork")];
