// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The header, the JavaScript table and docs/protocol.md list the same
 * datagrams, and the codec parses what it encodes and nothing else.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as d from "../../www/ui/datagram.js";

/** @param {string} path of the repository */
function read(path) {
	return readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
}

const header = read("kernel/abi/datagram.h").replace(/\/\*[^]*?\*\//g, "");
const page = read("docs/protocol.md");

/** @param {RegExp} block @returns {Map<string, number>} */
function enumerators(block) {
	const names = new Map();
	let next = 0;

	for (const part of (block.exec(header)?.[1] ?? "").split(",")) {
		const [, name, value] =
			/DATAGRAM_(\w+)(?:\s*=\s*(\w+))?/.exec(part) ?? [];

		if (!name)
			continue;
		next = value ? Number(value) : next;
		names.set(name, next++);
	}
	return names;
}

function checkTypes() {
	const types = enumerators(/enum datagram_type \{([^}]*)\}/);
	const table = Object.entries(d.DATAGRAMS).map(([type, row]) =>
		[row.name, Number(type)]);
	const rows = [...page.matchAll(
		/^\| 0x(\w+) \| (\w+) \| (\w+) \| ([^|]*) \| ([^|]*) \|$/gm)];

	assert.ok(types.size > 0);
	assert.deepEqual(new Map(/** @type {any} */ (table)), types);
	assert.deepEqual(new Map(rows.map((row) =>
		[row[2], Number(`0x${row[1]}`)])), types);
	for (const [name, type] of types)
		assert.equal(/** @type {any} */ (d)[name], type, name);
	for (const [, type, name, sender, args, payload] of rows) {
		const row = d.DATAGRAMS[Number(`0x${type}`)];
		const listed = args === "–" ? [] : args.split(", ");

		assert.equal(row.sender, sender, name);
		assert.equal(row.args, listed.length, name);
		assert.equal(row.most === 0, payload === "–", name);
	}
}

function checkLimits() {
	const limits = enumerators(/enum \{([^}]*)\}/);
	const rows = [...page.matchAll(/^\| DATAGRAM_(\w+) \| (\d+) \|/gm)];

	assert.ok(limits.size > 0);
	assert.deepEqual(new Map(rows.map((row) =>
		[row[1], Number(row[2])])), limits);
	for (const [name, value] of limits)
		assert.equal(/** @type {any} */ (d)[`DATAGRAM_${name}`],
			value, name);
}

function checkCodec() {
	for (const [key, row] of Object.entries(d.DATAGRAMS)) {
		const type = Number(key);
		const args = [4000000000, 2, 3, 4, 5, 6].slice(0, row.args);
		const payload = new Uint8Array(row.least).fill(65);
		const request = row.request ? 0xfffffffe : 0;

		row.size?.forEach((i) => {
			args[i] = 80;
		});
		const good = d.encode(type, args, payload, request);
		const back = d.parse(good);

		assert.deepEqual(back?.args.slice(0, row.args), args);
		assert.deepEqual(back?.payload, payload);
		assert.equal(back?.request, request);
		/* Any of these fields that is not as it should be. */
		for (const at of [8, 12, ...row.args < 6 ? [36] : [],
			...row.request ? [] : [4]]) {
			const bad = good.slice(0);

			new DataView(bad).setUint32(at, 1, true);
			assert.equal(d.parse(bad), null, `${row.name} ${at}`);
		}
		for (const n of [row.least - 1, row.most + 1])
			assert.ok(n < 0 || !d.parse(d.encode(type, args,
				new Uint8Array(n), request)), row.name);
		row.size?.forEach((i) => [0, 1001].forEach((size) => {
			const odd = [...args];

			odd[i] = size;
			assert.equal(d.parse(d.encode(type, odd, payload,
				request)), null, row.name);
		}));
	}
}

/** Random bytes are either dropped or parsed, never an exception. */
function fuzzCodec() {
	for (let i = 0; i < 20000; i++) {
		const bytes = new Uint8Array(i % 97);

		for (let j = 0; j < bytes.length; j++)
			bytes[j] = Math.random() < 0.6 ? 0 :
				Math.random() * 256;
		if (bytes.length > 1)
			bytes[1] = 1;
		d.parse(bytes.buffer);
	}
}

checkTypes();
checkLimits();
checkCodec();
fuzzCodec();
