// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Smoke tests of pages with a machine, by Puppeteer (docs/ci.md):
 *
 *	const machine = await openMachine(page, { base: "http://localhost/" });
 *	await machine.type("echo hello\n");
 *	await machine.waitForScreen(/^hello$/m);
 *	await machine.close();
 *
 * The page is one of puppeteer or puppeteer-core; nothing else is needed. Every
 * function fails once the page, a frame or a worker of it has thrown an error,
 * left a promise rejected or written an error to the console.
 */
import { Complaints, matches } from "./testing/complaints.js";
import { execIn, focusOn, stateOf } from "./testing/inpage.js";

/** @typedef {import("./testing/complaints.js").Page} Page */

/**
 * @typedef {object} OpenOptions
 * @property {string | URL} [url] of a page with an exa-terminal, or of
 *	machine.html; without url and base the page is open already
 * @property {string | URL} [base] the folder that machine.html is in, instead
 *	of url
 * @property {string} [persist] with base: the name under which /home is kept;
 *	without it, it is not
 * @property {Record<string, string>} [parameters] with base: others of
 *	machine.html (docs/protocol.md)
 * @property {string} [selector] which element of the page has the machine;
 *	the first exa-terminal if it is not given
 * @property {RegExp | string | null} [ready] what the screen shows when it has
 *	started: a prompt if it is not given; null: that is not waited for
 * @property {number} [timeoutMs] for all that is waited for; 20000 if it is
 *	not given
 * @property {(RegExp | string)[]} [allow] complaints of the page that are none:
 *	an expression, or a part of the text
 */

/** @typedef {import("./testing/inpage.js").ExecOptions} ExecOptions */
/** @typedef {import("./testing/inpage.js").ExecResult} ExecResult */

