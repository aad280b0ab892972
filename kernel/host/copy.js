// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Bytes between programs and the kernel: the host side of kernel/copy.c, which
 * has checked every range.
 */

const PAGE = 65536;

/**
 * @param {{at: (slot: number) => import("./coroutine.js").Program}} programs
 * @param {{bytes: () => Uint8Array<ArrayBuffer>}} kernel
 * @returns {import("./machine.js").HostImports}
 */
export function makeCopies(programs, kernel) {
	return {
		copy_in(slot, to, from, size) {
			const source = programs.at(slot).view();

			kernel.bytes().set(
				source.subarray(from, from + size), to);
		},

		copy_out(slot, to, from, size) {
			const target = programs.at(slot).view();

			target.set(kernel.bytes()
				.subarray(from, from + size), to);
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
