// SPDX-License-Identifier: GPL-3.0-or-later
/* What a program of Node's can do with a machine (www/api/node.js). */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
	mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { Exa, MachineError } from "../../www/api/node.js";

/** @typedef {import("../../www/api/machine.js").Machine} Machine */

const API = new URL("../../www/api/node.js", import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), "exa-node-"));

process.on("exit", () => rmSync(folder, { recursive: true }));

/** @param {number} ms */
const sleep = (ms) => new Promise((go) => setTimeout(go, ms));

/** @param {Machine} machine */
async function checkPrograms(machine) {
	assert.deepEqual(await machine.exec(
		"cat; echo no >&2; id -un; echo $A$B; exit 3",
		{ stdin: "in\n", env: { B: "b" } }), {
		stdout: "in\nexa\nab\n", stderr: "no\n", exitCode: 3,
		reason: "exited" });
	const input = new Uint8Array(5e6).map((_, i) => i * 31 >> 3);
	const process = await machine.spawn("cat");
	const writer = process.input.getWriter();
	const written = writer.write(input).then(() => writer.close());
	const output = Buffer.from(await new Response(process.output)
		.arrayBuffer());

	await written;
	assert.equal(await process.exit, 0);
	assert.ok(output.equals(input));
}

/** While a program computes: this loop turns, others run, it is killed.
 * @param {Machine} machine */
async function checkComputing(machine) {
	let turns = 0;
	const timer = setInterval(() => turns++, 10);
	const start = performance.now();
	const { exitCode, reason } = await machine.exec(
		"while :; do :; done", { timeoutMs: 1000 });

	assert.deepEqual([exitCode, reason], [137, "timeout"]);
	assert.ok(turns > 5, `${turns} turns of the event loop`);
	assert.ok(performance.now() - start < 5000);
	clearInterval(timer);
	await machine.exec("lua -v");
	const control = new AbortController();
	const hog = machine.exec("lua -e 'while true do end'",
		{ signal: control.signal });

	await sleep(100);
	/* The port is heard meanwhile. */
	assert.equal((await machine.exec("echo $((6*7))")).stdout, "42\n");
	control.abort();
	assert.equal((await hog).reason, "killed");
	const other = await machine.spawn("lua", ["-e", "while 1 do end"]);
	other.kill();
	assert.equal(await other.exit, 143);
}

/** @param {Machine} machine */
async function checkWatch(machine) {
	/** @type {string[]} */
	const seen = [];
	/** @type {import("../../www/api/watch.js").WatchListener} */
	const tell = (event, name) => {
		seen.push(`${event} ${name}`);
	};
	const control = new AbortController();
	const processes = async () => (await machine.exec(
		"ps -e -o comm= | grep -c agent")).stdout;
	const before = await processes();
	/** @param {string[]} wanted */
	const told = async (wanted) => {
		for (let i = 0; i < 500 && seen.length < wanted.length; i++)
			await sleep(20);
		assert.deepEqual(seen.splice(0).sort(), wanted);
	};

	await machine.exec("mkdir -p w/in; echo 1 >w/a; echo 1 >w/in/b");
	const deep = machine.fs.watch("w", { recursive: true, intervalMs: 20,
		signal: control.signal }, tell);
	const one = machine.fs.watch("w/a", (event, name) =>
		tell(event, `one ${name}`));

	await Promise.all([deep.ready, one.ready]);
	assert.notEqual(await processes(), before);
	await machine.exec("echo 2 >>w/a; echo 2 >>w/in/b");
	await told(["change a", "change in/b", "change one a"]);
	await machine.exec("mv w/in/b w/c; mkdir w/d");
	await told(["rename c", "rename d", "rename in/b"]);
	/* A link that leads nowhere is a file that is gone. */
	await machine.exec("ln -s a link; mv link w/a");
	await told(["rename a", "rename one a"]);
	await machine.exec("rm w/a");
	await told(["rename a"]);
	await machine.exec("echo 4 >file; mv file w/a");
	await told(["rename a", "rename one a"]);
	control.abort();
	one.close();
	await Promise.all([deep.closed, one.closed]);
	await machine.exec("echo 3 >>w/a; sleep 0.4");
	assert.deepEqual(seen, []);
	/* Nothing of it goes on. */
	assert.equal(await processes(), before);
	await assert.rejects(machine.fs.watch("none", tell).ready,
		{ code: "ENOENT" });
	const killed = machine.fs.watch("w", tell);

	await killed.ready;
	await machine.exec("pkill -9 agent", { user: "root" })
		.catch(() => {});
	await assert.rejects(killed.closed, { code: "ESRCH" });
	assert.throws(() => machine.fs.watch("w", {}, /** @type {any} */ (1)),
		/listener is no function/);
}

