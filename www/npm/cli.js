#!/usr/bin/env node
// SPDX-License-Identifier: GPL-3.0-or-later
/* npx exa-unikernel: the machine's files for a web server, and who may use
 * them. `./exa dist` uses the second part as well. */
import {
	copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync,
	rmSync, writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const USAGE = `usage: exa-unikernel COMMAND ...

  copy DIR              copies the files of the machine to DIR, such as
                        public/exa, from where pages fetch them; older ones
                        there are replaced
  embed DIR ORIGIN...   lets pages of these origins, such as
                        https://docs.example, use the machines of DIR, and no
                        others but those of its own; * are all
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

/** @param {string} text @returns {string} as browsers write it */
function originOf(text) {
	const url = URL.canParse(text) ? new URL(text) : null;

	if (text === "*")
		return text;
	if (url?.href !== `${url?.origin}/`)
		fail(`${text} is no origin: it must be like ` +
			"https://docs.example");
	return url.origin;
}

/** @param {string} to @param {string[]} texts */
function embed(to, texts) {
	const page = join(to, "machine.html");
	const origins = texts.map(originOf).join(" ");
	const old = readFileSync(page, "utf8");
	const meta = /(<meta name="exa-embedders" content=")[^"]*"/;

	if (!meta.test(old))
		fail(`${page} has no <meta name="exa-embedders">: it is of ` +
			"another version");
	writeFileSync(page, old.replace(meta, `$1${origins}"`));
	for (const packed of [".gz", ".br"])
		rmSync(page + packed, { force: true });
}

const [command, to, ...rest] = process.argv.slice(2);

if (command === "--help" || command === "-h") {
	process.stdout.write(USAGE);
} else if (!to || to.startsWith("-") ||
	!(command === "copy" && rest.length === 0 || command === "embed")) {
	process.stderr.write(USAGE);
	process.exit(2);
} else {
	try {
		if (command === "copy")
			copy(to);
		else
			embed(to, rest);
	} catch (error) {
		fail(`${to}: ${/** @type {Error} */ (error).message}`);
	}
}
