// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Has scripts run by drive.sh, which tells how.
 *
 * @typedef {{out: string, err: string, status: number}} Result
 */
import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const EXA = path.join(HERE, "../../exa");

/** The shell that tells what is right. */
export const ORACLE = process.env.ORACLE ?? "/bin/dash";

/**
 * Run scripts by drive.sh, here or in the machine.
 * @template {{script: string}} T
 * @param {T[]} cases
 * @param {string} shell its path, or "machine"
 * @returns {Promise<Map<T, Result>>}
 */
export async function drive(cases, shell) {
	const work = fs.mkdtempSync(path.join(os.tmpdir(), "shtest."));
	const scripts = path.join(work, "cases");
	fs.mkdirSync(scripts);
	const names = cases.map((one, i) => {
		const name = String(i).padStart(4, "0");
		fs.writeFileSync(path.join(scripts, `${name}.sh`), one.script,
			"latin1");
		return name;
	});
	fs.copyFileSync(path.join(HERE, "drive.sh"),
		path.join(work, "drive.sh"));
	try {
		const text = await (shell === "machine" ?
			run(EXA, ["sh", "-v", `${work}:/t:ro`, "-c",
				"sh /t/drive.sh /t/cases /tmp/work /bin/sh"]) :
			run(ORACLE, [path.join(work, "drive.sh"), scripts, work,
				path.resolve(shell)]));
		return new Map(cases.map((one, i) =>
			[one, resultOf(text, names[i])]));
	} finally {
		fs.rmSync(work, { recursive: true, force: true });
	}
}

/**
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<string>}
 */
function run(file, args) {
	return new Promise((resolve, reject) => {
		execFile(file, args, { encoding: "latin1", timeout: 600000,
			maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
			if (stdout.endsWith("@@ end\n"))
				resolve(stdout);
			else
				reject(new Error(`the run ended early: ` +
					`${error}\n${stderr}` +
					stdout.slice(-300)));
		});
	});
}

/**
 * @param {string} text of drive.sh
 * @param {string} name
 * @returns {Result}
 */
function resultOf(text, name) {
	const mark = `@@ ${name} `;
	const at = text.startsWith(mark) ? 0 : text.indexOf(`${mark}`);
	const line = text.indexOf("\n", at);
	const end = text.indexOf("@@-\n", line);
	const next = text.indexOf("@@ ", end);
	return { status: Number(text.slice(at + mark.length, line)),
		out: text.slice(line + 1, end),
		err: text.slice(end + 4, next) };
}
