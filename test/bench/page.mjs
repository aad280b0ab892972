// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Measures the page in Debian's Chromium: from the start of the navigation to
 * the moment the shell's prompt is on the screen, in a browser that was just
 * started and has nothing cached, and in one that was started again after a
 * first visit; and the bytes that the server has sent by then (bodies as
 * compressed, and headers).
 */
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { serve } from "../../www/serve.mjs";

const PROMPT = /[$#]\s*$/;
const LIMIT_MS = 30000;

/**
 * Runs in every document before its scripts: notes in the top window when the
 * terminal's text ends with a prompt, in ms since the epoch.
 * @param {string} source of the prompt's expression
 */
function watch(source) {
	if (!location.pathname.endsWith("/terminal.html"))
		return;
	const prompt = new RegExp(source);
	const observer = new MutationObserver(() => {
		const rows = document.querySelector(".xterm-rows");
		if (!prompt.test(rows?.textContent ?? ""))
			return;
		observer.disconnect();
		const promptAt = performance.timeOrigin + performance.now();
		Object.assign(window.top ?? {}, { promptAt });
	});
	observer.observe(document, {
		childList: true, subtree: true, characterData: true,
	});
}

/**
 * @param {string} url
 * @param {string} [profile] folder of what the browser keeps; none otherwise
 * @param {boolean} [keep] stay until the site is kept for the next visit
 * @returns {Promise<number>} ms from the navigation to the prompt
 */
async function visit(url, profile, keep = false) {
	const browser = await puppeteer.launch({
		executablePath: "/usr/bin/chromium",
		userDataDir: profile,
		args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
	});
	try {
		const page = await browser.newPage();
		await page.evaluateOnNewDocument(watch, PROMPT.source);
		await page.goto(url);
		await page.waitForFunction("window.promptAt",
			{ timeout: LIMIT_MS });
		if (keep)
			await page.waitForSelector(
				"body[data-offline=ready]",
				{ timeout: LIMIT_MS });
		return /** @type {number} */ (await page.evaluate(
			"window.promptAt - performance.timeOrigin"));
	} finally {
		await browser.close();
	}
}

/**
 * A proxy in front of a port that counts what comes from behind.
 * @param {number} port
 */
export async function countingProxy(port) {
	let bytes = 0;
	const proxy = createServer((client) => {
		const server = connect(port, "127.0.0.1");
		server.on("data", (data) => {
			bytes += data.length;
		});
		client.pipe(server).pipe(client);
		client.on("error", () => server.destroy());
		server.on("error", () => client.destroy());
	});
	await new Promise((done) => {
		proxy.listen(0, "127.0.0.1", () => done(null));
	});
	const address = /** @type {import("node:net").AddressInfo} */
		(proxy.address());
	return {
		port: address.port,
		bytes: () => bytes,
		close: () => proxy.close(),
	};
}

/**
 * @param {string} site folder
 * @returns {Promise<number>} ms to the prompt, with a cold cache
 */
export async function promptTime(site) {
	const server = await serve(site, 0);
	try {
		return await visit(new URL("machine.html", server.url).href);
	} finally {
		server.close();
	}
}

/**
 * @param {string} site folder
 * @returns {Promise<number>} ms to the prompt on the second visit
 */
export async function promptTimeCached(site) {
	const server = await serve(site, 0);
	const profile = mkdtempSync(join(tmpdir(), "exa-bench-"));
	const url = new URL("machine.html", server.url).href;
	try {
		await visit(url, profile, true);
		return await visit(url, profile);
	} finally {
		server.close();
		rmSync(profile, { recursive: true, force: true,
			maxRetries: 5 });
	}
}

/**
 * @param {string} site folder
 * @returns {Promise<number>} bytes sent until the prompt
 */
export async function promptBytes(site) {
	const server = await serve(site, 0);
	const proxy = await countingProxy(Number(new URL(server.url).port));
	try {
		await visit(`http://127.0.0.1:${proxy.port}/machine.html`);
		return proxy.bytes();
	} finally {
		proxy.close();
		server.close();
	}
}
