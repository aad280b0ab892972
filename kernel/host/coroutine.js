// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * User halves: the wasm instance of a program as a coroutine. The Asyncify
 * switch of servers and kernel halves is inside exa.wasm (kernel/coroutine.c);
 * here is the other side: a program whose call must wait is unwound into its
 * own memory, and rewound when the kernel has the result.
 *
 * Nothing of a suspended program is kept in JavaScript: "rewinding" and
 * "unwinding" are only set while resume() is on the stack.
 */

/**
 * What kernel_call() answers besides results (kernel/call.h): all below
 * OUTCOMES_END; what is not GONE is CALL_SUSPENDED.
 */
const GONE = -0x7fffffff, OUTCOMES_END = -0x7ffffff0;

/** enum host_resume_mode and enum host_resume_result of kernel/host.h. */
const START = 0;
export const RESULT = { suspended: 0, gone: 1, segv: 2, fpe: 3, ill: 4 };

/** Thrown through the frames of a program that ended or was replaced. */
const gone = new Error("the program is gone");

/** In a program without Asyncify nothing leads to what it would supply. */
function never() {
	throw new Error("there is no Asyncify");
}

/** A trap inside exa.wasm: nothing can be trusted any more. */
export class KernelPanic extends Error {}

/** Thrown by a program's longjmp, caught by the invoke_* of the setjmp. */
const longjmp = new Error("longjmp");

/**
 * The kind of trap an exception stands for. Engines word them differently.
 * @param {unknown} error
 */
function trapOf(error) {
	const text = error instanceof Error ? error.message : "";

	if (error instanceof RangeError || /recursion/.test(text))
		return RESULT.segv;
	if (/divi|remainder|unrepresentable|overflow|invalid conver/.test(text))
		return RESULT.fpe;
	if (/unreachable/.test(text))
		return RESULT.ill;
	return error instanceof WebAssembly.RuntimeError ? RESULT.segv :
		RESULT.ill;
}

/**
 * The ways from a program into the kernel.
 * @typedef {object} Doors
 * @property {Function} call the kernel's export
 * @property {Function} fast the gate to the kernel's export (gate.js)
 * @property {() => void} probe
 * @property {() => number} tick the kernel's exports of busy.c
 * @property {() => void} tickEnd
 * @property {() => number} waitHere
 * @property {(outcome: number) => number} trap the kernel's, of trap.c
 * @property {() => number} inKernel whether an exception came from exa.wasm
 */

/** One program: an instance, its memory, and how to enter it. */
export class Program {
	/** @type {any} the exports of the instance */
	exports = null;
	unwinding = false;
	rewinding = false;
	result = 0;
	active = false;
	/** Handlers that exa.tick has called and that have not returned. */
	inPlace = 0;
	/** @type {Doors} */
	#doors;
	/** @type {unknown} the trap for which its handler was run */
	trapped = null;
	/** @type {(() => void) | null} called when it leaves the stack */
	onLeave = null;

	/**
	 * @param {import("./text.js").Text} text
	 * @param {WebAssembly.Memory} memory
	 * @param {Doors} doors
	 */
	constructor(text, memory, doors) {
		this.text = text;
		this.memory = memory;
		this.bytes = new Uint8Array(memory.buffer);
		this.inKernel = doors.inKernel;
		this.#doors = doors;
		const instance = new WebAssembly.Instance(text.module,
			this.#imports(doors));
		this.exports = instance.exports;
	}

	/** @param {Doors} doors */
	#imports(doors) {
		const { fast } = doors;
		/** @type {any} */
		const env = {
			memory: this.memory,
			_emscripten_throw_longjmp() {
				throw longjmp;
			},
		};

		for (const name of this.text.invokes)
			env[name] = this.#invoke();
		return {
			env,
			asyncify: { start_unwind: never, start_rewind: never },
			exa: {
				call: this.#call(doors),
				fast: /** @type {any} */ (fast),
				tick: this.#tick(doors),
			},
		};
	}

