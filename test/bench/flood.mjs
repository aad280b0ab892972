// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Floods the terminal: 10 MB in lines of 70 columns, from a file, by cat. Each
 * run has been through one flood before, which compiles what is used. The clock
 * runs from Enter until xterm.js has taken in the last byte. Keys meanwhile are
 * ^G, which the tty echoes as it is, so that xterm.js rings when it comes to
 * it.
 */
import { inBrowser } from "./widget.mjs";

const BYTES = 10000000;
const LIMIT_MS = 60000, KEY_MS = 50;
const LINE = "123456789 ".repeat(7).slice(0, 69);
const PROMPT = "/[$#] ?$/.test(globalThis.exaTerminal?.screen() ?? '')";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("puppeteer-core").Frame} Frame */

/** In the terminal's document. @param {number} bytes */
function watch(bytes) {
	const w = /** @type {any} */ (window);
	const element = document.querySelector("#terminal");
	let pressed = 0, began = 0, before = 0;

	addEventListener("keydown", ({ key, ctrlKey }) => {
		if (key === "Enter") {
			began = performance.now();
			before = w.exaTerminal.stats().drawn;
			w.took = 0;
			w.echoes = [];
		} else if (ctrlKey && key === "g") {
			pressed ||= performance.now();
		}
	}, true);
	new MutationObserver(() => {
		if (!element?.classList.contains("bell") || pressed === 0)
			return;
		w.echoes.push(performance.now() - pressed);
		pressed = 0;
		element.classList.remove("bell");
	}).observe(/** @type {Element} */ (element), { attributes: true });
	w.exaTerminal.parsed(() => {
		if (!w.took && w.exaTerminal.stats().drawn - before >= bytes)
			w.took = performance.now() - began;
	});
}

/** @param {Page} page @param {Frame} frame @param {string} line */
async function run(page, frame, line) {
	await page.keyboard.type(line);
	await page.keyboard.press("Enter");
	await new Promise((go) => setTimeout(go, KEY_MS));
	await frame.waitForFunction(PROMPT, { timeout: LIMIT_MS });
}

/**
 * One flood.
 * @param {Page} page @param {Frame} frame
 * @param {boolean} keys whether there is typing meanwhile
 * @returns {Promise<{took: number, echoes: number[]}>} ms
 */
async function flood(page, frame, keys) {
	await page.keyboard.type("clear; cat /tmp/flood");
	await page.keyboard.press("Enter");
	while (!await frame.evaluate("took")) {
		await new Promise((go) => setTimeout(go, KEY_MS));
		if (!keys)
			continue;
		await page.keyboard.down("Control");
		await page.keyboard.press("KeyG");
		await page.keyboard.up("Control");
	}
	await frame.waitForFunction(PROMPT, { timeout: LIMIT_MS });
	return /** @type {any} */ (await frame.evaluate(
		"({ took, echoes })"));
}

/**
 * @param {string} site folder
 * @param {string} name flood: MB/s; flood-echo: ms, the worst
 * @returns {Promise<number>}
 */
export function floodSample(site, name) {
	return inBrowser(site, async (page, url) => {
		await page.goto(`${url}machine.html`);
		const frame = await page.waitForFrame((one) =>
			one.url().includes("terminal.html"));
		await frame.waitForFunction(PROMPT, { timeout: LIMIT_MS });
		await frame.evaluate(watch, BYTES);
		await frame.focus("textarea");
		await run(page, frame, `yes '${LINE}' | head -c ${BYTES} ` +
			">/tmp/flood; stty -echoctl");
		await flood(page, frame, false);
		const { took, echoes } = await flood(page, frame,
			name === "flood-echo");

		if (name === "flood")
			return BYTES / 1000 / took;
		if (echoes.length === 0)
			throw new Error("no key was echoed");
		return Math.max(...echoes);
	});
}
