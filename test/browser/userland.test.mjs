// SPDX-License-Identifier: GPL-3.0-or-later
/* Full-screen programs that no one here wrote, driven as a person does. */
import assert from "node:assert/strict";
import { suite } from "./machine.js";

const PROMPT = /[$#] ?$/;

/** From vi's insert mode, which the screen must show by now, to its command
 * mode. What follows Escape too soon is part of a key.
 * @param {import("./machine.js").Machine} m */
async function escape(m) {
	await m.waitFor(/^I \/.*%$/m);
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
		await m.waitFor(/^two three\nfour *\n~/);
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

	async "nano writes a file"(m) {
		await m.boot();
		await m.type("nano /tmp/note\n");
		await m.waitFor(/GNU nano .*note[^]*\^G Help/);
		await m.type("grüße\nzwei");
		await m.waitFor(/Modified[^]*^grüße\nzwei/m);
		await m.control("KeyX");
		await m.waitFor("Save modified buffer");
		await m.type("y");
		await m.waitFor("File Name to Write: /tmp/note");
		await m.type("\n");
		await m.waitFor(PROMPT);
		assert.equal(await m.run("cat /tmp/note"), "grüße\nzwei");
	},

	async "a database in /home is there after a reload"(m) {
		await m.boot();
		await m.type("sqlite3 ~/base\n");
		await m.waitFor(/^sqlite> ?$/m);
		await m.type("create table t(x); insert into t " +
			"values('kept'), ('too');\n.quit\n");
		await m.waitFor(PROMPT);
		await m.boot();
		assert.equal(await m.run("sqlite3 ~/base 'select x from t; " +
			"pragma integrity_check'"), "kept\ntoo\nok");
		/* The shared memory that its log wants cannot be had. */
		assert.match(await m.run("sqlite3 ~/base 'pragma " +
			"locking_mode=exclusive; pragma journal_mode=wal; " +
			"insert into t values(3); select count(*) from t; " +
			"pragma journal_mode=delete'"), /^3$/m);
	},

	async "man shows a page"(m) {
		await m.boot();
		await m.type("man less\n");
		await m.waitFor(/LESS\(1\)[^]*NAME\n +less/);
		await m.type("q");
		await m.waitFor(PROMPT);
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
