// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The programs of a machine: the host side of modules, instances and memories
 * (kernel/host.h). Decides nothing: every import here does what the kernel
 * asked for, with the slot it named.
 */
import { makeCopies } from "./copy.js";
import { Program } from "./coroutine.js";
import { Memories } from "./memories.js";
import { compileText } from "./text.js";

/** @typedef {import("./agent.js").Agent} Agent */

const PAGE = 65536;
const ENOEXEC = 8, ENOMEM = 12;

/* The lowest bytes of a program; kernel/abi/user.h. */
const ASYNCIFY = 16, SAVED_SP = 24;

/**
 * What the programs need of the kernel.
 * @typedef {object} Kernel
 * @property {() => Uint8Array<ArrayBuffer>} bytes its memory
 * @property {() => import("./coroutine.js").Doors} doors
 * @property {number} keptMemories
 * @property {(slot: number) => void} entering a program that cannot be
 *	interrupted is about to run
 * @property {(size: number) => void} compiling a program of so many bytes is
 *	about to be compiled
 */

export class Programs {
	/** @type {(Program | Agent)[]} */
	#slots = [];
	/** @type {Map<number, import("./text.js").Text>} */
	#texts = new Map();
	#lastText = 0;
	#kernel;
	#memories;

	/** @param {Kernel} kernel */
	constructor(kernel) {
		this.#kernel = kernel;
		this.#memories = new Memories(kernel.keptMemories);
	}

	/** @param {number} slot */
	at(slot) {
		return this.#slots[slot];
	}

	/** @returns {import("./machine.js").HostImports} */
	imports() {
		return {
			compile: (from, size) => this.#compile(from, size),
			module_free: (module) => {
				this.#texts.delete(module);
			},
			instantiate: (slot, module, heapBase, memorySize) =>
				this.#instantiate(slot, module, heapBase,
					memorySize),
			clone: (parent, child, top) =>
				this.#clone(parent, child, top),
			release: (slot) => this.#release(slot),
			resume: (slot, mode, argument) =>
				this.#resume(slot, mode, argument),
			...makeCopies(this, this.#kernel),
		};
	}

	/**
	 * A program that is no wasm, with a zeroed memory.
	 * @param {number} pages
	 * @param {() => number} findSlot its slot, or -errno
	 * @param {(memory: WebAssembly.Memory) => Agent} make
	 * @returns {number} its slot, or -errno
	 */
	adopt(pages, findSlot, make) {
		const memory = this.#memories.take(pages);
		const slot = memory === null ? -ENOMEM : findSlot();

		if (memory === null || slot < 0) {
			if (memory !== null)
				this.#memories.put(memory);
			return -ENOMEM;
		}
		this.#slots[slot] = make(memory);
		return slot;
	}

	/** @param {number} slot @param {number} mode
	 * @param {number} argument */
	#resume(slot, mode, argument) {
		const program = this.#slots[slot];

		if (program instanceof Program && !program.text.counted)
			this.#kernel.entering(slot);
		return program.resume(mode, argument);
	}

	/** @param {number} from @param {number} size */
	#compile(from, size) {
		this.#kernel.compiling(size);
		const text = compileText(
			this.#kernel.bytes().slice(from, from + size));

		if (text === null)
			return -ENOEXEC;
		this.#texts.set(++this.#lastText, text);
		return this.#lastText;
	}

	/**
	 * A new instance, or null when the engine has no memory for one.
	 * @param {import("./text.js").Text} text
	 * @param {WebAssembly.Memory | null} memory
	 */
	#start(text, memory) {
		if (memory === null)
			return null;
		try {
			return new Program(text, memory, this.#kernel.doors());
		} catch (error) {
			this.#memories.put(memory);
			if (error instanceof RangeError)
				return null;
			throw error;
		}
	}

	/**
	 * @param {number} slot
	 * @param {number} module
	 * @param {number} heapBase where to store the program's
	 * @param {number} memorySize where to store the size of its memory
	 */
	#instantiate(slot, module, heapBase, memorySize) {
		const text = this.#texts.get(module);
		let program;

		if (text === undefined)
			return -ENOEXEC;
		try {
			program = this.#start(text,
				this.#memories.take(text.pages));
		} catch {
			return -ENOEXEC;
		}
		if (program === null)
			return -ENOMEM;
		const base = program.exports.__heap_base.value;
		const size = program.view().length;
		const stack = program.exports.__stack_pointer.value;
		if (typeof base !== "number" || base < 0 || base > size ||
			typeof stack !== "number" || stack < 0 ||
			stack > base) {
			this.#memories.put(program.memory);
			return -ENOEXEC;
		}
		if (this.#slots[slot] !== undefined)
			this.#release(slot);
		this.#slots[slot] = program;
		this.#store(heapBase, base);
		this.#store(memorySize, size);
		return stack;
	}

	/** @param {number} address @param {number} value */
	#store(address, value) {
		new DataView(this.#kernel.bytes().buffer)
			.setUint32(address, value, true);
	}

	/**
	 * @param {number} parentSlot
	 * @param {number} childSlot
	 * @param {number} top
	 */
	#clone(parentSlot, childSlot, top) {
		const parent = this.#slots[parentSlot];

		/* No agent forks: it cannot be copied. */
		if (!(parent instanceof Program))
			return -ENOMEM;
		const from = parent.view();
		const words = new Uint32Array(from.buffer);
		const unwound = words[ASYNCIFY / 4];
		const sp = words[SAVED_SP / 4];

		/* It did not unwind, whatever it did. */
		if (unwound > sp || sp > top)
			return -ENOMEM;
		const child = this.#start(parent.text,
			this.#memories.takeDirty(from.length / PAGE));

		if (child === null)
			return -ENOMEM;
		const to = child.view();
		to.set(from.subarray(0, unwound));
		to.fill(0, unwound, sp);
		to.set(from.subarray(sp, top), sp);
		to.fill(0, top);
		this.#slots[childSlot] = child;
		return 0;
	}

	/** @param {number} slot */
	#release(slot) {
		const program = this.#slots[slot];
		const giveBack = () => this.#memories.put(program.memory);

		delete this.#slots[slot];
		if (!(program instanceof Program))
			program.onRelease();
		if (program.active)
			program.onLeave = giveBack;
		else
			giveBack();
	}
}
