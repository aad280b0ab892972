// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The system calls of agents about processes, users and terminals, besides
 * those of filesystem.js. Layouts: kernel/abi/user.h.
 */
import { FileSystem, O_CLOEXEC, O_NONBLOCK, O_RDWR } from "./filesystem.js";

/** @template T @typedef {import("./agent.js").Task<T>} Task */

export const SIGKILL = 9;

const SIGUSR1 = 10, SIGCHLD = 17, SIGSET_BYTES = 8, SIGINFO_BYTES = 128;
const WNOHANG = 1;
const TIOCSPTLCK = 0x40045431, TIOCGPTN = 0x80045430, TIOCSWINSZ = 0x5414;
/* struct exa_spawn and what goes with it. */
const SPAWN_DUP2 = 2, SPAWN_OPEN = 3;
const SPAWN_SETSIGMASK = 8, SPAWN_SETSID = 128;
const SPAWN_BYTES = 44, SPAWN_ACTION_BYTES = 24, SPAWN_ROOM = 1024;

const CALL = {
	ioctl: 29, signalfd4: 74, kill: 129, setresuid: 147, setresgid: 149,
	setgroups: 159, wait4: 260, exa_spawn: 1001,
};

export class System extends FileSystem {
	/** A descriptor that can be read when a child has ended or the page has
	 * called. @returns {Task<number>} */
	*events() {
		this.memory.begin();
		const at = this.memory.take(SIGSET_BYTES);

		this.memory.data.setBigUint64(at,
			1n << BigInt(SIGUSR1 - 1) | 1n << BigInt(SIGCHLD - 1),
			true);
		return yield* this.call("signalfd", CALL.signalfd4, -1, at,
			SIGSET_BYTES, O_CLOEXEC | O_NONBLOCK);
	}

	/** Takes what events() has told. @param {number} fd
	 * @returns {Task<void>} */
	*drain(fd) {
		let left;

		do
			left = yield* this.read(fd, 8 * SIGINFO_BYTES);
		while (left !== null);
	}

	/** Becomes another user; only root may.
	 * @param {number} uid @param {number[]} gids the first is the main one
	 * @returns {Task<void>} */
	*become(uid, gids) {
		this.memory.begin();
		const at = this.memory.take(4 * gids.length);
		const [gid] = gids;

		gids.forEach((one, i) =>
			this.memory.data.setUint32(at + 4 * i, one, true));
		yield* this.call("setgroups", CALL.setgroups, gids.length, at);
		yield* this.call("setgid", CALL.setresgid, gid, gid, gid);
		yield* this.call("setuid", CALL.setresuid, uid, uid, uid);
	}

	/** The master of a new pseudo-terminal, and its slave's name.
	 * @param {number} columns @param {number} rows
	 * @returns {Task<[number, string]>} */
	*openTerminal(columns, rows) {
		const fd = yield* this.open("/dev/ptmx", O_RDWR | O_NONBLOCK);

		this.memory.begin();
		const at = this.memory.take(4);
		this.memory.data.setUint32(at, 0, true);
		yield* this.call("ptmx", CALL.ioctl, fd, TIOCSPTLCK, at);
		yield* this.call("ptmx", CALL.ioctl, fd, TIOCGPTN, at);
		const name = `/dev/pts/${this.memory.data.getUint32(at, true)}`;
		yield* this.resize(fd, columns, rows);
		return [fd, name];
	}

	/** @param {number} fd a terminal's @param {number} columns
	 * @param {number} rows @returns {Task<void>} */
	*resize(fd, columns, rows) {
		this.memory.begin();
		const at = this.memory.take(8);

		[rows, columns, 0, 0].forEach((one, i) =>
			this.memory.data.setUint16(at + 2 * i, one, true));
		yield* this.call("resize", CALL.ioctl, fd, TIOCSWINSZ, at);
	}

	/**
	 * Starts a program in a session of its own, with descriptors 0 to 2 as
	 * given: those of the agent, or the name of its terminal.
	 * @param {string} path
	 * @param {string[]} argv
	 * @param {string[]} envp
	 * @param {number[] | string} streams
	 * @returns {Task<number>} its pid
	 */
	*spawn(path, argv, envp, streams) {
		/* A character has three bytes at most. */
		yield* this.memory.beginLong([path, ...argv, ...envp].reduce(
			(sum, { length }) => sum + 3 * length + 16,
			SPAWN_ROOM));
		return yield* this.call(path, CALL.exa_spawn,
			this.#spawnArgument(path, argv, envp, streams));
	}

	/** @param {string} path @param {string[]} argv @param {string[]} envp
	 * @param {number[] | string} streams @returns {number} its address */
	#spawnArgument(path, argv, envp, streams) {
		const at = this.memory.take(SPAWN_BYTES);
		const actions = this.memory.take(3 * SPAWN_ACTION_BYTES);
		const terminal = typeof streams === "string" ?
			this.memory.string(streams) : 0;
		/* op, fd, srcfd, path, oflag, mode */
		const steps = [0, 1, 2].map((fd) => {
			if (typeof streams !== "string")
				return [SPAWN_DUP2, fd, streams[fd], 0, 0, 0];
			return fd === 0 ?
				[SPAWN_OPEN, 0, 0, terminal, O_RDWR, 0] :
				[SPAWN_DUP2, fd, 0, 0, 0, 0];
		});

		this.memory.words(actions, steps.flat());
		this.memory.words(at, [this.memory.string(path),
			this.memory.strings(argv), this.memory.strings(envp),
			actions, steps.length,
			SPAWN_SETSIGMASK | SPAWN_SETSID, 0, 0, 0, 0, 0]);
		return at;
	}

	/** @param {number} pid @returns {Task<number>} its wait status; -1: it
	 *	has not ended */
	*wait(pid) {
		this.memory.begin();
		const at = this.memory.take(4);
		const result = yield* this.call("wait", CALL.wait4, pid, at,
			WNOHANG, 0);

		return result === 0 ? -1 : this.memory.data.getInt32(at, true);
	}

	/** Signals a process, or with -pid a group; one that is gone already
	 * does not matter. @param {number} pid @param {number} signal
	 * @returns {Task<void>} */
	*kill(pid, signal) {
		yield [CALL.kill, pid, signal];
	}
}
