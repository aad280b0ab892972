// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Bytes between programs and the kernel: the host side of kernel/copy.c, which
 * has checked every range.
 */

const PAGE = 65536;

/* Up to so many bytes a loop is quicker than a view and set(). */
const FEW = 24;

/**
 * @param {Uint8Array} to
 * @param {number} at
 * @param {Uint8Array} from
 * @param {number} start
 * @param {number} size
 */
function move(to, at, from, start, size) {
	if (size > FEW)
		to.set(from.subarray(start, start + size), at);
	else
		for (let i = 0; i < size; i++)
			to[at + i] = from[start + i];
}

/**
 * @param {{at: (slot: number) => import("./coroutine.js").Program |
 *	import("./agent.js").Agent}} programs
 * @param {{bytes: () => Uint8Array<ArrayBuffer>}} kernel
 * @returns {import("./machine.js").HostImports}
 */
export function makeCopies(programs, kernel) {
	return {
		copy_in(slot, to, from, size) {
			move(kernel.bytes(), to, programs.at(slot).view(), from,
				size);
		},

		copy_out(slot, to, from, size) {
			move(programs.at(slot).view(), to, kernel.bytes(), from,
				size);
		},

		load32(slot, address) {
			const b = programs.at(slot).view();

			return b[address] | b[address + 1] << 8 |
				b[address + 2] << 16 | b[address + 3] << 24;
		},

		store32(slot, address, value) {
			const b = programs.at(slot).view();

			b[address] = value;
			b[address + 1] = value >> 8;
			b[address + 2] = value >> 16;
			b[address + 3] = value >> 24;
		},

		zero(slot, address, size) {
			programs.at(slot).view()
				.fill(0, address, address + size);
		},

		grow(slot, size) {
			const { memory } = programs.at(slot);
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
