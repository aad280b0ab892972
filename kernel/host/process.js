// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The programs of a machine: the host side of instances, memories and copies
 * between them (kernel/host.h). Decides nothing: every function here does what
 * the kernel asked for, with the slot it named.
 */
import { Program } from "./coroutine.js";
import { Memories } from "./memories.js";
import { compileText } from "./text.js";

const PAGE = 65536;
const ENOEXEC = 8, ENOMEM = 12;

/* The lowest bytes of a program; kernel/abi/user.h. */
const ASYNCIFY = 16, SAVED_SP = 24;

/**
 * @param {{
 *   bytes: () => Uint8Array<ArrayBuffer>,
 *   doors: () => import("./coroutine.js").Doors,
 *   keptMemories: number,
 * }} kernel
 * @returns {Record<string, Function>} imports of module "host"
 */
export function makePrograms(kernel) {
	/** @type {Program[]} */
	const slots = [];
	/** @type {Map<number, import("./text.js").Text>} */
	const texts = new Map();
	const memories = new Memories(kernel.keptMemories);
	let lastText = 0;

	/** @param {number} slot @param {number} dirty */
	function release(slot, dirty) {
		const program = slots[slot];
		const { memory } = program;

		delete slots[slot];
		if (program.active)
			program.onLeave = () => memories.put(memory, dirty);
		else
			memories.put(memory, dirty);
	}

	/**
	 * @param {import("./text.js").Text} text
	 * @param {number} pages
	 * @returns {Program | null}
	 */
	function start(text, pages) {
		const memory = memories.take(pages);

		if (memory === null)
			return null;
		try {
			return new Program(text, memory, kernel.doors());
		} catch (error) {
			memories.put(memory, memory.buffer.byteLength);
			if (error instanceof RangeError)
				return null;
			throw error;
		}
	}

	/** @param {number} address @param {number} value */
	function store(address, value) {
		new DataView(kernel.bytes().buffer)
			.setUint32(address, value, true);
	}

	return {
		/** @param {number} from @param {number} size */
		compile(from, size) {
			const text = compileText(
				kernel.bytes().slice(from, from + size));

			if (text === null)
				return -ENOEXEC;
			texts.set(++lastText, text);
			return lastText;
		},

		/** @param {number} module */
		module_free(module) {
			texts.delete(module);
		},

		/**
		 * @param {number} slot
		 * @param {number} module
		 * @param {number} heapBase
		 * @param {number} memorySize
		 */
		instantiate(slot, module, heapBase, memorySize) {
			const text = texts.get(module);
			let program;

			if (text === undefined)
				return -ENOEXEC;
			try {
				program = start(text, text.pages);
			} catch {
				return -ENOEXEC;
			}
			if (program === null)
				return -ENOMEM;
			if (slots[slot] !== undefined)
				release(slot, slots[slot].view().length);
			slots[slot] = program;
			store(heapBase, program.exports.__heap_base.value);
			store(memorySize, program.view().length);
			return 0;
		},

		/**
		 * @param {number} parentSlot
		 * @param {number} childSlot
		 * @param {number} top
		 */
		clone(parentSlot, childSlot, top) {
			const parent = slots[parentSlot];
			const from = parent.view();
			const child = start(parent.text, from.length / PAGE);

			if (child === null)
				return -ENOMEM;
			const words = new Uint32Array(from.buffer);
			const unwound = words[ASYNCIFY / 4];
			const sp = words[SAVED_SP / 4];
			const to = child.view();
			to.set(from.subarray(0, unwound));
			to.set(from.subarray(sp, top), sp);
			slots[childSlot] = child;
			return 0;
		},

		release,

		/**
		 * @param {number} slot
		 * @param {number} mode
		 * @param {number} argument
		 */
		resume(slot, mode, argument) {
			return slots[slot].resume(mode, argument);
		},

		/**
		 * @param {number} slot
		 * @param {number} to
		 * @param {number} from
		 * @param {number} size
		 */
		copy_in(slot, to, from, size) {
			const source = slots[slot].view();

			kernel.bytes().set(
				source.subarray(from, from + size), to);
		},

		/**
		 * @param {number} slot
		 * @param {number} to
		 * @param {number} from
		 * @param {number} size
		 */
		copy_out(slot, to, from, size) {
			const target = slots[slot].view();

			target.set(kernel.bytes()
				.subarray(from, from + size), to);
		},

		/** @param {number} slot @param {number} address */
		load32(slot, address) {
			const b = slots[slot].view();

			return b[address] | b[address + 1] << 8 |
				b[address + 2] << 16 | b[address + 3] << 24;
		},

		/**
		 * @param {number} slot
		 * @param {number} address
		 * @param {number} value
		 */
		store32(slot, address, value) {
			const b = slots[slot].view();

			b[address] = value;
			b[address + 1] = value >> 8;
			b[address + 2] = value >> 16;
			b[address + 3] = value >> 24;
		},

		/**
		 * @param {number} slot
		 * @param {number} address
		 * @param {number} size
		 */
		zero(slot, address, size) {
			slots[slot].view().fill(0, address, address + size);
		},

		/** @param {number} slot @param {number} size */
		grow(slot, size) {
			const { memory } = slots[slot];
			const more = Math.ceil(
				(size - memory.buffer.byteLength) / PAGE);

			try {
				if (more > 0)
					memory.grow(more);
			} catch {
				return 0;
			}
			return memory.buffer.byteLength;
		},
	};
}
