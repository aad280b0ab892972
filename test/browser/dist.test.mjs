// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The folder that `./exa dist DIR` writes, as a stranger puts it on the web:
 * below a path, by a server that knows no more than the types of a few files.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
	existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { ROOT, SITE, suite, until } from "./machine.js";
import { plainHost } from "./plainhost.js";

/** @typedef {import("./machine.js").Machine} Machine */

const EXA = join(ROOT, "exa");
const PATH = "/some/where/";
const BOOT_MS = 20000;
const temporary = mkdtempSync(join(tmpdir(), "exa-dist-"));
const to = join(temporary, "public");

process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));

/** @param {string[]} args @param {Record<string, string>} [env] */
function dist(args, env = {}) {
	return spawnSync(EXA, ["dist", ...args], { encoding: "utf8",
		timeout: 200000, env: { ...process.env, ...env } });
}

/** @param {string[]} args @param {number} status @param {RegExp} reason */
function expectRefusal(args, status, reason) {
	const refused = dist(args);

	assert.match(refused.stderr, reason);
	assert.equal(refused.status, status, `${args}`);
	assert.ok(!existsSync(to), "nothing was written");
}

function checkRefusals() {
	const other = join(temporary, "other");

	mkdirSync(other);
	writeFileSync(join(other, "thesis"), "all of it");
	expectRefusal([], 2, /^usage: .*dist DIR/);
	expectRefusal(["--nonesuch"], 2, /^usage: .*dist DIR/);
	expectRefusal([to, "more"], 2, /^usage: .*dist DIR/);
	expectRefusal([to, "--embedder"], 2, /^usage: .*dist DIR/);
	for (const wrong of ["docs.example", "https://docs.example/page", "",
		"https://a.example https://b.example", "ftp://", "**"])
		expectRefusal([to, "--embedder", "https://a.example",
			"--embedder", wrong], 1, new RegExp(`: ${(wrong || '""')
			.replace(/[*]/g, "\\*")} is no origin: it must be ` +
			"like https://docs\\.example\n"));
	expectRefusal([other], 1, /other exists and holds something else/);
	assert.deepEqual(readdirSync(other), ["thesis"]);
}

function checkFiles() {
	const contact = "Jo Doe <jo@docs.example>";
	const { status, stdout, stderr } = dist([to, "--embedder",
		"https://docs.example", "--embedder", "http://b.example:81/"],
	{ EXA_CONTACT: contact });
	const page = () => readFileSync(join(to, "machine.html"), "utf8");

	assert.equal(status, 0, stderr);
	assert.equal(stdout, "");
	const notice = readFileSync(join(to, "NOTICE"), "utf8");
	const files = readdirSync(to, { recursive: true }).map(String);

	for (const wanted of [/^busybox +1:1\.\S+ +GPL-2$/m,
		/^musl +\S+ +MIT$/m, /^@xterm\/xterm +\S+ +MIT$/m,
		/^Offer of source code$/m, /at least three years/,
		/complete corresponding source code/,
		/GNU GENERAL PUBLIC LICENSE\s+Version 2, June 1991/])
		assert.match(notice, wanted);
	assert.ok(notice.includes(contact), "who offers the sources");
	assert.match(readFileSync(join(to, "LICENSE"), "utf8"),
		/Version 3, 29 June 2007/);
	assert.match(page(), /name="exa-embedders" content="https:\/\/docs\.example http:\/\/b\.example:81">/);
	assert.ok(!files.includes("ready"));
	for (const name of readdirSync(SITE, { recursive: true }).map(String))
		assert.ok(name === "ready" || files.includes(name), name);
	for (const name of files.filter((one) => /\.(br|gz)$/.test(one))) {
		const packed = readFileSync(join(to, name));

		assert.deepEqual(name.endsWith(".br") ?
			brotliDecompressSync(packed) : gunzipSync(packed),
		readFileSync(join(to, name.slice(0, -3))), name);
	}
	assert.ok(files.includes("exa.wasm.br"));
	assert.ok(files.includes("machine.html.gz"));
}

/** A violation of a policy is said on the console, which fails the case.
 * @param {Machine} m @param {string} url */
async function at(m, url) {
	m.url = url;
	await m.page.evaluateOnNewDocument(() => {
		addEventListener("securitypolicyviolation", (event) =>
			console.error(`policy: ${event.violatedDirective} ${
				event.blockedURI}`));
	});
}

checkRefusals();
checkFiles();
const url = await plainHost(to, { path: PATH });

await suite({
	async "the machine's page"(m) {
		await at(m, url);
		await m.boot();
		assert.equal(await m.run("seq 5 | tac | xargs echo"),
			"5 4 3 2 1");
		assert.equal(await m.run("lua -e 'print(6 * 7)'"), "42");
		/* Nothing came from outside its folder. */
		assert.deepEqual((await m.page.evaluate(() =>
			performance.getEntriesByType("resource")
				.map(({ name }) => name)))
			.filter((name) => !name.startsWith(url)), []);
	},

	async "the start page, and a block on it"(m) {
		await at(m, url);
		await m.open("");
		await m.waitFor(/[$#] ?$/, BOOT_MS);
		await m.page.click("#machine");
		assert.equal(await m.run("echo typed"), "typed");
		assert.equal(await m.page.evaluate(async () =>
			(await /** @type {any} */ (
				document.querySelector("exa-run"))
				.run()).stdout), "c\nb\na\n");
	},

	async "each document keeps to its policy"(m) {
		const documents = readdirSync(to, { recursive: true })
			.map(String).filter((name) => name.endsWith(".html"));

		await at(m, url);
		assert.ok(documents.length >= 6);
		for (const name of documents) {
			await m.open(name);
			assert.match(await m.page.$eval("meta[http-equiv=" +
				"Content-Security-Policy]", (meta) =>
				/** @type {HTMLMetaElement} */ (meta).content),
			/^default-src 'none'/, name);
			await m.page.waitForNetworkIdle({ idleTime: 300 });
		}
	},

	async "what it kept is there without the server"(m) {
		await at(m, url);
		await m.boot("machine.html?offline");
		await until("all to be kept", () => m.page.evaluate(() =>
			document.body.dataset.offline === "ready"), BOOT_MS);
		await m.page.setOfflineMode(true);
		await m.boot();
		await m.page.setOfflineMode(false);
	},
});
