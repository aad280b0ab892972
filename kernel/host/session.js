// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A program that the page has started, and the agent between the two: it makes
 * the pipes or the terminal, starts the program and carries bytes both ways
 * until both have ended. What the page says comes by tell(), which has the
 * agent called.
 */
import { environmentOf, login } from "./account.js";
import { BUFFER_SIZE } from "./callmemory.js";
import { EAGAIN, EIO, O_RDWR, POLLIN, POLLOUT } from "./filesystem.js";
import { SIGKILL } from "./system.js";
import { SystemError } from "./systemerror.js";

/** @template T @typedef {import("./agent.js").Task<T>} Task */
/** @typedef {import("./system.js").System} System */
/** @typedef {import("../../www/api/process.js").Order} Order */

/** Output on its way to the page that it has not consumed, for each stream. */
const WINDOW = 1 << 20;
const CONSOLE = "/dev/tty1";
/** What ends the input of a terminal. */
const EOT = 4, NEWLINE = 10, RETURN = 13;
const ENOENT = 2, ENOTDIR = 20, EACCES = 13;

/** A descriptor of which the page gets what can be read. */
class Output {
	sent = 0;
	acknowledged = 0;

	/** @param {number} fd @param {number} stream 1 or 2 */
	constructor(fd, stream) {
		this.fd = fd;
		this.stream = stream;
	}

	get open() {
		return this.sent - this.acknowledged < WINDOW;
	}
}

export class Session {
	/** @type {any[]} what the page has said */
	#told = [];
	#order;
	#post;
	/** @type {Output[]} */
	#outputs = [];
	/** @type {Uint8Array[]} */
	#input = [];
	#inputEnded = false;
	#lastByte = NEWLINE;
	#inputFd = -1;
	#terminal = -1;
	#pid = 0;
	#ended = false;
	#deadline = Infinity;
	/** @type {"exited" | "timeout" | "killed"} why it ended */
	#reason = "exited";
	/** Has the agent look; set by who runs it. */
	call = () => {};

	/**
	 * @param {Order} order
	 * @param {(message: object, transfer?: ArrayBuffer[]) => void} post
	 *	to the page
	 */
	constructor(order, post) {
		this.#order = order;
		this.#post = post;
	}

	/** @param {any} message of the page */
	tell(message) {
		this.#told.push(message);
		this.call();
	}

