// SPDX-License-Identifier: GPL-3.0-or-later
/* A machine with a desktop, as a test uses it. */
import { until } from "./machine.js";

/** @typedef {import("./machine.js").Machine} Machine */

const BOOT = 20000;

export class Desk {
	/** @param {Machine} m */
	constructor(m) {
		this.m = m;
		this.page = m.page;
	}

	/** @param {string} [options] more of machine.html's address */
	async open(options = "") {
		await this.page.setViewport({ width: 1200, height: 760 });
		await this.m.open(`machine.html?runlevel=5&persist=${options}`);
		await this.ready();
	}

	/** The manager has told all that it has. */
	async ready() {
		await until("the desktop", () => this.frame.evaluate(() =>
			document.documentElement.dataset.told === "ready")
			.catch(() => false), BOOT);
	}

	/** @returns {import("puppeteer-core").Frame} */
	get frame() {
		const found = this.page.frames().find((frame) =>
			/\/desktop\.html/.test(frame.url()));

		if (!found)
			throw new Error("there is no desktop");
		return found;
	}

	/** As window.exaDesktop tells of them, the lowest first.
	 * @returns {Promise<any[]>} */
	windows() {
		return this.frame.evaluate(() =>
			/** @type {any} */ (window).exaDesktop.windows());
	}

	/** @returns {Promise<any>} */
	stats() {
		return this.frame.evaluate(() =>
			/** @type {any} */ (window).exaDesktop.stats());
	}

	/** The one with the keyboard. @returns {Promise<any>} */
	async focused() {
		return (await this.windows()).find(({ focused }) => focused);
	}

	/** @param {number} id @returns {Promise<any>} */
	async window(id) {
		return (await this.windows()).find((one) => one.id === id);
	}

	/** @param {string} selector */
	async click(selector) {
		const found = await this.frame.waitForSelector(selector,
			{ visible: true, timeout: 10000 });

		await found?.click();
	}

	/** @param {string} keys such as Control+Alt+KeyT */
	async press(keys) {
		const all = /** @type {any[]} */ (keys.split("+"));

		for (const key of all)
			await this.page.keyboard.down(key);
		for (const key of all.reverse())
			await this.page.keyboard.up(key);
	}

	/** Waits until that holds for a window.
	 * @param {string} what
	 * @param {number} id
	 * @param {(window: any) => unknown} holds */
	async until(what, id, holds) {
		/** @type {any} */
		let last = null;

		try {
			await until(what, async () => {
				last = await this.window(id);
				return last && holds(last);
			});
		} catch (error) {
			throw new Error(`${/** @type {Error} */ (error).message}: ${
				JSON.stringify(last)}`);
		}
		return last;
	}

	/** A new terminal, with a prompt. @returns {Promise<any>} */
	async terminal() {
		const before = (await this.windows()).map(({ id }) => id);
		/** @type {any} */
		let one;

		await this.click("#new-terminal");
		await until("another window", async () => {
			one = (await this.windows()).find(({ id }) =>
				!before.includes(id));
			return one;
		}, BOOT);
		return await this.until("a prompt", one.id, ({ text, focused }) =>
			focused && /[$#] ?$/.test(text));
	}

	/** Types at the terminal with the keyboard, and waits for the end.
	 * @param {string} line @returns {Promise<string>} what it printed */
	async run(line) {
		const mark = `done${Math.random().toString(36).slice(2)}`;
		const { id } = await this.focused();

		await this.page.keyboard.type(`${line}; echo ${mark.slice(0, 4)
		}''${mark.slice(4)}`);
		await this.page.keyboard.press("Enter");
		const { text } = await this.until(`the end of ${line}`, id,
			(one) => one.text.includes(mark));

		const [head] = text.split(mark);

		return head.slice(head.lastIndexOf("''") + 2).split("\n")
			.slice(1).join("\n").trim();
	}

	/** Drags from one point to another.
	 * @param {[number, number]} from
	 * @param {[number, number]} to
	 * @param {boolean} [hold] the button stays down */
	async drag(from, to, hold = false) {
		const { mouse } = this.page;

		await mouse.move(...from);
		await mouse.down();
		await mouse.move(...to, { steps: 6 });
		if (!hold)
			await mouse.up();
	}
}

/**
 * A case with a desktop.
 * @param {(desk: Desk) => Promise<void>} body
 * @param {string} [options] of the address
 */
export function withDesk(body, options) {
	return async (/** @type {Machine} */ m) => {
		const desk = new Desk(m);

		await desk.open(options);
		await body(desk);
	};
}

/**
 * Says something on the machine's channel.
 * @param {Desk} desk
 * @param {string} number of the datagram
 * @param {string} text
 * @param {number[]} [args]
 */
export async function tell(desk, number, text, args = []) {
	await desk.frame.evaluate((type, said, numbers) => {
		const payload = new TextEncoder().encode(said);
		const data = new ArrayBuffer(40 + payload.length);
		const view = new DataView(data);
		const channel = new BroadcastChannel(
			`exa:${location.hash.slice(1, 37)}`);

		view.setUint32(0, Number(type), true);
		numbers.forEach((n, i) => view.setUint32(16 + 4 * i, n, true));
		new Uint8Array(data, 40).set(payload);
		channel.postMessage(data);
		channel.close();
	}, number, text, args);
}
