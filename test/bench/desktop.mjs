// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Measures the desktop, runlevel 5, in Debian's Chromium: until it is shown,
 * cold, and what it loads for that; a terminal's window; twenty of them, in use
 * and idle; a window that is dragged; and a surface that changes all the time.
 */
import { readdirSync, readFileSync } from "node:fs";
import { serve } from "../../www/serve.mjs";
import { countingProxy, promptBytes } from "./page.mjs";
import { inBrowser } from "./widget.mjs";

/** @typedef {import("puppeteer-core").Page} Page */
/** @typedef {import("puppeteer-core").Frame} Frame */

const LIMIT_MS = 30000;
const WINDOWS = 20, KEYS = 40, KEY_MS = 50;
const OPENED = 7, DRAG_MS = 2000, IDLE_MS = 5000, FRAMES = 240;
/* Of a clock of the processes in /proc. */
const TICK_MS = 10;

/** @param {number[]} values */
function median(values) {
	return values.sort((a, b) => a - b)[values.length >> 1];
}

/** Opens the desktop; its document once that is shown.
 * @param {Page} page @param {string} url @returns {Promise<Frame>} */
async function open(page, url) {
	await page.goto(`${url}machine.html?runlevel=5`);
	const frame = await page.waitForFrame((one) =>
		one.url().includes("desktop.html"));

	await frame.waitForSelector("body.shown", { timeout: LIMIT_MS });
	return frame;
}

/** @param {string} site @param {string} [through] another address of it
 * @returns {Promise<number>} ms from the navigation on */
function shown(site, through) {
	return inBrowser(site, async (page, url) => {
		const frame = await open(page, through ?? url);

		return frame.evaluate(() => performance.timeOrigin +
			performance.getEntriesByName("exa-desktop-shown")[0]
				.startTime - (parent.performance.timeOrigin));
	});
}

/** @param {string} site @returns {Promise<number>} bytes that it loads beyond
 *	those of a terminal */
async function bytes(site) {
	const server = await serve(site, 0);
	const proxy = await countingProxy(Number(new URL(server.url).port));

	try {
		await shown(site, `http://127.0.0.1:${proxy.port}/`);
		return proxy.bytes() - await promptBytes(site);
	} finally {
		proxy.close();
		server.close();
	}
}

/** Opens a terminal; ms from the button to its prompt.
 * @param {Frame} frame @param {number} count windows there are then */
