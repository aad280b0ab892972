// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a page complains of: errors on the console, exceptions, promises that
 * were rejected; its frames and workers included.
 */

/**
 * What is used of Puppeteer's page.
 * @typedef {object} Page
 * @property {(url: string) => Promise<any>} goto
 * @property {() => string} url
 * @property {(event: any, handler: (value: any) => void) => any} on
 * @property {(event: any, handler: (value: any) => void) => any} off
 * @property {() => any[]} frames
 * @property {(call: any, ...args: any[]) => Promise<any>} evaluate
 * @property {(selector: string) => Promise<any>} $
 * @property {() => Promise<any>} [createCDPSession]
 * @property {{type: (text: string) => Promise<void>,
 *	press: (key: any) => Promise<void>, down: (key: any) => Promise<void>,
 *	up: (key: any) => Promise<void>}} keyboard
 */

/** @param {RegExp | string} wanted @param {string} text */
export function matches(wanted, text) {
	return typeof wanted === "string" ? text.includes(wanted) :
		new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, ""))
			.test(text);
}

/** The complaints of a page from now on. */
export class Complaints {
	/** @type {string[]} */
	all = [];
	/** @type {(RegExp | string)[]} */
	#allowed;
	#page;
	/** @type {any} */
	#session = null;
	/** @type {[string, (value: any) => void][]} */
	#listeners = [
		["console", (message) => this.#log(message)],
		["pageerror", (error) => this.#add(String(error?.stack ?? error))],
		["error", (error) => this.#add(String(error))],
	];

	/** @param {Page} page @param {(RegExp | string)[]} allowed */
	constructor(page, allowed) {
		this.#page = page;
		this.#allowed = [...allowed];
		for (const [event, listener] of this.#listeners)
			page.on(event, listener);
	}

	/** Those of frames that are in a process of their own, and of workers,
	 * which a browser without the protocol keeps to itself. */
	async listen() {
		if (this.#session !== null)
			return;
		try {
			const session = await this.#page.createCDPSession?.();

			this.#session = session ?? null;
			await this.#attach(session);
		} catch {
			/* Not Chromium. */
		}
	}

	/** @param {any} session */
	async #attach(session) {
		session.on("sessionattached", (/** @type {any} */ child) => {
			child.on("Runtime.exceptionThrown", (
				/** @type {any} */ { exceptionDetails: one }) =>
				this.#add(one.exception?.description ??
					`${one.text} ${one.exception?.value ?? ""}`));
			child.send("Runtime.enable").catch(() => {});
			this.#attach(child).catch(() => {});
		});
		await session.send("Target.setAutoAttach", { autoAttach: true,
			waitForDebuggerOnStart: false, flatten: true });
	}

	/** @param {any} message */
	#log(message) {
		if (["error", "assert"].includes(message.type()))
			this.#add(`${message.text()} ${
				message.location()?.url ?? ""}`.trim());
	}

	/** @param {string} text */
	#add(text) {
		/* One may come by two ways. */
		if (!this.all.includes(text))
			this.all.push(text);
	}

	/** @param {RegExp | string} complaint that is none */
	allow(complaint) {
		this.#allowed.push(complaint);
	}

	/** Those that are not allowed. */
	get list() {
		return this.all.filter((text) => !this.#allowed.some((one) =>
			matches(one, text)));
	}

	async close() {
		for (const [event, listener] of this.#listeners)
			this.#page.off(event, listener);
		await this.#session?.detach().catch(() => {});
	}
}
