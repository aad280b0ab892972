// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The npm package: packed, installed into an empty project, imported by Node,
 * checked by TypeScript, and built into a page by Vite, which runs in Chromium.
 * EXA_NPM names a folder with a package that is packed already.
 */
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
	existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync,
	rmSync, symlinkSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { BAD } from "./badhost.js";
import { launch, Machine, ROOT, SITE } from "./machine.js";
import { plainHost } from "./plainhost.js";

const TREE = mkdtempSync(join(tmpdir(), "exa-npm-"));
const PROJECT = join(TREE, "project");
const INSTALLED = join(PROJECT, "node_modules/exa-unikernel");
const MODULES = join(ROOT, "node_modules");
const BOOT_MS = 20000;

process.on("exit", () => rmSync(TREE, { recursive: true, force: true,
	maxRetries: 5 }));

/** @param {string} file @param {string[]} args */
function inProject(file, args) {
	const { status, stdout, stderr, error } = spawnSync(file, args, {
		cwd: PROJECT, encoding: "utf8", timeout: 60000 });

	assert.equal(status, 0, `${file} ${args}: ${error ?? ""}\n${stdout}` +
		stderr);
	return stdout;
}

/** @param {string} name @param {string} text */
function write(name, text) {
	const path = join(PROJECT, name);

	mkdirSync(join(path, ".."), { recursive: true });
	writeFileSync(path, text);
}

function install() {
	const made = process.env.EXA_NPM ?? TREE;

	if (made === TREE)
		execFileSync("node", [join(ROOT, "www/npm.mjs"), TREE],
			{ stdio: ["ignore", "ignore", "inherit"] });
	const [archive] = readdirSync(made).filter((name) =>
		/^exa-unikernel-[\d.]+\.tgz$/.test(name));

	write("package.json", JSON.stringify({ private: true,
		type: "module" }));
	inProject("npm", ["install", "--offline", "--no-audit", "--no-fund",
		"--silent", resolve(made, archive)]);
}

/** @param {any} value @returns {string[]} the paths in it */
function pathsOf(value) {
	return typeof value === "string" ? [value] :
		Object.values(value).flatMap(pathsOf);
}

function checkContents() {
	const manifest = JSON.parse(readFileSync(
		join(INSTALLED, "package.json"), "utf8"));
	const notice = readFileSync(join(INSTALLED, "NOTICE"), "utf8");

	/* npm leaves some names out of packages. */
	assert.deepEqual(readdirSync(join(INSTALLED, "site"),
		{ recursive: true }).sort(), readdirSync(SITE,
		{ recursive: true }).filter((name) => name !== "ready").sort());
	assert.equal(manifest.scripts, undefined);
	assert.equal(manifest.dependencies, undefined);
	for (const path of pathsOf(manifest.exports))
		assert.ok(path.includes("*") ||
			existsSync(join(INSTALLED, path)), path);
	for (const wanted of [/^busybox +1:1\.\S+ +GPL-2$/m, /^musl +\S+ +MIT$/m,
		/^@xterm\/xterm +\S+ +MIT$/m, /^lua5\.4 /m, /^sqlite3 /m,
		/three years/, /GNU GENERAL PUBLIC LICENSE\s+Version 2, June 1991/,
		/snapshot\.debian\.org\/package\/busybox\/1%3A1\./])
		assert.match(notice, wanted);
	assert.match(readFileSync(join(INSTALLED, "LICENSE"), "utf8"),
		/Version 3, 29 June 2007/);
}

/* What a user writes: every function of the API, and mistakes that the
 * compiler has to find. */
