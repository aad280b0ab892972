// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * One machine: exa.wasm with its imports, and the loop that drives it. The
 * platform (worker.js in the browser, node.js headless) supplies the rest of
 * kernel/host.h: clock, random, fetch, streams, UI channel.
 */
import { KernelPanic } from "./coroutine.js";
import { makeGate } from "./gate.js";
import { Programs } from "./process.js";
import { hasRoom, makeProbe } from "./probe.js";

/** Milliseconds the machine runs before the host's events have their turn. */
const SLICE = 8;

const PAGE = 65536;

/** PROC_NAME of kernel/proc.h. */
const NAME = 16;

/** Milliseconds between two looks at the outside, when it waits for it. */
const POLL_MS = 5;

/**
 * What a machine needs of its host. Imports get kernel addresses; bytes()
 * is the kernel's memory.
 * @typedef {object} Platform
 * @property {Record<string, string | string[]>} options for kernel/boot.h
 * @property {number} keptMemories
 * @property {(run: () => void) => void} soon runs after the host's events
 * @property {(ms: number) => void} poll delivers what has happened without
 *   returning to the host's event loop, waiting up to ms for it
 * @property {(machine: Machine) => HostImports} imports
 * @property {() => void} [busy] it goes on with what it does
 * @property {(program: {pid: number, name: string}) => void} [entering] a
 *   program that cannot be interrupted is about to run
 * @property {(size: number) => void} [compiling] a program of so many bytes is
 *   about to be compiled; meanwhile nothing is heard
 * @property {(reason: string) => void} stopped the machine panicked
 */

/**
 * Functions of module "host": kernel/host.h tells what each gets and answers.
 * Addresses are in the kernel's memory.
 * @typedef {Record<string, (...args: number[]) => any>} HostImports
 */

/** @param {Record<string, string | string[]>} options */
function encodeOptions(options) {
	const pairs = Object.entries(options).flatMap(([key, value]) =>
		[value].flat().map((one) => `${key}=${one}`));
	const text = pairs.map((pair) => `${pair}\0`).join("");

	/* It would be two options. */
	if (pairs.some((pair) => pair.includes("\0")))
		throw new TypeError("null byte in an option");
	return new TextEncoder().encode(text);
}

/** @param {Uint8Array[]} parts */
function sizeOf(parts) {
	return parts.reduce((sum, { length }) => sum + length, 0);
}

export class Machine {
	/** @type {any} */
	#exports = null;
	/** @type {any} */
	#doors = null;
	#bytes = new Uint8Array(0);
	#platform;
	#booted = false;
	#running = false;
	#stopped = false;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#timer;
	#soon = false;
	/** @type {(() => void)[]} */
	#events = [];
	#programs;

	/**
	 * @param {WebAssembly.Module} module exa.wasm
	 * @param {Platform} platform
	 */
	constructor(module, platform) {
		this.#platform = platform;
		this.#programs = new Programs({
			bytes: () => this.bytes(),
			doors: () => this.#doors,
			keptMemories: platform.keptMemories,
			entering: (slot) =>
				platform.entering?.(this.#about(slot)),
			compiling: (size) => platform.compiling?.(size),
		});
		const host = {
			...this.#programs.imports(),
			...this.#ownImports(),
			...platform.imports(this),
		};
		const instance = new WebAssembly.Instance(module, { host });
		const exports = /** @type {any} */ (instance.exports);
		const probe = makeProbe();

