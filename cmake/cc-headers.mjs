// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * node cc-headers.mjs headers.txt OUT.c: the headers of the C interpreter
 * (shell/cc) as a table of texts.
 */
import { readFileSync, writeFileSync } from "node:fs";

const [input, output] = process.argv.slice(2);
const parts = readFileSync(input, "utf8").split(/^@ /m).slice(1);

/** A string of C, a line of text a line. @param {string} text */
function quoted(text) {
	return text.trimEnd().split("\n")
		.map((line) => `\t\t${JSON.stringify(`${line}\n`)}`).join("\n");
}

writeFileSync(output, `#include "shell/cc/cc.h"

const struct header headers[] = {
${parts.map((part) => {
		const end = part.indexOf("\n");

		return `\t{ "${part.slice(0, end)}",\n${
			quoted(part.slice(end + 1))} },`;
	}).join("\n")}
	{ 0 }
};
`);
