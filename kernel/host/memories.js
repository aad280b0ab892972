// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Memories for programs. Making one costs more than all else in starting a
 * program, and an engine allows only so many at a time, so those of ended
 * programs are kept for the next. No program ever sees what another left.
 */

const PAGE = 65536;
const MAX_PAGES = 8192;      /* 512 MiB, as VM_MAX in kernel/vm.c */
const KEPT_BYTES = 1 << 20;  /* a larger one is not kept */

export class Memories {
	/** @type {WebAssembly.Memory[]} */
	#kept = [];
	#limit;

	/** @param {number} limit how many to keep */
	constructor(limit) {
		this.#limit = limit;
	}

	/**
	 * @param {number} pages at least so many
	 * @returns {WebAssembly.Memory | undefined} the smallest that is kept
	 */
	#reuse(pages) {
		let best = -1;

		for (const [index, { buffer }] of this.#kept.entries())
			if (buffer.byteLength >= pages * PAGE && (best < 0 ||
				buffer.byteLength <
				this.#kept[best].buffer.byteLength))
				best = index;
		return best < 0 ? undefined : this.#kept.splice(best, 1)[0];
	}

	/**
	 * A memory that is all zero.
	 * @param {number} pages at least so many
	 */
	take(pages) {
		const kept = this.#reuse(pages);

		if (kept === undefined)
			return this.#make(pages);
		new Uint8Array(kept.buffer).fill(0);
		return kept;
	}

	/**
	 * A memory that still holds what another program left; the caller
	 * writes all of it before anybody else sees it.
	 * @param {number} pages at least so many
	 */
	takeDirty(pages) {
		return this.#reuse(pages) ?? this.#make(pages);
	}

	/**
	 * @param {number} pages
	 * @returns {WebAssembly.Memory | null} null: there are no more
	 */
	#make(pages) {
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

	/** Takes a memory back. @param {WebAssembly.Memory} memory */
	put(memory) {
		if (this.#kept.length < this.#limit &&
			memory.buffer.byteLength <= KEPT_BYTES)
			this.#kept.push(memory);
	}
}