function openTerminal(frame, count) {
	return frame.evaluate((least) => new Promise((go) => {
		const desk = /** @type {any} */ (window).exaDesktop;
		const begin = performance.now();
		const { dispose } = desk.parsed(() => {
			const all = desk.windows();

			if (all.length < least ||
				!/[$#] ?$/.test(all.at(-1).text))
				return;
			dispose();
			go(performance.now() - begin);
		});

		document.getElementById("new-terminal")?.click();
	}), count);
}

/** @param {string} site */
function windowOpen(site) {
	return inBrowser(site, async (page, url) => {
		const frame = await open(page, url);
		const times = [];

		/* The first one fetches the shell. */
		await openTerminal(frame, 1);
		for (let i = 0; i < OPENED; i++) {
			times.push(/** @type {number} */ (
				await openTerminal(frame, i + 2)));
			await new Promise((go) => setTimeout(go, 300));
		}
		return median(times);
	});
}

/** @param {Page} page @param {string} url */
async function openAll(page, url) {
	const frame = await open(page, url);

	for (let i = 0; i < WINDOWS; i++)
		await openTerminal(frame, i + 1);
	return frame;
}

/** From a key to its echo in one of twenty, the median.
 * @param {string} site */
function windowsEcho(site) {
	return inBrowser(site, async (page, url) => {
		const frame = await openAll(page, url);

		await frame.evaluate(() => {
			const w = /** @type {any} */ (window);
			let pressed = 0;

			w.echoes = [];
			addEventListener("keydown", () => {
				pressed = performance.now();
			}, true);
			w.exaDesktop.parsed(() => {
				if (pressed > 0)
					w.echoes.push(performance.now() -
						pressed);
				pressed = 0;
			});
		});
		for (let i = 0; i < KEYS; i++) {
			await page.keyboard.press("x");
			await new Promise((go) => setTimeout(go, KEY_MS));
		}
		return median(/** @type {number[]} */ (
			await frame.evaluate("echoes")));
	});
}

/** Processor time of a process and all that it has started.
 * @param {number} root @returns {number} ms */
function timeOf(root) {
	let sum = 0;
	/** @type {Map<number, {parent: number, ticks: number}>} */
	const all = new Map();

	for (const name of readdirSync("/proc").filter((one) =>
		/^\d+$/.test(one))) {
		try {
			const stat = readFileSync(`/proc/${name}/stat`, "utf8")
				.replace(/^.*\) \S /, "").split(" ");

			all.set(Number(name), { parent: Number(stat[0]),
				ticks: Number(stat[10]) + Number(stat[11]) });
		} catch {
			/* It has ended. */
		}
	}
	for (const id of all.keys()) {
		let at = id;

		while (at !== root && all.has(at))
			at = all.get(at)?.parent ?? 0;
		if (at === root)
			sum += all.get(id)?.ticks ?? 0;
	}
	return sum * TICK_MS;
}

/** Of one processor, per cent, while nobody does anything.
 * @param {string} site */
function windowsIdle(site) {
	return inBrowser(site, async (page, url) => {
		const root = page.browser().process()?.pid ?? 0;

		await openAll(page, url);
		await new Promise((go) => setTimeout(go, IDLE_MS));
		const before = timeOf(root);
		await new Promise((go) => setTimeout(go, IDLE_MS));
		return 100 * (timeOf(root) - before) / IDLE_MS;
	});
}

/** Frames a second while a window is dragged about.
 * @param {string} site */
function windowDrag(site) {
	return inBrowser(site, async (page, url) => {
		const frame = await open(page, url);

		await openTerminal(frame, 1);
		const [{ x, y, w }] = /** @type {any[]} */ (
			await frame.evaluate("exaDesktop.windows()"));

		await page.mouse.move(x + w / 2, y + 10);
		await page.mouse.down();
		await frame.evaluate(() => {
			const p = /** @type {any} */ (window);
			const count = () => {
				p.frames_++;
				requestAnimationFrame(count);
			};

			p.frames_ = 0;
			p.begun = performance.now();
			requestAnimationFrame(count);
		});
		const end = Date.now() + DRAG_MS;

		for (let i = 0; Date.now() < end; i++)
			await page.mouse.move(x + w / 2 + 3 * (i % 60),
				y + 10 + 2 * (i % 50));
		const rate = /** @type {number} */ (await frame.evaluate(
			"1000 * frames_ / (performance.now() - begun)"));

		await page.mouse.up();
		return rate;
	});
}

/** Frames a second of a surface, as its program counts them.
 * @param {string} site */
function surfaceRate(site) {
	return inBrowser(site, async (page, url) => {
		await page.goto(`${url}machine.css`);
		const { stdout, stderr } = await page.evaluate(
			async (frames) => {
				const { Exa } = await import(
					/** @type {any} */ ("./exa.js"));
				const machine = await Exa.boot({
					container: document.body,
					parameters: { runlevel: "5" } });
				const inner = /** @type {any} */ (document
					.querySelector("iframe"));

				inner.style.cssText =
					"width:1000px;height:800px";
				return machine.exec("until oxygenctl list " +
					">/dev/null 2>&1; do sleep 0.1; " +
					`done; testcard -n ${frames}`);
			}, FRAMES);
		const rate = parseFloat(stdout);

		if (!(rate > 0))
			throw new Error(`testcard: ${stdout}${stderr}`);
		return rate;
	});
}

/** @type {Record<string, (site: string) => Promise<number>>} */
const SAMPLES = {
	"desktop-shown": (site) => shown(site),
	"desktop-bytes": bytes,
	"window-open": windowOpen,
	"windows-echo": windowsEcho,
	"windows-idle": windowsIdle,
	"window-drag": windowDrag,
	"surface-rate": surfaceRate,
};

/**
 * @param {string} site folder
 * @param {string} name of a row of the benchmark
 * @returns {Promise<number>} in that row's unit
 */
export function desktopSample(site, name) {
	return SAMPLES[name](site);
}
