// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How the headless machine gets files: its own are in the build's folder, those
 * of other sites come by Node's fetch, and while a program computes by that of
 * another Node.
 */
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { download, STALL_MS } from "./download.js";

/* Milliseconds; for tests. */
const STALL = Number(process.env.EXA_STALL) || STALL_MS;
const LARGEST = 0x7fffffff;

/* Writes a URL's bytes to standard output, or why it cannot to standard
 * error. */
const OTHER = `
	const { download } = await import(process.argv[1]);
	try {
		process.stdout.write(await download(process.argv[2],
			{ fresh: true, stall: Number(process.argv[3]) }));
	} catch (error) {
		process.stderr.write(error.message);
		process.exitCode = error.code === "ETIMEDOUT" ? 3 : 1;
	}`;

/** @param {string} url @param {number} ms */
function downloadNow(url, ms) {
	/* Rarely needed, and long in loading. */
	const { spawnSync } = /** @type {typeof import("node:child_process")} */
		(createRequire(import.meta.url)("node:child_process"));
	const module = new URL("download.js", import.meta.url).href;
	const { status, stdout, stderr, error } = spawnSync(process.execPath, [
		"--input-type=module", "-e", OTHER, "--", module, url,
		String(ms)], { maxBuffer: LARGEST });

	if (status === 0)
		return new Uint8Array(stdout);
	throw Object.assign(new Error(String(error ?? stderr)),
		{ code: status === 3 ? "ETIMEDOUT" : "EIO" });
}

/** @type {import("./sitefiles.js").Source} */
export const nodeSource = {
	stall: STALL,
	later: (url, attempt) => url.startsWith("file:") ?
		readFile(fileURLToPath(url)) :
		download(url, { fresh: attempt > 0, stall: STALL }),
	now: (url, ms) => url.startsWith("file:") ?
		readFileSync(fileURLToPath(url)) : downloadNow(url, ms),
};
