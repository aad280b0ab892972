// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Every document of the site has a strict policy and keeps to it, with all that
 * it does; and exa.js works in a page whose own policy is strict.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, SITE, suite, until } from "./machine.js";
import { makeSite } from "./site.js";

/** @typedef {import("./machine.js").Machine} Machine */

/** What docs/security.md tells embedding pages to allow. */
const HOST = "default-src 'none'; script-src 'self'; frame-src 'self'; " +
	"style-src 'self'; require-trusted-types-for 'script'; trusted-types exa";
const site = makeSite([]);
const pages = readdirSync(SITE, { recursive: true }).map(String)
	.filter((name) => name.endsWith(".html"));

/** Has violations counted in every document; the console says them too, and a
 * case fails by that. @param {Machine} m */
async function watch(m) {
	await m.page.evaluateOnNewDocument(() => {
		addEventListener("securitypolicyviolation", (event) =>
			console.error(`policy: ${event.violatedDirective} ${
				event.blockedURI}`));
	});
}

/** The policy that a document has. @param {string} name */
function policyOf(name) {
	const text = readFileSync(join(SITE, name), "utf8");
	const found = /<meta http-equiv="Content-Security-Policy" content="([^"]*)"/
		.exec(text);

	assert.ok(found, `${name} has no policy`);
	assert.ok(!/<script(?![^>]*\ssrc=)|\son\w+="|\sstyle="|<style/.test(text),
		`${name} has script or style in it`);
	return found[1].replace(/\s+/g, " ");
}

await suite({
	async "each document has one"() {
		const told = readFileSync(join(ROOT, "docs/security.md"), "utf8");

		assert.ok(pages.length >= 6, `${pages}`);
		for (const name of pages) {
			const policy = policyOf(name);

			assert.match(policy, /^default-src 'none';/, name);
			assert.match(policy, /style-src 'self'(;|$)/, name);
			assert.match(policy, /base-uri 'none'/, name);
			assert.match(policy, /form-action 'none'/, name);
			assert.doesNotMatch(policy,
				/unsafe-inline|'unsafe-eval'|\*|https?:|data:/, name);
			assert.equal(policy.includes("wasm-unsafe-eval"),
				name === "machine.html", name);
			assert.ok(told.includes(`\`${policy}\``),
				`docs/security.md does not have that of ${name}`);
		}
	},

	async "and keeps to it"(m) {
		await watch(m);
		for (const name of pages) {
			await m.open(name);
			await m.page.waitForNetworkIdle({ idleTime: 300 });
		}
	},

	async "so does a terminal with all that it can do"(m) {
		await watch(m);
		await m.boot();
		/* Colours that xterm.js has no class for; a title; a program
		 * with a screen of its own. */
		await m.run("printf '\\033[38;2;1;2;3;48;2;250;0;9mrgb\\033[m'");
		await m.run("printf '\\033[4:3;58;5;9mcurly\\033[m\\033]2;t\\a'");
		await m.type("vi\n");
		await m.waitFor(/^~$/m);
		await m.type(":q!\n");
		await m.waitFor(/\$ $|\$$/);
		await until("the tools", () => m.terminal?.evaluate(() =>
			document.body.dataset.tools === "ready"));
		await until("the colours", () => m.terminal?.evaluate(() =>
			[...document.querySelectorAll(".xterm-rows span")]
				.map((one) => getComputedStyle(one)
					.backgroundColor)
				.includes("rgb(250, 0, 9)")));
		await m.terminal?.evaluate(() => /** @type {HTMLElement} */ (
			document.querySelector("#reader")).click());
		await m.run("echo read me");
	},

	async "a forbidden style is noticed"(m) {
		m.allow(/policy:|Applying inline style|violates/);
		await watch(m);
		await m.open("machine.html?ui=none");
		const before = m.seen.length;

		await m.page.evaluate(() =>
			document.body.setAttribute("style", "color: red"));
		await until("the complaint", () => m.seen.slice(before).some(
			(text) => text.startsWith("policy: style-src")));
	},

	async "exa.js in a page with a strict one"(m) {
		await watch(m);
		m.allow(/favicon/);
		writeFileSync(join(site, "strict.html"), `<!DOCTYPE html>
<meta http-equiv="Content-Security-Policy" content="${HOST}">
<title>Strict</title><script type="module" src="exa.js"></script>
<exa-run id="r" editor>echo ran</exa-run>
<exa-terminal id="t" cmd="echo up; cat"></exa-terminal>`);
		await m.open("strict.html");
		assert.equal(await m.page.evaluate(async () => {
			const block = /** @type {any} */ (
				document.querySelector("#r"));

			return (await block.run()).stdout;
		}), "ran\n");
		await m.page.evaluate(() => /** @type {any} */ (
			document.querySelector("#t")).run());
		await m.waitFor("up");
		/* Its own style has come to the shadow root. */
		assert.equal(await m.page.evaluate(() => getComputedStyle(
			/** @type {any} */ (document.querySelector("#r"))
				.shadowRoot.querySelector(".bar")).display),
		"flex");
	},
}, site);
