// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The datagrams of kernel/abi/datagram.h in JavaScript: constants, one table
 * of types, encode and a strict parse. test/browser/protocol.test.mjs checks
 * this table and docs/protocol.md against the header. No DOM: the worker and
 * Node use it too.
 */

export const DATAGRAM_VERSION = 1;
export const DATAGRAM_PAYLOAD_MAX = 65536;
export const DATAGRAM_INPUT_WINDOW = 4096;
export const DATAGRAM_OUTPUT_WINDOW = 131072;
export const DATAGRAM_SIZE_MAX = 1000;

const HEADER = 40;
const ARGS = 6;

/**
 * @typedef {object} DatagramType
 * @property {string} name
 * @property {"UI"|"tty"|"host"} sender
 * @property {boolean} [request] carries a request number, which is not 0
 * @property {number} args how many of the six arguments it uses
 * @property {number} least shortest payload in bytes
 * @property {number} most longest payload in bytes
 * @property {[number, number]} [size] which arguments are columns and rows
 */

/**
 * By type number. Whoever adds a row adds it to the header and to the
 * document as well.
 * @type {Record<number, DatagramType>}
 */
export const DATAGRAMS = {
	0x100: { name: "HELLO", sender: "UI", request: true, args: 4,
		least: 0, most: 0, size: [2, 3] },
	0x101: { name: "WELCOME", sender: "tty", request: true, args: 5,
		least: 0, most: 0 },
	0x102: { name: "OUTPUT", sender: "tty", args: 2,
		least: 1, most: DATAGRAM_PAYLOAD_MAX },
	0x103: { name: "OUTPUT_ACK", sender: "UI", args: 2,
		least: 0, most: 0 },
	0x104: { name: "INPUT", sender: "UI", args: 2,
		least: 1, most: DATAGRAM_INPUT_WINDOW },
	0x105: { name: "INPUT_ACK", sender: "tty", args: 2,
		least: 0, most: 0 },
	0x106: { name: "RESIZE", sender: "UI", args: 3,
		least: 0, most: 0, size: [1, 2] },
	0x107: { name: "PROGRESS", sender: "host", args: 2,
		least: 0, most: DATAGRAM_PAYLOAD_MAX },
	0x108: { name: "STOPPED", sender: "host", args: 0,
		least: 0, most: DATAGRAM_PAYLOAD_MAX },
};

export const HELLO = 0x100;
export const WELCOME = 0x101;
export const OUTPUT = 0x102;
export const OUTPUT_ACK = 0x103;
export const INPUT = 0x104;
export const INPUT_ACK = 0x105;
export const RESIZE = 0x106;
export const PROGRESS = 0x107;
export const STOPPED = 0x108;

/**
 * @typedef {object} Datagram
 * @property {number} type
 * @property {number} request
 * @property {number[]} args six unsigned numbers
 * @property {Uint8Array} payload a view into what was parsed
 */

/**
 * @param {number} type
 * @param {number[]} args at most six; the rest are 0; taken modulo 2^32
 * @param {Uint8Array} [payload] copied
 * @param {number} [request]
 * @returns {ArrayBuffer} to be posted
 */
export function encode(type, args, payload, request = 0) {
	const buffer = new ArrayBuffer(HEADER + (payload?.length ?? 0));
	const view = new DataView(buffer);

	view.setUint32(0, type, true);
	view.setUint32(4, request, true);
	args.forEach((arg, i) => view.setUint32(16 + 4 * i, arg, true));
	if (payload)
		new Uint8Array(buffer, HEADER).set(payload);
	return buffer;
}

/** Whether that is a datagram of the desktop's document: one of its own
 * (docs/oxygen.md), or about a terminal that is not the first. machine.html
 * hands those on, so that a busy machine gets them too.
 * @param {unknown} data @returns {data is ArrayBuffer} */
export function isOfDesktop(data) {
	if (!(data instanceof ArrayBuffer) || data.byteLength < HEADER)
		return false;
	const view = new DataView(data);
	const type = view.getUint32(0, true);
	const row = Object.hasOwn(DATAGRAMS, type) ? DATAGRAMS[type] : null;

	return type >> 7 === 4 || row?.sender === "UI" &&
		view.getUint32(type === HELLO ? 20 : 16, true) > 0;
}

/**
 * @param {DatagramType} row
 * @param {Datagram} datagram
 */
function fits(row, { request, args, payload }) {
	const sane = (/** @type {number} */ i) =>
		args[i] >= 1 && args[i] <= DATAGRAM_SIZE_MAX;

	return payload.length >= row.least && payload.length <= row.most &&
		(row.request ? request !== 0 : request === 0) &&
		args.every((arg, i) => i < row.args || arg === 0) &&
		(row.size?.every(sane) ?? true);
}

/**
 * Parse what came over the channel, which anybody of the origin may write to.
 * @param {unknown} data
 * @returns {Datagram | null} null: not a datagram; to be counted and dropped
 */
export function parse(data) {
	if (!(data instanceof ArrayBuffer) || data.byteLength < HEADER)
		return null;
	const view = new DataView(data);
	const type = view.getUint32(0, true);
	const row = Object.hasOwn(DATAGRAMS, type) ? DATAGRAMS[type] : null;
	const datagram = {
		type,
		request: view.getUint32(4, true),
		args: Array.from({ length: ARGS },
			(_, i) => view.getUint32(16 + 4 * i, true)),
		payload: new Uint8Array(data, HEADER),
	};
	const quiet = view.getUint32(8, true) === 0 &&
		view.getUint32(12, true) === 0;

	return row && quiet && fits(row, datagram) ? datagram : null;
}
