// SPDX-License-Identifier: GPL-3.0-or-later
/* Compiled programs: what may be executed, and what it needs. */

const ABI_VERSION = 1;
const IMPORT_SECTION = 2, GLOBAL_SECTION = 6;
const EXPRESSION_END = 0x0b;
/* Variables of a program without loop counters: the stack pointer, and two of
 * Asyncify. The counters have one more (libc/counters.mjs). */
const GLOBALS = 3, RIGID_GLOBALS = 1;
const KIND = { func: 0, table: 1, memory: 2, global: 3 };

/**
 * A cursor over a wasm file.
 * @param {Uint8Array} bytes
 */
function reader(bytes) {
	let at = 8;
	return {
		get at() {
			return at;
		},
		set at(value) {
			at = value;
		},
		leb() {
			let value = 0, shift = 0, byte;
			do {
				byte = bytes[at++];
				value |= (byte & 127) << shift;
				shift += 7;
			} while (byte & 128);
			return value >>> 0;
		},
		byte() {
			return bytes[at++];
		},
		skipName() {
			const length = this.leb();
			at += length;
		},
	};
}

/**
 * Pages that the module wants its imported memory to have. The JavaScript API
 * does not tell, so the import section is read here.
 * @param {Uint8Array} bytes a valid module
 */
function memoryPages(bytes) {
	const r = reader(bytes);

	while (r.at < bytes.length) {
		const id = r.byte(), size = r.leb(), end = r.at + size;
		if (id !== IMPORT_SECTION) {
			r.at = end;
			continue;
		}
		for (let count = r.leb(); count > 0; count--) {
			r.skipName(); /* the module's */
			r.skipName(); /* its own */
			const kind = r.byte();
			if (kind === KIND.memory) {
				r.byte();
				return r.leb();
			}
			if (kind === KIND.func) {
				r.leb();
			} else if (kind === KIND.global) {
				r.at += 2;
			} else {
				r.byte();
				const limits = r.byte();
				r.leb();
				if (limits & 1)
					r.leb();
			}
		}
		r.at = end;
	}
	return 0;
}

/**
 * Global variables that can change.
 * @param {Uint8Array} bytes a valid module
 */
function variables(bytes) {
	const r = reader(bytes);
	let count = 0;

	while (r.at < bytes.length) {
		const id = r.byte(), size = r.leb(), end = r.at + size;
		if (id !== GLOBAL_SECTION) {
			r.at = end;
			continue;
		}
		for (let left = r.leb(); left > 0 && r.at < end; left--) {
			r.byte(); /* the type */
			count += r.byte();
			/* One instruction with its number. */
			do {
				r.byte();
				r.leb();
			} while (r.byte() !== EXPRESSION_END && r.at < end);
		}
		r.at = end;
	}
	return count;
}

/** @param {WebAssembly.ModuleImportDescriptor} entry */
function isKnownImport({ module, name, kind }) {
	if (module === "exa")
		return kind === "function" && /^(call|fast|tick)$/.test(name);
	if (module === "asyncify")
		return kind === "function" && /^start_(un|re)wind$/.test(name);
	if (module !== "env")
		return false;
	if (kind === "memory")
		return name === "memory";
	return kind === "function" &&
		(name === "_emscripten_throw_longjmp" ||
			name.startsWith("invoke_"));
}

const NEEDED = ["_start", "__exa_unwind", "__exa_rewind", "__heap_base"];
/* What Asyncify puts in the place of the imports that it takes away. */
const SUPPLIED = ["asyncify_stop_unwind", "asyncify_stop_rewind"];

/**
 * Compiles a program.
 * @param {Uint8Array<ArrayBuffer>} bytes a copy that may be kept
 * @returns {Text | null} null: nothing that this machine can execute
 *
 * @typedef {object} Text
 * @property {WebAssembly.Module} module
 * @property {string[]} invokes
 * @property {number} pages
 * @property {boolean} counted its loops call exa.tick, as far as can be
 *   seen: it is only used to name the program that cannot be interrupted
 * @property {boolean} rigid made without Asyncify: it cannot be unwound
 */
export function compileText(bytes) {
	let module;

	try {
		module = new WebAssembly.Module(bytes);
	} catch {
		return null;
	}
	const [note] = WebAssembly.Module.customSections(module, "exa.abi");
	if (note?.byteLength !== 4 ||
		new DataView(note).getUint32(0, true) !== ABI_VERSION)
		return null;
	const imports = WebAssembly.Module.imports(module);
	const exports = new Set(WebAssembly.Module.exports(module)
		.map((entry) => entry.name));
	const rigid = imports.some((entry) => entry.module === "asyncify");
	if (!imports.every(isKnownImport) ||
		![...NEEDED, ...rigid ? [] : SUPPLIED]
			.every((name) => exports.has(name)))
		return null;
	return {
		module,
		rigid,
		counted: imports.some(({ name }) => name === "tick") &&
			variables(bytes) > (rigid ? RIGID_GLOBALS : GLOBALS),
		pages: memoryPages(bytes),
		invokes: imports.map((entry) => entry.name)
			.filter((name) => name.startsWith("invoke_")),
	};
}
