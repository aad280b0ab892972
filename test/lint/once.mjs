// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Rewrites a wasm file so that it exports each name once: usage: node once.mjs
 * FILE. wasm-ld --export-all exports anew what has an export_name.
 */
import { readFileSync, writeFileSync } from "node:fs";

const EXPORTS = 7;
const [, , file] = process.argv;
const bytes = readFileSync(file);
let at = 8;

function number() {
	let value = 0;

	for (let shift = 0; ; shift += 7) {
		const byte = bytes[at++];

		value |= (byte & 127) << shift;
		if (byte < 128)
			return value;
	}
}

/** @param {number} value */
function encode(value) {
	const out = [];

	for (let left = value; ; left >>>= 7) {
		if (left < 128)
			return Buffer.from([...out, left]);
		out.push(left & 127 | 128);
	}
}

const parts = [bytes.subarray(0, 8)];
while (at < bytes.length) {
	const begin = at;
	const id = bytes[at++];
	const end = number() + at;

	if (id !== EXPORTS) {
		parts.push(bytes.subarray(begin, end));
		at = end;
		continue;
	}
	/** @type {Map<string, Buffer>} */
	const entries = new Map();
	for (let left = number(); left > 0; left--) {
		const from = at;
		const size = number();
		const name = bytes.toString("latin1", at, at + size);

		at += size + 1;
		number();
		entries.set(name, bytes.subarray(from, at));
	}
	const body = Buffer.concat([encode(entries.size),
		...entries.values()]);
	parts.push(Buffer.from([id]), encode(body.length), body);
}
writeFileSync(file, Buffer.concat(parts));
