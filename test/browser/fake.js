// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A site with a fake machine: the real documents, but fake-worker.js in the
 * place of the worker, so that the UI alone is under test.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { ROOT } from "./machine.js";

/**
 * @returns {Promise<string>} the site's directory; removed at exit
 */
export async function makeFakeSite() {
	const site = mkdtempSync(join(tmpdir(), "exa-fake-site-"));

	process.on("exit", () => rmSync(site, { recursive: true }));
	execFileSync(process.execPath, [join(ROOT, "www/build.mjs"),
		"--out", site]);
	await build({
		entryPoints: [join(ROOT, "test/browser/fake-worker.js")],
		outfile: join(site, "worker.js"),
		allowOverwrite: true,
		bundle: true,
		format: "esm",
		logLevel: "warning",
	});
	return site;
}
