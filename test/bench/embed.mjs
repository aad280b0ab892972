// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Measures pages that embed machines, in Debian's Chromium: a terminal that
 * starts with the page, cold; twenty blocks that nobody runs; the first output
 * after a click; and the twelve machines of demo/widgets.html at once.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync,
	writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../www/serve.mjs";
import { countingProxy } from "./page.mjs";
import { inBrowser } from "./widget.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

const HEAD = '<!DOCTYPE html><link rel="icon" href="icon.svg">' +
	'<title>Page</title><script type="module" src="exa.js"></script>';
const PAGES = {
	"widget.html": '<exa-terminal autostart="load"></exa-terminal>',
	"idle.html": "<exa-run editor><pre>echo hi</pre></exa-run>".repeat(20),
	"click.html": "<exa-run editor><pre>echo hi</pre></exa-run>",
};
const LIMIT_MS = 60000, SETTLE_MS = 3000;

/**
 * The site with these pages in it.
 * @template T
 * @param {string} site folder
 * @param {(dir: string) => Promise<T>} use
 * @returns {Promise<T>}
 */
async function withPages(site, use) {
	const dir = mkdtempSync(join(tmpdir(), "exa-embed-"));

	try {
		cpSync(site, dir, { recursive: true });
		for (const [name, body] of Object.entries(PAGES))
			writeFileSync(join(dir, name), HEAD + body);
		return await use(dir);
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}

/**
 * Runs in every document before its scripts: the outermost one looks with each
 * frame whether the terminal's text ends with a prompt, and notes when it does.
 */
function watch() {
	const w = /** @type {any} */ (window);
	/** @param {any} root @param {string} selector */
	const inside = (root, selector) =>
		root?.querySelector(selector)?.contentDocument;
	const look = () => {
		const element = document.querySelector("exa-terminal");
		const machine = inside(element?.shadowRoot, "iframe");
		const rows = inside(machine, "iframe")?.querySelector(
			".xterm-rows");

		if (/[$#]\s*$/.test(rows?.textContent ?? ""))
			w.promptAt = performance.now();
		else
			requestAnimationFrame(look);
	};

	if (w === w.top)
		look();
}

/**
 * A browser that was just started opens the page with a terminal.
 * @param {string} dir @param {string} [base] another address of the site
 * @returns {Promise<number>} ms from the navigation to the prompt
 */
function widgetPrompt(dir, base) {
	return inBrowser(dir, async (page, url) => {
		await page.evaluateOnNewDocument(watch);
		await page.goto(`${base ?? url}widget.html`);
		await page.waitForFunction("window.promptAt",
			{ timeout: LIMIT_MS });
		return /** @type {number} */ (
			await page.evaluate("window.promptAt"));
	});
}

/** What the server sends until use() is done.
 * @param {string} dir @param {(url: string) => Promise<unknown>} use
 * @returns {Promise<number>} bytes, as compressed, with headers */
async function bytesOf(dir, use) {
	const server = await serve(dir, 0);
	const proxy = await countingProxy(Number(new URL(server.url).port));

	try {
		await use(`http://127.0.0.1:${proxy.port}/`);
		return proxy.bytes();
	} finally {
		proxy.close();
		server.close();
	}
}

/** @param {string} dir @returns {Promise<number>} */
function idleBytes(dir) {
	return bytesOf(dir, (url) => inBrowser(dir, async (page) => {
		await page.goto(`${url}idle.html`);
		await page.waitForNetworkIdle();
		if (page.workers().length > 0 || page.frames().length > 1)
			throw new Error("something was started");
	}));
}

/** From the click on Run to the output, where all was fetched before.
 * @param {string} dir @returns {Promise<number>} ms */
function clickToOutput(dir) {
	return inBrowser(dir, async (page, url) => {
		let took = 0;

		/* The first visit has the browser keep the files. */
		for (let i = 0; i < 2; i++) {
			await page.goto(`${url}click.html`);
			await page.waitForNetworkIdle();
			took = await page.evaluate(async () => {
				const block = /** @type {any} */ (
					document.querySelector("exa-run"));
				const root = block.shadowRoot;
				const output = root.querySelector(
					"[part=output]");
				const begin = performance.now();
				const done = new Promise((go) =>
					new MutationObserver(() => {
						if (output.textContent === "hi\n")
							go(performance.now());
					}).observe(output, { subtree: true,
						childList: true }));

				root.querySelector("[part=run]").click();
				return /** @type {number} */ (await done) -
					begin;
			});
			const frame = page.frames().find((one) =>
				one.url().includes("machine.html"));
			await frame?.waitForSelector("body[data-offline=ready]",
				{ timeout: LIMIT_MS });
		}
		return took;
	});
}

/** What the processes of a browser hold that nobody else does, and their share
 * of what others hold too. @param {number | undefined} root its first process
 * @returns {number} bytes */
function memoryOf(root) {
	const parents = new Map(readdirSync("/proc").filter((name) =>
		/^\d+$/.test(name)).map((name) => [Number(name), parentOf(name)]));
	let sum = 0;

	for (const id of parents.keys()) {
		let at = /** @type {number | undefined} */ (id);

		while (at && at !== root)
			at = parents.get(at);
		if (at === root)
			sum += shareOf(id);
	}
	return sum;
}

/** @param {string} id of a process */
function parentOf(id) {
	try {
		return Number(readFileSync(`/proc/${id}/stat`, "utf8")
			.replace(/^.*\) \S /, "").split(" ")[0]);
	} catch {
		return 0;	/* it has ended */
	}
}

/** @param {number} id */
function shareOf(id) {
	try {
		const text = readFileSync(`/proc/${id}/smaps_rollup`, "utf8");

		return 1024 * Number(/^Pss:\s+(\d+)/m.exec(text)?.[1]);
	} catch {
		return 0;
	}
}

/** @param {Page} page */
async function startTwelve(page) {
	await page.waitForSelector("exa-terminal[state=idle]");
	await page.click("#start");
	await page.waitForFunction(() => document.querySelectorAll(
		"[state=running], [state=succeeded]").length === 12,
	{ timeout: LIMIT_MS });
	await new Promise((go) => setTimeout(go, SETTLE_MS));
}

/** What starting all of them adds. @param {string} dir
 * @returns {Promise<number>} MB */
function twelveMemory(dir) {
	return inBrowser(dir, async (page, url) => {
		const root = page.browser().process()?.pid;

		await page.goto(`${url}demo/widgets.html`);
		await new Promise((go) => setTimeout(go, SETTLE_MS));
		const before = memoryOf(root);
		await startTwelve(page);
		return (memoryOf(root) - before) / 1e6;
	});
}

/** From a key to its echo in one, while all run: the worst of the keys.
 * @param {string} dir @returns {Promise<number>} ms */
function twelveEcho(dir) {
	return inBrowser(dir, async (page, url) => {
		await page.goto(`${url}demo/widgets.html`);
		await startTwelve(page);
		const frame = page.frames().find((one) =>
			one.url().includes("/terminal.html"));
		if (frame === undefined)
			throw new Error("there is no terminal");
		await frame.evaluate(() => {
			const w = /** @type {any} */ (window);
			let pressed = 0;

			w.worst = 0;
			addEventListener("keydown", () => {
				pressed = performance.now();
			}, true);
			w.exaTerminal.parsed(() => {
				if (pressed > 0)
					w.worst = Math.max(w.worst,
						performance.now() - pressed);
				pressed = 0;
			});
		});
		await frame.focus("textarea");
		for (let i = 0; i < 20; i++) {
			await page.keyboard.press("x");
			await new Promise((go) => setTimeout(go, 100));
		}
		return /** @type {number} */ (await frame.evaluate("worst"));
	});
}

/** @type {Record<string, (dir: string) => Promise<number>>} */
const SAMPLES = {
	"widget-prompt": (dir) => widgetPrompt(dir),
	"widget-bytes": (dir) => bytesOf(dir, (url) => widgetPrompt(dir, url)),
	"idle-blocks": idleBytes,
	"click-to-output": clickToOutput,
	"twelve-memory": twelveMemory,
	"twelve-echo": twelveEcho,
};

/**
 * @param {string} site folder
 * @param {string} name of a row of the benchmark
 * @returns {Promise<number>} in that row's unit
 */
export function embedSample(site, name) {
	return withPages(site, SAMPLES[name]);
}
