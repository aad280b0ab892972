// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * node run.mjs host|machine CC [NAME]: the cases of the C interpreter. Each
 * program of cases/ is compiled by gcc, and what it prints and its status are
 * what CC -run (a build for the host), or cc on the machine, must give, too.
 * errors/ has programs that are wrong: the message, in a comment at their end,
 * is what cc says.
 */
import { execFileSync, spawnSync } from "node:child_process";
import {
	mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync,
} from "node:fs";
import path from "node:path";
import { abiProgram } from "./abi.mjs";

const here = path.dirname(new URL(import.meta.url).pathname);
const top = path.dirname(path.dirname(here));
const [where, cc, only] = process.argv.slice(2);
const work = path.join(top, "build/cc-tests", where);
const INPUT = "a\nb b\n";
const SIGNALS = new Map([["SIGFPE", 136], ["SIGSEGV", 139]]);

/** @typedef {{status: number, out: string, err: string}} Result */

/** @param {string} command @param {string[]} args @returns {Result} */
function run(command, args) {
	const done = spawnSync(command, args, { cwd: work, input: INPUT,
		encoding: "utf8", timeout: 60000, env: { ...process.env,
			ASAN_OPTIONS: "detect_leaks=0:handle_segv=0:" +
				"handle_sigfpe=0:handle_abort=0" } });

	return { out: done.stdout, err: done.stderr,
		status: done.status ?? SIGNALS.get(String(done.signal)) ?? -1 };
}

/** @param {string} folder */
function sources(folder) {
	return readdirSync(path.join(here, folder))
		.filter((name) => name.endsWith(".c") &&
			(!only || name === `${only}.c`))
		.map((name) => name.slice(0, -2)).sort();
}

/** One machine runs them all. @param {string[]} files
 * @returns {Map<string, Result>} */
function onMachine(files) {
	const script = files.map((file) => {
		const name = path.basename(file, ".c");

		return `cc -run ${path.basename(file)} <input ` +
			`>${name}.out 2>${name}.err; echo $? >${name}.status`;
	}).join("\n");

	writeFileSync(path.join(work, "input"), INPUT);
	execFileSync(path.join(top, "exa"), ["sh", "-v", `${work}:/p`, "-c",
		`cd /p\n${script}`], { stdio: ["ignore", "inherit", "inherit"] });
	return new Map(files.map((file) => {
		const name = path.join(work, path.basename(file, ".c"));
		const read = (/** @type {string} */ end) =>
			readFileSync(`${name}.${end}`, "utf8");

		return [path.basename(name), { status: Number(read("status")),
			out: read("out"), err: read("err") }];
	}));
}

/** @param {string} name @returns {Result} what gcc's program does */
function oracle(name) {
	const program = path.join(work, `${name}.gcc`);

	execFileSync("gcc", ["-std=gnu11", "-w", "-O1", "-fwrapv",
		"-D_GNU_SOURCE", path.join(work, `${name}.c`), "-lm", "-o",
		program]);
	return run(program, []);
}

let failures = 0;

/** @param {string} name @param {string} what @param {unknown} is
 * @param {unknown} should */
function compare(name, what, is, should) {
	if (is === should)
		return;
	failures++;
	console.log(`${name}: ${what} is\n${is}\nand should be\n${should}`);
}

/** The message at the end of a program that is wrong.
 * @param {string} name */
function expected(name) {
	const text = readFileSync(path.join(work, `${name}.c`), "utf8");

	return text.slice(text.lastIndexOf("/*") + 2, text.lastIndexOf("*/"))
		.replace(/^ \* /gm, "").trim();
}

/** What cc does besides running, and that its headers are the library's. */
function tools() {
	const from = path.join(here, "tools");
	const text = readFileSync(path.join(from, "check.sh"), "utf8");
	const should = [...text.matchAll(/^#: (.*)$/gm)]
		.map(([, line]) => `${line}\n`).join("");

	for (const name of readdirSync(from))
		writeFileSync(path.join(work, name),
			readFileSync(path.join(from, name)));
	writeFileSync(path.join(work, "abi.c"), abiProgram(readFileSync(
		path.join(top, "shell/cc/headers.txt"), "utf8")));
	execFileSync(path.join(top, "libc/cc"), ["-D_GNU_SOURCE",
		path.join(work, "abi.c"), "-o", path.join(work, "abi")]);
	execFileSync(path.join(top, "exa"), ["sh", "-v", `${work}:/p`, "-c",
		"cd /p; sh check.sh >check.out 2>&1; ./abi >abi.should; " +
			"cc -run abi.c >abi.is 2>&1"]);
	const read = (/** @type {string} */ name) =>
		readFileSync(path.join(work, name), "utf8");

	compare("tools", "what check.sh prints", read("check.out"), should);
	const right = read("abi.should").split("\n");

	read("abi.is").split("\n").forEach((line, i) =>
		compare("abi", `line ${i}`, line, right[i]));
	if (right.length < 100)
		compare("abi", "its lines", right.length, "more");
}

/** cc compiles itself, and what it has made of itself runs a program. */
function itself() {
	const folder = path.join(top, "shell/cc");
	const parts = readdirSync(folder).filter((name) => name.endsWith(".c"));
	const headers = path.join(work, "headers.c");

	execFileSync(process.execPath, [path.join(top, "cmake/cc-headers.mjs"),
		path.join(folder, "headers.txt"), headers]);
	const made = run(cc, ["-D_GNU_SOURCE", `-I${top}`, "-o", "itself",
		...parts.map((name) => path.join(folder, name)), headers]);

	compare("itself", "what cc says of its sources", made.err, "");
	const ran = run(cc, ["-run", "itself", "-run", "queens.c"]);

	compare("itself", "what it prints", ran.out + ran.err, "92\n");
}

rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const cases = sources("cases"), errors = sources("errors");
const files = [...cases.map((name) => `cases/${name}.c`),
	...errors.map((name) => `errors/${name}.c`)];

for (const file of files)
	writeFileSync(path.join(work, path.basename(file)),
		readFileSync(path.join(here, file)));
const results = where === "machine" ? onMachine(files) :
	new Map([...cases, ...errors].map((name) =>
		[name, run(cc, ["-run", `${name}.c`])]));

for (const name of cases) {
	const is = /** @type {Result} */ (results.get(name));
	const should = oracle(name);

	compare(name, "what it prints", is.out, should.out);
	compare(name, "its status", is.status, should.status);
	if (is.err && is.status < 128)
		compare(name, "what it says", is.err, "");
}
for (const name of errors) {
	const is = /** @type {Result} */ (results.get(name));

	if (!is.err.includes(expected(name)))
		compare(name, "what cc says", is.err, expected(name));
	compare(name, "cc's status", is.status, 1);
}
if (!only)
	(where === "machine" ? tools : itself)();
if (files.length === 0)
	compare("cases", "their number", 0, "more");
process.exitCode = failures ? 1 : 0;
