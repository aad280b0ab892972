// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The stack probe. A program's deep recursion must not strike inside exa.wasm,
 * where the RangeError would leave the kernel's data half changed; so before
 * exa.wasm is entered from a program the trampoline calls the probe, which
 * throws the RangeError there and then unless 64 KiB of the JavaScript stack
 * are left for the kernel.
 *
 * The probe is a wasm function that needs a frame of that size in a branch it
 * never takes. An engine makes room for the whole frame at the entry of a
 * function and checks the stack for it there, so that the common path costs
 * that check and nothing else. The module is put together here, byte by byte,
 * since no compiler writes such a function.
 */

/*
 * Values of 8 bytes held in the frame: this many calls give that many each
 * (few calls of many, or many of few, take V8 several times longer to
 * compile).
 */
const CALLS = 144, VALUES = 60;

const I32 = 0x7f, I64 = 0x7e, FUNC = 0x60, FUNCREF = 0x70;
const MUTABLE = 1, EXPORT_FUNC = 0, NO_RESULT = 0x40;
const BLOCK = 0x02, END = 0x0b, BR_IF = 0x0d, RETURN = 0x0f;
const CALL_INDIRECT = 0x11, GLOBAL_GET = 0x23, I32_CONST = 0x41;

/* Indices in the module: types, and the one of everything else. */
const PROBE_TYPE = 0, GIVE_TYPE = 1, TAKE_TYPE = 2;
const ARMED = 0, PROBE = 0, TABLE = 0;

/**
 * An unsigned number in LEB128.
 * @param {number} value
 */
function leb(value) {
	const bytes = [];
	let left = value;
	for (; left > 127; left >>= 7)
		bytes.push(left & 127 | 128);
	bytes.push(left);
	return bytes;
}

/**
 * @param {number} count
 * @param {number[]} bytes
 */
function repeat(count, bytes) {
	return new Array(count).fill(bytes).flat();
}

/**
 * Content with its length before it: a function body, a section.
 * @param {number[]} content
 */
function sized(content) {
	return leb(content.length).concat(content);
}

/*
 * (func $probe
 *   (block (br_if 0 (global.get $armed)) (return))
 *   (call_indirect (type $give) (global.get $armed)) ... ;; all results wait
 *   (call_indirect (type $take) (global.get $armed)) ...) ;; in the frame
 *
 * Nothing sets $armed and the table is empty, but both could change, so no
 * optimiser counts on that or knows what is called. The branch is written
 * backwards to keep the return near the entry: V8 counts the distance when
 * it decides what to optimise.
 */
const BODY = [
	0, BLOCK, NO_RESULT, GLOBAL_GET, ARMED, BR_IF, 0, RETURN, END,
	...repeat(CALLS, [GLOBAL_GET, ARMED, CALL_INDIRECT, GIVE_TYPE, TABLE]),
	...repeat(CALLS, [GLOBAL_GET, ARMED, CALL_INDIRECT, TAKE_TYPE, TABLE]),
	END,
];

function moduleBytes() {
	const values = [...leb(VALUES), ...repeat(VALUES, [I64])];
	return new Uint8Array([
		0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, /* "\0asm", version 1 */
		/* types: probe, give, take */
		1, ...sized([3, FUNC, 0, 0, FUNC, 0, ...values,
			FUNC, ...values, 0]),
		/* functions, by their types */
		3, ...sized([1, PROBE_TYPE]),
		/* tables: of one entry */
		4, ...sized([1, FUNCREF, 0, 1]),
		/* globals */
		6, ...sized([1, I32, MUTABLE, I32_CONST, 0, END]),
		/* exports: "p" */
		7, ...sized([1, 1, 0x70, EXPORT_FUNC, PROBE]),
		/* code */
		10, ...sized([1, ...sized(BODY)]),
	]);
}

/**
 * Makes the probe: a function that returns if 64 KiB of stack are left and
 * throws a RangeError if not. It does nothing else.
 * @returns {() => void}
 */
export function makeProbe() {
	const module = new WebAssembly.Module(moduleBytes());
	const { exports } = new WebAssembly.Instance(module);
	const probe = /** @type {() => void} */ (exports.p);
	probe(); /* engines compile a function when it is first called */
	return probe;
}

/* Levels of the room test: a frame holds its arguments, 8 bytes each, in
 * whatever way the engine runs it. */
const DEPTH = 1000;

/**
 * Uses up stack: at least 100 bytes for each level.
 * @param {number} depth
 * @param {number} a @param {number} b @param {number} c @param {number} d
 * @param {number} e @param {number} f @param {number} g @param {number} h
 * @returns {number}
 */
function dig(depth, a, b, c, d, e, f, g, h) {
	return depth === 0 ? a : 1 + dig(depth - 1, b, c, d, e, f, g, h, a);
}

/**
 * Whether 100 KB of stack are left, or more.
 * @returns {boolean}
 */
export function hasRoom() {
	try {
		dig(DEPTH, 1, 2, 3, 4, 5, 6, 7, 8);
		return true;
	} catch {
		return false;
	}
}