		this.#exports = exports;
		this.#doors = {
			call: exports.call,
			fast: makeGate(probe, exports.fast),
			inKernel: exports.in_kernel,
			probe,
			tick: exports.tick,
			tickEnd: exports.tick_end,
			waitHere: exports.wait_here,
			trap: exports.trap,
		};
	}

	/** @returns {HostImports} */
	#ownImports() {
		return {
			poll: (ms) => {
				this.#poll(ms);
			},
			stack_room: () => hasRoom() ? 1 : 0,
			panic: (from, size) => {
				throw new KernelPanic(this.text(from, size));
			},
		};
	}

	/** The kernel's memory as it is now. */
	bytes() {
		/* Growing detaches the buffer: the view is empty then. */
		if (this.#bytes.length === 0)
			this.#bytes = new Uint8Array(
				this.#exports.memory.buffer);
		return this.#bytes;
	}

	/** @param {number} from @param {number} size */
	text(from, size) {
		return new TextDecoder().decode(
			this.bytes().subarray(from, from + size));
	}

	/** Power on. */
	boot() {
		const options = encodeOptions(this.#platform.options);

		this.#guard(() => this.#exports.boot(this.#give(options),
			options.length));
		this.#booted = true;
		this.#run();
	}

	/** The completion of a fetch. Never from within an import.
	 * @param {number} token
	 * @param {number} result
	 * @param {Uint8Array} bytes
	 */
	fetched(token, result, bytes) {
		this.#event(() => this.#exports.fetched(token, result,
			this.#give(bytes), bytes.length));
	}

	/** The completion of an operation of the store. Never from within an
	 * import.
	 * @param {number} token
	 * @param {number} result
	 * @param {Uint8Array[]} parts its bytes, one part behind the other
	 */
	stored(token, result, parts) {
		this.#event(() => this.#exports.stored(token, result,
			this.#give(...parts), sizeOf(parts)));
	}

	/** The user looks elsewhere now, or leaves: perhaps the last moment. */
	hidden() {
		this.#event(() => this.#exports.hidden());
	}

	/** @param {Uint8Array} bytes a datagram from the UI */
	datagram(bytes) {
		this.#event(() => this.#exports.datagram(this.#give(bytes),
			bytes.length));
	}

	/** @param {number} fd the host's stream that can be tried again */
	stdioReady(fd) {
		this.#event(() => this.#exports.stdio_ready(fd));
	}

	/**
	 * Makes an agent (agent.js).
	 * @param {number} pages of its memory
	 * @param {(memory: WebAssembly.Memory,
	 *	doors: import("./coroutine.js").Doors) => import("./agent.js")
	 *	.Agent} make
	 * @param {() => void} failed there is no room for another process
	 * @returns {() => void} sends it SIGUSR1
	 */
	agent(pages, make, failed) {
		const programs = this.#programs;
		let slot = -1;
		/** @type {import("./agent.js").Agent | null} */
		let agent = null;

		/* Not at once: the caller may wait for it to compute. */
		this.#events.push(() => {
			slot = programs.adopt(pages,
				() => this.#exports.agent(pages * PAGE),
				(memory) => agent = make(memory, this.#doors));
			if (slot < 0)
				failed();
		});
		if (this.#booted)
			this.#runSoon();
		return () => this.#event(() => {
			if (agent !== null && programs.at(slot) === agent)
				this.#exports.agent_call(slot);
		});
	}

	/** @param {number} slot of a process */
	#about(slot) {
		const at = this.#exports.about(slot);
		const { buffer } = this.bytes();
		const name = this.text(at + 4, NAME);

		return { pid: new DataView(buffer).getInt32(at, true),
			name: name.slice(0, name.indexOf("\0")) };
	}

	/** The program that starves one that a terminal waits for. To be asked
	 * several times a second while the machine is busy. */
	hog() {
		const slot = this.#exports.hog();

		return slot < 0 ? null : this.#about(slot);
	}

	/** The program that is running, if one is. */
	running() {
		const slot = this.#exports.running();

		return slot < 0 ? null : this.#about(slot);
	}

	/** Kills a process. @param {number} pid */
	kill(pid) {
		this.#event(() => this.#exports.kill(pid));
	}

	/** Whether programs that compute are on the stack below. */
	computing() {
		return this.#exports.held() > 0;
	}

	/** Whether something waits to be delivered. */
	hasEvents() {
		return this.#events.length > 0;
	}

	/** Ends the machine: nothing of it runs any more. */
	stop() {
		this.#stopped = true;
		clearTimeout(this.#timer);
	}

	/** @param {Uint8Array[]} parts @returns {number} the kernel's copy */
	#give(...parts) {
		const at = this.#exports.alloc(sizeOf(parts));
		let end = at;

		if (at === 0)
			throw new KernelPanic("no memory for host data");
		for (const part of parts) {
			this.bytes().set(part, end);
			end += part.length;
		}
		return at;
	}

	/** @param {() => void} event */
	#event(event) {
		this.#events.push(event);
		if (this.#booted && !this.#running)
			this.#run();
	}

	/** @param {() => number | void} action */
	#guard(action) {
		try {
			return action();
		} catch (error) {
			this.stop();
			const cause = /** @type {any} */ (error)?.cause;
			this.#platform.stopped(String(
				cause?.stack ?? /** @type {any} */ (error)
					?.stack ?? error));
			return undefined;
		}
	}

	/**
	 * For the kernel while a program computes: the host's own events
	 * cannot arrive then.
	 * @param {number} ms
	 */
	#poll(ms) {
		const deadline = performance.now() + ms;

		do
			this.#platform.poll(Math.min(ms, POLL_MS));
		while (this.#events.length === 0 &&
			performance.now() < deadline);
		this.#deliver();
	}

	#deliver() {
		for (const event of this.#events.splice(0))
			event();
	}

	/** One slice: what happened outside, then what is runnable. */
	#slice() {
		this.#deliver();
		return this.#exports.schedule(SLICE);
	}

	#run() {
		if (this.#stopped)
			return;
		clearTimeout(this.#timer);
		this.#running = true;
		const wait = this.#guard(() => this.#slice());
		this.#running = false;
		if (this.#stopped || wait === undefined)
			return;
		if (wait === 0 || this.#events.length > 0)
			this.#goOn();
		else if (wait > 0)
			this.#timer = setTimeout(() => this.#run(),
				Math.min(Math.ceil(wait), 0x7fffffff));
	}

	#goOn() {
		this.#platform.busy?.();
		this.#runSoon();
	}

	#runSoon() {
		if (this.#soon)
			return;
		this.#soon = true;
		this.#platform.soon(() => {
			this.#soon = false;
			this.#run();
		});
	}
}
