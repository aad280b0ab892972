// SPDX-License-Identifier: GPL-3.0-or-later
/* The window's size changes while a line is typed. */
import assert from "node:assert/strict";
import { suite, until } from "./machine.js";

/** @typedef {import("./machine.js").Machine} Machine */

const LINE = `echo ${"0123456789".repeat(11)}`;

/** @param {Machine} m @param {number} width in pixels */
async function resize(m, width) {
	const columns = () => m.terminal?.$eval(".xterm-screen",
		(screen) => screen.clientWidth);
	const before = await columns();

	await m.page.setViewport({ width, height: 540 });
	await until("other columns", async () => await columns() !== before);
}

/** How often a text is on the screen, line breaks left out.
 * @param {Machine} m @param {string} text */
async function count(m, text) {
	return (await m.screen("text")).replaceAll("\n", "")
		.split(text).length - 1;
}

await suite({
	async "a line that wraps is drawn anew, once, and goes on"(m) {
		await m.boot();
		await m.type(LINE);
		await m.waitFor("6789");
		for (const width of [500, 900, 420]) {
			await resize(m, width);
			await m.type("x");
			await until("the key", async () =>
				(await m.screen()).includes("x"));
			await m.page.keyboard.press("Backspace");
			await until("one line", async () =>
				await count(m, LINE) === 1);
		}
		await m.page.keyboard.press("Home");
		await m.type(": \n");
		await m.waitFor(/\$ $|\$$/);
		assert.equal(await count(m, `: ${LINE}`), 1);
	},

	async "a trap of WINCH knows the size, and so does the line"(m) {
		await m.boot();
		await m.type("trap 'echo now $(stty size)' WINCH\n");
		await m.type(LINE);
		await resize(m, 500);
		await m.waitFor(/now \d+ \d+/);
		await until("the line below it", async () =>
			/now [^]*echo 0/.test(await m.screen()));
		await m.page.keyboard.press("Home");
		await m.type(": ");
		await until("one line, from its start", async () =>
			await count(m, `$ : ${LINE}`) === 1);
	},
});
