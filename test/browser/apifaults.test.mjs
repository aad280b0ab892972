// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Pages that use a machine wrongly, too much, or longer than it lives. The
 * functions given to run() run in the page.
 */
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { PAGE, run } from "./inpage.js";
import { suite } from "./machine.js";
import { makeSite } from "./site.js";

/** @param {string} file */
function siteWithout(file) {
	const site = makeSite([]);

	rmSync(join(site, file));
	return site;
}

await suite({
	async "two machines in a page, and nothing left of them"(m) {
		m.allow(/favicon/);
		await m.open(PAGE);
		const workers = () => m.page.workers().length;
		const [outputs, frames] = /** @type {any} */ (await m.page
			.evaluate(`(async () => {
			const { Exa } = await import("./exa.js");
			const two = await Promise.all([Exa.boot(), Exa.boot()]);
			const outputs = await Promise.all(two.map((one, i) =>
				one.exec("sleep 0." + i + "; echo " + i)));
			const waiting = two[0].exec("sleep 100").catch(String);
			const frames = document.querySelectorAll("iframe").length;

			two.forEach((one) => one.teardown());
			outputs.push({ stdout: await waiting });
			outputs.push({ stdout: await two[1].exec("true")
				.catch(String) });
			return [outputs.map(({ stdout }) => stdout), frames];
		})()`));

		assert.deepEqual(outputs, ["0\n", "1\n",
			"MachineError: The machine was torn down.",
			"MachineError: The machine was torn down."]);
		assert.equal(frames, 2);
		assert.equal(await m.page.evaluate(() =>
			document.querySelectorAll("iframe").length), 0);
		for (let i = 0; i < 100 && workers() > 0; i++)
			await new Promise((go) => setTimeout(go, 20));
		assert.equal(workers(), 0);
	},

	async "arguments of the wrong kind"(m) {
		assert.deepEqual(await run(m, async (machine) => {
			/** @param {() => Promise<unknown>} ask */
			const kind = (ask) => ask().then(() => "done",
				(error) => error.name);
			const any = /** @type {any} */ (machine);

			await machine.fs.writeFile("a", new Uint8Array(
				[1, 2, 3]).buffer);
			await any.fs.mkdir("d");
			return [
				(await machine.fs.readFile("a")).length,
				await machine.fs.readFile("/etc/hostname",
					{ encoding: "utf8" }).then(() => "text"),
				(await machine.exec("cat", { stdin: new Uint8Array(
					[104, 105]).buffer })).stdout,
				await kind(() => any.fs.writeFile("a", 7)),
				(await machine.fs.stat("a")).size,
				await kind(() => any.exec("cat", { stdin: 7 })),
				await kind(() => any.spawn("ls", { cwd: "/" })),
				await kind(() => any.exec("true",
					{ timeoutMs: "5000" })),
				(await any.exec("true", { timeoutMs: null }))
					.exitCode,
				await (await any.spawn("sleep", [0])).exit,
			];
		}), [3, "text", "hi", "TypeError", 3, "TypeError", "TypeError",
			"TypeError", 0, 0]);
	},

	async "aborted before it has started, and many requests at once"(m) {
		assert.deepEqual(await run(m, async (machine) => {
			const control = new AbortController();
			const waiting = machine.exec("sleep 100",
				{ signal: control.signal });

			control.abort();
			const { reason } = await waiting;
			const all = await Promise.all(Array.from(
				{ length: 300 }, (_, i) =>
					machine.fs.writeFile(`f${i}`, "x")));
			return [reason, all.length,
				(await machine.fs.readdir(".")).length];
		}), ["killed", 300, 300]);
	},

	async "the end of a terminal's input in the middle of a line"(m) {
		assert.equal(await run(m, async (machine) => {
			const process = await machine.spawn("cat", [],
				{ terminal: true });
			const writer = process.input.getWriter();

			await writer.write("abc");
			await writer.close();
			return await process.exit;
		}), 0);
	},

	async "a link cannot give the machine options"(m) {
		m.allow(/favicon/);
		for (const [parameter, reason] of Object.entries({
			"runlevel=3%00arg=/bin/sh": /runlevel="3.u0000arg=/,
			"runlevel=x": /runlevel="x"/,
			"persist=a%00user=root": /persist="a.u0000user=root"/,
		})) {
			await m.open(`machine.html?${parameter}`);
			await m.page.waitForSelector("#failure:not([hidden])");
			assert.match(await m.page.$eval("#failure",
				(one) => one.textContent ?? ""), reason);
		}
	},

	async "more programs than there is room for"(m) {
		const [codes, after] = await run(m, async (machine) => {
			const all = await Promise.allSettled(Array.from(
				{ length: 120 }, () => machine.exec("sleep 0.5")));

			return [all.map((one) => one.status === "fulfilled" ?
				one.value.exitCode : one.reason.code),
			(await machine.exec("echo fine")).stdout];
		});

		assert.equal(after, "fine\n");
		assert.ok(codes.includes(0));
		assert.deepEqual([...new Set(codes)].sort(), [0, "EAGAIN"]);
	},

	async "an agent that is killed"(m) {
		assert.deepEqual(await run(m, async (machine) => {
			const process = await machine.spawn("cat");
			const reason = process.exited.catch(
				(error) => error.code);

			await machine.exec("for p in /proc/[0-9]*; do " +
				"read -r n <$p/comm; [ $n = agent ] && " +
				"kill -9 ${p#/proc/}; done", { user: "root" })
				.catch(() => {});
			return [await reason,
				(await machine.exec("echo on")).stdout];
		}), ["ESRCH", "on\n"]);
	},

	async "what is slow to be stored is waited for"(m) {
		const [took, text] = await run(m, async (machine, Exa) => {
			const held = 5000;
			const request = indexedDB.open("exa-slow");
			/** @type {IDBDatabase} */
			const database = await new Promise((go) => {
				request.onsuccess = () => go(request.result);
			});
			const names = [...database.objectStoreNames];
			const store = database.transaction(names, "readwrite")
				.objectStore(names[0]);
			const start = performance.now();
			/* Others wait as long as there is always one more. */
			const hold = () => {
				if (performance.now() - start < held)
					store.count().onsuccess = hold;
			};

			hold();
			await machine.fs.writeFile("f", "kept");
			await machine.teardown();
			const ms = performance.now() - start;

			database.close();
			const next = await Exa.boot({ persist: "slow" });
			const kept = await next.fs.readFile("f", "utf8")
				.catch(String);

			await next.teardown();
			return [ms, kept];
		}, { persist: "slow" });

		assert.equal(text, "kept");
		assert.ok(took > 4000, `it waited ${took} ms`);
	},

	async "what cannot be stored is told by teardown()"(m) {
		const session = await m.page.createCDPSession();

		m.url = m.url.replace("127.0.0.1", "full.localhost");
		await session.send("Storage.overrideQuotaForOrigin", {
			origin: new URL(m.url).origin, quotaSize: 2 << 20 });
		assert.deepEqual(await run(m, async (machine) => {
			await machine.fs.writeFile("f", Array.from(
				{ length: 20 }, () => crypto.getRandomValues(
					new Uint8Array(65000))).join());
			const code = await machine.teardown().catch(
				(/** @type {any} */ error) => error.code);

			return [code, document.querySelectorAll("iframe").length,
				await machine.teardown()];
		}, { persist: "full" }), ["ENOSPC", 0, null]);
		assert.match(String(await run(m, async (machine) => {
			await machine.fs.writeFile("g", "x");
			machine.exec("lua -e 'io.write(1) io.flush() " +
				"while true do end'").catch(() => {});
			await new Promise((go) => setTimeout(go, 1500));
			return await machine.teardown().catch(String);
		}, { persist: "late" })), /MachineError: .*not stored in time/);
	},

	async "a machine that halts"(m) {
		assert.equal(await run(m, async (machine) => {
			let answer;

			machine.exec("halt", { user: "root" }).catch(() => {});
			do
				answer = await machine.fs.stat("/")
					.catch(String);
			while (!/MachineError/.test(String(answer)));
			return answer;
		}), "MachineError: The machine has halted.");
	},
});

await suite({
	async "a machine that cannot start says why"(m) {
		m.allow(/404|Failed to load/);
		await m.open(PAGE);
		assert.match(String(await m.page.evaluate(`(async () => {
			const { Exa } = await import("./exa.js");

			return String(await Exa.boot().catch(String));
		})()`)), /^MachineError: .*exa\.wasm.*404/);
		assert.equal(await m.page.evaluate(() =>
			document.querySelectorAll("iframe").length), 0);
	},
}, siteWithout("exa.wasm"));

await suite({
	async "a site without machine.html, and exa.js of another one"(m) {
		m.allow(/404|Failed to load|frame/);
		await m.open(PAGE);
		const boot = (/** @type {string} */ url) => m.page.evaluate(
			`(async () => {
				const { Exa } = await import("${url}");

				return String(await Exa.boot().catch(String));
			})()`);

		assert.match(String(await boot("./exa.js")),
			/^MachineError: .*machine\.html.* is no machine/);
	},
}, siteWithout("machine.html"));
