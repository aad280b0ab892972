// SPDX-License-Identifier: GPL-3.0-or-later
/* The built site with programs more. */
import { execFileSync } from "node:child_process";
import {
	copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ROOT, SITE } from "./machine.js";

/**
 * @param {string[]} programs below the build's folder; they come into /bin
 * @returns {string} the site's directory; removed at exit
 */
export function makeSite(programs) {
	const site = mkdtempSync(join(tmpdir(), "exa-site-"));
	const more = join(site, "more");

	process.on("exit", () => rmSync(site, { recursive: true }));
	cpSync(SITE, site, { recursive: true });
	mkdirSync(join(more, "bin"), { recursive: true });
	for (const program of programs)
		copyFileSync(join(ROOT, "build", program),
			join(more, "bin", basename(program)));
	execFileSync("node", [join(ROOT, "cmake/rootfs.mjs"),
		join(site, "fs"), join(ROOT, "www/rootfs"),
		join(ROOT, "build/wasm/root"), more]);
	return site;
}
