// SPDX-License-Identifier: MIT
/*
 * Reading a wasm file as far as counters.mjs needs it: where its sections,
 * functions, loops and returns lie. WebAssembly Core Specification, chapter 5;
 * of the proposals those that clang 14 emits for our flags: mutable globals,
 * sign extension, saturating conversions, bulk memory.
 */

/** Opcodes, and a block type, by their names in the specification. */
export const OP = {
	block: 0x02, loop: 0x03, if: 0x04, end: 0x0b, br: 0x0c, brIf: 0x0d,
	brTable: 0x0e, return: 0x0f, call: 0x10, callIndirect: 0x11,
	localGet: 0x20, localSet: 0x21, localTee: 0x22,
	globalGet: 0x23, globalSet: 0x24,
	i32Const: 0x41, i64Const: 0x42, f32Const: 0x43, f64Const: 0x44,
	i32Eq: 0x46, i32GtS: 0x4a, i32Add: 0x6a,
};
export const VOID = 0x40;

const SECTIONS = ["custom", "type", "import", "function", "table", "memory",
	"global", "export", "start", "element", "code", "data", "datacount"];
/* In the order in which they must come. */
const ORDER = ["type", "import", "function", "table", "memory", "global",
	"export", "start", "element", "datacount", "code", "data"];
const KIND_FUNC = 0, KIND_TABLE = 1, KIND_MEMORY = 2;
const FUNCTION_NAMES = 1;

/** A number in LEB128, as wasm writes it (also a small positive constant).
 * @param {number} value @returns {number[]} */
export function leb(value) {
	const bytes = [];
	let left = value;

	/* One bit is kept free for the sign: a constant is a signed number. */
	for (; left > 63; left >>>= 7)
		bytes.push(left & 127 | 128);
	bytes.push(left);
	return bytes;
}

export class Reader {
	/** @param {Uint8Array} bytes @param {number} at */
	constructor(bytes, at) {
		this.bytes = bytes;
		this.at = at;
	}

	byte() {
		return this.bytes[this.at++];
	}

	/** An unsigned number of up to 32 bits. */
	leb() {
		let value = 0, shift = 0, byte;

		do {
			byte = this.bytes[this.at++];
			value |= (byte & 127) << shift;
			shift += 7;
		} while (byte & 128);
		return value >>> 0;
	}

	/** Passes over a number of any size and sign. */
	skip() {
		while (this.bytes[this.at++] & 128)
			;
	}

	name() {
		const length = this.leb();

		this.at += length;
		return new TextDecoder().decode(
			this.bytes.subarray(this.at - length, this.at));
	}

	/** Table or memory limits. */
	limits() {
		if (this.byte() & 1)
			this.skip();
		this.skip();
	}
}

/**
 * A function: where its local declarations begin, its instructions, its end;
 * the positions behind the head of each loop, and its returns.
 * @typedef {object} Body
 * @property {number} start
 * @property {number} code
 * @property {number} end
 * @property {number} params
 * @property {number} locals
 * @property {number} result its type, or VOID
 * @property {number[]} loops
 * @property {{at: number, depth: number}[]} returns
 * @property {Set<number>} calls functions called directly
 * @property {Set<number>} indirect types of functions called by pointer
 */

/**
 * @typedef {{name: string, id: number, start: number, end: number}} Section
 */

/** @param {Section} section @param {Uint8Array} content */
export function encodeSection(section, content) {
	const head = [section.id, ...unsignedLeb(content.length)];
	const out = new Uint8Array(head.length + content.length);

	out.set(head);
	out.set(content, head.length);
	return out;
}

/** @param {number} value */
function unsignedLeb(value) {
	const bytes = [];
	let left = value;

	for (; left > 127; left >>>= 7)
		bytes.push(left & 127 | 128);
	bytes.push(left);
	return bytes;
}

/* Instructions behind the prefix 0xfc: how many numbers follow. */
const PREFIXED = new Map([[8, 2], [9, 1], [10, 2], [11, 1], [12, 2], [13, 1],
	[14, 2], [15, 1], [16, 1], [17, 1]]);

/**
 * Passes over the operands of a plain instruction.
 * @param {number} op @param {Reader} reader
 */
function skipOperands(op, reader) {
	if (op === 0xfc) {
		for (let n = PREFIXED.get(reader.leb()) ?? 0; n > 0; n--)
			reader.skip();
	} else if (op === OP.f32Const) {
		reader.at += 4;
	} else if (op === OP.f64Const) {
		reader.at += 8;
	} else if (op >= 0x28 && op <= 0x3e) { /* loads and stores */
		reader.skip();
		reader.skip();
	} else if (op >= 0x20 && op <= 0x26 || op === 0x3f || op === 0x40 ||
		op === OP.i32Const || op === OP.i64Const || op === 0xd0 ||
		op === 0xd2 || op === OP.br || op === OP.brIf) {
		reader.skip();
	} else if (op === 0x1c) { /* select with types */
		for (let n = reader.leb(); n > 0; n--)
			reader.skip();
	} else if (op > 0xd2) {
		throw new Error(`unknown instruction 0x${op.toString(16)}`);
	}
}

/** Finds what matters in the instructions of a function.
 * @param {Reader} reader @param {Body} body */
