// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Makes the file that the built-in help reads (shell/sh/edit/help.c tells its
 * form): what is in shell/sh/help.txt, and of each command the comment at the
 * head of its source.
 * A built-in without an entry is an error.
 * usage: help.mjs OUT HELP.TXT TABLE.C COMMAND.C...
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * @param {string} source a command's file
 * @returns {string} its entry
 */
function entryOf(source) {
	const head = /\n\/\*\n([^]*?)\n \*\/\n/
		.exec(readFileSync(source, "utf8"))?.[1];
	if (!head)
		throw new Error(`${source}: no comment at its head that says ` +
			"what the command is for");
	const lines = head.split("\n").map((line) => line.replace(/^ \* ?/, ""));
	const uses = lines.slice(0, lines.indexOf(""));
	const names = uses.flatMap((line) => line.split(/ {2,}/))
		.map((use) => use.split(" ")[0])
		.filter((word) => /^[a-z][\w.-]*$/.test(word));
	const known = [...new Set(names)];
	if (known[0] !== path.basename(source, ".c"))
		throw new Error(`${source}: its head begins with ${known[0]}, ` +
			"not with the name of the command");
	return `${known.join(" ")}\n` + lines.map((line) => `\t${line}\n`).join("");
}

/**
 * @param {string} text all entries
 * @returns {string} the entry that lists them
 */
function contents(text) {
	const heads = text.match(/^[^\t\n].*$/gm) ?? [];
	const lines = heads.filter((head) => head.includes("\t")).map((head) => {
		const [name, , purpose] = head.split("\t");

		return name.padEnd(10) + purpose;
	});
	const pages = heads.filter((head) => !head.includes("\t"))
		.flatMap((head) => head.split(" "));
	let line = "help NAME also:";

	lines.push("");
	for (const page of pages) {
		if (line.length + page.length > 77) {
			lines.push(line);
			line = "   ";
		}
		line += ` ${page}`;
	}
	lines.push(line, "For other commands: NAME --help, man NAME");
	return `list\n${lines.map((one) => `\t${one}\n`).join("")}`;
}

const [out, own, table, ...sources] = process.argv.slice(2);
const builtins = readFileSync(own, "utf8").replace(/^#.*\n/gm, "");
for (const [, name] of readFileSync(table, "utf8").matchAll(/^\t\{ "(.+?)",/gm))
	if (!`\n${builtins}`.includes(`\n${name}\t`))
		throw new Error(`${own}: nothing about the built-in ${name} ` +
			`of ${table}`);
const entries = sources.map(entryOf).sort();
mkdirSync(path.dirname(out), { recursive: true });
writeFileSync(out, contents(builtins + entries.join("")) + builtins +
	entries.join(""));
