// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Programs that keep others from going on: the page names them and offers to
 * stop them; those that cannot be interrupted are ended with the machine.
 */
import assert from "node:assert/strict";
import {
	mkdtempSync, readFileSync, rmSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { run } from "./inpage.js";
import { ROOT, sleep, suite, until } from "./machine.js";
import { makeSite } from "./site.js";
import { slowHost } from "./slowhost.js";
import { uncounted } from "./uncounted.js";

/** @typedef {import("./machine.js").Machine} Machine */

/* The page lays its line when nothing was typed for a while. */
const LINE_LAID = 1500;
/* The browser tells the console of each URL that is gone. */
const BIT = /blob:/;
/* Bytes of a program that takes long to compile. */
const LARGE = 8000000;

/** A program that is large. @returns {string} its file */
function large() {
	const file = join(mkdtempSync(join(tmpdir(), "exa-large-")), "large");
	const name = Buffer.from("\x01x");
	const size = Buffer.alloc(4);

	process.on("exit", () => rmSync(join(file, ".."), { recursive: true }));
	/* A section that says nothing; its size takes four bytes. */
	for (let i = 0; i < 4; i++)
		size[i] = LARGE >> 7 * i & 0x7f | (i < 3 ? 0x80 : 0);
	writeFileSync(file, Buffer.concat([
		readFileSync(join(ROOT, "build/wasm/test/boot/busy")),
		Buffer.from([0]), size, name,
		Buffer.alloc(LARGE - name.length)]), { mode: 0o755 });
	return file;
}

/** The notice over the terminal; empty: there is none.
 * @param {Machine} m */
async function notice(m) {
	try {
		return await m.terminal?.evaluate(() => {
			const one = document.getElementById("notice");

			return !one || one.hidden ? "" : one.innerText;
		}) ?? "";
	} catch {
		return "";	/* it is being loaded */
	}
}

/** @param {Machine} m @param {RegExp} wanted @param {number} [ms] */
async function noticed(m, wanted, ms) {
	await until(`the notice ${wanted}`,
		async () => wanted.test(await notice(m)), ms);
	return await notice(m);
}

/** @param {Machine} m @param {string} button */
async function press(m, button) {
	await m.terminal?.$eval(button, (one) =>
		/** @type {HTMLElement} */ (one).click());
}

/** Opens a page with that body. @param {Machine} m @param {string} body */
async function show(m, body) {
	m.allow(BIT);
	m.allow(/favicon|MachineError/);
	writeFileSync(join(site, "stuck.html"), `<!DOCTYPE html><title>Stuck
		</title><script type="module" src="exa.js"></script>${body}`);
	await m.open("stuck.html");
}

/** The message of an element. @param {Machine} m @param {string} selector */
function message(m, selector) {
	return m.page.$eval(selector, (one) => {
		const place = /** @type {HTMLElement} */ (
			one.shadowRoot?.querySelector("[part=message]"));

		return place.hidden ? "" : place.innerText;
	});
}

/** @param {Machine} m */
async function boot(m) {
	m.allow(BIT);
	await m.boot();
	await sleep(LINE_LAID);
}

const site = makeSite(["wasm/test/boot/busy",
	...[uncounted(), large()]
		.map((file) => relative(join(ROOT, "build"), file))]);

await suite({
	async "a program below a loop that was started later"(m) {
		await boot(m);
		await m.type("(sleep 1; exec busy spin) & busy catch\n");
		await m.waitFor(/^here$/m);
		await sleep(2000);
		await m.control("KeyC");
		const text = await noticed(m, /keeps the machine busy/);
		assert.match(text, /^busy \(process \d+\) keeps/);
		await press(m, "#restart");
		/* The same machine: only the loop has ended. */
		await m.waitFor(/\^Ccaught$/m);
		await until("no notice", async () => await notice(m) === "");
		await m.control("KeyZ");
		await m.waitFor(/Stopped[^]*[$#] ?$/);
		assert.match(await m.run("jobs"), /busy catch/);
	},

	async "a real-time program that computes"(m) {
		m.allow(BIT);
		m.allow(/favicon/);
		await m.open("machine.css");
		const told = await m.page.evaluate(async () => {
			const { Exa } = await import(
				/** @type {any} */ ("./exa.js"));
			let tell = (/** @type {any} */ _) => {};
			const stuck = new Promise((go) => tell = go);
			const machine = await Exa.boot({
				container: document.body, onStuck: tell });
			const root = await machine.spawn("chrt",
				["-f", "50", "busy", "spin"], { user: "root" });
			await new Promise((go) => setTimeout(go, 700));
			const late = machine.exec("echo", { timeoutMs: 500 });

			machine.type("echo typed\n");
			const first = await stuck;
			first.stop();
			return { late: (await late).reason, name: first.name,
				same: first.pid === await root.pid,
				deaf: first.deaf, exit: await root.exit,
				text: (await machine.exec("echo on")).stdout };
		});
		assert.deepEqual(told, { late: "exited", name: "busy",
			same: true, deaf: false, exit: 137, text: "on\n" });
		await m.waitFor(/^typed$/m);
	},

	async "Stop of one that ends, and then nothing happens"(m) {
		m.allow(BIT);
		m.allow(/favicon/);
		await m.open("machine.css");
		assert.deepEqual(await m.page.evaluate(async () => {
			const { Exa } = await import(
				/** @type {any} */ ("./exa.js"));
			let tell = (/** @type {any} */ _) => {};
			const machine = await Exa.boot({
				container: document.body,
				onStuck: (/** @type {any} */ one) =>
					tell(one) });
			const exits = [];

			for (let i = 0; i < 3; i++) {
				const stuck = new Promise((go) => tell = go);
				const root = await machine.spawn("chrt",
					["-f", "50", "busy", "spin"],
					{ user: "root" });

				await new Promise((go) => setTimeout(go, 700));
				machine.type("x");
				(await stuck).stop();
				exits.push(await root.exit);
				await new Promise((go) => setTimeout(go, 4000));
			}
			exits.push((await machine.exec("echo on")).stdout);
			return exits;
		}), [137, 137, 137, "on\n"]);
	},

	async "a machine whose worker is long on its way"(m) {
		const host = await slowHost(m.url,
			[[/machine\.html/, 2500], [/worker\.js/, 7000]]);
		const { port } = /** @type {import("node:net").AddressInfo} */ (
			host.address());

		m.allow(/favicon/);
		await m.page.goto(`http://127.0.0.1:${port}/machine.css`);
		const told = await m.page.evaluate(async () => {
			const { Exa } = await import(
				/** @type {any} */ ("./exa.js"));
			/** @type {any[]} */
			const stuck = [];
			const machine = await Exa.boot({
				onStuck: (/** @type {any} */ one) =>
					stuck.push(one) });
			const { stdout } = await machine.exec("echo on");

			machine.teardown();
			return [stuck, stdout];
		});
		host.close();
		host.closeAllConnections();
		assert.deepEqual(told, [[], "on\n"]);
	},

	async "a program that takes long to compile"(m) {
		const script = join(site, "worker.js");
		const before = readFileSync(script, "utf8");

		/* A slow computer. */
		writeFileSync(script, `WebAssembly.Module = new Proxy(
WebAssembly.Module, { construct(Module, [bytes]) {
	const end = performance.now() + (bytes.length < ${LARGE} ? 0 : 6000);
	while (performance.now() < end) ;
	return new Module(bytes);
} });\n${before}`);
		m.allow(BIT);
		try {
			const [reason, stuck, code] = await run(m, `async (_, Exa) => {
				const stuck = [];
				const machine = await Exa.boot({
					onStuck: (one) => stuck.push(one) });
				const late = await machine.spawn("sleep", ["60"],
					{ timeoutMs: 500 });
				const large = machine.exec("large");
				const { reason } = await late.exited;
				const { exitCode } = await large;

				machine.teardown();
				return [reason, stuck, exitCode];
			}`);

			assert.deepEqual([reason, stuck, code], ["timeout", [], 2]);
		} finally {
			writeFileSync(script, before);
		}
	},

	async "those that have just begun to run are not kept from it"(m) {
		await boot(m);
		await m.terminal?.evaluate(() => {
			const page = /** @type {any} */ (globalThis);

			page.noticed = [];
			addEventListener("message", ({ data }) =>
				data?.type === "stuck" &&
					page.noticed.push(data.stuck));
		});
		await m.type("busy spin & for i in $(seq 200); do /bin/true; " +
			"done; echo o''ver\n");
		await sleep(1000);
		await m.type("\n");
		await m.waitFor(/^over$/m, 30000);
		assert.deepEqual(await m.terminal?.evaluate(() =>
			/** @type {any} */ (globalThis).noticed), []);
	},

	async "whatever is typed beside a loop is heard"(m) {
		await boot(m);
		await m.type("busy spin &\n");
		await m.waitFor(/\d+[^]*[$#] ?$/);
		await sleep(300);
		for (let i = 0; i < 30; i++) {
			await m.type(`: ${i}\n`);
			await sleep(50);
		}
		await m.waitFor(/: 29/);
		await until("no notice", async () => await notice(m) === "");
		await m.paste(`x=${"0123456789".repeat(50)}; echo \${#x}`);
		await m.type("\n");
		await m.waitFor(/^500$/m);
		await m.type("jobs\n");
		await m.waitFor(/Running +busy spin/);
	},

	async "a program without counters is ended with the machine"(m) {
		await boot(m);
		await m.type("cp /bin/uncounted ~; echo first >~/file; sync\n");
		await m.type("clear; ~/uncounted\n");
		await m.waitFor(/^here$/m);
		/* Nothing waits: nobody is told. */
		await sleep(3000);
		assert.equal(await notice(m), "");
		await m.control("KeyC");
		assert.match(await noticed(m, /busy/),
			/^uncounted \(process \d+\) keeps/);
		await press(m, "#wait");
		assert.equal(await notice(m), "");
		await m.type("x");
		await sleep(3000);
		assert.equal(await notice(m), "");
	},

	async "and /home is as it was"(m) {
		await boot(m);
		await m.type("cp /bin/uncounted ~; echo first >~/file; sync\n");
		await m.type("clear; ~/uncounted\n");
		await m.waitFor(/^here$/m);
		await sleep(500);
		await m.control("KeyC");
		await noticed(m, /uncounted \(process/);
		await press(m, "#restart");
		await noticed(m, /did not let the machine go on/, 20000);
		await m.waitFor(/[$#] ?$/);
		assert.equal(await m.run("cat ~/file"), "first");
		assert.equal(await m.run("echo second >>~/file && sync && " +
			"cat ~/file"), "first\nsecond");
		const next = await m.another();
		next.allow(BIT);
		await m.page.close();
		await next.boot();
		assert.equal(await next.run("cat ~/file"), "first\nsecond");
	},

	async "a page is told, and what it waits for is rejected"(m) {
		m.allow(BIT);
		for (const how of ["timeout", "kill", "stop"]) {
			const told = await run(m, `async (_, Exa) => {
				const stuck = [];
				const machine = await Exa.boot({ onStuck(one) {
					if (${how === "stop"} && one?.deaf)
						one.stop();
					stuck.push(one && { ...one, stop: 0 });
				} });
				const other = machine.spawn("cat").then(
					(one) => one.exit);
				const one = await machine.spawn("uncounted", [],
					{ timeoutMs: ${how === "timeout" ? 500 : 60000} });
				const begin = performance.now();

				await new Promise((go) => setTimeout(go, 500));
				if (${how === "kill"})
					one.kill("KILL");
				const why = await one.exited.catch(String);
				const took = performance.now() - begin;
				const frames = document.querySelectorAll("iframe")
					.length;
				machine.teardown();
				return { why, took, frames, stuck,
					other: await other.catch(String) };
			}`);

			assert.match(told.why, /^MachineError: uncounted \(process \d+\) did not let the machine go on/);
			assert.equal(told.other, told.why);
			assert.ok(told.took < 8000, `${told.took} ms`);
			assert.equal(told.stuck[0].name, "uncounted");
			assert.equal(told.stuck[0].deaf, true);
			if (process.env.EXA_VERBOSE)
				console.log(`${how}: ${Math.round(told.took)} ms`);
		}
	},

	async "a block says so, and runs again"(m) {
		await show(m, `<exa-run id="a">uncounted</exa-run>
			<exa-run id="b" for="a">echo fine</exa-run>`);
		const ended = m.page.evaluate(() => /** @type {any} */ (
			document.querySelector("#a")).run());
		await until("a message", async () => /^uncounted \(process \d+\) keeps the machine busy/
			.test(await message(m, "#a")));
		await m.page.$eval("#a", (one) => /** @type {HTMLElement} */ (
			one.shadowRoot?.querySelector("[part=message] button"))
			.click());
		assert.equal(await ended, null);
		assert.match(await message(m, "#a"),
			/did not let the machine go on/);
		const again = await m.page.$eval("#b", (one) =>
			/** @type {any} */ (one).run());
		assert.equal(again.stdout, "fine\n");
	},

	async "a terminal in a page says so, and starts again"(m) {
		await show(m, `<exa-terminal autostart="load"></exa-terminal>`);
		await m.waitFor(/[$#] ?$/, 20000);
		await m.page.click("exa-terminal");
		await m.type("uncounted\n");
		await m.waitFor(/^here$/m);
		await sleep(500);
		await m.type("x");
		await noticed(m, /uncounted \(process/);
		await press(m, "#restart");
		await until("a message", async () =>
			/uncounted .* did not let the machine go on/
				.test(await message(m, "exa-terminal")));
		await m.waitFor(/Welcome[^]*[$#] ?$/, 20000);
	},
}, site);
