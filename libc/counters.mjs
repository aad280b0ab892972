// SPDX-License-Identifier: MIT
/*
 * counters.mjs IN OUT [NAMES]: the loop counters. Reads a linked program and
 * writes one whose loops and recursive functions call __exa_tick() now and
 * then, so that the system gets its turn while a program computes. NAMES is a
 * file with functions to be left alone, a name a line.
 *
 * A function with a loop gets a local variable, which each turn of a loop
 * increments:
 *
 *   loop ... (local.tee $c (i32.add (local.get $c) (i32.const 1)))
 *            (if (i32.eq (i32.const TURNS))
 *              (then (local.set $c (i32.const 0)) (call $__exa_tick)))
 *
 * When it returns, its count is added to a global one, lest many short calls
 * go unnoticed; so is 1 at the entry of a function that can be reached from
 * itself. The call is in a branch that is hardly ever taken and the counters
 * are registers, or one variable, so they cost little; a counter that were
 * tested by a call, or a call that could suspend the program, would cost much.
 *
 * This runs between the linker and wasm-opt. The output differs in function
 * bodies and has one more global; nothing is renumbered.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { findRecursive } from "./callgraph.mjs";
import {
	encodeSection, leb, Module, OP, Reader, VOID,
} from "./wasmfile.mjs";

/* Turns between two ticks: some tens of microseconds. */
const TURNS = 16384;

const TYPE_I32 = 0x7f, MUTABLE = 1;

/** @param {number} local @param {number} tick */
function loopCode(local, tick) {
	return [
		OP.localGet, ...leb(local), OP.i32Const, 1, OP.i32Add,
		OP.localTee, ...leb(local), OP.i32Const, ...leb(TURNS),
		OP.i32Eq, OP.if, VOID,
		OP.i32Const, 0, OP.localSet, ...leb(local),
		OP.call, ...leb(tick), OP.end,
	];
}

/**
 * Adds what `count` pushes to the global counter.
 * @param {number} global
 * @param {number[]} count
 * @param {number} tick
 */
function globalCode(global, count, tick) {
	const get = [OP.globalGet, ...leb(global)];
	const set = [OP.globalSet, ...leb(global)];

	return [
		...get, ...count, OP.i32Add, ...set,
		...get, OP.i32Const, ...leb(TURNS), OP.i32GtS, OP.if, VOID,
		OP.i32Const, 0, ...set,
		OP.call, ...leb(tick), OP.end,
	];
}

/**
 * A function's body with its counters. Its instructions become a block, to
 * whose end every return jumps.
 * @param {import("./wasmfile.mjs").Body} body
 * @param {{global: number, tick: number, recursive: boolean}} how
 * @param {Uint8Array} bytes the file
 */
function instrument(body, { global, tick, recursive }, bytes) {
	const entry = recursive ?
		globalCode(global, [OP.i32Const, 1], tick) : [];
	/** @type {(number[] | Uint8Array)[]} */
	const out = [];

	if (body.loops.length === 0) {
		out.push(bytes.subarray(body.start, body.code), entry,
			bytes.subarray(body.code, body.end));
		return out;
	}
	const local = body.params + body.locals;
	const groups = new Reader(bytes, body.start);
	const count = groups.leb();
	let at = body.code;

	out.push(leb(count + 1), bytes.subarray(groups.at, body.code),
		[1, TYPE_I32], entry, [OP.block, body.result]);
	const edits = [
		...body.loops.map((where) => ({ where, skip: 0,
			code: loopCode(local, tick) })),
		...body.returns.map(({ at: where, depth }) => ({ where, skip: 1,
			code: [OP.br, ...leb(depth)] })),
	].sort((a, b) => a.where - b.where);
	for (const { where, skip, code } of edits) {
		out.push(bytes.subarray(at, where), code);
		at = where + skip;
	}
	/* The final end closes the block; then the function's own. */
	out.push(bytes.subarray(at, body.end),
		globalCode(global, [OP.localGet, ...leb(local)], tick),
		[OP.end]);
	return out;
}

/** @param {(number[] | Uint8Array)[]} parts */
function join(parts) {
	const out = new Uint8Array(
		parts.reduce((sum, part) => sum + part.length, 0));
	let at = 0;

	for (const part of parts) {
		out.set(part, at);
		at += part.length;
	}
	return out;
}

/** @param {Module} module @param {Set<string>} alone @param {number} tick */
function codeSection(module, alone, tick) {
	const recursive = findRecursive(module);
	const global = module.globals;
	const parts = [leb(module.bodies.length)];

	module.bodies.forEach((body, index) => {
		const how = { global, tick, recursive: recursive.has(index) };
		const plain = body.loops.length === 0 && !how.recursive ||
			module.imports + index === tick ||
			alone.has(module.names.get(module.imports + index) ??
				"");
		const code = join(plain ?
			[module.bytes.subarray(body.start, body.end)] :
			instrument(body, how, module.bytes));
		parts.push(leb(code.length), /** @type {any} */ (code));
	});
	return join(parts);
}

/** @param {Module} module @returns {Uint8Array} the global section's content */
function globalSection(module) {
	const old = module.section("global");
	const extra = [TYPE_I32, MUTABLE, OP.i32Const, 0, OP.end];

	if (old === null)
		return new Uint8Array([1, ...extra]);
	const reader = new Reader(module.bytes, old.start);
	const count = reader.leb();
	return join([leb(count + 1),
		module.bytes.subarray(reader.at, old.end), extra]);
}

/**
 * @param {Uint8Array} bytes a linked program
 * @param {Set<string>} alone names of functions without counters
 * @returns {Uint8Array}
 */
export function addCounters(bytes, alone) {
	const module = new Module(bytes);
	const tick = module.exported("__exa_tick");

	if (tick === undefined)
		return bytes;
	const replaced = new Map([
		["global", globalSection(module)],
		["code", codeSection(module, alone, tick)],
	]);
	return join([bytes.subarray(0, 8),
		...module.order(["global"]).map((section) => encodeSection(
			section, replaced.get(section.name) ??
				bytes.subarray(section.start, section.end)))]);
}

const [input, output, names] = process.argv.slice(2);

if (output !== undefined) {
	const alone = names === undefined ? [] :
		readFileSync(names, "utf8").split("\n");

	writeFileSync(output, addCounters(readFileSync(input),
		new Set(alone)));
}
