// SPDX-License-Identifier: GPL-3.0-or-later
/* The real site with a file missing or damaged: a page that says so. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SITE, suite, until } from "./machine.js";

/**
 * @param {string} name
 * @param {(site: string) => void} damage
 * @param {RegExp} wanted on the page or over the terminal
 */
async function expectWords(name, damage, wanted) {
	const site = mkdtempSync(join(tmpdir(), "exa-broken-"));

	cpSync(SITE, site, { recursive: true });
	damage(site);
	await suite({
		async [name](m) {
			m.allow(/404/);
			await m.open();
			await until(String(wanted), async () => {
				for (const frame of m.page.frames()) {
					const text = await frame.evaluate(() =>
						document.body.innerText)
						.catch(() => "");

					if (wanted.test(text))
						return true;
				}
				return false;
			}, 20000);
		},
	}, site);
	rmSync(site, { recursive: true });
}

await expectWords("no exa.wasm", (site) => rmSync(join(site, "exa.wasm")),
	/cannot start[^]*exa\.wasm: Error: HTTP 404/);
await expectWords("an exa.wasm that is none", (site) =>
	writeFileSync(join(site, "exa.wasm"), "no wasm"),
/cannot start[^]*CompileError/);
await expectWords("no worker.js", (site) => rmSync(join(site, "worker.js")),
	/cannot start[^]*worker\.js: HTTP 404/);
await expectWords("no index of files", (site) =>
	rmSync(join(site, "fs/index")), /does not answer|fs\/index/);
