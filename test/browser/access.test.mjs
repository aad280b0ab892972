// SPDX-License-Identifier: GPL-3.0-or-later
/* axe-core finds nothing to object to in any document, however the reader
 * wishes it to look. */
import { expectAccessible, wish, WISHES } from "./audit.js";
import { suite, until } from "./machine.js";
import { makeFakeSite } from "./fake.js";

/** @typedef {import("./machine.js").Machine} Machine */

/** @param {string} name of what the reader wishes
 * @param {Record<string, string>} wishes */
function cases(name, wishes) {
	/** @type {Record<string, (m: Machine) => Promise<void>>} */
	const bodies = {
		async terminal(m) {
			await m.open("");
			await m.waitFor("fake$");
			await m.type("echo some text\n");
			await until("the tools", () => m.terminal?.evaluate(() =>
				document.body.dataset.tools === "ready"));
			await m.terminal?.evaluate(() => {
				document.body.classList.add("near");
				/** @type {HTMLElement} */ (document
					.querySelector("#show-keys")).click();
			});
			await expectAccessible(m);
			await m.terminal?.evaluate(() =>
				/** @type {HTMLElement} */ (document
					.querySelector("#ask")).click());
			await expectAccessible(m);
		},
		async stopped(m) {
			await m.open();
			await m.waitFor("fake$");
			await m.type("stop out of luck\n");
			await until("the notice", () => m.terminal?.$eval(
				"#notice", (e) => e.textContent?.includes("luck")));
			await expectAccessible(m);
		},
		async failure(m) {
			await m.open("machine.html?fail=1");
			await until("the failure", () => m.page.$eval("#failure",
				(e) => e.textContent?.includes("404")));
			await expectAccessible(m);
		},
		async progress(m) {
			await m.open("machine.html?deaf=1");
			await until("the bar", () => m.terminal?.$eval("progress",
				(e) => !e.hidden).catch(() => false));
			await expectAccessible(m);
		},
	};

	return Object.entries(bodies).map(([what, body]) => [
		`${what}, ${name}`,
		async (/** @type {Machine} */ m) => {
			await wish(m, wishes);
			await body(m);
		},
	]);
}

await suite(Object.fromEntries(Object.entries(WISHES).flatMap(
	([name, wishes]) => cases(name, wishes))), await makeFakeSite());
