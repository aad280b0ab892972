// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * An agent's memory: the arguments of the call at hand from ARGUMENTS on, the
 * data of read() and write() in BUFFER. Longer arguments go behind, where brk()
 * makes room.
 */
import { SystemError } from "./systemerror.js";

const ARGUMENTS = 1024;
const E2BIG = 7, EINVAL = 22;
const CALL_brk = 214;

export const BUFFER = 65536;
export const BUFFER_SIZE = 65536;
/** What an agent's memory has at first, in pages of 64 KiB. */
export const PAGES = 2;
const END = PAGES * 65536;

export class CallMemory {
	#view;
	#end = END;
	#at = ARGUMENTS;
	#limit = BUFFER;

	/** @param {() => Uint8Array} view of the memory, as it is now */
	constructor(view) {
		this.#view = view;
	}

	/** The arguments of the call before are not needed any more. */
	begin() {
		this.#at = ARGUMENTS;
		this.#limit = BUFFER;
	}

	/** The same, for a call that needs so many bytes of arguments.
	 * @param {number} size @returns {import("./agent.js").Task<void>} */
	*beginLong(size) {
		this.begin();
		if (size <= BUFFER - ARGUMENTS)
			return;
		if (END + size > this.#end)
			this.#end = yield [CALL_brk, END + size];
		if (END + size > this.#end)
			throw new SystemError(E2BIG, "arguments of a program");
		this.#at = END;
		this.#limit = END + size;
	}

	get view() {
		return this.#view();
	}

	get data() {
		return new DataView(this.#view().buffer);
	}

	/** @param {number} size @returns {number} its address */
	take(size) {
		const at = this.#at;

		this.#at = at + size + 7 & ~7;
		if (this.#at > this.#limit)
			throw new SystemError(E2BIG, "arguments of a call");
		return at;
	}

	/** @param {string} text @returns {number} its address */
	string(text) {
		const bytes = new TextEncoder().encode(text);

		if (bytes.includes(0))
			throw new SystemError(EINVAL,
				`null byte in ${JSON.stringify(text)}`);
		const at = this.take(bytes.length + 1);
		this.view.set(bytes, at);
		this.view[at + bytes.length] = 0;
		return at;
	}

	/** @param {string[]} list @returns {number} of a char *[] */
	strings(list) {
		const at = this.take(4 * (list.length + 1));
		const words = [...list.map((one) => this.string(one)), 0];

		this.words(at, words);
		return at;
	}

	/** @param {number} at @param {number[]} words of 32 bits each */
	words(at, words) {
		const { data } = this;

		words.forEach((word, i) =>
			data.setInt32(at + 4 * i, word, true));
	}
}
