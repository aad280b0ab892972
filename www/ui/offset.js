// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Arithmetic on offsets: counts of bytes modulo 2^32, of which two that are
 * compared lie less than 2^31 apart.
 */

/**
 * @param {number} offset
 * @param {number} bytes
 */
export function advance(offset, bytes) {
	return (offset + bytes) >>> 0;
}

/**
 * How many bytes offset a lies behind offset b; negative when before it.
 * @param {number} a
 * @param {number} b
 */
export function distance(a, b) {
	return (a - b) | 0;
}
