// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The kit for smoke tests (www/testing.js), as its users have it: that it sees
 * what goes well, and tells what does not.
 */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
	mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openMachine, TestError } from "../../www/testing.js";
import { ROOT, sleep, suite } from "./machine.js";
import { makeSite } from "./site.js";

/** @typedef {import("./machine.js").Machine} Machine */

const site = makeSite([]);

writeFileSync(join(site, "page.html"), `<!DOCTYPE html><title>A page</title>
<link rel="icon" href="icon.svg"><script type="module" src="exa.js"></script>
<p><input autofocus><exa-terminal></exa-terminal>
<exa-terminal id="second" cmd="echo the second; cat"></exa-terminal>`);
writeFileSync(join(site, "none.html"), `<!DOCTYPE html><title>None</title>
<link rel="icon" href="icon.svg"><p>Nothing here.`);
writeFileSync(join(site, "failed.html"), `<!DOCTYPE html><title>Failed</title>
<link rel="icon" href="icon.svg"><script type="module" src="exa.js"></script>
<exa-terminal rows="many"></exa-terminal>`);

/** @param {Machine} m @param {object} [options] */
function open(m, options) {
	/* The suite's own ears. */
	m.allow(/./);
	return openMachine(m.page, { base: m.url, ...options });
}

/**
 * What a promise is rejected with.
 * @param {Promise<unknown>} promise @returns {Promise<string>}
 */
async function failure(promise) {
	const error = await promise.then(() => null, (one) => one);

	assert.ok(error instanceof TestError, `${error}`);
	return error.message;
}

/**
 * Does something wrong in a page; the next call of the kit tells.
 * @param {Machine} m
 * @param {(vm: import("../../www/testing.js").MachinePage) =>
 *	Promise<unknown>} wrong
 * @param {RegExp} told
 */
async function wrongs(m, wrong, told) {
	const vm = await open(m);

	await vm.type("echo so far\n");
	await vm.waitForScreen(/^so far$/m);
	await wrong(vm);
	await sleep(300);
	for (const call of [() => vm.type("x"), () => vm.waitForScreen(/x/),
		() => vm.exec("true"), () => vm.check(), () => vm.close()]) {
		const text = await failure(call());

		assert.match(text, told);
		assert.match(text, /^The page has errors\.$/m);
		assert.match(text, /--- screen\n[^]*^so far$/m);
	}
	assert.equal(m.page.url(), "about:blank");
}

/** What a block of docs/ci.md has. @param {string} language */
function documented(language) {
	const text = readFileSync(join(ROOT, "docs/ci.md"), "utf8");
	const found = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "m")
		.exec(text);

	assert.ok(found, language);
	return found[1];
}

/** A project as docs/ci.md expects it. @returns {string} its folder */
function project() {
	const folder = mkdtempSync(join(tmpdir(), "exa-ci-"));
	const own = join(folder, "node_modules/exa-unikernel");

	process.on("exit", () => rmSync(folder, { recursive: true }));
	mkdirSync(own, { recursive: true });
	mkdirSync(join(folder, "public"));
	symlinkSync(site, join(folder, "public/exa"));
	symlinkSync(join(ROOT, "node_modules/puppeteer-core"),
		join(folder, "node_modules/puppeteer-core"));
	symlinkSync(join(ROOT, "www"), join(own, "www"));
	writeFileSync(join(own, "package.json"), JSON.stringify({
		name: "exa-unikernel", type: "module",
		exports: { "./testing": "./www/testing.js" } }));
	writeFileSync(join(folder, "smoke.mjs"), documented("js"));
	return folder;
}

/**
 * Runs the workflow's step as the runner does.
 * @param {string} folder @returns {Promise<[number | null, string]>}
 */
async function runStep(folder) {
	const [, indented] = /run: \|\n((?: {10}.*\n)+)/.exec(
		documented("yaml")) ?? [];
	const port = String(20000 + Math.floor(Math.random() * 9000));
	const script = indented.replaceAll("8000", port)
		.replace(/&$/m, "& trap \"kill $!\" EXIT");
	const child = spawn("bash", ["-e", "-c", script], { cwd: folder,
		stdio: ["ignore", "pipe", "pipe"] });
	let output = "";

	child.stdout.on("data", (text) => output += text);
	child.stderr.on("data", (text) => output += text);
	const [code] = await once(child, "close");
	return [code, output];
}

