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

/* 8 * 1024 values of 8 bytes; 1000 is the engines' limit of results a call. */
const CALLS = 9, VALUES = 960;

const I32 = 0x7f, I64 = 0x7e, FUNC = 0x60, MUTABLE = 1, EXPORT_FUNC = 0;
const BLOCK = 0x02, END = 0x0b, BR_IF = 0x0d, RETURN = 0x0f, CALL = 0x10;
const GLOBAL_GET = 0x23, GLOBAL_SET = 0x24, I32_CONST = 0x41;
const I64_CONST = 0x42, I64_XOR = 0x85, NO_RESULT = 0x40;

/* Indices in the module. */
const ARMED = 0, SINK = 1;     /* globals */
const PROBE = 0, VALUES_OF = 1; /* functions, each of the type of its index */

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
 *   (call $values) (call $values) ...     ;; each result waits in a slot of
 *   (i64.xor) ... (global.set $sink))     ;; the frame until all are there
 *
 * (func $values (result i64 i64 ...) (call $values))
 *
 * Nothing sets $armed, but it is mutable, so no optimiser may count on that;
 * $values never runs and calls itself so that its results cannot be known. The
 * branch is written backwards to keep the return near the entry: V8 counts
 * the distance when it decides what to optimise.
 */
function bodies() {
	const probe = [
		0, BLOCK, NO_RESULT, GLOBAL_GET, ARMED, BR_IF, 0, RETURN, END,
		...repeat(CALLS, [CALL, VALUES_OF]),
		...repeat(CALLS * VALUES - 1, [I64_XOR]),
		GLOBAL_SET, SINK, END,
	];
	return [...sized(probe), ...sized([0, CALL, VALUES_OF, END])];
}

function moduleBytes() {
	const results = [...leb(VALUES), ...repeat(VALUES, [I64])];
	return new Uint8Array([
		0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, /* "\0asm", version 1 */
		/* types */
		1, ...sized([2, FUNC, 0, 0, FUNC, 0, ...results]),
		/* functions, by their types */
		3, ...sized([2, PROBE, VALUES_OF]),
		/* globals */
		6, ...sized([2, I32, MUTABLE, I32_CONST, 0, END,
			I64, MUTABLE, I64_CONST, 0, END]),
		/* exports: "p" */
		7, ...sized([1, 1, 0x70, EXPORT_FUNC, PROBE]),
		/* code */
		10, ...sized([2, ...bodies()]),
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
