// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * One row of a boot table: what it may say, and how it is run. EXA in the
 * environment names another command than the tree's own ./exa.
 */
import { spawn, spawnSync } from "node:child_process";
import {
	chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const TOP = fileURLToPath(new URL("../..", import.meta.url));
const EXA = process.env.EXA ?? path.join(TOP, "exa");
const PROGRAMS = path.join(TOP, "build/wasm/test/boot");

/* From seeing what was awaited to typing: a line is echoed before its command
 * runs. */
const TYPING_MS = 200;

/**
 * Exactly one of run, args, host and keys says what is started. The folder
 * that `files` go to is /w on the machine and $W on the host; test/boot's own
 * programs are in /t, the source tree is in /src.
 *
 * @typedef {object} Row
 * @property {string} name unique; the test is boot.NAME
 * @property {string} [run] command for `exa sh -c`
 * @property {string[]} [args] arguments of `exa sh`; $W is replaced
 * @property {string} [host] host shell command; $EXA is the one command, $T
 *   the folder of test/boot's programs
 * @property {string} [term] TERM, with keys; dumb: the shell edits no lines
 * @property {[RegExp, string][]} [keys] typed at an interactive shell on a
 *   terminal: wait until the output since the last step matches, then type
 * @property {string[]} [options] more options of `exa sh`
 * @property {Record<string, string | Buffer>} [files] made before; those that
 *   do not end in .txt are executable
 * @property {string} [stdin] standard input; none otherwise
 * @property {string | RegExp} [out] standard output, "" if not given
 * @property {string | RegExp} [err] standard error, "" if not given
 * @property {string} [same] host command whose output `out` must equal
 * @property {number} [status] exit status, 0 if not given
 * @property {number} [least] shortest time it may take, in ms
 * @property {number} [limit] longest time it may take, in ms; 10 s
 */

/**
 * @param {Row} row
 * @param {string} folder
 */
function makeFiles(row, folder) {
	for (const [name, content] of Object.entries(row.files ?? {})) {
		const file = path.join(folder, name);
		mkdirSync(path.dirname(file), { recursive: true });
		writeFileSync(file, content);
		if (!name.endsWith(".txt"))
			chmodSync(file, 0o755);
	}
}

/**
 * @param {Row} row
 * @param {string} folder
 * @returns {string[]} the host command line
 */
function commandOf(row, folder) {
	const options = [
		"-v", `${PROGRAMS}:/t:ro`, "-v", `${TOP}:/src:ro`,
		...(row.options ?? []).map((word) =>
			word.replace("$W", folder)),
	];
	if (!options.some((option) => option.includes(":/w")))
		options.push("-v", `${folder}:/w`);
	if (row.run !== undefined)
		return [EXA, "sh", ...options, "-c", row.run];
	if (row.args)
		return [EXA, "sh", ...options,
			...row.args.map((arg) =>
				arg.replace("$W", folder))];
	if (row.host !== undefined)
		return ["sh", "-c", row.host];
	/* A terminal for it, whose end carries the exit status. */
	const words = [EXA, "sh", ...options].map((word) => `'${word}'`);
	return ["script", "-qefc", words.join(" "), "/dev/null"];
}

/**
 * @typedef {object} Result
 * @property {string} out
 * @property {string} err
 * @property {number | string} status or the signal's name
 * @property {number} took ms
 * @property {boolean} late
 * @property {string} stuck what the next step waited for in vain, or ""
 */

/**
 * @param {Row} row
 * @param {string[]} command
 * @param {string} folder
 * @returns {Promise<Result>}
 */
function start(row, command, folder) {
	const begin = performance.now();
	const steps = [...(row.keys ?? [])];
	const child = spawn(command[0], command.slice(1), {
		cwd: TOP,
		detached: true,
		env: { ...process.env, EXA, W: folder, T: PROGRAMS,
			...(row.keys ? { TERM: row.term ?? "dumb" } : {}) },
	});
	/** @type {Buffer[]} */
	const out = [];
	/** @type {Buffer[]} */
	const err = [];
	let seen = "";
	let late = false;

	let typing = false;

	function nextStep() {
		if (typing || steps.length === 0 || !steps[0][0].test(seen))
			return;
		const text = steps[0][1];
		typing = true;
		setTimeout(() => {
			typing = false;
			seen = "";
			steps.shift();
			child.stdin.write(text);
		}, TYPING_MS);
	}
	child.stdin.on("error", () => {}); /* it may end without reading */
	child.stdout.on("data", (data) => {
		out.push(data);
		seen += data.toString("latin1");
		nextStep();
	});
	child.stderr.on("data", (data) => err.push(data));
	if (!row.keys)
		child.stdin.end(row.stdin ?? "");
	const timer = setTimeout(() => {
		late = true;
		process.kill(-(child.pid ?? 0), "SIGKILL");
	}, row.limit ?? 10000);

	return new Promise((resolve) => child.on("close", (code, signal) => {
		clearTimeout(timer);
		resolve({
			out: Buffer.concat(out).toString("utf8"),
			err: Buffer.concat(err).toString("utf8"),
			status: code ?? String(signal),
			took: performance.now() - begin,
			late,
			stuck: steps.length > 0 ? String(steps[0][0]) : "",
		});
	}));
}

/**
 * @param {string} what
 * @param {string} got
 * @param {string | RegExp} want
 * @returns {string[]}
 */
function differs(what, got, want) {
	if (typeof want === "string" ? got === want : want.test(got))
		return [];
	const shown = JSON.stringify(got);
	const text = typeof want === "string" ? JSON.stringify(want) : want;
	return [`${what} is ${shown}, expected ${text}`];
}

/**
 * @param {Row} row
 * @returns {Promise<string[]>} what was wrong
 */
export async function runRow(row) {
	const folder = mkdtempSync(path.join(os.tmpdir(), "exa-boot-"));
	try {
		makeFiles(row, folder);
		const result = await start(row, commandOf(row, folder), folder);
		const want = row.same
			? spawnSync("sh", ["-c", row.same],
				{ cwd: TOP }).stdout.toString()
			: row.out ?? (row.keys ? /(?:)/ : "");
		const problems = [
			...differs("stdout", result.out, want),
			...differs("stderr", result.err, row.err ?? ""),
		];
		if (result.stuck)
			problems.push(`no ${result.stuck} came`);
		if (result.late)
			problems.push("not done within its limit");
		else if (result.status !== (row.status ?? 0))
			problems.push(`status is ${result.status}, ` +
				`expected ${row.status ?? 0}`);
		if (result.took < (row.least ?? 0))
			problems.push(`took only ${result.took} ms`);
		return problems;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
