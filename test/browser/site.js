// SPDX-License-Identifier: GPL-3.0-or-later
/* The built site with files more. */
import { execFileSync } from "node:child_process";
import {
	copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync,
	rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { ROOT, SITE } from "./machine.js";

/**
 * Writes a site's files anew, as the build does.
 * @param {string} site folder
 * @param {string} more tree whose files come in addition, or instead
 */
export function writeFiles(site, more) {
	const ports = join(ROOT, "build/ports");
	const roots = readdirSync(ports)
		.filter((name) => existsSync(join(ports, `${name}.stamp`)))
		.map((name) => join(ports, name, "root"));

	execFileSync("node", [join(ROOT, "cmake/rootfs.mjs"),
		join(site, "fs"), ...roots, join(ROOT, "www/rootfs"),
		join(ROOT, "build/wasm/root"), more]);
}

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
	writeFiles(site, more);
	return site;
}
