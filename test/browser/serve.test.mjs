// SPDX-License-Identifier: GPL-3.0-or-later
/* The static server: what it sends, and what it does not. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
	existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync,
} from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../www/serve.mjs";
import { ROOT } from "./machine.js";

const box = mkdtempSync(join(tmpdir(), "exa-serve-"));
const root = join(box, "site");

mkdirSync(join(root, "sub"), { recursive: true });
writeFileSync(join(box, "secret"), "secret");
writeFileSync(join(root, "index.html"), "<p>home");
writeFileSync(join(root, "a.js"), "let a;\n".repeat(1000));
writeFileSync(join(root, "sub", "a b"), "bytes");
symlinkSync(join(box, "secret"), join(root, "out"));
symlinkSync("a.js", join(root, "in.js"));

const { url, close } = await serve(root, 0);

/**
 * fetch() tidies paths; this sends them as they are.
 * @param {string} path
 * @returns {Promise<string>} the status line
 */
function rawStatus(path) {
	return new Promise((done, failed) => {
		const socket = connect(Number(new URL(url).port), "127.0.0.1",
			() => socket.write(`GET ${path} HTTP/1.1\r\n` +
				"Host: x\r\nConnection: close\r\n\r\n"));

		socket.once("data", (data) => {
			done(String(data).split("\r\n")[0]);
			socket.destroy();
		});
		socket.once("error", failed);
	});
}

async function checkFiles() {
	const home = await fetch(url);
	const script = await fetch(`${url}a.js`);

	assert.equal(await home.text(), "<p>home");
	assert.match(home.headers.get("Content-Type") ?? "", /^text\/html/);
	assert.equal((await script.text()).length, 7000);
	assert.equal(script.headers.get("Content-Encoding"), "gzip");
	assert.ok(Number(script.headers.get("Content-Length")) < 200);
	for (const name of script.headers.keys())
		assert.doesNotMatch(name, /^cross-origin|^content-security/);
	const again = await fetch(`${url}a.js`, { headers: {
		"If-None-Match": script.headers.get("ETag") ?? "" } });

	assert.equal(again.status, 304);
	assert.equal(await (await fetch(`${url}sub/a%20b?x=1`)).text(), "bytes");
	assert.equal((await fetch(`${url}in.js`)).status, 200);
	const head = await fetch(`${url}a.js`, { method: "HEAD" });

	assert.equal(head.status, 200);
	assert.equal(await head.text(), "");
}

/* A packed variant beside a file, unless the file is newer. */
async function checkVariants() {
	const text = "let v;\n".repeat(1000);
	const ask = async (/** @type {string} */ accept) => {
		const answer = await fetch(`${url}v.js`, { headers: {
			"Accept-Encoding": accept } });

		return [answer.headers.get("Content-Encoding"),
			(await answer.text()) === text];
	};

	writeFileSync(join(root, "v.js"), text);
	execFileSync(process.execPath, [join(ROOT, "www/pack.mjs"), root]);
	assert.deepEqual(await ask("gzip, br"), ["br", true]);
	assert.deepEqual(await ask("gzip"), ["gzip", true]);
	assert.deepEqual(await ask("identity"), [null, true]);
	assert.ok(existsSync(join(root, "v.js.gz")));
	assert.ok(!existsSync(join(root, "index.html.br")));
}

async function checkRefusals() {
	for (const path of ["/nothing", "/sub", "/sub/", "/out", "/../secret",
		"/%2e%2e/secret", "/sub/..%2f..%2fsecret", "/%zz", "/%00"])
		assert.match(await rawStatus(path), / 404 /, path);
	assert.equal((await fetch(url, { method: "POST" })).status, 405);
}

async function checkChange() {
	writeFileSync(join(root, "a.js"), "let b;");
	assert.equal(await (await fetch(`${url}a.js`)).text(), "let b;");
}

await checkFiles();
await checkVariants();
await checkRefusals();
await checkChange();
close();
rmSync(box, { recursive: true });
