// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Runs the cases of test/shell/cases by our shell and by dash, and compares
 * standard output, exit status, and whether there was anything on standard
 * error. Prints what differs, and last `N of M agree: WHERE`.
 * usage: run.mjs WHERE SHELL|machine [FILE|NAME]...
 *
 * A file holds the cases of one subject. A line `#### NAME` starts a case;
 * its text up to the next such line is a script that runs in an empty folder.
 * Where dash is not right or lacks something, a line `#> TEXT` in a case is a
 * line of the output that is right, and `#= N` the status (0 if absent); a
 * line `#: WHY` names what decides, a clause of POSIX (2017 unless it says
 * 2024). dash is then not asked. A line `#@ host` keeps a case from
 * the machine.
 */
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { drive, ORACLE } from "./drive.mjs";

/**
 * @typedef {import("./drive.mjs").Result} Result
 * @typedef {object} Case
 * @property {string} name
 * @property {string} script
 * @property {string[]} want lines of output
 * @property {number | undefined} status
 * @property {boolean} why
 * @property {boolean} host
 */

const HERE = path.dirname(fileURLToPath(import.meta.url));

/**
 * @param {string} file
 * @returns {Case[]}
 */
function casesOf(file) {
	const subject = path.basename(file, ".sh");
	/** @type {Case[]} */
	const cases = [];
	for (const line of fs.readFileSync(file, "latin1").split("\n")) {
		const last = cases.at(-1);
		if (line.startsWith("#### "))
			cases.push({ name: `${subject}: ${line.slice(5)}`,
				script: "", want: [], status: undefined,
				why: false, host: false });
		else if (last && /^#>( |$)/.test(line))
			last.want.push(line.slice(3));
		else if (last && line.startsWith("#= "))
			last.status = Number(line.slice(3));
		else if (last && line.startsWith("#: "))
			last.why = true;
		else if (last && line === "#@ host")
			last.host = true;
		else if (last)
			last.script += `${line}\n`;
	}
	return cases;
}

/** @param {Case} one */
function isTold(one) {
	return one.want.length > 0 || one.status !== undefined;
}

/**
 * @param {Case} one
 * @param {Result} got
 * @param {Result} dash
 * @returns {string[]} what differs
 */
function differences(one, got, dash) {
	const want = !isTold(one) ? dash : { err: got.err,
		status: one.status ?? 0,
		out: one.want.map((line) => `${line}\n`).join("") };
	const all = [];
	if (got.out !== want.out)
		all.push(`wanted ${JSON.stringify(want.out)}`,
			`got    ${JSON.stringify(got.out)}`);
	if (got.status !== want.status)
		all.push(`wanted status ${want.status}, got ${got.status}`);
	if ((got.err === "") !== (want.err === ""))
		all.push(`wanted on stderr ${JSON.stringify(want.err)}`);
	/* No script may crash the shell, or leave its sanitizers unhappy. */
	if (/Sanitizer|runtime error/.test(got.err))
		all.push("a sanitizer complains");
	if (isTold(one) && !one.why)
		all.push("a line #: that says what decides is missing");
	if (all.length > 0 && got.err !== "")
		all.push(`stderr ${JSON.stringify(got.err.slice(0, 600))}`);
	return all;
}

const [where, shell, ...files] = process.argv.slice(2);
if (!shell) {
	console.error("usage: run.mjs WHERE SHELL|machine [FILE|NAME]...");
	process.exit(2);
}
const folder = path.join(HERE, "cases");
const given = files.map((name) => name.includes("/") ? name :
	path.join(folder, `${name}.sh`));
const all = given.length > 0 ? given : fs.readdirSync(folder).sort()
	.map((name) => path.join(folder, name));
const cases = all.flatMap(casesOf)
	.filter((one) => shell !== "machine" || !one.host);
const [got, dash] = await Promise.all([drive(cases, shell),
	drive(cases.filter((one) => !isTold(one)), ORACLE)]);
let agreed = 0;
for (const one of cases) {
	const bad = differences(one, /** @type {Result} */ (got.get(one)),
		/** @type {Result} */ (dash.get(one)));
	if (bad.length === 0)
		agreed++;
	else
		console.log(`FAIL ${one.name}\n  ${bad.join("\n  ")}`);
}
const verdict = `${agreed} of ${cases.length} agree: ${where}`;
console.log(verdict);
process.exit(agreed === cases.length ? 0 : 1);
