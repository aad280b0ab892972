// SPDX-License-Identifier: GPL-3.0-or-later
/* axe-core finds nothing to object to in the start page and those of demo/, in
 * use, however the reader wishes them to look. */
import { expectAccessible, wish, WISHES } from "./audit.js";
import { sleep, suite } from "./machine.js";

/** @typedef {import("./machine.js").Machine} Machine */

const PAGES = ["", "demo/tutorial.html", "demo/widgets.html",
	"demo/builder.html", "#run=echo%20hello"];

/** @type {Record<string, (m: Machine) => Promise<void>>} */
const cases = {};

for (const [name, wishes] of Object.entries(WISHES))
	cases[name] = async (m) => {
		await wish(m, wishes);
		for (const page of PAGES) {
			await m.page.goto("about:blank");
			await m.open(page);
			if (page === "")
				await m.waitFor(/\$ ?$/);
			if (page === "demo/tutorial.html")
				await m.page.evaluate(() => /** @type {any} */ (
					document.querySelector("exa-run")).run());
			await sleep(200);
			await expectAccessible(m);
		}
	};

await suite(cases);