await suite({
	async "the documented test and workflow"(m) {
		const folder = project();
		const [code, output] = await runStep(folder);

		assert.equal(code, 0, output);
		assert.match(output, /^EXA /m);
		writeFileSync(join(folder, "smoke.mjs"), documented("js")
			.replace("/^42$/m", "/^43$/m, { timeoutMs: 500 }"));
		const [failed, why] = await runStep(folder);
		assert.equal(failed, 1, why);
		assert.match(why, /Not within 500 ms on the screen: [^]*^42$/m);
		assert.deepEqual(m.complaints, []);
	},

	async "a smoke test"(m) {
		const vm = await open(m);

		await vm.type("echo hello\n");
		assert.match(await vm.waitForScreen(/^hello$/m), /hello\n/);
		assert.match(await vm.screen(), /^hello$/m);
		await vm.type("cat", { key: "Enter" }, "kept\n");
		await vm.waitForScreen("kept\nkept");
		await vm.type({ key: "Control+C" }, { key: "ArrowUp" });
		await vm.waitForScreen(/\^C\n.*\$ cat$/);
		await vm.close();
		assert.equal(m.page.workers().length, 0);
	},

	async "exec"(m) {
		const vm = await open(m);

		assert.deepEqual(await vm.exec(
			"cat; echo $X >&2; pwd; exit 3", { stdin: "größe\n",
				env: { X: "y" }, cwd: "/tmp" }),
		{ stdout: "größe\n/tmp\n", stderr: "y\n", exitCode: 3,
			reason: "exited" });
		assert.deepEqual(await vm.exec("sleep 9", { timeoutMs: 300 }),
			{ stdout: "", stderr: "", exitCode: 137,
				reason: "timeout" });
		assert.equal((await vm.exec("kill -TERM $$")).reason,
			"signaled");
		assert.equal((await vm.exec("seq 300000 | tail -n 1; " +
			"seq 300000")).stdout.length, 7 + 1988895);
		assert.equal((await vm.exec("id -u", { user: "root" })).stdout,
			"0\n");
		const all = await Promise.all([1, 2, 3].map((i) =>
			vm.exec(`echo ${i}`)));
		assert.deepEqual(all.map(({ stdout }) => stdout),
			["1\n", "2\n", "3\n"]);
		await vm.close();
	},

	async "a page with terminals of its own"(m) {
		let vm = await open(m, { url: `${m.url}page.html` });

		await m.page.focus("input");
		await vm.type("echo typed\n");
		await vm.waitForScreen(/^typed$/m);
		assert.equal((await vm.exec("echo out")).stdout, "out\n");
		await vm.close();
		vm = await open(m, { url: `${m.url}page.html`,
			selector: "#second", ready: /^the second$/m });
		await vm.type("a line\n");
		await vm.waitForScreen("a line\na line");
		await vm.close();
	},

	async "what is kept is there the next time"(m) {
		let vm = await open(m, { persist: "smoke" });

		await vm.exec("echo first >file; sync");
		await vm.close();
		vm = await open(m, { persist: "smoke" });
		assert.equal((await vm.exec("cat file")).stdout, "first\n");
		await vm.close();
		vm = await open(m);
		assert.equal((await vm.exec("cat file")).exitCode, 1);
		await vm.close();
	},

	async "an error on the console"(m) {
		await wrongs(m, () => m.page.evaluate(() =>
			console.error("it went", "wrong")), /^it went wrong/m);
	},

	async "an exception in a page"(m) {
		await wrongs(m, () => m.page.evaluate(() => {
			setTimeout(() => {
				throw new Error("thrown");
			});
		}), /Error: thrown/);
	},

	async "a promise that is rejected, in the terminal's frame"(m) {
		await wrongs(m, (vm) => vm.terminal.evaluate(() => {
			void Promise.reject(new Error("left"));
		}), /Error: left/);
	},

	async "a promise that is rejected, in the worker"(m) {
		await wrongs(m, () => m.page.workers()[0].evaluate(() => {
			void Promise.reject(new Error("far away"));
		}), /Error: far away/);
	},

	async "a file that is missing"(m) {
		await wrongs(m, () => m.page.evaluate(() =>
			fetch("missing.css")), /404.*missing\.css/);
	},

	async "what is allowed is none"(m) {
		const vm = await open(m, { allow: ["known", /^thi(s|ng)/] });

		await m.page.evaluate(() => {
			console.error("this is one");
			console.error("a known one");
		});
		await sleep(200);
		await vm.check();
		assert.equal(vm.seen.length, 2);
		await m.page.evaluate(() => console.error("another"));
		await sleep(200);
		const text = await failure(vm.close());
		assert.match(text, /^another/m);
		assert.doesNotMatch(text, /known/);
	},

	async "time runs out"(m) {
		const vm = await open(m, { timeoutMs: 5000 });

		await vm.type("echo seen\n");
		await vm.waitForScreen(/^seen$/m);
		const begin = Date.now();
		const text = await failure(vm.waitForScreen(/never/,
			{ timeoutMs: 400 }));
		assert.ok(Date.now() - begin < 3000);
		assert.match(text, /Not within 400 ms on the screen: \/never\//);
		assert.match(text, /--- screen\n[^]*^seen$/m);
		await vm.close();
	},

	async "a page that is no machine, or is not there"(m) {
		assert.match(await failure(open(m,
			{ url: `${m.url}none.html` })),
		/none\.html has no machine: it is not machine\.html/);
		assert.match(await failure(open(m,
			{ url: `${m.url}nothing.html` })),
		/nothing\.html: HTTP 404/);
	},

	async "a machine that cannot start"(m) {
		assert.match(await failure(open(m,
			{ parameters: { runlevel: "x" } })),
		/The machine is not there: [^]*runlevel="x"/);
		assert.match(await failure(open(m,
			{ url: `${m.url}failed.html` })), /rows="many"/);
	},
}, site);