	/**
	 * exa.call. The probe makes a stack that is nearly used up overflow
	 * here, in the program, and not inside the kernel.
	 * @param {Doors} doors
	 */
	#call({ call, probe, waitHere }) {
		return (
			/** @type {number} */ nr, /** @type {number} */ a,
			/** @type {number} */ b, /** @type {number} */ c,
			/** @type {number} */ d, /** @type {number} */ e,
			/** @type {number} */ f,
		) => {
			if (this.rewinding) {
				this.rewinding = false;
				this.exports.asyncify_stop_rewind();
				return this.result;
			}
			probe();
			let result = call(nr, a, b, c, d, e, f);
			if (result >= OUTCOMES_END)
				return result;
			if (result !== GONE &&
				(this.inPlace > 0 || this.text.rigid)) {
				result = waitHere();
				if (result !== GONE)
					return result;
			}
			if (result === GONE)
				throw gone;
			this.unwinding = true;
			this.exports.__exa_unwind();
			return 0;
		};
	}

	/**
	 * exa.tick, from the loops of a program that computes. It cannot be
	 * unwound there: its handlers run on top of its stack, and a call of
	 * theirs that must wait does so on top of that.
	 * @param {Doors} doors
	 */
	#tick({ tick, tickEnd, probe }) {
		return () => {
			probe();
			const result = tick();
			if (result === 0)
				return;
			if (result === GONE)
				throw gone;
			this.inPlace++;
			try {
				this.exports.__exa_interrupt();
			} finally {
				this.inPlace--;
				tickEnd();
			}
		};
	}

	/**
	 * env.invoke_<signature>: a call that a longjmp may come out of. The
	 * stack pointer is put right in wasm, by testSetjmp (libc).
	 */
	#invoke() {
		return (
			/** @type {number} */ index,
			/** @type {number[]} */ ...args
		) => {
			try {
				return this.exports.__indirect_function_table
					.get(index)(...args);
			} catch (error) {
				const left = this.#leave(error);

				if (left !== longjmp)
					throw left;
				this.exports.setThrew(1, 0);
				return 0;
			}
		};
	}

	/**
	 * An exception comes out of the program: if it is a trap for which
	 * there is a handler, that runs here, in place, on top of what is left
	 * of the stack.
	 * @param {unknown} error
	 * @returns {unknown} the exception to go on with
	 */
	#leave(error) {
		if (error === gone || error === longjmp ||
			error === this.trapped || this.unwinding ||
			this.rewinding || this.inKernel())
			return error;
		this.trapped = error;
		const how = this.#doors.trap(trapOf(error));
		if (how === 0)
			return error;
		this.inPlace++;
		try {
			this.exports.__exa_trapped(how);
			return error;
		} catch (left) {
			return this.trapped = left;
		} finally {
			this.inPlace--;
			this.#doors.tickEnd();
		}
	}

	/**
	 * Runs the program until it suspends or ends.
	 * @param {number} mode
	 * @param {number} argument
	 * @returns {number} one of RESULT
	 */
	resume(mode, argument) {
		this.active = true;
		try {
			if (mode === START) {
				this.exports._start(argument);
			} else {
				this.rewinding = true;
				this.result = argument | 0;
				this.exports.__exa_rewind();
				this.exports._start(0);
			}
			if (!this.unwinding)
				return RESULT.ill;
			/* Traps when the stack was too deep for the area. */
			this.exports.asyncify_stop_unwind();
			this.unwinding = false;
			return RESULT.suspended;
		} catch (error) {
			const left = this.#leave(error);

			if (left === gone)
				return RESULT.gone;
			if (this.inKernel())
				throw new KernelPanic(String(left),
					{ cause: left });
			return this.unwinding ? RESULT.segv :
				trapOf(left === longjmp ? error : left);
		} finally {
			this.active = false;
			this.onLeave?.();
		}
	}

	/** A view of the memory that is valid now. */
	view() {
		if (this.bytes.length === 0)
			this.bytes = new Uint8Array(this.memory.buffer);
		return this.bytes;
	}
}