const CONSUMER = `
	import { Exa, MachineError } from "exa-unikernel";

	const machine = await Exa.boot({ files: { a: "x" }, image: "a.tar",
		env: { A: "b" }, persist: "p", onOutput: (b) => b.length,
		onProgress: ({ stage, loaded, total, text }) =>
			stage === "image" && text + loaded / total,
		signal: AbortSignal.timeout(1000) });
	const { stdout, exitCode, reason } = await machine.exec("ls", {
		cwd: "/", env: {}, stdin: "x", timeoutMs: 1,
		signal: AbortSignal.timeout(1) });
	const numbers: number = exitCode, texts: string = stdout + reason;
	const process = await machine.spawn("cat", ["-n"],
		{ terminal: { cols: 80, rows: 24 } });
	const pid: number = await process.pid;
	const read: ReadableStream<Uint8Array> = process.output;

	process.kill("INT");
	process.resize({ cols: 1, rows: 1 });
	const bytes: Uint8Array = await machine.fs.readFile("a");
	const text: string = await machine.fs.readFile("a", "utf8");
	const names: string[] = await machine.fs.readdir(".");
	const watcher = machine.fs.watch(".", { recursive: true },
		(event, name) => event === "rename" && name.length);

	await watcher.ready;
	watcher.close();
	await watcher.closed;
	await machine.mount({ d: { directory: { f: { file: {
		contents: "" } } } } }, { mountPoint: "/tmp" });
	await machine.mount(new URL("https://a.test/a.tar"));
	const tar: Uint8Array = await machine.export("/tmp");
	const tree = await machine.export("/tmp", { format: "json" });
	const match: string = (await machine.waitFor(/x/,
		{ timeoutMs: 1 }))[0];

	await machine.teardown();
	export const all = [numbers, texts, pid, read, bytes, text, names, tar, tree,
		match, MachineError];
	// @ts-expect-error no such option
	await Exa.boot({ nonesuch: 1 });
	// @ts-expect-error not a number
	await machine.exec("ls", { timeoutMs: "1" });
`;

function checkTypes() {
	const common = { strict: true, noEmit: true, target: "ES2022",
		skipLibCheck: false };

	write("types/page.ts", `${CONSUMER}
		import "exa-unikernel/docs";
		import { ExaTerminal } from "exa-unikernel";

		Exa.base = "/exa/";
		await Exa.boot({ container: document.body });
		document.querySelector<ExaTerminal>("exa-terminal")?.run();`);
	write("types/testing.ts", `
		import { openMachine, TestError } from "exa-unikernel/testing";

		declare const page: Parameters<typeof openMachine>[0];
		const vm = await openMachine(page, { base: "https://a.test/",
			allow: [/favicon/], ready: null, timeoutMs: 1 });

		await vm.type("ls\\n", { key: "Control+C" });
		const screen: string = await vm.waitForScreen(/x/);
		const { stdout, exitCode } = await vm.exec("ls", { cwd: "/" });
		const numbers: number = exitCode;

		await vm.close();
		export const all = [screen, stdout, numbers, TestError];
		// @ts-expect-error no such option
		await openMachine(page, { nonesuch: 1 });`);
	write("types/node.ts", `${CONSUMER}
		await Exa.boot({ terminal: true });
		// @ts-expect-error not under Node
		Exa.boot({ container: 1 });`);
	write("types/page.json", JSON.stringify({ files: ["page.ts", "testing.ts"],
		compilerOptions: { ...common, module: "ES2022", types: [],
			moduleResolution: "bundler",
			lib: ["ES2022", "DOM", "DOM.Iterable"] } }));
	write("types/node.json", JSON.stringify({ files: ["node.ts"],
		compilerOptions: { ...common, module: "nodenext",
			moduleResolution: "nodenext", lib: ["ES2022"],
			types: ["node"],
			typeRoots: [join(MODULES, "@types")] } }));
	for (const name of ["page", "node"])
		inProject(join(MODULES, ".bin/tsc"), ["-p",
			`types/${name}.json`]);
}

function checkNode() {
	write("program.js", `
		import { Exa } from "exa-unikernel";

		const machine = await Exa.boot({ files: { "d/a": "b\\na\\n" } });
		const sorted = await machine.exec("sort d/a; exit 3");
		const loop = await machine.exec("while :; do :; done",
			{ timeoutMs: 200 });

		await machine.fs.writeFile("out", sorted.stdout);
		await machine.teardown();
		process.stdout.write(JSON.stringify([sorted.stdout,
			sorted.exitCode, loop.exitCode, loop.reason]));`);
	assert.deepEqual(JSON.parse(inProject("node", ["program.js"])),
		["a\nb\n", 3, 137, "timeout"]);
}