function scan(reader, body) {
	let depth = 0;

	while (reader.at < body.end) {
		const at = reader.at, op = reader.byte();

		switch (op) {
		case OP.block: case OP.loop: case OP.if:
			depth++;
			reader.skip();
			if (op === OP.loop)
				body.loops.push(reader.at);
			break;
		case OP.end:
			depth--;
			break;
		case OP.return:
			body.returns.push({ at, depth });
			break;
		case OP.brTable:
			for (let n = reader.leb(); n >= 0; n--)
				reader.skip();
			break;
		case OP.call:
			body.calls.add(reader.leb());
			break;
		case OP.callIndirect:
			body.indirect.add(reader.leb());
			reader.skip();
			break;
		default:
			skipOperands(op, reader);
		}
	}
}

export class Module {
	/** @type {Section[]} */
	sections = [];
	/** @type {{params: number, results: number[]}[]} */
	types = [];
	/** Functions imported, which come first in the numbering. */
	imports = 0;
	/** @type {number[]} the type of each function */
	functions = [];
	/** @type {Set<number>} imported functions that call by pointer */
	callers = new Set();
	globals = 0;
	/** @type {Map<string, number>} */
	#exports = new Map();
	/** @type {Set<number>} functions whose address is taken */
	elements = new Set();
	/** @type {Body[]} */
	bodies = [];
	/** @type {Map<number, string>} */
	names = new Map();

	/** @param {Uint8Array} bytes */
	constructor(bytes) {
		this.bytes = bytes;
		const reader = new Reader(bytes, 8);

		while (reader.at < bytes.length) {
			const id = reader.byte(), size = reader.leb();
			const section = { id, name: SECTIONS[id],
				start: reader.at, end: reader.at + size };
			this.sections.push(section);
			this.#read(section);
			reader.at = section.end;
		}
	}

	/** @param {string} name */
	section(name) {
		return this.sections.find((one) => one.name === name) ?? null;
	}

	/** The sections in their order, with those named that are not there.
	 * @param {string[]} added @returns {Section[]} */
	order(added) {
		const all = [...this.sections];

		for (const name of added) {
			if (this.section(name) !== null)
				continue;
			const place = ORDER.indexOf(name);
			const next = all.findIndex((one) =>
				ORDER.indexOf(one.name) > place);
			all.splice(next, 0, { name, start: 0, end: 0,
				id: SECTIONS.indexOf(name) });
		}
		return all;
	}

	/** The function exported by that name. @param {string} name */
	exported(name) {
		return this.#exports.get(name);
	}

	/** @param {Section} section */
	#read(section) {
		const reader = new Reader(this.bytes, section.start);

		switch (section.name) {
		case "type": return this.#each(reader, () =>
			this.#readType(reader));
		case "import": return this.#each(reader, () =>
			this.#readImport(reader));
		case "function": return this.#each(reader, () =>
			this.functions.push(reader.leb()));
		case "global": {
			this.globals += reader.leb();
			return undefined;
		}
		case "export": return this.#each(reader, () =>
			this.#readExport(reader));
		case "element": return this.#each(reader, () =>
			this.#readElements(reader));
		case "code": return this.#each(reader, (index) =>
			this.#readBody(reader, index));
		case "custom": return this.#readNames(reader, section.end);
		default: return undefined;
		}
	}

	/** @param {Reader} reader @param {(index: number) => void} one */
	#each(reader, one) {
		const count = reader.leb();

		for (let index = 0; index < count; index++)
			one(index);
	}

	/** @param {Reader} reader */
	#readType(reader) {
		/** @type {number[]} */
		const results = [];

		reader.byte(); /* it is a function's */
		const params = reader.leb();
		reader.at += params;
		this.#each(reader, () => results.push(reader.byte()));
		this.types.push({ params, results });
	}

	/** @param {Reader} reader */
	#readImport(reader) {
		reader.name();
		const name = reader.name();
		const kind = reader.byte();

		if (kind === KIND_FUNC) {
			if (name.startsWith("invoke_"))
				this.callers.add(this.imports);
			this.imports++;
			this.functions.push(reader.leb());
		} else if (kind === KIND_TABLE) {
			reader.byte();
			reader.limits();
		} else if (kind === KIND_MEMORY) {
			reader.limits();
		} else {
			reader.at += 2;
			this.globals++;
		}
	}

	/** @param {Reader} reader */
	#readExport(reader) {
		const name = reader.name(), kind = reader.byte();
		const index = reader.leb();

		if (kind === KIND_FUNC)
			this.#exports.set(name, index);
	}

	/** An active segment of the first table, all that the linker makes.
	 * @param {Reader} reader */
	#readElements(reader) {
		if (reader.leb() !== 0)
			throw new Error("unknown kind of element segment");
		while (reader.byte() !== OP.end)
			reader.skip();
		this.#each(reader, () => this.elements.add(reader.leb()));
	}

	/** @param {Reader} reader @param {number} index */
	#readBody(reader, index) {
		const size = reader.leb(), start = reader.at;
		const type = this.types[this.functions[this.imports + index]];
		let locals = 0;

		this.#each(reader, () => {
			locals += reader.leb();
			reader.byte();
		});
		const body = { start, code: reader.at, end: start + size,
			params: type.params, locals,
			result: type.results[0] ?? VOID,
			loops: [], returns: [],
			calls: new Set(), indirect: new Set() };
		scan(reader, body);
		this.bodies.push(body);
	}

	/** @param {Reader} reader @param {number} end */
	#readNames(reader, end) {
		if (reader.name() !== "name")
			return;
		while (reader.at < end) {
			const kind = reader.byte(), size = reader.leb();
			const next = reader.at + size;
			if (kind === FUNCTION_NAMES)
				this.#each(reader, () => this.names.set(
					reader.leb(), reader.name()));
			reader.at = next;
		}
	}
}
