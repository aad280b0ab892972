// SPDX-License-Identifier: GPL-3.0-or-later
/* The real machine in the real page: what a person does at a terminal. */
import assert from "node:assert/strict";
import { sleep, suite, until } from "./machine.js";

/** @typedef {import("./machine.js").Machine} Machine */

const PROMPT = /[$#] ?$/;
const BOOT = 20000;

/** @param {Machine} m */
async function boot(m) {
	await m.open();
	await m.waitFor(PROMPT, BOOT);
}

/**
 * Run a line and wait for the next prompt.
 * @param {Machine} m
 * @param {string} line
 * @returns {Promise<string>} what it printed
 */
async function run(m, line) {
	const mark = `done-${Math.random().toString(36).slice(2)}`;

	/* The quotes keep the echo of the line from matching. */
	await m.type(`${line}; echo ${mark.slice(0, 4)}''${mark.slice(4)}\n`);
	await until(mark, async () => (await m.screen("text")).includes(mark));
	const [before] = (await m.screen("text")).split(mark);

	return before.slice(before.lastIndexOf("''") + 2).split("\n")
		.slice(1).join("\n").trim();
}

/** @type {Parameters<typeof suite>[0]} */
const CASES = {
	async "boots to a prompt and runs commands"(m) {
		await boot(m);
		await m.type("echo hi\n");
		await m.waitFor(/\nhi\n[^]*[$#] ?$/);
		assert.equal(await run(m, "echo $((6*7))"), "42");
		assert.equal(await run(m, "echo a b c | wc -w"), "3");
		assert.equal((await m.stats()).malformed, 0);
	},

	async "the servers have their pids"(m) {
		await boot(m);
		const list = await run(m, "ps");

		["resmgr", "tty", "netfs", "pipe", "init"].forEach((name, i) =>
			assert.match(list, new RegExp(
				`^\\s*${i + 1}\\b.*\\b${name}\\b`, "m")));
	},

	async "^C ends a loop that prints, soon"(m) {
		await boot(m);
		await m.type("while :; do echo yes; done\n");
		await until("output", async () =>
			(await m.stats()).drawn > 200000);
		const begin = Date.now();

		await m.control("KeyC");
		await m.waitFor(/\^C[^]*[$#] ?$/);
		if (process.env.EXA_VERBOSE)
			console.log(`^C took ${Date.now() - begin} ms`);
		assert.ok(Date.now() - begin < 1000);
		assert.equal(await run(m, "echo alive"), "alive");
	},

	async "^C ends a sleeping command"(m) {
		await boot(m);
		/* Not while the program is on its way: it must be asleep. */
		await run(m, "sleep 0");
		await m.type("echo now; sleep 100\n");
		await m.waitFor(/\nnow$/);
		await sleep(500);
		await m.control("KeyC");
		assert.equal(await run(m, "echo $?"), "130");
	},

	async "^Z stops and fg goes on"(m) {
		await boot(m);
		await m.type("cat\n");
		await m.type("one\n");
		await m.waitFor("one\none");
		await m.control("KeyZ");
		await m.waitFor(/Stopped[^]*[$#] ?$/);
		assert.equal(await run(m, "echo shell"), "shell");
		await m.type("fg\n");
		await m.type("two\n");
		await m.waitFor("two\ntwo");
		await m.control("KeyD");
		assert.equal(await run(m, "echo back"), "back");
	},

	async "^D leaves cat"(m) {
		await boot(m);
		await m.type("cat\n");
		await m.type("line\n");
		await m.waitFor("line\nline");
		await m.control("KeyD");
		assert.equal(await run(m, "echo $?"), "0");
	},

	async "the size of the terminal follows the window"(m) {
		await boot(m);
		const first = await run(m, "stty size");

		assert.match(first, /^\d+ \d+$/);
		await m.page.setViewport({ width: 500, height: 300 });
		await until("another size", async () =>
			await run(m, "stty size") !== first);
		const [rows, cols] = (await run(m, "stty size")).split(" ");
		const lines = (await m.screen("text")).split("\n");

		assert.ok(Number(rows) < Number(first.split(" ")[0]));
		assert.ok(lines.every((line) => line.length <= 200));
		assert.ok(Number(cols) < Number(first.split(" ")[1]));
	},

	async "UTF-8 is echoed, erased and printed"(m) {
		await boot(m);
		await m.type("echo grüße");
		for (let i = 0; i < 3; i++)
			await m.page.keyboard.press("Backspace");
		await m.type("ün ✓\n");
		await m.waitFor("\ngrün ✓\n");
	},

	async "pasted lines are run one by one"(m) {
		await boot(m);
		await m.paste("echo first\necho second\necho $((1+2))\n");
		await m.waitFor(/\nfirst\n.*second\n.*3\n.*[$#]$/);
	},

	async "a large paste arrives whole"(m) {
		const line = "0123456789abcdefghijklmnopqrstuvwxyz größer\n";

		await boot(m);
		await m.type("echo now; cat >/tmp/pasted\n");
		await m.waitFor(/\nnow$/);
		await m.paste(line.repeat(1000));
		await until("all taken", async () =>
			(await m.stats()).pending === 0);
		await m.control("KeyD");
		await m.waitFor(PROMPT);
		assert.match(await run(m, "wc -lc </tmp/pasted"),
			/^\s*1000\s+46000$/);
	},

	async "a reloaded terminal is drawn again"(m) {
		await boot(m);
		await run(m, "echo before");
		const before = await m.screen();

		await Promise.all([m.terminal?.waitForNavigation(),
			m.terminal?.evaluate(() => location.reload())]);
		await until("the same screen", async () =>
			await m.screen() === before);
		assert.equal(await run(m, "echo after"), "after");
	},

	async "the start page boots too"(m) {
		await m.open("");
		await m.waitFor(PROMPT, BOOT);
		assert.equal(await run(m, "echo hi"), "hi");
	},

	async "two machines do not hear each other"(m) {
		await boot(m);
		await run(m, "echo one >/tmp/mine");
		const other = await m.page.browserContext().newPage();
		const second = new (/** @type {any} */ (m.constructor))(
			other, m.url);

		await boot(second);
		assert.match(await run(second, "cat /tmp/mine"), /No such/);
		await m.page.bringToFront();
		assert.equal(await run(m, "cat /tmp/mine"), "one");
		assert.deepEqual(second.complaints, []);
		await other.close();
	},
};

await suite(CASES);
