// SPDX-License-Identifier: GPL-3.0-or-later
/* Full-screen programs that no one here wrote, driven as a person does. */
import assert from "node:assert/strict";
import { suite } from "./machine.js";

const PROMPT = /[$#] ?$/;

/** vi's command mode. What follows Escape too soon is part of a key.
 * @param {import("./machine.js").Machine} m */
async function escape(m) {
	await m.page.keyboard.press("Escape");
	await m.waitFor(/^- \/.*%$/m);
}

/** @type {Parameters<typeof suite>[0]} */
const CASES = {
	async "vi writes a file"(m) {
		await m.boot();
		await m.type("vi /tmp/poem\n");
		await m.waitFor(/^~$/m);
		await m.type("ione\ntwo thre\nfour");
		await m.waitFor(/^one\ntwo thre\nfour\n~/m);
		await escape(m);
		/* Up, to the end of the line, a letter more; line 1 goes. */
		await m.type("kAe");
		await escape(m);
		await m.waitFor(/^two three$/m);
		await m.type("ggdd");
		await m.waitFor(/^two three\nfour *\n~/m);
		await m.type("p:s/o/0/\n");
		await m.waitFor("0ne");
		await m.type(":wq\n");
		await m.waitFor(PROMPT);
		assert.equal(await m.run("cat /tmp/poem"),
			"two three\n0ne\nfour");
	},

	async "vi says what it cannot do, and leaves the screen in order"(m) {
		await m.boot();
		await m.type("vi /etc/passwd\n");
		await m.waitFor(/^root:/m);
		await m.type("ix");
		await escape(m);
		await m.type(":w\n");
		await m.waitFor(/read only$/m);
		await m.type(":q!\n");
		await m.waitFor(PROMPT);
		assert.match(await m.run("stty -a"), / icanon .* echo /s);
	},

	async "less shows pages, searches, and ends"(m) {
		await m.boot();
		await m.type("seq 1000 >/tmp/n; less /tmp/n\n");
		await m.waitFor(/^1\n2\n3\n/m);
		await m.type(" ");
		await m.waitFor(/^40\n41\n/m);
		assert.doesNotMatch(await m.screen(), /^3$/m);
		await m.type("/^777\n");
		await m.waitFor(/^777\n778\n/m);
		await m.type("G");
		await m.waitFor(/^999\n1000\n/m);
		await m.type("g");
		await m.waitFor(/^1\n2\n3\n/m);
		await m.type("q");
		await m.waitFor(PROMPT);
		assert.equal(await m.run("echo fine"), "fine");
	},

	async "less reads a pipe whose writer is slow"(m) {
		await m.boot();
		await m.type("for i in 1 2 3; do echo line $i; sleep 0.2; done " +
			"| less\n");
		await m.waitFor(/^line 3$/m);
		await m.type("q");
		await m.waitFor(PROMPT);
	},

	async "top shows who uses the processor, and ^C ends it"(m) {
		await m.boot();
		await m.type("sh -c 'while :; do :; done' &\n");
		await m.waitFor(PROMPT);
		await m.type("top -d 1\n");
		await m.waitFor(/^Mem: .*used/m);
		await m.waitFor(/^ *PID .*COMMAND/m);
		/* The second picture knows how much each has used. */
		await m.waitFor(/[5-9]\d(\.\d)?%? sh -c while/);
		await m.type("q");
		await m.waitFor(PROMPT);
		await m.type("top\n");
		await m.waitFor(/^Mem: .*used/m);
		await m.control("KeyC");
		await m.waitFor(PROMPT);
		await m.run("kill %1");
	},

	async "Lua at its prompt"(m) {
		await m.boot();
		await m.type("lua\n");
		await m.waitFor(/^> ?$/m);
		await m.type("for i = 1, 3 do print(i * i) end\n");
		await m.waitFor(/^1\n4\n9\n/m);
		await m.type("error 'no'\n");
		await m.waitFor("stack traceback");
		await m.control("KeyD");
		await m.waitFor(PROMPT);
	},
};

await suite(CASES);
