// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The system calls of agents about files and descriptors: tasks (agent.js)
 * that put the arguments into the agent's memory and throw a SystemError for a
 * negative result. Numbers and structures are Linux's (asm-generic).
 */
import { BUFFER, BUFFER_SIZE, CallMemory } from "./callmemory.js";
import { SystemError } from "./systemerror.js";

/** @template T @typedef {import("./agent.js").Task<T>} Task */

export const O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, O_CREAT = 0o100,
	O_TRUNC = 0o1000, O_NONBLOCK = 0o4000, O_DIRECTORY = 0o200000,
	O_CLOEXEC = 0o2000000;
export const S_IFMT = 0o170000, S_IFDIR = 0o040000, S_IFREG = 0o100000,
	S_IFLNK = 0o120000;
export const POLLIN = 1, POLLOUT = 4;
export const EIO = 5, EAGAIN = 11, ENAMETOOLONG = 36;

const AT_FDCWD = -100, AT_SYMLINK_NOFOLLOW = 0x100, AT_REMOVEDIR = 0x200;
const O_NOCTTY = 0o400, F_SETFL = 4;
const PATH_MAX = 4096, SIGSET_BYTES = 8, POLLFD = 8;

const CALL = {
	fcntl: 25, mkdirat: 34, unlinkat: 35, symlinkat: 36, chdir: 49,
	fchmodat: 53, fchownat: 54, openat: 56, close: 57, pipe2: 59,
	getdents64: 61, read: 63, write: 64, ppoll: 73, readlinkat: 78,
	fstatat: 79, syncfs: 267, renameat2: 276,
};

/**
 * What stat() tells.
 * @typedef {{mode: number, uid: number, gid: number, size: number,
 *	mtimeMs: number, ino: number, nlink: number}} Stat
 */

export class FileSystem {
	memory;

	/** @param {() => Uint8Array} view of the memory, as it is now */
	constructor(view) {
		this.memory = new CallMemory(view);
	}

	/**
	 * @param {string} what for the error's message
	 * @param {number[]} words the call's number and arguments
	 * @returns {Task<number>}
	 */
	*call(what, ...words) {
		const result = yield words;

		if (result < 0)
			throw new SystemError(-result, what);
		return result;
	}

