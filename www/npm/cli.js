#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
/* npx exa-unikernel copy DIR: the machine's files, for a web server. */
import {
	copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const USAGE = `usage: exa-unikernel copy DIR

  copies the files of the machine to DIR, such as public/exa, from where
  pages fetch them; older ones there are replaced
`;
const PACKAGE = fileURLToPath(new URL(".", import.meta.url));

/** @param {string} text @returns {never} */
function fail(text) {
	process.stderr.write(`exa-unikernel: ${text}\n`);
	process.exit(1);
}

/** @param {string} to */
function copy(to) {
	if (existsSync(to)) {
		if (!existsSync(join(to, "exa.wasm")) &&
			readdirSync(to).length > 0)
			fail(`${to} exists and holds something else`);
		rmSync(to, { recursive: true });
	}
	mkdirSync(to, { recursive: true });
	cpSync(join(PACKAGE, "site"), to, { recursive: true });
	for (const name of ["LICENSE", "NOTICE"])
		copyFileSync(join(PACKAGE, name), join(to, name));
}

const [command, to, ...rest] = process.argv.slice(2);

if (command === "--help" || command === "-h") {
	process.stdout.write(USAGE);
} else if (command !== "copy" || !to || to.startsWith("-") ||
	rest.length > 0) {
	process.stderr.write(USAGE);
	process.exit(2);
} else {
	try {
		copy(to);
	} catch (error) {
		fail(`${to}: ${/** @type {Error} */ (error).message}`);
	}
}
