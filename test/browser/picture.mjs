// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Takes the README's picture of the built site:
 *	EXA_PICTURE=FILE.png node test/browser/picture.mjs
 */
import { sleep, suite } from "./machine.js";

const file = /** @type {`${string}.png`} */
	(process.env.EXA_PICTURE ?? "terminal.png");
const PROMPT = /[$#] ?$/;
const SETTLE = 700;
const LINES = ["uname -a", "ps -ef",
	"for i in 3 1 2; do echo line $i; done | sort"];

await suite({
	async picture(m) {
		await m.page.setViewport({
			width: 800, height: 460, deviceScaleFactor: 2,
		});
		await m.page.emulateMediaFeatures([
			{ name: "prefers-color-scheme", value: "dark" }]);
		await m.open("");
		await m.waitFor(PROMPT, 20000);
		for (const line of LINES) {
			await m.type(`${line}\n`);
			await sleep(SETTLE);
		}
		await m.page.screenshot({ path: file });
	},
});
