// SPDX-License-Identifier: GPL-3.0-or-later
/* Machines with a store in a folder of the host, and what they say. */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NodeStore } from "../../kernel/host/nodestore.js";

const TOP = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAMS = join(TOP, "build/wasm/test/localfs");
const WORK = mkdtempSync(join(tmpdir(), "exa-localfs-"));
const MACHINE_MS = 60000;
let count = 0;

process.on("exit", () => rmSync(WORK, { recursive: true, force: true }));

export function newFolder() {
	const folder = join(WORK, String(count++));

	mkdirSync(folder);
	return folder;
}

/**
 * A machine that runs.
 * @param {string} folder @param {string} script
 * @param {{fault?: string, root?: boolean}} [how]
 */
export function startMachine(folder, script, { fault, root = false } = {}) {
	const env = { ...process.env };

	delete env.EXA_STORE_FAULT;
	if (fault !== undefined)
		env.EXA_STORE_FAULT = fault;
	const child = spawn(join(TOP, "exa"), ["sh", "--home", folder,
		"-v", `${PROGRAMS}:/t:ro`, ...root ? ["--root"] : [],
		"-c", script], { env, stdio: ["pipe", "pipe", "pipe"] });
	const got = { out: "", err: "" };

	child.stdout.on("data", (bytes) => got.out += bytes);
	child.stderr.on("data", (bytes) => got.err += bytes);
	const limit = setTimeout(() => child.kill("SIGKILL"), MACHINE_MS);
	/** @typedef {{status: number | null, out: string, err: string}} End */
	/** @type {Promise<End>} */
	const ended = new Promise((take) => child.on("close", (status) => {
		clearTimeout(limit);
		take({ status, ...got });
	}));

	return { child, got, ended };
}

/** @param {string} folder @param {string} script
 * @param {{fault?: string, root?: boolean}} [how] */
export function machine(folder, script, how) {
	return startMachine(folder, script, how).ended;
}

/** @param {string} kind @param {number} inode @param {number} index */
export function keyOf(kind, inode, index) {
	const key = new Uint8Array(16);
	const view = new DataView(key.buffer);

	view.setBigUint64(0, BigInt(inode));
	key[0] = kind.charCodeAt(0);
	view.setBigUint64(8, BigInt(index));
	return key;
}

/**
 * Changes a record of a store that no machine has open.
 * @param {string} folder @param {Uint8Array<ArrayBuffer>} key
 * @param {(value: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer> | null}
 *	change null: the record is removed
 */
export function changeRecord(folder, key, change) {
	const store = new NodeStore(folder, () => {});

	if (!store.open())
		throw new Error(`${folder} is in use`);
	const [value] = store.get([key]);
	const next = change(new Uint8Array(value ?? []));
	const behind = new Uint8Array(key);

	behind[15]++;
	store.batch({ strict: false, removes: false,
		ranges: next === null ? [{ from: key, to: behind }] : [],
		puts: next === null ? [] : [{ key, value: next }] });
	store.close();
	return value !== undefined;
}

/** @param {string} folder @param {Uint8Array<ArrayBuffer>} key */
export function damage(folder, key) {
	const wasThere = changeRecord(folder, key, (value) => {
		value[value.length >> 1] ^= 0x10;
		return value;
	});

	if (!wasThere)
		throw new Error(`no record ${key}`);
}

/** Calls each task with a number, two at a time.
 * @param {(() => Promise<void>)[]} tasks */
export async function twoAtATime(tasks) {
	const left = [...tasks];
	const work = async () => {
		for (let task = left.shift(); task; task = left.shift())
			await task();
	};

	await Promise.all([work(), work()]);
}
