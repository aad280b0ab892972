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
                        there are replaced, who may embed them stays
  embed DIR ORIGIN...   lets pages of these origins, such as
                        https://docs.example, use the machines of DIR, and no
                        others but those of its own; * are all
  origins DIR [ORIGIN]...
                        prints the origins that DIR is to let in: those given,
                        or if there are none, those that it lets in now
`;
const META = /(<meta name="exa-embedders" content=")([^"]*)"/;
const PACKAGE = fileURLToPath(new URL(".", import.meta.url));

/** @param {string} text @returns {never} */
function fail(text) {
	process.stderr.write(`exa-unikernel: ${text}\n`);
	process.exit(1);
}

/** @param {string} to
 * @returns {string[]} the origins that a folder lets in; none if it is none */
function embedders(to) {
	const page = join(to, "machine.html");
	const [, , list = ""] = existsSync(page) ?
		META.exec(readFileSync(page, "utf8")) ?? [] : [];

	return list.split(/\s+/).filter(Boolean);
}

/** @param {string} to */
function copy(to) {
	const origins = embedders(to).map(originOf);

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
	if (origins.length > 0)
		embed(to, origins);
}

/** @param {string} text @returns {string} as browsers write it */
function originOf(text) {
	const url = URL.canParse(text) ? new URL(text) : null;

	if (text === "*")
		return text;
	if (url?.href !== `${url?.origin}/`)
		fail(`${text || '""'} is no origin: it must be like ` +
			"https://docs.example");
	return url.origin;
}

/** @param {string} to @param {string[]} texts */
function embed(to, texts) {
	const page = join(to, "machine.html");
	const origins = texts.map(originOf).join(" ");
	const old = readFileSync(page, "utf8");

	if (!META.test(old))
		fail(`${page} has no <meta name="exa-embedders">: it is of ` +
			"another version");
	writeFileSync(page, old.replace(META, `$1${origins}"`));
	for (const packed of [".gz", ".br"])
		rmSync(page + packed, { force: true });
}

const [command, to, ...rest] = process.argv.slice(2);

if (command === "--help" || command === "-h") {
	process.stdout.write(USAGE);
} else if (!to || to.startsWith("-") ||
	!(command === "copy" && rest.length === 0 || command === "embed" ||
	command === "origins")) {
	process.stderr.write(USAGE);
	process.exit(2);
} else {
	try {
		if (command === "copy")
			copy(to);
		else if (command === "origins")
			console.log((rest.length > 0 ? rest.map(originOf) :
				embedders(to)).join(" "));
		else
			embed(to, rest);
	} catch (error) {
		fail(`${to}: ${/** @type {Error} */ (error).message}`);
	}
}