/** @param {Machine} machine */
async function checkTerminal(machine) {
	const prompt = await machine.waitFor(/\$ $/);

	assert.equal(prompt[0], "$ ");
	machine.type("echo $((6 * 7)); printf 'a\\033[1mb\\033[0mc\\n'\n");
	assert.equal((await machine.waitFor(/^(\d+)\nabc$/m))[1], "42");
	await machine.waitFor("$ ");
	machine.type("echo last\n");
	await assert.rejects(machine.waitFor(/nonesuch/, { timeoutMs: 300 }),
		(/** @type {Error} */ { name, message }) =>
			name === "TimeoutError" &&
			/nonesuch.*not within 300 ms/.test(message) &&
			/\| last\n {2}\| exa:.*\$$/.test(message));
	const control = new AbortController();
	const waits = machine.waitFor(/nonesuch/, { signal: control.signal });

	control.abort(new Error("enough"));
	await assert.rejects(waits, /enough/);
	await assert.rejects(machine.waitFor(/** @type {any} */ (7)),
		/7 is no regular expression/);
}

/** Long lines, and such as are written over: the program goes on meanwhile.
 * @param {Machine} machine */
async function checkLongLines(machine) {
	let [last, longest] = [performance.now(), 0];
	const look = () => {
		const now = performance.now();

		longest = Math.max(longest, now - last);
		last = now;
	};
	const timer = setInterval(look, 10);

	await machine.fs.writeFile("long", "a".repeat(60000));
	machine.type("cat long; echo; echo do''ne\n");
	await machine.waitFor(/^a{60000}\ndone$/m);
	clearInterval(timer);
	look();
	assert.ok(longest < 1500, `nothing else went on for ${longest} ms`);
	machine.type("printf '10%%\\r'; sleep 0.2; " +
		"printf '20%%\\r30%%\\n40%%\\r50%%'; sleep 0.2; echo 'o\\rk'\n");
	assert.equal((await machine.waitFor(/^10%/m))[0], "10%");
	assert.equal((await machine.waitFor(/^[^$]*k$/m))[0], "30%\nk");
}

/** What waited leaves nothing with the machine. @param {Machine} machine */
async function checkNothingHangs(machine) {
	const { failed } = machine;
	const { then } = failed;
	let hung = 0;

	failed.then = (/** @type {any[]} */ ...given) => {
		hung++;
		return /** @type {any} */ (then).apply(failed, given);
	};
	for (let i = 0; i < 20; i++) {
		machine.type(`echo $((${i} + 1000))\n`);
		await machine.waitFor(`${i + 1000}\n`);
	}
	assert.equal(hung, 0);
	failed.then = then;
}

/** @param {Machine} machine */
async function checkArchives(machine) {
	await machine.exec("mkdir src; echo text >src/file");
	const archive = /** @type {Uint8Array} */ (
		await machine.export("src"));
	const path = join(folder, "a.tar.gz");

	writeFileSync(path, gzipSync(archive));
	await machine.mount(pathToFileURL(path), { mountPoint: "copy" });
	assert.equal(await machine.fs.readFile("copy/file", "utf8"), "text\n");
	await assert.rejects(machine.mount(`${pathToFileURL(folder)}/none`),
		/mount: file:.*none: ENOENT/);
}

async function checkKept() {
	const persist = join(folder, "home");

	for (const wanted of ["", "kept\n"]) {
		const machine = await Exa.boot({ persist });

		assert.equal((await machine.exec("ls")).stdout, wanted);
		await machine.fs.writeFile("kept", "x");
		await machine.teardown();
		assert.deepEqual(readdirSync(persist), ["store.log"]);
	}
	const [first, second] = [await Exa.boot({ persist }),
		await Exa.boot({ persist })];

	assert.equal((await first.exec("echo 1 >n")).exitCode, 0);
	assert.notEqual((await second.exec("echo 2 >n")).exitCode, 0);
	await first.teardown();
	await second.teardown();
}

async function checkRefused() {
	const aborted = AbortSignal.abort(new Error("not now"));
	const file = join(folder, "file");

	writeFileSync(file, "");
	await assert.rejects(Exa.boot({ signal: aborted }), /not now/);
	await assert.rejects(Exa.boot({ base: folder }),
		/There is no machine in .*exa-node/);
	await assert.rejects(Exa.boot({ persist: file }),
		/Files cannot be kept in the folder .*file: EEXIST/);
	await assert.rejects(Exa.boot({ image: "file:///nonesuch" }),
		/mount: file:\/\/\/nonesuch: ENOENT/);
	const control = new AbortController();
	const boot = Exa.boot({ signal: control.signal });

	control.abort(new Error("enough"));
	await assert.rejects(boot, /enough/);
	const machine = await Exa.boot();

	assert.throws(() => machine.type("x"), MachineError);
	await assert.rejects(machine.waitFor(/x/), MachineError);
	const halted = machine.failed.catch((error) => error);

	await machine.exec("kill -TERM 1; halt", { user: "root" })
		.catch(() => {});
	assert.match((await halted).message, /halted/);
	await machine.teardown();
}

