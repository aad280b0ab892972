// SPDX-License-Identifier: GPL-3.0-or-later
/* What a machine has written to its terminal lately, for waitFor(). */

/** Bytes that are kept. */
const KEPT = 1 << 16;

export class Recent {
	/** @type {Uint8Array[]} */
	#parts = [];
	#size = 0;
	/** Are called when more has come. @type {Set<() => void>} */
	waiting = new Set();
	/** What waitFor() knows of what it has taken. @type {any} */
	screen = null;

	/** @param {Uint8Array} bytes */
	push(bytes) {
		this.#parts.push(bytes);
		this.#size += bytes.length;
		while (this.#size - this.#parts[0].length >= KEPT)
			this.#size -= this.#parts.shift()?.length ?? 0;
		for (const call of this.waiting)
			call();
	}

	/** What came since the last time, as far as it is kept. */
	take() {
		this.#size = 0;
		return this.#parts.splice(0);
	}
}
