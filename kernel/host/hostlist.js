// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Listings of the host's directories, a piece at a time. Entries come in the
 * order of a hash of their names, and the hash is the cursor; so a cursor
 * means the same in every listing, whatever was added or removed meanwhile.
 */
import { lstatSync, readdirSync } from "node:fs";

const SLASH = Buffer.from("/");
/* Listings kept for those who have read a part. */
const KEPT = 16;
/* struct hostfs_dirent without its name. */
const HEADER = 32;

/**
 * @typedef {object} Entry
 * @property {Buffer} name
 * @property {number} next its cursor
 * @property {Uint8Array} [bytes] what a reader gets, once one wanted it
 */

/** Two FNV-1a hashes as one number from 1 to 2^52. @param {Buffer} name */
function hash(name) {
	let low = 0x811c9dc5, high = 0x050c5d1f;

	for (const byte of name) {
		low = Math.imul(low ^ byte, 0x01000193);
		high = Math.imul(high ^ byte, 0x01000193) ^ low >>> 15;
	}
	return (high >>> 12) * 2 ** 32 + (low >>> 0) + 1;
}

/** @param {Buffer} path */
function list(path) {
	/** @type {Entry[]} */
	const entries = readdirSync(path, { encoding: "buffer" })
		.map((name) => ({ name, next: hash(name) }))
		.sort((a, b) => a.next - b.next);

	/* Equal hashes must not make a reader miss one of two names. */
	for (let i = 1; i < entries.length; i++)
		entries[i].next = Math.max(entries[i].next,
			entries[i - 1].next + 1);
	return entries;
}

/**
 * struct hostfs_dirent of an entry; none when it has just been removed.
 * @param {Buffer} path
 * @param {Entry} entry
 */
function encode(path, { name, next }) {
	const st = lstatSync(Buffer.concat([path, SLASH, name]),
		{ bigint: true, throwIfNoEntry: false });

	if (st === undefined)
		return new Uint8Array(0);
	const bytes = new Uint8Array(HEADER + name.length + 7 & ~7);
	const view = new DataView(bytes.buffer);
	view.setBigUint64(0, st.ino, true);
	view.setBigUint64(8, st.dev, true);
	view.setBigInt64(16, BigInt(next), true);
	view.setUint32(24, Number(st.mode), true);
	view.setUint32(28, name.length, true);
	bytes.set(name, HEADER);
	return bytes;
}

/** The first entry after the cursor. @param {Entry[]} entries
 * @param {number} cursor */
function indexAfter(entries, cursor) {
	let low = 0, high = entries.length;

	while (low < high) {
		const middle = low + high >> 1;
		if (entries[middle].next <= cursor)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/**
 * Makes the function that writes the entries of the directory path after
 * cursor (0: all) to a buffer, as many as there is room for, and returns the
 * bytes it used: 0 at the end.
 */
export function makeListings() {
	/** @type {Map<string, Entry[]>} oldest first */
	const kept = new Map();

	/**
	 * @param {Buffer} path
	 * @param {number} cursor
	 * @param {Uint8Array} to
	 */
	return (path, cursor, to) => {
		const key = path.toString("latin1");
		const entries = (cursor > 0 && kept.get(key)) || list(path);
		let used = 0;

		for (let i = indexAfter(entries, cursor);
			i < entries.length; i++) {
			const entry = entries[i];
			const bytes = entry.bytes ??= encode(path, entry);
			if (used + bytes.length > to.length)
				break;
			to.set(bytes, used);
			used += bytes.length;
		}
		kept.delete(key);
		kept.set(key, entries);
		if (kept.size > KEPT)
			kept.delete(/** @type {string} */ (
				kept.keys().next().value));
		return used;
	};
}