/** boot() ends although the server of an image does not answer. */
async function checkNoImage() {
	let requests = 0;
	const server = createServer(() => requests++);

	await new Promise((go) => server.listen(0, "127.0.0.1", () => go(0)));
	const { port } = /** @type {any} */ (server.address());
	const image = `http://127.0.0.1:${port}/a.tar`;
	const signal = AbortSignal.timeout(1000);
	const broken = join(folder, "broken");

	await assert.rejects(Exa.boot({ image, signal }),
		{ name: "TimeoutError" });
	mkdirSync(broken);
	writeFileSync(join(broken, "exa.wasm"), "");
	await assert.rejects(Exa.boot({ image, base: broken }),
		{ name: "MachineError", message: /did not start/ });
	const machine = await Exa.boot();

	await assert.rejects(machine.mount(image,
		{ signal: AbortSignal.timeout(100) }), { name: "TimeoutError" });
	await machine.teardown();
	assert.equal(requests, 3);
	/* Nobody fetches any more, or this waits for it. */
	await new Promise((go) => server.close(go));
}

/**
 * A program without loop counters can only be ended with the machine.
 * @param {string} name @param {Uint8Array} program
 * @param {object} options that end it
 */
async function checkDeaf(name, program, options) {
	const persist = join(folder, name);
	const machine = await Exa.boot({ persist });

	await machine.fs.writeFile("deaf", program, { mode: 0o755 });
	await machine.fs.sync();
	const deaf = assert.rejects(machine.exec("./deaf", options),
		{ name: "MachineError", message: /could only be ended with it/ });

	await sleep(200);
	await assert.rejects(machine.exec("true"), MachineError);
	await deaf;
	await machine.teardown();
	const next = await Exa.boot({ persist });

	assert.equal((await next.exec("echo on >f; ls")).stdout, "deaf\nf\n");
	await next.teardown();
}

async function checkAllDeaf() {
	const [source, program] = [join(folder, "a.c"), join(folder, "a")];

	writeFileSync(source, "int main(void) { for (;;) ; }");
	execFileSync(fileURLToPath(new URL("../../libc/cc", import.meta.url)),
		["-fno-interrupt", "-o", program, source]);
	const bytes = readFileSync(program);

	await Promise.all([
		checkDeaf("timeout", bytes, { timeoutMs: 100 }),
		checkDeaf("abort", bytes, { signal: AbortSignal.timeout(1000) }),
	]);
}

/** A program ends by itself once its machines have ended, or were torn down,
 * even one that computes. */
function checkExit() {
	const { status, stdout, stderr } = spawnSync(process.execPath,
		["--input-type=module", "-e", `
			const { Exa } = await import("${API}");
			const machine = await Exa.boot();
			const { stdout } = await machine.exec("echo done");

			const other = await Exa.boot();

			await other.exec("halt", { user: "root" })
				.catch(() => {});
			await machine.spawn("sh", ["-c", "while :; do :; done"]);
			machine.fs.watch("/tmp", () => {});
			machine.fs.watch("/nope", () => {});
			await machine.fs.stat("/");
			await machine.teardown();
			await machine.teardown();
			const kept = await Exa.boot({ persist:
				${JSON.stringify(join(folder, "exit"))} });

			await kept.teardown();
			const end = performance.now();

			process.on("exit", () => process.stdout.write(stdout +
				(performance.now() - end < 500)));`],
		{ timeout: 20000, encoding: "utf8",
			cwd: fileURLToPath(new URL(".", import.meta.url)) });

	assert.deepEqual([status, stdout, stderr],
		[0, "done\ntrue", ""]);
}

/** @type {string[]} */
const progress = [];
const whole = await Exa.boot({ terminal: { cols: 70, rows: 20 },
	files: { "d/f": "x" }, env: { A: "a" },
	onProgress: ({ stage, text, loaded, total }) =>
		progress.push(`${stage}: ${text} ${loaded} of ${total}`) });
const { size } = statSync(new URL("../../build/site/exa.wasm",
	import.meta.url));

assert.deepEqual(progress, [`kernel: Loading exa.wasm 0 of ${size}`,
	`start: Starting ${size} of ${size}`,
	"files: Writing files 0 of 0", "ready: Ready 0 of 0"]);
await checkTerminal(whole);
await checkLongLines(whole);
await checkNothingHangs(whole);
assert.equal(await whole.fs.readFile("d/f", "utf8"), "x");
await checkPrograms(whole);
await checkComputing(whole);
await checkWatch(whole);
await checkArchives(whole);
const ended = whole.waitFor(/nonesuch/);
const refused = assert.rejects(ended, { name: "MachineError" });

await whole.teardown();
await refused;
await assert.rejects(whole.exec("true"), MachineError);
await checkKept();
await checkRefused();
await checkNoImage();
await checkAllDeaf();
checkExit();
