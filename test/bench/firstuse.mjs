// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * How long the first use of a program takes in the page: when its file comes
 * from a server on this host, and on a later visit, when the browser has it.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../www/serve.mjs";
import { Machine, launch } from "../browser/machine.js";

/** One of each part of BusyBox, and other ports. */
const COMMANDS = {
	base: "ls /", tools: "factor 6", text: "grep -c root /etc/passwd",
	view: "more /etc/hostname", archive: "gzip -c /etc/hostname",
	calc: "dc -e 1p", proc: "pgrep -x init", net: "nc -h",
	ash: "ash -c :", ps: "ps", lua: "lua -e 'print(1)'",
};

/**
 * @param {import("puppeteer-core").Browser} browser
 * @param {string} url
 * @param {boolean} wait until the browser has kept the site
 * @returns {Promise<number[]>} ms for each of COMMANDS
 */
async function visit(browser, url, wait) {
	const machine = new Machine(await browser.newPage(), url);
	const times = [];

	await machine.boot();
	if (wait)
		await machine.page.waitForSelector("body[data-offline=ready]");
	await machine.run("true");
	for (const command of Object.values(COMMANDS)) {
		/* The clock without a program: in hundredths. */
		const out = await machine.run("read a x </proc/uptime; " +
			`${command} >/tmp/out 2>&1; ` +
			"read b x </proc/uptime; echo took $a $b");
		const [, from, to] = /took (\d\S*) (\d\S*)/.exec(out) ?? [];
		times.push(Math.round((Number(to) - Number(from)) * 1000));
	}
	await machine.page.close();
	return times;
}

/**
 * @param {string} site folder
 * @returns {Promise<{names: string[], first: number[], cached: number[]}>} ms
 */
export async function firstUse(site) {
	const server = await serve(site, 0);
	const profile = mkdtempSync(join(tmpdir(), "exa-bench-"));

	try {
		let browser = await launch(profile);
		const first = await visit(browser, server.url, true);

		await browser.close();
		browser = await launch(profile);
		const cached = await visit(browser, server.url, false);

		await browser.close();
		return { names: Object.keys(COMMANDS), first, cached };
	} finally {
		server.close();
		rmSync(profile, { recursive: true, force: true,
			maxRetries: 5 });
	}
}