	/** @param {System} sys @returns {Task<void>} the agent's program */
	*main(sys) {
		const { timeoutMs } = this.#order;
		const events = yield* this.#start(sys);

		this.#post({ type: "started", pid: this.#pid });
		if (timeoutMs !== undefined)
			this.#deadline = performance.now() + timeoutMs;
		for (;;) {
			yield* this.#listen(sys);
			if (this.#ended && this.#outputs.length === 0)
				return;
			yield* this.#wait(sys, events);
		}
	}

	/** @param {System} sys @returns {Task<number>} descriptor of events */
	*#start(sys) {
		const { argv, cwd, env, user, terminal } = this.#order;
		/* So that none of what follows is 0, 1 or 2. */
		for (let fd = 0; fd < 3; fd++)
			yield* sys.open("/dev/null", O_RDWR);
		const account = yield* login(sys, user ?? "exa", cwd,
			terminal === "console" ? CONSOLE : null);
		const all = environmentOf(account, env ?? {},
			Boolean(terminal));
		const environment = Object.entries(all)
			.map(([name, value]) => `${name}=${value}`);
		const events = yield* sys.events();
		const streams = terminal === "console" ? CONSOLE : terminal ?
			yield* this.#makeTerminal(sys, terminal) :
			yield* this.#makePipes(sys);

		this.#pid = yield* this.#spawn(sys, argv, all.PATH,
			environment, streams);
		if (typeof streams !== "string")
			for (const fd of streams)
				yield* sys.close(fd);
		return events;
	}

	/** @param {System} sys @param {{cols: number, rows: number}} size
	 * @returns {Task<string>} */
	*#makeTerminal(sys, { cols, rows }) {
		const [fd, name] = yield* sys.openTerminal(cols, rows);

		this.#terminal = this.#inputFd = fd;
		this.#outputs = [new Output(fd, 1)];
		return name;
	}

	/** @param {System} sys @returns {Task<number[]>} the program's ends */
	*#makePipes(sys) {
		const [input, toInput] = yield* sys.pipe();
		const [fromOutput, output] = yield* sys.pipe();
		const [fromError, error] = yield* sys.pipe();

		yield* sys.setNonblocking(toInput);
		this.#inputFd = toInput;
		this.#outputs = [new Output(fromOutput, 1),
			new Output(fromError, 2)];
		return [input, output, error];
	}

	/**
	 * @param {System} sys
	 * @param {string[]} argv
	 * @param {string} path
	 * @param {string[]} environment
	 * @param {number[] | string} streams
	 * @returns {Task<number>} the pid
	 */
	*#spawn(sys, argv, path, environment, streams) {
		const [name] = argv;
		const places = name.includes("/") ? [name] :
			path.split(":").map((at) => `${at || "."}/${name}`);
		let reason = new SystemError(ENOENT, name);

		for (const place of places) {
			try {
				return yield* sys.spawn(place, argv,
					environment, streams);
			} catch (error) {
				if (!(error instanceof SystemError) ||
					![ENOENT, ENOTDIR, EACCES]
						.includes(error.errno))
					throw error;
				if (reason.errno === ENOENT)
					reason = new SystemError(error.errno,
						name);
			}
		}
		throw reason;
	}

	/** Does what the page has said. @param {System} sys
	 * @returns {Task<void>} */
	*#listen(sys) {
		for (const message of this.#told.splice(0)) {
			if (message.op === "input")
				this.#take(message.bytes);
			else if (message.op === "ack")
				this.#outputs.filter(({ stream }) =>
					stream === message.stream).forEach(
					(one) => {
						one.acknowledged +=
							message.bytes;
					});
			else if (message.op === "signal")
				yield* this.#kill(sys, message.signal);
			else if (message.op === "resize" && this.#terminal >= 0)
				yield* sys.resize(this.#terminal,
					message.cols, message.rows);
			else if (message.op === "close")
				yield* this.#closeOutputs(sys);
		}
	}

	/** Input of the page; null: the end.
	 * @param {Uint8Array | null} bytes */
	#take(bytes) {
		if (this.#inputFd < 0 || this.#inputEnded) {
			if (bytes)
				this.#post({ type: "taken",
					bytes: bytes.length });
		} else if (bytes) {
			this.#input.push(bytes);
			this.#lastByte = bytes.at(-1) ?? this.#lastByte;
		} else if (this.#terminal >= 0) {
			/* The first one ends the line that was begun. */
			this.#input.push(new Uint8Array(
				[NEWLINE, RETURN].includes(this.#lastByte) ?
					[EOT] : [EOT, EOT]));
		} else {
			this.#inputEnded = true;
		}
	}

	/** @param {System} sys @param {number} signal @returns {Task<void>} */
	*#kill(sys, signal) {
		if (this.#ended)
			return;
		if (signal === SIGKILL && this.#reason === "exited")
			this.#reason = "killed";
		yield* sys.kill(-this.#pid, signal);
	}

	/** @param {System} sys @returns {Task<void>} */
	*#closeOutputs(sys) {
		for (const { fd } of this.#outputs.splice(0))
			yield* this.#closeOutput(sys, fd);
	}

	/** @param {System} sys @param {number} fd @returns {Task<void>} */
	*#closeOutput(sys, fd) {
		yield* sys.close(fd);
		if (fd !== this.#terminal)
			return;
		this.#terminal = this.#inputFd = -1;
		this.#dropInput();
	}

	/** Nobody reads it any more: who writes is not kept waiting. */
	#dropInput() {
		const bytes = this.#input.splice(0)
			.reduce((sum, { length }) => sum + length, 0);

		if (bytes > 0)
			this.#post({ type: "taken", bytes });
	}

	/**
	 * Waits until something happens, and does what follows from it.
	 * @param {System} sys
	 * @param {number} events
	 * @returns {Task<void>}
	 */
	*#wait(sys, events) {
		const wanted = [{ fd: events, events: POLLIN }];
		const outputs = this.#outputs.filter((one) => one.open);
		const left = this.#deadline - performance.now();

		for (const { fd } of outputs)
			wanted.push({ fd, events: POLLIN });
		if (this.#inputFd >= 0 &&
			(this.#input.length > 0 || this.#inputEnded))
			wanted.push({ fd: this.#inputFd, events: POLLOUT });
		const came = yield* sys.poll(wanted,
			left === Infinity ? -1 : Math.max(0, left));

		if (performance.now() >= this.#deadline)
			yield* this.#timeOut(sys);
		if (wanted.length > outputs.length + 1 && came.at(-1) !== 0)
			yield* this.#feed(sys);
		for (const [i, output] of outputs.entries())
			if (came[i + 1] !== 0)
				yield* this.#forward(sys, output);
		if (came[0] !== 0) {
			yield* sys.drain(events);
			yield* this.#look(sys);
		}
	}

	/** @param {System} sys @returns {Task<void>} */
	*#timeOut(sys) {
		this.#deadline = Infinity;
		if (this.#ended)
			return;
		this.#reason = "timeout";
		yield* sys.kill(-this.#pid, SIGKILL);
	}

	/** Writes what can be written. @param {System} sys
	 * @returns {Task<void>} */
	*#feed(sys) {
		const [bytes] = this.#input;

		try {
			if (bytes !== undefined) {
				const count = yield* sys.write(this.#inputFd,
					bytes.subarray(0, BUFFER_SIZE));
				if (count === -EAGAIN)
					return;
				this.#post({ type: "taken", bytes: count });
				if (count === bytes.length)
					this.#input.shift();
				else
					this.#input[0] = bytes.subarray(count);
			}
		} catch {
			this.#dropInput();
			this.#inputEnded = true;
		}
		if (this.#input.length === 0 && this.#inputEnded) {
			yield* sys.close(this.#inputFd);
			this.#inputFd = -1;
		}
	}

	/** @param {System} sys @param {Output} output
	 * @returns {Task<boolean>} false: nothing came, or it has ended */
	*#forward(sys, output) {
		let bytes;

		try {
			bytes = yield* sys.read(output.fd);
		} catch (error) {
			/* A terminal that nobody has open any more. */
			if (!(error instanceof SystemError) ||
				error.errno !== EIO)
				throw error;
			bytes = new Uint8Array(0);
		}
		if (bytes === null)
			return false;
		if (bytes.length === 0) {
			this.#outputs.splice(this.#outputs.indexOf(output), 1);
			yield* this.#closeOutput(sys, output.fd);
			return false;
		}
		output.sent += bytes.length;
		this.#post({ type: "output", stream: output.stream, bytes },
			[bytes.buffer]);
		return true;
	}

	/** Whether the program has ended. What it wrote goes before the news.
	 * @param {System} sys @returns {Task<void>} */
	*#look(sys) {
		const status = this.#ended ? -1 : yield* sys.wait(this.#pid);

		if (status < 0)
			return;
		this.#ended = true;
		this.#inputFd = -1;
		for (const output of [...this.#outputs])
			yield* this.#rest(sys, output);
		this.#dropInput();
		this.#post({ type: "exit", status, reason:
			(status & 0x7f) === SIGKILL ? this.#reason : "exited" });
	}

	/** What can be read without waiting, whatever is under way.
	 * @param {System} sys @param {Output} output @returns {Task<void>} */
	*#rest(sys, output) {
		for (;;) {
			const [came] = yield* sys.poll(
				[{ fd: output.fd, events: POLLIN }], 0);
			if (came === 0 || !(yield* this.#forward(sys, output)))
				return;
		}
	}
}
