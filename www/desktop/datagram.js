// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The datagrams of kernel/abi/oxygen.h in JavaScript: constants, one table of
 * types, and a strict parse. test/browser/oxygen.test.mjs checks this table
 * against the header. No DOM: Node uses it too.
 */
export { encode } from "../ui/datagram.js";

export const VERSION = 1;
export const WINDOWS = 256;
export const SIDE = 4096;
export const TEXT = 65536;
export const NAME = 256;
export const PIXELS = 1 << 20;
export const TYPED = 32;

/* enum oxygen_state */
export const NORMAL = 0;
export const MAXIMISED = 1;
export const FULL = 2;
export const LEFT = 3;
export const RIGHT = 4;
export const TOP_LEFT = 5;
export const TOP_RIGHT = 6;
export const BOTTOM_LEFT = 7;
export const BOTTOM_RIGHT = 8;
export const STATES = 9;
export const MINIMISED = 0x80;

/* enum oxygen_kind */
export const SURFACE = 0;
export const TERMINAL = 1;
export const KINDS = 2;

/* Modifiers */
export const SHIFT = 1, CTRL = 2, ALT = 4, META = 8;

const HEADER = 40;
const ARGS = 6;
const PIXEL = 4;

/**
 * @typedef {import("../ui/datagram.js").Datagram} Datagram
 * @typedef {object} OxygenType
 * @property {string} name
 * @property {"UI" | "oxygen"} sender
 * @property {boolean} [request] carries a number that is not 0
 * @property {number} args how many of the six arguments it uses
 * @property {number} least shortest payload in bytes
 * @property {number} most longest payload in bytes
 * @property {(datagram: Datagram) => boolean} [fits] what else must hold
 */

/** The two signed numbers of an argument. @param {number} both */
export function unpair(both) {
	return [both << 16 >> 16, both >> 16];
}

/** Two numbers in one argument. @param {number} a @param {number} b */
export function pair(a, b) {
	return (a & 0xffff | b << 16) >>> 0;
}

/** @param {number} size of a side, in pixels */
function isSide(size) {
	return size >= 1 && size <= SIDE;
}

/** @param {Datagram} datagram */
function isWindow({ args, payload }) {
	const [state] = unpair(args[4]);
	const [kind] = unpair(args[5]);

	return args[0] !== 0 && unpair(args[3]).every(isSide) &&
		state >= 0 && (state & ~MINIMISED) < STATES &&
		kind >= 0 && kind < KINDS && payload.includes(0);
}

/** @param {Datagram} datagram */
function isDamage({ args, payload }) {
	const [x, y] = unpair(args[2]);
	const [width, height] = unpair(args[3]);

	return x >= 0 && y >= 0 && isSide(width) && isSide(height) &&
		x + width <= SIDE && y + height <= SIDE &&
		unpair(args[4]).every(isSide) && args[5] <= 1 &&
		payload.length === width * height * PIXEL;
}

/**
 * By type number.
 * @type {Record<number, OxygenType>}
 */
export const OXYGEN = {
	0x200: { name: "HELLO", sender: "UI", request: true, args: 3,
		least: 0, most: 0 },
	0x201: { name: "PLACE", sender: "UI", args: 5, least: 0, most: 0 },
	0x202: { name: "SIZE", sender: "UI", args: 3, least: 0, most: 0 },
	0x203: { name: "FOCUS", sender: "UI", args: 2, least: 0, most: 0 },
	0x204: { name: "CLOSE", sender: "UI", args: 2, least: 0, most: 0 },
	0x205: { name: "INPUT", sender: "UI", args: 6, least: 0, most: TYPED },
	0x206: { name: "DRAWN", sender: "UI", args: 2, least: 0, most: 0 },
	0x207: { name: "PASTE", sender: "UI", args: 1, least: 0, most: TEXT },
	0x208: { name: "ASK", sender: "UI", args: 0, least: 0, most: TEXT },
	0x280: { name: "WELCOME", sender: "oxygen", request: true, args: 4,
		least: 0, most: 0 },
	0x281: { name: "WINDOW", sender: "oxygen", request: true, args: 6,
		least: 1, most: NAME, fits: isWindow },
	0x282: { name: "GONE", sender: "oxygen", args: 1, least: 0, most: 0 },
	0x283: { name: "STACK", sender: "oxygen", args: 2,
		least: 0, most: 4 * WINDOWS,
		fits: ({ payload }) => payload.length % 4 === 0 },
	0x284: { name: "DAMAGE", sender: "oxygen", args: 6,
		least: PIXEL, most: PIXELS, fits: isDamage },
	0x285: { name: "COPY", sender: "oxygen", args: 0, least: 0, most: TEXT },
	0x286: { name: "TELL", sender: "oxygen", args: 0, least: 0, most: TEXT },
};

export const HELLO = 0x200;
export const PLACE = 0x201;
export const SIZE = 0x202;
export const FOCUS = 0x203;
export const CLOSE = 0x204;
export const INPUT = 0x205;
export const DRAWN = 0x206;
export const PASTE = 0x207;
export const ASK = 0x208;
export const WELCOME = 0x280;
export const WINDOW = 0x281;
export const GONE = 0x282;
export const STACK = 0x283;
export const DAMAGE = 0x284;
export const COPY = 0x285;
export const TELL = 0x286;

/**
 * Parse what came over the channel, which anybody of the origin may write to.
 * @param {ArrayBuffer} data of at least 40 bytes
 * @returns {Datagram | null} null: none of these; to be counted and dropped
 */
export function parse(data) {
	const view = new DataView(data);
	const type = view.getUint32(0, true);
	const row = Object.hasOwn(OXYGEN, type) ? OXYGEN[type] : null;
	const datagram = {
		type,
		request: view.getUint32(4, true),
		args: Array.from({ length: ARGS },
			(_, i) => view.getUint32(16 + 4 * i, true)),
		payload: new Uint8Array(data, HEADER),
	};
	const { request, args, payload } = datagram;
	const quiet = view.getUint32(8, true) === 0 &&
		view.getUint32(12, true) === 0;

	return row && quiet && (row.request ? request !== 0 : request === 0) &&
		args.every((arg, i) => i < row.args || arg === 0) &&
		payload.length >= row.least && payload.length <= row.most &&
		(row.fits?.(datagram) ?? true) ? datagram : null;
}
