// SPDX-License-Identifier: GPL-3.0-or-later
/* What exa-run's attribute runtime may say, and what is run then. */

/**
 * @typedef {object} Runtime
 * @property {string} file where the code is put
 * @property {string[]} argv what is started
 * @property {boolean} [stdin] the code is its input, not a file
 */

/** @type {Record<string, Runtime>} */
export const RUNTIMES = {
	sh: { file: "main.sh", argv: ["/bin/sh", "main.sh"] },
	lua: { file: "main.lua", argv: ["lua", "main.lua"] },
	js: { file: "main.js", argv: ["mujs", "main.js"] },
	tcl: { file: "main.tcl", argv: ["jimsh", "main.tcl"] },
	awk: { file: "main.awk", argv: ["awk", "-f", "main.awk"] },
	bc: { file: "main.bc", argv: ["bc", "-q"], stdin: true },
	c: { file: "main.c", argv: ["cc", "-run", "main.c"] },
	sqlite: { file: "main.sql", argv: ["sqlite3", "-box", ":memory:"],
		stdin: true },
};

/** Other names of them. @type {Record<string, string>} */
const ALIASES = { bash: "sh", shell: "sh", ash: "sh", console: "sh",
	javascript: "js", sql: "sqlite", sqlite3: "sqlite" };

/** @param {string} name @returns {Runtime | undefined} */
export function runtimeOf(name) {
	return Object.hasOwn(ALIASES, name) ? RUNTIMES[ALIASES[name]] :
		Object.hasOwn(RUNTIMES, name) ? RUNTIMES[name] : undefined;
}
