// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Memories for programs. Making one costs more than all else in starting a
 * program, and an engine allows only so many at a time, so those of ended
 * programs are kept for the next. A memory that is handed out is all zero:
 * no program sees what another left.
 */

const PAGE = 65536;
const MAX_PAGES = 8192;      /* 512 MiB, as VM_MAX in kernel/vm.c */
const KEPT_BYTES = 8 << 20;  /* a larger one is not kept */

export class Memories {
	/** @type {{memory: WebAssembly.Memory, dirty: number}[]} */
	#kept = [];
	#limit;

	/** @param {number} limit how many to keep */
	constructor(limit) {
		this.#limit = limit;
	}

	/**
	 * @param {number} pages at least so many
	 * @returns {WebAssembly.Memory | null} null: there are no more
	 */
	take(pages) {
		const fits = this.#kept.findIndex(({ memory }) =>
			memory.buffer.byteLength >= pages * PAGE);
		if (fits >= 0) {
			const [{ memory, dirty }] = this.#kept.splice(fits, 1);
			new Uint8Array(memory.buffer, 0, dirty).fill(0);
			return memory;
		}
		for (;;) {
			try {
				return new WebAssembly.Memory({
					initial: pages, maximum: MAX_PAGES,
				});
			} catch {
				if (this.#kept.pop() === undefined)
					return null;
			}
		}
	}

	/**
	 * Takes a memory back.
	 * @param {WebAssembly.Memory} memory
	 * @param {number} dirty bytes that may not be zero
	 */
	put(memory, dirty) {
		if (this.#kept.length < this.#limit &&
			memory.buffer.byteLength <= KEPT_BYTES)
			this.#kept.push({ memory, dirty: Math.min(dirty,
				memory.buffer.byteLength) });
	}
}