	/** A call with one path. @param {string} what @param {string} path
	 * @param {(at: number) => number[]} words @returns {Task<number>} */
	*#path(what, path, words) {
		this.memory.begin();
		if (path.length >= PATH_MAX)
			throw new SystemError(ENAMETOOLONG, `${what} ${path}`);
		return yield* this.call(`${what} ${JSON.stringify(path)}`,
			...words(this.memory.string(path)));
	}

	/** @param {string} path @param {number} flags @param {number} [mode]
	 * @returns {Task<number>} a descriptor, closed in what is spawned */
	*open(path, flags, mode = 0) {
		return yield* this.#path("open", path, (at) => [CALL.openat,
			AT_FDCWD, at, flags | O_CLOEXEC | O_NOCTTY, mode]);
	}

	/** @param {number} fd @returns {Task<void>} */
	*close(fd) {
		yield [CALL.close, fd];
	}

	/** @param {number} fd @param {number} [size] at most BUFFER_SIZE
	 * @returns {Task<Uint8Array<ArrayBuffer> | null>} a copy, empty at the
	 *	end; null: it would wait */
	*read(fd, size = BUFFER_SIZE) {
		const result = yield [CALL.read, fd, BUFFER, size];

		if (result === -EAGAIN)
			return null;
		if (result < 0)
			throw new SystemError(-result, "read");
		return new Uint8Array(
			this.memory.view.slice(BUFFER, BUFFER + result));
	}

	/** @param {number} fd @param {Uint8Array} bytes BUFFER_SIZE at most
	 * @returns {Task<number>} how many were written, or -EAGAIN */
	*write(fd, bytes) {
		this.memory.view.set(bytes, BUFFER);
		const result = yield [CALL.write, fd, BUFFER, bytes.length];

		if (result < 0 && result !== -EAGAIN)
			throw new SystemError(-result, "write");
		return result;
	}

	/** @returns {Task<[number, number]>} where to read and to write */
	*pipe() {
		this.memory.begin();
		const at = this.memory.take(8);

		yield* this.call("pipe", CALL.pipe2, at, O_CLOEXEC);
		return [this.memory.data.getInt32(at, true),
			this.memory.data.getInt32(at + 4, true)];
	}

	/** Writing to a pipe shall never wait. @param {number} fd
	 * @returns {Task<void>} */
	*setNonblocking(fd) {
		yield* this.call("fcntl", CALL.fcntl, fd, F_SETFL,
			O_WRONLY | O_NONBLOCK);
	}

	/**
	 * @param {{fd: number, events: number}[]} wanted
	 * @param {number} ms -1: as long as it takes
	 * @returns {Task<number[]>} what came, by index
	 */
	*poll(wanted, ms) {
		this.memory.begin();
		const at = this.memory.take(wanted.length * POLLFD);
		const time = this.memory.take(16);

		this.memory.words(at, wanted.flatMap(({ fd, events }) =>
			[fd, events]));
		this.memory.data.setBigInt64(time,
			BigInt(Math.floor(Math.max(ms, 0) / 1000)), true);
		this.memory.data.setInt32(time + 8,
			Math.floor(Math.max(ms, 0) % 1000 * 1e6), true);
		yield* this.call("poll", CALL.ppoll, at, wanted.length,
			ms < 0 ? 0 : time, 0, SIGSET_BYTES);
		return wanted.map((_, i) =>
			this.memory.data.getUint16(at + i * POLLFD + 6, true));
	}

	/** @param {string} path @param {boolean} [follow]
	 * @returns {Task<Stat>} */
	*stat(path, follow = true) {
		const to = BUFFER;

		yield* this.#path("stat", path, (at) => [CALL.fstatat,
			AT_FDCWD, at, to, follow ? 0 : AT_SYMLINK_NOFOLLOW]);
		const data = this.memory.data;
		return {
			ino: Number(data.getBigUint64(to + 8, true)),
			mode: data.getUint32(to + 16, true),
			nlink: data.getUint32(to + 20, true),
			uid: data.getUint32(to + 24, true),
			gid: data.getUint32(to + 28, true),
			size: Number(data.getBigInt64(to + 40, true)),
			mtimeMs: Number(data.getBigInt64(to + 80, true)) *
				1000 + data.getInt32(to + 88, true) / 1e6,
		};
	}

	/** @param {string} path
	 * @returns {Task<{name: string, type: number}[]>} type: DT_* */
	*readdir(path) {
		const fd = yield* this.open(path, O_RDONLY | O_DIRECTORY);
		/** @type {{name: string, type: number}[]} */
		const entries = [];

		try {
			for (;;) {
				const size = yield* this.call(
					`readdir ${path}`, CALL.getdents64, fd,
					BUFFER, BUFFER_SIZE);
				if (size === 0)
					return entries;
				this.#entries(size, entries);
			}
		} finally {
			yield* this.close(fd);
		}
	}

	/** @param {number} size
	 * @param {{name: string, type: number}[]} entries gets them */
	#entries(size, entries) {
		const bytes = this.memory.view;

		for (let at = BUFFER; at < BUFFER + size;) {
			const length = bytes[at + 16] | bytes[at + 17] << 8;
			const name = bytes.slice(at + 19,
				bytes.indexOf(0, at + 19));

			entries.push({ type: bytes[at + 18],
				name: new TextDecoder().decode(name) });
			at += length;
		}
	}

	/** @param {string} path @param {number} mode @returns {Task<void>} */
	*mkdir(path, mode) {
		yield* this.#path("mkdir", path, (at) =>
			[CALL.mkdirat, AT_FDCWD, at, mode]);
	}

	/** @param {string} path @param {boolean} [directory]
	 * @returns {Task<void>} */
	*unlink(path, directory = false) {
		yield* this.#path(directory ? "rmdir" : "unlink", path,
			(at) => [CALL.unlinkat, AT_FDCWD, at,
				directory ? AT_REMOVEDIR : 0]);
	}

	/** @param {string} from @param {string} to @returns {Task<void>} */
	*rename(from, to) {
		yield* this.#path("rename", from, (at) => [CALL.renameat2,
			AT_FDCWD, at, AT_FDCWD, this.memory.string(to), 0]);
	}

	/** @param {string} target @param {string} path @returns {Task<void>} */
	*symlink(target, path) {
		yield* this.#path("symlink", path, (at) => [CALL.symlinkat,
			this.memory.string(target), AT_FDCWD, at]);
	}

	/** @param {string} path @returns {Task<string>} */
	*readlink(path) {
		const size = yield* this.#path("readlink", path, (at) =>
			[CALL.readlinkat, AT_FDCWD, at, BUFFER, PATH_MAX]);

		return new TextDecoder().decode(
			this.memory.view.slice(BUFFER, BUFFER + size));
	}

	/** @param {string} path @param {number} mode @returns {Task<void>} */
	*chmod(path, mode) {
		yield* this.#path("chmod", path, (at) =>
			[CALL.fchmodat, AT_FDCWD, at, mode]);
	}

	/** @param {string} path @param {number} uid @returns {Task<void>} */
	*chown(path, uid) {
		yield* this.#path("chown", path, (at) =>
			[CALL.fchownat, AT_FDCWD, at, uid, -1, 0]);
	}

	/** What was written to the filesystem of a file is safe. sync() would
	 * not tell that it could not be stored.
	 * @param {string} path @returns {Task<void>} */
	*sync(path) {
		const fd = yield* this.open(path, 0);

		yield* this.call(`sync ${path}`, CALL.syncfs, fd);
	}

	/** @param {string} path @returns {Task<void>} */
	*chdir(path) {
		yield* this.#path("chdir", path, (at) => [CALL.chdir, at]);
	}
}
