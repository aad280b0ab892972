// SPDX-License-Identifier: GPL-3.0-or-later
/* The real machine in the real page: what a person does at a terminal. */
import assert from "node:assert/strict";
import { sleep, suite, until } from "./machine.js";

/** @typedef {import("./machine.js").Machine} Machine */

const PROMPT = /[$#] ?$/;

/** @type {Parameters<typeof suite>[0]} */
const CASES = {
	async "boots to a prompt and runs commands"(m) {
		await m.boot();
		await m.type("echo hi\n");
		await m.waitFor(/\nhi\n[^]*[$#] ?$/);
		assert.equal(await m.run("echo $((6*7))"), "42");
		assert.equal(await m.run("echo a b c | wc -w"), "3");
		assert.equal((await m.stats()).malformed, 0);
	},

	async "the servers have their pids"(m) {
		await m.boot();
		const list = await m.run("ps -e");

		["resmgr", "tty", "netfs", "pipe", "init"].forEach((name, i) =>
			assert.match(list, new RegExp(
				`^\\s*${i + 1}\\b.*\\b${name}\\b`, "m")));
	},

	async "^C ends a loop that prints, soon"(m) {
		await m.boot();
		await m.type("while :; do echo yes; done\n");
		await until("output", async () =>
			(await m.stats()).drawn > 200000);
		const begin = Date.now();

		await m.control("KeyC");
		await m.waitFor(/\^C[^]*[$#] ?$/);
		if (process.env.EXA_VERBOSE)
			console.log(`^C took ${Date.now() - begin} ms`);
		assert.ok(Date.now() - begin < 1000);
		assert.equal(await m.run("echo alive"), "alive");
	},

	async "^C ends a sleeping command"(m) {
		await m.boot();
		/* Not while the program is on its way: it must be asleep. */
		await m.run("sleep 0");
		await m.type("echo now; sleep 100\n");
		await m.waitFor(/\nnow$/);
		await sleep(500);
		await m.control("KeyC");
		assert.equal(await m.run("echo $?"), "130");
	},

	async "^Z stops and fg goes on"(m) {
		await m.boot();
		await m.type("cat\n");
		await m.type("one\n");
		await m.waitFor("one\none");
		await m.control("KeyZ");
		await m.waitFor(/Stopped[^]*[$#] ?$/);
		assert.equal(await m.run("echo shell"), "shell");
		await m.type("fg\n");
		await m.type("two\n");
		await m.waitFor("two\ntwo");
		await m.control("KeyD");
		assert.equal(await m.run("echo back"), "back");
	},

	async "^D leaves cat"(m) {
		await m.boot();
		await m.type("cat\n");
		await m.type("line\n");
		await m.waitFor("line\nline");
		await m.control("KeyD");
		assert.equal(await m.run("echo $?"), "0");
	},

	async "the size of the terminal follows the window"(m) {
		await m.boot();
		const first = await m.run("stty size");

		assert.match(first, /^\d+ \d+$/);
		await m.page.setViewport({ width: 500, height: 300 });
		await until("another size", async () =>
			await m.run("stty size") !== first);
		const [rows, cols] = (await m.run("stty size")).split(" ");
		const lines = (await m.screen("text")).split("\n");

		assert.ok(Number(rows) < Number(first.split(" ")[0]));
		assert.ok(lines.every((line) => line.length <= 200));
		assert.ok(Number(cols) < Number(first.split(" ")[1]));
	},

	async "UTF-8 is echoed, erased and printed"(m) {
		await m.boot();
		await m.type("echo grüße");
		for (let i = 0; i < 3; i++)
			await m.page.keyboard.press("Backspace");
		await m.type("ün ✓\n");
		await m.waitFor("\ngrün ✓\n");
	},

	async "pasted lines wait for Enter"(m) {
		await m.boot();
		await m.paste("echo first\necho second\necho $((1+2))\n");
		await m.waitFor("\n> echo $((1+2))\n");
		await m.type("\n");
		await m.waitFor(/\nfirst\nsecond\n3\n.*[$#]$/);
	},

	async "a large paste arrives whole"(m) {
		const line = "0123456789abcdefghijklmnopqrstuvwxyz größer\n";

		await m.boot();
		await m.type("echo now; cat >/tmp/pasted\n");
		await m.waitFor(/\nnow$/);
		await m.paste(line.repeat(1000));
		await until("all taken", async () =>
			(await m.stats()).pending === 0);
		await m.control("KeyD");
		await m.waitFor(PROMPT);
		assert.match(await m.run("wc -lc </tmp/pasted"),
			/^\s*1000\s+46000$/);
	},

	async "a reloaded terminal is drawn again"(m) {
		await m.boot();
		await m.run("echo before");
		/* The prompt comes a little after what was run. */
		await m.waitFor(PROMPT);
		const before = await m.screen();

		await Promise.all([m.terminal?.waitForNavigation(),
			/* Not before this has been answered. */
			m.terminal?.evaluate(() => void setTimeout(() =>
				location.reload()))]);
		await until("the same screen", async () =>
			await m.screen() === before);
		assert.equal(await m.run("echo after"), "after");
	},

	async "the start page boots too"(m) {
		await m.boot("");
		assert.equal(await m.run("echo hi"), "hi");
	},

	async "two machines do not hear each other"(m) {
		await m.boot();
		await m.run("echo one >/tmp/mine");
		const other = await m.page.browserContext().newPage();
		const second = new (/** @type {any} */ (m.constructor))(
			other, m.url);

		await second.boot();
		assert.match(await second.run("cat /tmp/mine"), /No such/);
		await m.page.bringToFront();
		assert.equal(await m.run("cat /tmp/mine"), "one");
		assert.deepEqual(second.complaints, []);
		await other.close();
	},
};

await suite(CASES);
