// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Agents: processes of the machine whose program is JavaScript
 * (kernel/agent.c). The program is a generator: it yields system calls,
 * [number, ...arguments], and gets their results. One that must wait leaves the
 * generator where it is, so an agent waits like any other process. Its memory
 * is one of the pool.
 *
 * What an agent knows is not in the machine's memory: it is the page's, which
 * is to the machine what the other end of a connection is.
 */
import { RESULT } from "./coroutine.js";

const GONE = -0x7fffffff, OUTCOMES_END = -0x7ffffff0;
const START = 0;
const CALL_exit_group = 94;

/**
 * Part of a program: yields calls, gets their results.
 * @template T
 * @typedef {Generator<number[], T, number>} Task
 */

export class Agent {
	active = false;
	/** @type {(() => void) | null} called when it leaves the stack */
	onLeave = null;
	#call;
	#main;
	#ended;
	#bytes;

	/**
	 * @param {WebAssembly.Memory} memory
	 * @param {import("./coroutine.js").Doors} doors
	 * @param {Task<void>} main
	 * @param {() => void} ended called once its process is no more
	 */
	constructor(memory, { call }, main, ended) {
		this.memory = memory;
		this.#bytes = new Uint8Array(memory.buffer);
		this.#call = call;
		this.#main = main;
		this.#ended = ended;
	}

	/** A view of the memory that is valid now. */
	view() {
		if (this.#bytes.length === 0)
			this.#bytes = new Uint8Array(this.memory.buffer);
		return this.#bytes;
	}

	/**
	 * Runs the program until it suspends or ends; as Program.resume().
	 * @param {number} mode
	 * @param {number} argument
	 */
	resume(mode, argument) {
		this.active = true;
		try {
			return this.#run(mode === START ? [] :
				[argument | 0]);
		} finally {
			this.active = false;
			this.onLeave?.();
		}
	}

	/** @param {[] | [number]} given the result of the call before */
	#run(given) {
		for (let next = given;;) {
			const { done, value } = this.#main.next(...next);
			const [number, ...args] = done || !value ?
				[CALL_exit_group, 0] : value;
			const result = this.#call(number, ...args);

			if (result === GONE)
				return RESULT.gone;
			if (result < OUTCOMES_END)
				return RESULT.suspended;
			next = [result];
		}
	}

	/** Its process has ended, perhaps in the middle of the program. */
	onRelease() {
		if (!this.active)
			this.#main.return();
		this.#ended();
	}
}
