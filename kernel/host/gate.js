// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The gate of exa.fast: a wasm function that calls the stack probe and then
 * the kernel, so that a call that never waits costs no trip through
 * JavaScript (half the time of a null call). In the text format:
 *
 * (module
 *   (import "k" "p" (func $probe))
 *   (import "k" "f" (func $fast (param i32 x 7) (result i32)))
 *   (func (export "g") (param i32 x 7) (result i32)
 *     (call $probe)
 *     (call $fast (local.get 0) ... (local.get 6))))
 */

const I32 = 0x7f, FUNC = 0x60, KIND_FUNC = 0;
const CALL = 0x10, LOCAL_GET = 0x20, END = 0x0b;
const TYPE_SECTION = 1, IMPORT_SECTION = 2, FUNCTION_SECTION = 3;
const EXPORT_SECTION = 7, CODE_SECTION = 10;
const ARGUMENTS = 7;
const VOID_TYPE = 0, CALL_TYPE = 1;
const PROBE = 0, FAST = 1, GATE = 2;

/** Content with its length (below 128) before it. @param {number[]} content */
function sized(content) {
	return [content.length, ...content];
}

/** @param {string} letter a name of one letter */
function name(letter) {
	return sized([letter.charCodeAt(0)]);
}

const params = sized(new Array(ARGUMENTS).fill(I32));
const body = [
	0, /* no locals of its own */
	CALL, PROBE,
	...params.slice(1).flatMap((_, index) => [LOCAL_GET, index]),
	CALL, FAST,
	END,
];

const bytes = new Uint8Array([
	0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, /* "\0asm", version 1 */
	TYPE_SECTION, ...sized([2, FUNC, 0, 0, FUNC, ...params, 1, I32]),
	IMPORT_SECTION, ...sized([2,
		...name("k"), ...name("p"), KIND_FUNC, VOID_TYPE,
		...name("k"), ...name("f"), KIND_FUNC, CALL_TYPE]),
	FUNCTION_SECTION, ...sized([1, CALL_TYPE]),
	EXPORT_SECTION, ...sized([1, ...name("g"), KIND_FUNC, GATE]),
	CODE_SECTION, ...sized([1, ...sized(body)]),
]);

/**
 * @param {() => void} probe of probe.js
 * @param {Function} fast the kernel's export
 * @returns {Function} what programs import as exa.fast
 */
export function makeGate(probe, fast) {
	const instance = new WebAssembly.Instance(
		new WebAssembly.Module(bytes),
		{ k: { p: probe, f: /** @type {any} */ (fast) } });

	return /** @type {Function} */ (instance.exports.g);
}
