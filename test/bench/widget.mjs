// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Measures the page in use, in Debian's Chromium: from a key to its echo at the
 * prompt, and a page's own programs.
 */
import puppeteer from "puppeteer-core";
import { serve } from "../../www/serve.mjs";

const KEYS = 60, KEY_MS = 30, EXECS = 200;
const LIMIT_MS = 30000;
/* A document of the site in which no machine runs. */
const QUIET = "machine.css";

/**
 * @template T
 * @param {string} site folder
 * @param {(page: import("puppeteer-core").Page, url: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function inBrowser(site, use) {
	const server = await serve(site, 0);
	const browser = await puppeteer.launch({
		executablePath: "/usr/bin/chromium",
		args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
	});

	try {
		return await use(await browser.newPage(), server.url);
	} finally {
		await browser.close();
		server.close();
	}
}

/** @param {number[]} values */
function median(values) {
	return values.sort((a, b) => a - b)[values.length >> 1];
}

/**
 * @param {string} site folder
 * @returns {Promise<number>} ms from a key's event to when xterm.js has taken
 *	in its echo (onWriteParsed), median
 */
export function keyEcho(site) {
	return inBrowser(site, async (page, url) => {
		await page.goto(`${url}machine.html`);
		const frame = await page.waitForFrame((one) =>
			one.url().includes("terminal.html"));
		await frame.waitForFunction(
			"/[$#] ?$/.test(globalThis.exaTerminal?.screen() ?? '')",
			{ timeout: LIMIT_MS });
		await frame.evaluate(() => {
			const w = /** @type {any} */ (window);
			let pressed = 0;

			w.echoes = [];
			addEventListener("keydown", () => {
				pressed = performance.now();
			}, true);
			w.exaTerminal.parsed(() => {
				if (pressed > 0)
					w.echoes.push(performance.now() -
						pressed);
				pressed = 0;
			});
		});
		await frame.focus("textarea");
		for (let i = 0; i < KEYS; i++) {
			await page.keyboard.press("x");
			await new Promise((go) => setTimeout(go, KEY_MS));
		}
		return median(/** @type {number[]} */ (
			await frame.evaluate("window.echoes")));
	});
}

/**
 * @param {string} site folder
 * @returns {Promise<number>} ms that machine.exec("true") takes, median
 */
export function execTrue(site) {
	return inBrowser(site, async (page, url) => {
		await page.goto(url + QUIET);
		return median(/** @type {number[]} */ (await page.evaluate(
			`(async () => {
			const { Exa } = await import("./exa.js");
			const machine = await Exa.boot();
			const times = [];

			await machine.exec("true");
			for (let i = 0; i < ${EXECS}; i++) {
				const begin = performance.now();

				await machine.exec("true");
				times.push(performance.now() - begin);
			}
			return times;
		})()`)));
	});
}
