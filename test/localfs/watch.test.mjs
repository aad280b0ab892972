// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A program's watch on files (www/api/watch.js) of which some cannot be read,
 * and on more of them than it can be told in one breath.
 */
import assert from "node:assert/strict";
import { Exa } from "../../www/api/node.js";
import { damage, keyOf, newFolder } from "./machine.js";

const FILES = 100, MANY = 3000;
const INODE_GROUP = 32, GROUP = 2;
const WAIT_MS = 20000;

/** @typedef {import("../../www/api/machine.js").Machine} Machine */

/** @param {string} folder @returns {Promise<[string, boolean][]>} the files of
 *	d, and whether they are in the group that is to be damaged */
async function makeFiles(folder) {
	const machine = await Exa.boot({ persist: folder });
	const { stdout } = await machine.exec("mkdir d; cd d; i=1; " +
		`while [ $i -le ${FILES} ]; do echo $i >f$i; i=$((i + 1)); ` +
		"done; ls -i");

	await machine.teardown();
	return [...stdout.matchAll(/^ *(\d+) (\S+)$/gm)].map(
		([, number, name]) => [name, Math.floor(Number(number) /
			INODE_GROUP) === GROUP]);
}

/** A watch, and what it has told. @param {Machine} machine
 * @param {string} path */
async function watchOf(machine, path) {
	/** @type {string[]} */
	const seen = [];
	const watcher = machine.fs.watch(path, { intervalMs: 20 },
		(event, name) => seen.push(`${event} ${name}`));

	await watcher.ready;
	return { watcher, seen,
		/** @param {number} count */
		async told(count) {
			for (const end = Date.now() + WAIT_MS;
				seen.length < count && Date.now() < end;)
				await new Promise((go) => setTimeout(go, 20));
			return seen.splice(0).sort();
		} };
}

async function checkDamaged() {
	const folder = newFolder();
	const files = await makeFiles(folder);
	const lost = files.filter(([, isLost]) => isLost);
	const [good] = files.find(([, isLost]) => !isLost) ?? [];

	assert.ok(lost.length > 9 && good, `${files}`);
	damage(folder, keyOf("I", 0, GROUP));
	const machine = await Exa.boot({ persist: folder });

	/* One that cannot be read cannot be watched, and is told so. */
	await assert.rejects(machine.fs.stat(`d/${lost[0][0]}`),
		{ code: "EIO" });
	await assert.rejects(machine.fs.watch(`d/${lost[0][0]}`,
		() => {}).ready, { name: "SystemError", code: "EIO" });
	/* Among others it disturbs nobody, and is not told of. */
	const { watcher, told } = await watchOf(machine, "d");

	await machine.exec(`echo more >>d/${good}`);
	assert.deepEqual(await told(1), [`change ${good}`]);
	await machine.exec("echo new >new; mv new d");
	assert.deepEqual(await told(1), ["rename new"]);
	watcher.close();
	await watcher.closed;
	await machine.teardown();
}

async function checkMany() {
	const machine = await Exa.boot();

	await machine.exec("mkdir many d");
	const { watcher, seen, told } = await watchOf(machine, "many");
	const names = Array.from({ length: MANY }, (_, i) =>
		`${i}`.padStart(4, "0"));

	/* All of them are there at once. */
	await machine.exec(`cd d; for i in ${names.join(" ")}; do ` +
		": >$i; done; cd ..; mv d many/d; mv many/d/* many");
	const all = names.map((name) => `rename ${name}`);

	assert.deepEqual(await told(MANY + 1), [...all, "rename d"]);
	await machine.exec("rm -f many/[0-9]*");
	assert.deepEqual(await told(MANY), all);
	assert.deepEqual(seen, []);
	watcher.close();
	await machine.teardown();
}

await checkDamaged();
await checkMany();
