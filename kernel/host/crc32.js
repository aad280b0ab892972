// SPDX-License-Identifier: GPL-3.0-or-later
/* CRC-32 as in zip and PNG: Node's own where it has one (20.15 and newer). */
import * as zlib from "node:zlib";

const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
	let crc = byte;

	for (let bit = 0; bit < 8; bit++)
		crc = crc & 1 ? crc >>> 1 ^ POLYNOMIAL : crc >>> 1;
	return crc;
});

/** @param {Uint8Array} bytes */
export function crc32Here(bytes) {
	let crc = 0xffffffff;

	for (let i = 0; i < bytes.length; i++)
		crc = crc >>> 8 ^ TABLE[(crc ^ bytes[i]) & 0xff];
	return ~crc >>> 0;
}

/** @type {(bytes: Uint8Array) => number} */
export const crc32 = /** @type {any} */ (zlib).crc32 ?? crc32Here;
