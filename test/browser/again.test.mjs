// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A machine that did not start and is tried again: the host fails first and is
 * well then. And what no second try helps: a host whose policy forbids what the
 * machine needs.
 */
import assert from "node:assert/strict";
import { BAD } from "./badhost.js";
import { PAGE } from "./inpage.js";
import { SITE, suite, until } from "./machine.js";
import { plainHost } from "./plainhost.js";

/** @typedef {import("./machine.js").Machine} Machine */
/** @typedef {import("./badhost.js").Answer} Answer */

const BOOT_MS = 20000;
const REST = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
	"img-src 'self'; frame-src 'self'; connect-src 'self' blob:";

const BROKE_OFF =
	/exa\.wasm: Error: the server cannot be reached, or broke off/;

/** @type {Answer} */
const broken = (response) => response.writeHead(500).end("out of order");
/** Not even headers come. On a connection that it has used before a browser
 * tries again by itself; it has six. @type {Answer} */
const cut = (response) => response.destroy();

/** @param {Machine} m @param {RegExp} wanted */
async function expectFailure(m, wanted) {
	await until(`${wanted} on the page`, async () => wanted.test(
		await m.page.$eval("#failure", (element) =>
			/** @type {HTMLElement} */ (element).innerText)),
	BOOT_MS);
}

/** Opens machine.html, whose host answers for one file so; then its button is
 * pressed. @param {Machine} m @param {string} file @param {RegExp} wanted
 * @param {...Answer} answers */
async function again(m, file, wanted, ...answers) {
	const url = await plainHost(SITE, { faults: { [file]: answers } });

	m.url = url;
	m.allow(/500|404|ERR_/);
	await m.open();
	await expectFailure(m, wanted);
	assert.equal(await m.page.$eval("#again", (button) =>
		/** @type {HTMLElement} */ (button).innerText), "Try again");
	/* From now on it is well. */
	answers.splice(0);
	await m.page.click("#again");
	await m.waitFor(/[$#] ?$/, BOOT_MS);
	assert.equal(await m.run("echo alive"), "alive");
	assert.equal(await m.page.$eval("#failure", (element) =>
		/** @type {HTMLElement} */ (element).hidden), true);
}

/** A page with an element, from a host that fails for the kernel twice.
 * @param {Machine} m @param {string} tag @param {string} text */
async function pageWith(m, tag, text) {
	const url = await plainHost(SITE, { faults: {
		"exa.wasm": [broken, BAD.truncated] } });

	m.url = url;
	m.allow(/500|favicon|MachineError|ERR_/);
	await m.open(PAGE);
	await m.page.evaluate(async (name, code) => {
		/* In two steps: it is none of this file's. */
		const module = "./exa.js";

		await import(new URL(module, location.href).href);
		const element = document.createElement(name);

		element.textContent = code;
		document.body.replaceChildren(element);
	}, tag, text);
}

/** Presses the element's button, and waits for its words.
 * @param {Machine} m @param {RegExp} wanted */
async function press(m, wanted) {
	await m.page.click(">>> [part=run]");
	await until(`${wanted} in the element`, () => m.page.evaluate(() =>
		document.querySelector("[state=failed]")?.shadowRoot
			?.querySelector("[part=message]")?.textContent)
		.then((words) => wanted.test(words ?? "")), BOOT_MS);
}

/** A site whose host sends a policy with what runs the machine.
 * @param {Machine} m @param {string} policy */
async function underPolicy(m, policy) {
	const url = await plainHost(SITE, { headers: Object.fromEntries(
		["machine.html", "worker.js"].map((file) => [file,
			{ "Content-Security-Policy": policy }])) });

	m.url = url;
	m.allow(/Content Security|violates|Refused|policy|wasm/i);
	await m.open();
}

await suite({
	async "the kernel: HTTP 500, then well"(m) {
		await again(m, "exa.wasm", /exa\.wasm: Error: HTTP 500/, broken);
	},

	async "the kernel: HTTP 404, then well"(m) {
		await again(m, "exa.wasm", /exa\.wasm: Error: HTTP 404/,
			BAD.missing);
	},

	async "the kernel: a connection that is cut, then well"(m) {
		await again(m, "exa.wasm", BROKE_OFF,
			...Array(9).fill(cut));
	},

	async "the kernel: cut in the middle, then well"(m) {
		await again(m, "exa.wasm", BROKE_OFF, BAD.truncated);
	},

	async "the worker’s script, then well"(m) {
		await again(m, "worker.js", /worker failed[^]*worker\.js/,
			broken);
	},

	async "a terminal in a page: its button leads to a prompt"(m) {
		await pageWith(m, "exa-terminal", "");
		await press(m, /exa\.wasm: Error: HTTP 500/);
		/* It is no other failure that is shown. */
		await press(m, BROKE_OFF);
		await m.page.click(">>> [part=run]");
		await m.waitFor(/[$#] ?$/, BOOT_MS);
		assert.deepEqual(await m.page.$eval("exa-terminal", (e) =>
			[e.getAttribute("state"), /** @type {any} */ (e)
				.shadowRoot.querySelector("[part=message]")
				.hidden]), ["running", true]);
		assert.equal(await m.run("echo alive"), "alive");
	},

	async "a block in a page: its button runs it"(m) {
		await pageWith(m, "exa-run", "echo alive");
		await press(m, /exa\.wasm: Error: HTTP 500/);
		await press(m, BROKE_OFF);
		await m.page.click(">>> [part=run]");
		await m.page.waitForSelector("exa-run[state=succeeded]",
			{ timeout: BOOT_MS });
		assert.equal(await m.page.$eval("exa-run", (e) =>
			e.shadowRoot?.querySelector("[part=output]")
				?.textContent), "alive\n");
	},

	async "a host that forbids workers"(m) {
		await underPolicy(m, `${REST}; worker-src 'none'`);
		await expectFailure(m, /worker (failed|was refused)[^]*policy/);
		await m.page.click("#again");
		await expectFailure(m, /worker (failed|was refused)[^]*policy/);
	},

	async "a host that forbids wasm"(m) {
		await underPolicy(m, `${REST.replace(" 'wasm-unsafe-eval'", "")
		}; worker-src 'self'`);
		await expectFailure(m,
			/kernel did not start[^]*Content Security/i);
	},
});
