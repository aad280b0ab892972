// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Makes the pictures of test/unit/corpus/image: node test/unit/images.mjs.
 * PNG of each kind and depth, KIND-DEPTH[i].png (i: interlaced), 11x9 pixels,
 * packed by Node's zlib; rows use all filters in turn. test_image.c knows their
 * samples: (7xx + 13yy + 5xy + 29c) modulo the depth's, c the
 * channel.
 */
import { writeFileSync } from "node:fs";
import { deflateSync } from "node:zlib";

const WIDTH = 11, HEIGHT = 9;
/** @type {[number, number, number[]][]} kind, channels, depths */
const KINDS = [[0, 1, [1, 2, 4, 8, 16]], [2, 3, [8, 16]], [3, 1, [1, 2, 4, 8]],
	[4, 2, [8, 16]], [6, 4, [8, 16]]];
const ADAM7 = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4],
	[0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]];

/** @param {string} name @param {Buffer} data */
function chunk(name, data) {
	const size = Buffer.alloc(4);

	size.writeUInt32BE(data.length);
	/* Its checksum is not looked at. */
	return Buffer.concat([size, Buffer.from(name), data, Buffer.alloc(4)]);
}

/** One row's bytes. @param {number[]} samples @param {number} depth */
function pack(samples, depth) {
	const row = Buffer.alloc(Math.ceil(samples.length * depth / 8));

	samples.forEach((value, i) => {
		const bit = i * depth;

		if (depth === 16)
			row.writeUInt16BE(value, 2 * i);
		else
			row[bit >> 3] |= value << 8 - depth - (bit & 7);
	});
	return row;
}

/** @param {number} a @param {number} b @param {number} c */
function paeth(a, b, c) {
	const p = a + b - c;
	const [pa, pb, pc] = [a, b, c].map((v) => Math.abs(p - v));

	return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}

/** @param {Buffer} row @param {Buffer} above @param {number} step
 * @param {number} filter */
function put(row, above, step, filter) {
	return Buffer.from([filter, ...row.map((value, i) => {
		const a = i >= step ? row[i - step] : 0, b = above[i] ?? 0;
		const c = i >= step ? above[i - step] ?? 0 : 0;

		return value - [0, a, b, a + b >> 1, paeth(a, b, c)][filter];
	})]);
}

/** @param {number} channels @param {number} depth @param {number[][]} passes */
function rows(channels, depth, passes) {
	const parts = [], step = Math.max(1, channels * depth >> 3);

	for (const [x0, y0, dx, dy] of passes) {
		let above = Buffer.alloc(0);

		for (let y = y0; y < HEIGHT && x0 < WIDTH; y += dy) {
			const samples = [];

			for (let x = x0; x < WIDTH; x += dx)
				for (let c = 0; c < channels; c++)
					samples.push((7 * x * x + 13 * y * y +
						5 * x * y + 29 * c) *
						(depth === 16 ? 257 : 1) %
						2 ** depth);
			const row = pack(samples, depth);

			parts.push(put(row, above, step, y % 5));
			above = row;
		}
	}
	return Buffer.concat(parts);
}

for (const [kind, channels, depths] of KINDS)
	for (const depth of depths)
		for (const interlaced of [0, 1]) {
			const head = Buffer.alloc(13), many = 2 ** depth;
			const colours = [...Array(Math.min(many, 256)).keys()];
			const passes = interlaced ? ADAM7 : [[0, 0, 1, 1]];

			head.writeUInt32BE(WIDTH);
			head.writeUInt32BE(HEIGHT, 4);
			head.set([depth, kind, 0, 0, interlaced], 8);
			writeFileSync(new URL(`corpus/image/${kind}-${depth}${
				interlaced ? "i" : ""}.png`, import.meta.url),
			Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n",
				"latin1"), chunk("IHDR", head),
			...kind === 3 ? [
				chunk("PLTE", Buffer.from(colours.flatMap((i) =>
					[i, 255 - i, i * 5]))),
				chunk("tRNS", Buffer.from([0, 128]))] : [],
			chunk("IDAT", deflateSync(rows(channels, depth, passes))),
			chunk("IEND", Buffer.alloc(0))]));
		}
