// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Damaged records of a store: what is lost by that, what is not, and what the
 * log says; a store of a newer version.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "../../kernel/host/crc32.js";
import {
	changeRecord, damage, keyOf, machine, newFolder,
} from "./machine.js";

const FILES = 100;
const INODE_GROUP = 32, ENTRY_GROUP = 64;

const MAKE = `
	mkdir d
	i=1
	while [ $i -le ${FILES} ]; do
		echo "text $i" >d/f$i
		i=$((i + 1))
	done
	head -c 200000 /dev/zero >big
	ls -i big; ls -i d`;

/* Every file that can be read, with its text. */
const READ = "cd d; i=1; while [ $i -le 100 ]; do cat f$i; " +
	"i=$((i + 1)); done; true";

/** @param {string} out of ls -i @returns {Map<string, number>} */
function numbersOf(out) {
	return new Map([...out.matchAll(/^ *(\d+) (\S+)$/gm)]
		.map(([, number, name]) => [name, Number(number)]));
}

async function makeStore() {
	const folder = newFolder();
	const { status, out, err } = await machine(folder, MAKE);

	assert.equal(status, 0, err);
	const numbers = numbersOf(out);
	assert.equal(numbers.size, FILES + 1, out);
	return { folder, numbers };
}

/** @param {(number: number, i: number) => boolean} isThere
 * @param {Map<string, number>} numbers */
function textOf(numbers, isThere) {
	let text = "";

	for (let i = 1; i <= FILES; i++)
		if (isThere(Number(numbers.get(`f${i}`)), i))
			text += `text ${i}\n`;
	return text;
}

/** @type {Record<string, () => Promise<void>>} */
const CASES = {
	async "a block: that part of the file is EIO"() {
		const { folder, numbers } = await makeStore();

		damage(folder, keyOf("B", Number(numbers.get("big")), 1));
		const { out, err } = await machine(folder, "cat big | wc -c; " +
			"cat big >/dev/null; tail=$?; dmesg >&2; " +
			`fsck.localfs -n; echo $tail $?; ${READ}`);

		assert.match(out, /^65536\n/);
		assert.match(out, /big: block 1 is damaged\n.*\n?1 4\n/);
		assert.match(err, /cat: read error: I\/O error/);
		assert.match(err, /localfs: block 1 of inode \d+: is missing/);
		assert(out.endsWith(textOf(numbers, () => true)), out);
	},

	async "a missing block is as bad as a damaged one"() {
		const { folder, numbers } = await makeStore();

		changeRecord(folder, keyOf("B", Number(numbers.get("big")), 2),
			() => null);
		const { out, err } = await machine(folder,
			"cat big | wc -c; fsck.localfs; echo $?");

		assert.match(out, /^131072\n.*big: block 2 is missing/);
		assert.match(out, /\n4\n$/);
		assert.match(err, /cat: read error: I\/O error/);
	},

	async "a block that no file has is removed"() {
		const { folder } = await makeStore();

		for (const [inode, index] of [[5000, 7], [3, 99]])
			changeRecord(folder, keyOf("B", inode, index),
				() => new Uint8Array(100));
		const { out } = await machine(folder, "fsck.localfs -n; " +
			"echo $?; fsck.localfs; echo $?; fsck.localfs; echo $?");

		assert.match(out, /\n4\n.*no file.*\n(.*\n)*1\n0\n$/);
	},

	async "a group of inodes: these are lost, and no others"() {
		const { folder, numbers } = await makeStore();
		const group = 2;
		const isLost = (/** @type {number} */ number) =>
			Math.floor(number / INODE_GROUP) === group;

		damage(folder, keyOf("I", 0, group));
		let { out, err } = await machine(folder,
			`${READ}; dmesg >&2; echo new >new; cat new`);

		assert.equal(out, textOf(numbers, (number) =>
			!isLost(number)) + "new\n");
		assert.match(err, /localfs: inode group 2 is damaged/);
		assert.equal([...err.matchAll(/cat: .*I\/O error/g)].length,
			INODE_GROUP);
		({ out } = await machine(folder, "cat d/new; " +
			"fsck.localfs -n; echo $?; fsck.localfs >/dev/null; " +
			"echo $?; ls d | wc -l; fsck.localfs; echo $?"));
		assert.match(out, /^new\n(.*\n)*inode group 2 is damaged\n/);
		assert.match(out, /\n4\n1\n69\n0\n$/);
		({ out, err } = await machine(folder, `${READ} 2>&-; dmesg`));
		assert.doesNotMatch(out, /damaged|repair/);
	},

	async "the first group of inodes: directories stay"() {
		const { folder, numbers } = await makeStore();
		const isLost = (/** @type {number} */ number) =>
			number < INODE_GROUP;

		damage(folder, keyOf("I", 0, 0));
		for (let i = 0; i < 2; i++) {
			const { out, err } = await machine(folder,
				`${READ}; dmesg >&2; echo ${i} >n${i}; cat n*`);

			assert.equal(out, textOf(numbers, (number) =>
				!isLost(number)) + (i ? "0\n1\n" : "0\n"), err);
			assert.match(err, /localfs: inode group 0 is damaged/);
		}
	},

	async "a group of entries: the files are in lost+found"() {
		const { folder, numbers } = await makeStore();

		damage(folder, keyOf("E", 0, 1));
		let { out, err } = await machine(folder, "dmesg >&2; cd d; " +
			"true");
		assert.match(err, /localfs: entry group 1 is damaged/);
		({ out, err } = await machine(folder,
			"cd /home/exa/d; cat * /home/lost+found/*; " +
			"ls /home/lost+found | wc -l", { root: true }));
		/* The file of zeros is there, too. */
		const lines = out.replace(/\0+/, "").trim().split("\n");
		const count = Number(lines.pop());
		assert(count > FILES - ENTRY_GROUP && count <= ENTRY_GROUP);
		assert.deepEqual(lines.sort(), textOf(numbers, () => true)
			.trim().split("\n").sort());
		({ out } = await machine(folder,
			"fsck.localfs; echo $?; fsck.localfs; echo $?"));
		assert.match(out, /entry group 1(.*\n)+1\n0\n$/);
	},

	async "the superblock: everything is there"() {
		const { folder, numbers } = await makeStore();

		damage(folder, keyOf("S", 0, 0));
		const { out, err } = await machine(folder, `${READ}; dmesg >&2`);

		assert.equal(out, textOf(numbers, () => true));
		assert.match(err, /localfs: the superblock is damaged/);
	},

	async "a newer version is refused and left alone"() {
		const { folder } = await makeStore();

		changeRecord(folder, keyOf("S", 0, 0), (value) => {
			const view = new DataView(value.buffer);

			view.setUint32(8, 2, true);
			view.setUint32(value.length - 4, crc32(
				value.subarray(0, value.length - 4)), true);
			return value;
		});
		const before = readFileSync(join(folder, "store.log"));
		const { out, err } = await machine(folder,
			"echo x >x; sync; ls; dmesg; mount -t localfs");

		assert.match(out + err,
			/localfs: the store has format 2, of a newer version/);
		assert.doesNotMatch(out, /type localfs|big/);
		assert(before.equals(readFileSync(join(folder, "store.log"))));
	},
};

for (const [name, body] of Object.entries(CASES)) {
	if (!name.includes(process.argv[2] ?? ""))
		continue;
	try {
		await body();
	} catch (error) {
		console.error(`${name}:`, error);
		process.exitCode = 1;
	}
}
