// SPDX-License-Identifier: GPL-3.0-or-later
/* axe-core finds nothing to object to in any document, light or dark. */
import axe from "axe-core";
import { suite, until } from "./machine.js";
import { makeFakeSite } from "./fake.js";

/** @typedef {import("./machine.js").Machine} Machine */

/** @param {Machine} m */
async function expectAccessible(m) {
	for (const frame of m.page.frames()) {
		await frame.evaluate(axe.source);
		const found = await frame.evaluate(async () => {
			const { violations } = await /** @type {any} */ (window)
				.axe.run(document, { iframes: false });

			return violations.map((/** @type {any} */ v) =>
				`${v.id}: ${v.help}: ${v.nodes.map(
					(/** @type {any} */ n) => n.html)}`);
		});

		if (found.length)
			throw new Error(`${frame.url()}:\n${found.join("\n")}`);
	}
}

/** @param {"light"|"dark"} scheme */
function cases(scheme) {
	const color = { name: "prefers-color-scheme", value: scheme };
	/** @type {Record<string, (m: Machine) => Promise<void>>} */
	const bodies = {
		async terminal(m) {
			await m.open("");
			await m.waitFor("fake$");
			await m.type("echo some text\n");
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

	return Object.entries(bodies).map(([name, body]) => [
		`${name}, ${scheme}`,
		async (/** @type {Machine} */ m) => {
			await m.page.emulateMediaFeatures([color]);
			await body(m);
		},
	]);
}

await suite(Object.fromEntries([...cases("light"), ...cases("dark")]),
	await makeFakeSite());
