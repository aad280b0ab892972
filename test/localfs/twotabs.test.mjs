// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Two machines with one store: the second reads, sees what the first changes,
 * and takes over when that ends.
 */
import assert from "node:assert/strict";
import { machine, newFolder, startMachine } from "./machine.js";

/** @param {{got: {out: string}}} started @param {string} text */
async function hears(started, text) {
	const end = Date.now() + 20000;

	while (!started.got.out.includes(text)) {
		assert(Date.now() < end, `no "${text}": ${started.got.out}`);
		await new Promise((take) => setTimeout(take, 20));
	}
}

const folder = newFolder();
const first = startMachine(folder, "echo one >a; sync; echo ready; " +
	"read x; echo two >b; sync; echo changed; read x; echo three >c");

await hears(first, "ready");
const second = startMachine(folder, "cat a; echo x >mine; fsck.localfs; " +
	"exec 3<a; echo ready; " +
	"until test -f b; do sleep 0.1; done; cat b; echo seen; " +
	"until echo mine 2>/dev/null >mine; do sleep 0.1; done; " +
	"cat c mine; cat <&3; fsck.localfs");

await hears(second, "ready");
first.child.stdin.write("go\n");
await hears(first, "changed");
await hears(second, "seen");
assert.match(second.got.out, /^one\nready\ntwo\nseen\n$/);
assert.equal([...second.got.err.matchAll(/Read-only file system/g)].length,
	2, second.got.err);
first.child.stdin.write("go\n");
assert.equal((await first.ended).status, 0);
const { status, out, err } = await second.ended;

assert.match(out, /\nseen\nthree\nmine\none\n$/, err);
assert.equal(status, 0, err);
assert.equal((await machine(folder, "cat a b c mine && fsck.localfs")).out,
	"one\ntwo\nthree\nmine\n");