/** The folder for a web server, and what is not overwritten. */
function checkCopy() {
	const cli = join(PROJECT, "node_modules/.bin/exa-unikernel");

	inProject(cli, ["copy", "public/exa"]);
	inProject(cli, ["embed", "public/exa", "https://a.example", "*"]);
	write("public/exa/older", "");
	inProject(cli, ["copy", "public/exa"]);
	assert.ok(!existsSync(join(PROJECT, "public/exa/older")));
	assert.equal(inProject(cli, ["origins", "public/exa"]),
		"https://a.example *\n");
	for (const name of ["machine.html", "fs/index", "NOTICE", "LICENSE"])
		assert.ok(existsSync(join(PROJECT, "public/exa", name)), name);
	const refused = spawnSync(cli, ["copy", "node_modules"],
		{ cwd: PROJECT, encoding: "utf8" });

	assert.equal(refused.status, 1);
	assert.match(refused.stderr, /node_modules exists and holds something else/);
}

/** @param {string} site address @returns {Promise<{status: number | null,
 *	stdout: string, stderr: string}>} what smoke.mjs did */
async function smoke(site) {
	const child = spawn("node", ["smoke.mjs"], { cwd: PROJECT,
		timeout: 60000, env: { ...process.env, SITE: site,
			CHROME: process.env.CHROMIUM ?? "/usr/bin/chromium" } });
	const [stdout, stderr] = [textOf(child.stdout), textOf(child.stderr)];
	const [status] = await once(child, "close");

	return { status, stdout: await stdout, stderr: await stderr };
}

/** The test that docs/ci.md shows, of the files that were copied: well, and
 * with a program missing. */
async function checkTesting() {
	const [, program] = /```js\n([^]*?)```/.exec(readFileSync(
		join(ROOT, "docs/ci.md"), "utf8")) ?? [];
	const folder = join(PROJECT, "public/exa");
	const types = readFileSync(join(INSTALLED,
		"types/www/testing.d.ts"), "utf8");

	assert.match(program, /from "exa-unikernel\/testing"/);
	assert.match(types, /export function openMachine\(page: Page, options\?/);
	write("smoke.mjs", program);
	symlinkSync(join(MODULES, "puppeteer-core"),
		join(PROJECT, "node_modules/puppeteer-core"));
	const well = await smoke(await plainHost(folder));

	assert.equal(well.stderr, "");
	assert.equal(well.status, 0);
	assert.match(well.stdout, /^EXA .*wasm32/);
	const broken = await smoke(await plainHost(folder, { faults: {
		"exa.wasm": [BAD.missing] } }));

	assert.equal(broken.status, 1);
	assert.match(broken.stderr, /TestError: [^]*exa\.wasm[^]*404/);
}

async function checkPage() {
	const { build, preview } = await import("vite");

	symlinkSync(join(MODULES, "vite"), join(PROJECT, "node_modules/vite"));
	write("index.html", `<!doctype html><title>t</title>
		<exa-terminal id="t" cmd="echo in the page; cat"
			autostart="load"></exa-terminal>
		<pre class="run"><code>echo documented</code></pre>
		<script type="module" src="/main.js"></script>`);
	/* Vite's default target has no await outside of functions. */
	write("main.js", `import { Exa } from "exa-unikernel";
		import "exa-unikernel/docs";

		async function main() {
			const machine = await Exa.boot({ files: { f: "x" } });
			const { stdout } = await machine.exec("cat f; echo y");

			await machine.mount(await machine.export("."));
			window.result = stdout;
		}

		main();`);
	await build({ root: PROJECT, logLevel: "warn" });
	const server = await preview({ root: PROJECT, logLevel: "warn",
		preview: { host: "127.0.0.1", port: 0 } });
	const browser = await launch(join(TREE, "profile"));

	try {
		const m = new Machine(await browser.newPage(),
			server.resolvedUrls?.local[0] ?? "");

		m.allow(/favicon/);
		await m.open("");
		await m.page.waitForFunction("window.result",
			{ timeout: BOOT_MS });
		assert.equal(await m.page.evaluate("result"), "xy\n");
		await m.waitFor(/^in the page$/m, BOOT_MS);
		assert.equal(await m.page.evaluate(async () => (await
		/** @type {any} */ (document.querySelector("pre + exa-run"))
			.run()).stdout), "documented\n");
		assert.deepEqual(m.complaints, []);
	} finally {
		await browser.close();
		await server.close();
	}
}

const steps = { install, checkContents, checkNode, checkCopy, checkTesting,
	checkTypes, checkPage };

for (const [name, step] of Object.entries(steps)) {
	const start = performance.now();

	await step();
	console.log(`${name}: ${Math.round(performance.now() - start)} ms`);
}
