// SPDX-License-Identifier: GPL-3.0-or-later
/* What a user reads when something is missing: never a blank page. */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { suite, until } from "./machine.js";
import { makeFakeSite } from "./fake.js";

/** @typedef {import("./machine.js").Machine} Machine */

/** @param {Element} element @returns {string} what of it can be seen */
function textOf(element) {
	const html = /** @type {HTMLElement} */ (element);

	return html.hidden ? "" : html.innerText;
}

/** @param {Machine} m @param {RegExp} wanted */
async function expectFailure(m, wanted) {
	await until(`${wanted} on the page`, async () =>
		wanted.test(await m.page.$eval("#failure", textOf)));
	assert.equal(await m.page.$("iframe"), null);
}

/** @param {Machine} m @param {RegExp} wanted */
async function expectNotice(m, wanted) {
	await until(`${wanted} over the terminal`, async () =>
		wanted.test(await m.terminal?.$eval("#notice", textOf)
			.catch(() => "") ?? ""), 15000);
}

/**
 * Answer one file of the site otherwise.
 * @param {Machine} m
 * @param {string} file
 * @param {Partial<import("puppeteer-core").ResponseForRequest>} response
 */
async function replace(m, file, response) {
	await m.page.setRequestInterception(true);
	m.page.on("request", (request) => request.url().includes(file) ?
		request.respond(response) : request.continue());
}

/** @param {Machine} m @param {string} name */
function withhold(m, name) {
	return m.page.evaluateOnNewDocument((what) => {
		delete (/** @type {any} */ (globalThis)[what]);
	}, name);
}

/** @type {Parameters<typeof suite>[0]} */
const CASES = {
	async "no WebAssembly"(m) {
		await withhold(m, "WebAssembly");
		await m.open();
		await expectFailure(m, /has no WebAssembly/);
	},

	async "no Worker"(m) {
		await withhold(m, "Worker");
		await m.open();
		await expectFailure(m, /has no Web Workers/);
	},

	async "no BroadcastChannel"(m) {
		await withhold(m, "BroadcastChannel");
		await m.open();
		await expectFailure(m, /has no BroadcastChannel/);
	},

	async "a Worker that the browser refuses"(m) {
		await m.page.evaluateOnNewDocument(() => {
			window.Worker = /** @type {any} */ (class {
				constructor() {
					throw new Error("refused by policy");
				}
			});
		});
		await m.open();
		await expectFailure(m, /refused by policy/);
	},

	async "exa.wasm is missing, and still is when tried again"(m) {
		await m.open("machine.html?fail=1");
		await expectFailure(m, /exa\.wasm: HTTP 404/);
		await m.page.click("#again");
		await expectFailure(m, /exa\.wasm: HTTP 404/);
	},

	async "the worker throws"(m) {
		m.allow(/on purpose/);
		await m.open();
		await m.waitFor("fake$");
		await m.type("trap\n");
		await expectFailure(m, /on purpose/);
		await m.page.click("#again");
		await m.waitFor("fake$");
		await m.type("echo again\n");
		await m.waitFor("\nagain");
	},

	async "terminal.js is missing"(m) {
		m.allow(/404/);
		await replace(m, "terminal.js", { status: 404 });
		await m.open();
		await until("the words", () => m.terminal?.$eval("#missing",
			(e) => getComputedStyle(e).visibility === "visible"));
	},

	async "machine.js is missing"(m) {
		m.allow(/404/);
		await replace(m, "machine.js", { status: 404 });
		await m.open();
		await until("the words", () => m.page.$eval("#missing",
			(e) => getComputedStyle(e).visibility === "visible"));
	},

	async "the machine stops and is restarted"(m) {
		await m.open();
		await m.waitFor("fake$");
		await m.type("stop panic: out of luck\n");
		await expectNotice(m, /has stopped[^]*out of luck/);
		await m.terminal?.click("#restart");
		await until("a new machine", async () =>
			(await m.screen()) === "fake$");
		await m.type("echo alive\n");
		await m.waitFor("\nalive");
	},

	async "an origin that is not secure has no randomUUID"(m) {
		await m.page.evaluateOnNewDocument(() => {
			Object.defineProperty(crypto, "randomUUID",
				{ value: undefined });
		});
		await m.open();
		await m.waitFor("fake$");
	},

	async "another version of the protocol"(m) {
		await m.open("machine.html?version=9");
		await expectNotice(m, /speaks version 9/);
	},

	async "nobody answers"(m) {
		await m.open("machine.html?delay=20000");
		await expectNotice(m, /does not answer/);
	},

	async "a terminal without a machine"(m) {
		await m.open("terminal.html");
		await expectNotice(m, /No machine/);
	},
};

const site = await makeFakeSite();

await suite(CASES, site);

/* A real 404, which request interception cannot give a worker. */
rmSync(join(site, "worker.js"));
await suite({
	async "worker.js is missing"(m) {
		m.allow(/404/);
		await m.open();
		await expectFailure(m, /worker\.js: HTTP 404/);
	},
}, site);
