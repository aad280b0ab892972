// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Takes the README's picture of the built site's terminal, which has the window
 * to itself:
 *	EXA_PICTURE=docs/terminal.png node test/browser/picture.mjs
 */
import { sleep, suite } from "./machine.js";

const file = /** @type {`${string}.png`} */
	(process.env.EXA_PICTURE ?? "terminal.png");
/* What is fetched for the pictured programs, and the buttons, have come. */
const SETTLE = 700;
/** Commands, and what the screen ends in when they are done.
 * @type {[string, RegExp][]} */
const LINES = [["uname -a", /wasm32.*\n.*\$ ?$/],
	["ps -ef", /ps -ef *\n.*\$ ?$/],
	["for i in 3 1 2; do echo line $i; done | sort", /line 3\n.*\$ ?$/]];

await suite({
	async picture(m) {
		await m.page.setViewport({
			width: 800, height: 380, deviceScaleFactor: 2,
		});
		await m.page.emulateMediaFeatures([
			{ name: "prefers-color-scheme", value: "dark" }]);
		await m.boot();
		for (const [line, end] of LINES) {
			await m.type(`${line}\n`);
			await m.waitFor(end);
		}
		await sleep(SETTLE);
		await m.page.screenshot({ path: file });
	},
});