const TIMEOUT_MS = 20000;
/** From one look at the screen to the next. */
const LOOK_MS = 10;
/** Of so many looks at the screen one is at the machine, too. */
const STATE_LOOKS = 20;
/** How long the keyboard may take to come to the terminal. */
const FOCUS_MS = 1000;
/** How long after it was loaded a page may take to have a machine in it. */
const FOUND_MS = 3000;
/** What a machine has, after its time-out, to say that a program was ended. */
const GRACE_MS = 6000;
const PROMPT = /[$#] ?$/;

/** @param {number} ms */
function sleep(ms) {
	return new Promise((done) => setTimeout(done, ms));
}

/** What a test was told that went wrong; the message has the screen. */
export class TestError extends Error {
	name = "TestError";
}

/** A page with a machine in it, as a test uses it. */
export class MachinePage {
	#complaints;
	#selector;
	#timeoutMs;
	#options;

	/**
	 * For openMachine(); also for a page that the test opens by itself.
	 * @param {Page} page
	 * @param {OpenOptions} [options]
	 */
	constructor(page, options = {}) {
		const { selector = "exa-terminal", allow = [],
			timeoutMs = TIMEOUT_MS } = options;

		/** Puppeteer's. */
		this.page = page;
		this.#options = options;
		this.#selector = selector;
		this.#timeoutMs = timeoutMs;
		this.#complaints = new Complaints(page, allow);
	}

	/** For openMachine(): opens the page and waits for the machine. */
	async start() {
		const { ready = PROMPT } = this.#options;
		const address = this.#address();

		await this.listen();
		if (address !== null) {
			const answer = await this.page.goto(address);

			if (answer?.status() >= 400)
				throw await this.error(`${address}: HTTP ${
					answer.status()}`);
		}
		await this.#find();
		if (ready !== null)
			await this.waitForScreen(ready);
	}

	/** Hears workers and frames of other sites, too; for a test that opens
	 * the page by itself, before it does. */
	async listen() {
		await this.#complaints.listen();
	}

	/** @returns {string | null} */
	#address() {
		const { url, base, persist = "", parameters } = this.#options;

		if (url !== undefined)
			return String(url);
		if (base === undefined)
			return null;
		const address = new URL("machine.html",
			String(base).replace(/\/?$/, "/"));

		for (const [name, value] of
			Object.entries({ persist, ...parameters }))
			address.searchParams.set(name, value);
		return address.href;
	}

	/** Waits until the page has a machine, and has its element start it. */
	async #find() {
		const end = Date.now() + FOUND_MS;

		while (await this.page.evaluate(stateOf, this.#selector) ===
			"none") {
			if (Date.now() > end)
				throw await this.error(`${this.page.url()
				} has no machine: it is not machine.html, and ` +
				`there is no ${this.#selector} in it`);
			await sleep(LOOK_MS);
		}
		await this.page.evaluate((/** @type {string} */ selector) => {
			const one = /** @type {any} */ (
				document.querySelector(selector));

			void customElements.whenDefined(one?.localName ?? "a-b")
				.then(() => one?.run(true));
		}, this.#selector);
	}

	/** The frame that shows the terminal; null while there is none.
	 * @returns {any} */
	get terminal() {
		return this.page.frames().find((frame) =>
			/\/terminal\.html(?:[?#]|$)/.test(frame.url())) ?? null;
	}

	/** @param {RegExp | string} complaint of the page that is none */
	allow(complaint) {
		this.#complaints.allow(complaint);
	}

	/** What the page has complained of that is not allowed. */
	get complaints() {
		return this.#complaints.list;
	}

	/** The same with what is allowed. */
	get seen() {
		return this.#complaints.all;
	}

	/** @param {string} what went wrong
	 * @returns {Promise<TestError>} with all that helps to see why */
	async error(what) {
		const { complaints } = this;

		return new TestError([what, ...complaints.length === 0 ? [] :
			["--- the page complains", ...complaints],
		"--- screen", await this.screen(), "---"].join("\n"));
	}

	/** Fails with what the page has complained of.
	 * @throws {TestError} if it has */
	async check() {
		if (this.complaints.length > 0)
			throw await this.error("The page has errors.");
	}

	/**
	 * What the terminal shows, a line a row, without trailing blanks.
	 * @param {"screen" | "text"} [how] text: with what has scrolled away
	 * @returns {Promise<string>} empty while there is no terminal
	 */
	async screen(how = "screen") {
		try {
			return await this.terminal?.evaluate(
				(/** @type {string} */ name) =>
					/** @type {any} */ (window)
						.exaTerminal?.[name](), how) ?? "";
		} catch {
			return "";	/* it is being loaded */
		}
	}

	/**
	 * @param {RegExp | string} wanted on the screen
	 * @param {{timeoutMs?: number}} [options]
	 * @returns {Promise<string>} the screen then
	 * @throws {TestError} if it does not come in time, the machine cannot
	 *	start or has ended, or the page has errors
	 */
	async waitForScreen(wanted, { timeoutMs = this.#timeoutMs } = {}) {
		const end = Date.now() + timeoutMs;

		for (let look = 0;; look++) {
			const text = await this.screen();

			await this.check();
			if (text && matches(wanted, text))
				return text;
			if (look % STATE_LOOKS === 0)
				await this.#checkState();
			if (Date.now() > end)
				throw await this.error(`Not within ${timeoutMs
				} ms on the screen: ${wanted}`);
			await sleep(LOOK_MS);
		}
	}

	/** Fails if the machine could not start, or has ended. */
	async #checkState() {
		const state = await this.page.evaluate(stateOf, this.#selector)
			.catch(() => "");

		if (state && state !== "none")
			throw await this.error(`The machine is not there: ${
				state}`);
	}

	/**
	 * Types at the terminal.
	 * @param {...(string | {key: string})} what text, in which \n is Enter,
	 *	or {key}: a key by its name ("Escape", "ArrowUp"), with others
	 *	held ("Control+C")
	 */
	async type(...what) {
		await this.check();
		await this.#focus();
		for (const one of what)
			if (typeof one === "string")
				await this.#text(one);
			else
				await this.#press(one.key.split(/\+(?=.)/));
	}

	/** Gives the terminal the keyboard, which takes a moment. */
	async #focus() {
		const end = Date.now() + FOCUS_MS;
		const has = () => this.terminal?.evaluate(() =>
			document.hasFocus() &&
				document.activeElement?.localName === "textarea")
			.catch(() => false);

		for (let asked = false; !await has() && Date.now() < end;) {
			if (!asked)
				await this.page.evaluate(focusOn,
					this.#selector);
			asked = true;
			await sleep(LOOK_MS);
		}
	}

	/** @param {string} text */
	async #text(text) {
		for (const part of text.split(/(\n)/))
			if (part === "\n")
				await this.page.keyboard.press("Enter");
			else if (part)
				await this.page.keyboard.type(part);
	}

	/** @param {string[]} keys the last one is pressed, the others held */
	async #press(keys) {
		const { keyboard } = this.page;
		const last = keys.at(-1) ?? "";
		const held = keys.slice(0, -1);

		for (const key of held)
			await keyboard.down(key);
		/* A letter alone would be typed as it is. */
		await keyboard.press(held.length > 0 && /^[a-z]$/i.test(last) ?
			`Key${last.toUpperCase()}` : last);
		for (const key of held.reverse())
			await keyboard.up(key);
	}

	/**
	 * Runs a script by sh, not at the terminal.
	 * @param {string} script
	 * @param {ExecOptions} [options]
	 * @returns {Promise<ExecResult>} also when its status is not 0
	 * @throws {TestError} if it could not be run, or the page has errors
	 */
	async exec(script, options = {}) {
		const { timeoutMs = this.#timeoutMs } = options;
		/** @type {ReturnType<typeof setTimeout> | undefined} */
		let timer;

		await this.check();
		try {
			return await Promise.race([
				this.page.evaluate(execIn, this.#selector,
					script, { ...options, timeoutMs }),
				new Promise((_, late) => {
					timer = setTimeout(late,
						timeoutMs + GRACE_MS,
						new Error("no answer"));
				}),
			]);
		} catch (error) {
			throw await this.error(`exec(${JSON.stringify(script)
			}): ${/** @type {Error} */ (error).message}`);
		} finally {
			clearTimeout(timer);
			await this.check();
		}
	}

	/**
	 * Leaves the page, which ends the machine; the page stays open.
	 * @throws {TestError} if it has errors
	 */
	async close() {
		const failed = this.complaints.length > 0 &&
			await this.error("The page has errors.");

		await this.page.goto("about:blank");
		await this.#complaints.close();
		if (failed)
			throw failed;
	}
}

/**
 * Opens a page with a machine, and waits until that has started.
 * @param {Page} page of puppeteer or puppeteer-core
 * @param {OpenOptions} [options]
 * @returns {Promise<MachinePage>}
 * @throws {TestError} if there is none, or it does not start
 */
export async function openMachine(page, options = {}) {
	const machine = new MachinePage(page, options);

	await machine.start();
	return machine;
}
