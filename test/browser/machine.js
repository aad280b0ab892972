// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Opens the site in Debian's chromium, types at it and reads its screen.
 * A test file is one call of suite(); each case gets a page of its own and
 * fails on any console error or unhandled rejection it did not announce by
 * allow(). Silent when all is fine; otherwise the reason and the screen are
 * printed and the exit status is 1.
 *
 * EXA_SITE names the built site (default build/site), CHROMIUM the browser.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { serve } from "../../www/serve.mjs";
import { MachinePage } from "../../www/testing.js";

export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
export const SITE = process.env.EXA_SITE ?? join(ROOT, "build/site");
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const PATIENCE = 10000;
const BOOT = 20000;
const LOOK = 10;
const PROMPT = /[$#] ?$/;
const CASE_LIMIT = 60000;

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic",
	"--no-first-run", "--disable-background-networking",
	"--disable-component-update", "--disable-sync"];

/** @param {number} ms */
export function sleep(ms) {
	return new Promise((done) => setTimeout(done, ms));
}

/**
 * Ask until the answer is true.
 * @param {string} what for the message
 * @param {() => unknown} ask
 * @param {number} [ms]
 * @param {number} [every] ms from one look to the next
 */
export async function until(what, ask, ms = PATIENCE, every = LOOK) {
	const end = Date.now() + ms;

	while (!await ask()) {
		if (Date.now() > end)
			throw new Error(`not within ${ms} ms: ${what}`);
		await sleep(every);
	}
}

/** One page with a machine in it; the kit that users of the system have, and
 * what is for the tests of the system itself. */
export class Machine extends MachinePage {
	/**
	 * @param {import("puppeteer-core").Page} page
	 * @param {string} url of the site
	 */
	constructor(page, url) {
		super(page);
		this.page = page;
		this.url = url;
	}

	/**
	 * @param {string} [path] of the site
	 */
	async open(path = "machine.html") {
		await this.listen();
		await this.page.goto(this.url + path);
	}

	/** @returns {Promise<Machine>} one in a tab of its own, not yet open */
	async another() {
		return new Machine(await this.page.browserContext().newPage(),
			this.url);
	}

	/**
	 * Ends the process that draws the page and runs its Worker. It learns
	 * nothing of that: no handler runs.
	 */
	async crash() {
		this.allow(/crash/i);
		const gone = new Promise((done) =>
			this.page.once("error", done));
		const session = await this.page.createCDPSession();

		session.send("Page.crash").catch(() => {});
		await gone;
		await this.page.close();
	}

	/** The terminal's document, or null while there is none.
	 * @returns {import("puppeteer-core").Frame | null} */
	get terminal() {
		return super.terminal;
	}

	/** @returns {Promise<Record<string, number>>} */
	async stats() {
		return await this.terminal?.evaluate(() =>
			/** @type {any} */ (window).exaTerminal.stats()) ?? {};
	}

	/**
	 * @param {string | RegExp} wanted on the screen
	 * @param {number} [ms]
	 */
	async waitFor(wanted, ms = PATIENCE) {
		await this.waitForScreen(wanted, { timeoutMs: ms });
	}

	/** Wait for the prompt of a machine that starts.
	 * @param {string} [path] of the site */
	async boot(path) {
		await this.open(path);
		await this.waitFor(PROMPT, BOOT);
	}

	/**
	 * Run a line and wait for its end.
	 * @param {string} line
	 * @param {number} [ms]
	 * @param {number} [every] ms from one look at the screen to the next
	 * @returns {Promise<string>} what it printed
	 */
	async run(line, ms, every) {
		const mark = `done-${Math.random().toString(36).slice(2)}`;
		const [head, tail] = [mark.slice(0, 4), mark.slice(4)];

		/* The quotes keep the echo of the line from matching. */
		await this.type(`${line}; echo ${head}''${tail}\n`);
		await until(`the end of ${line}`, async () =>
			(await this.screen("text")).includes(mark), ms, every);
		const [before] = (await this.screen("text")).split(mark);

		return before.slice(before.lastIndexOf("''") + 2).split("\n")
			.slice(1).join("\n").trim();
	}

	/** @param {"KeyC"|"KeyD"|"KeyX"|"KeyZ"} code */
	async control(code) {
		await this.type({ key: `Control+${code.slice(-1)}` });
	}

	/**
	 * Paste as the browser does.
	 * @param {string} text
	 */
	async paste(text) {
		await this.terminal?.evaluate((pasted) => {
			const data = new DataTransfer();

			data.setData("text/plain", pasted);
			document.querySelector("textarea")?.dispatchEvent(
				new ClipboardEvent("paste", {
					clipboardData: data,
					bubbles: true,
				}));
		}, text);
	}
}

/**
 * @param {string} name
 * @param {(machine: Machine) => Promise<void>} body
 * @param {Machine} machine
 * @returns {Promise<boolean>} whether it went well
 */
async function runCase(name, body, machine) {
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;
	const limit = new Promise((_, failed) => {
		timer = setTimeout(() => failed(new Error(
			`took longer than ${CASE_LIMIT} ms`)), CASE_LIMIT);
	});

	try {
		await Promise.race([body(machine), limit]);
		if (machine.complaints.length)
			throw new Error(machine.complaints.join("\n"));
		return true;
	} catch (error) {
		const reason = /** @type {Error} */ (error);

		console.error(`FAIL ${name}: ${reason.stack ?? reason}`);
		for (const complaint of machine.complaints)
			console.error(`console: ${complaint}`);
		console.error(`--- screen\n${await machine.screen()}\n---`);
		return false;
	} finally {
		clearTimeout(timer);
	}
}

/** @param {string} profile */
export function launch(profile) {
	return puppeteer.launch({
		executablePath: CHROMIUM,
		headless: true,
		args: FLAGS,
		userDataDir: profile,
		pipe: true,
		protocolTimeout: CASE_LIMIT,
		defaultViewport: { width: 900, height: 540 },
	});
}

/**
 * @param {Record<string, (machine: Machine) => Promise<void>>} cases; an
 *	argument on the command line picks those whose name contains it
 * @param {string} [site] directory to serve instead of the built site
 */
export async function suite(cases, site = SITE) {
	const profile = mkdtempSync(join(tmpdir(), "exa-browser-"));
	const server = await serve(site, 0);
	const browser = await launch(profile);
	let failed = 0;

	for (const [name, body] of Object.entries(cases)) {
		if (!name.includes(process.argv[2] ?? ""))
			continue;
		const page = await browser.newPage();

		if (!await runCase(name, body, new Machine(page, server.url)))
			failed++;
		/* With those that the case has opened; the browser's own is the
		 * first. */
		for (const one of (await browser.pages()).slice(1))
			await one.close();
	}
	await browser.close();
	server.close();
	rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
	if (failed)
		process.exitCode = 1;
}
