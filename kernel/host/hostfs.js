// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Directories of the host for hostfs, under Node: the other side of
 * servers/resmgr/hostfs.h, which says what the operations and their arguments
 * are. Paths are bytes throughout, since names need not be UTF-8. Nothing is
 * remembered here but open descriptors, which are Node's own, and listings
 * that can be made again.
 */
import * as fs from "node:fs";
import { errnoOf } from "./hosterrno.js";
import { makeListings } from "./hostlist.js";

const { O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK,
	O_DIRECTORY } = fs.constants;

/* enum hostfs_op, in its order. */
const OPERATIONS = /** @type {const} */ ([
	"stat", "statfs", "readlink", "readdir", "open", "close", "read",
	"write", "truncate", "sync", "create", "mkdir", "symlink", "link",
	"rename", "unlink", "rmdir", "chmod", "chown", "utimes",
]);

/* Operations that a directory mounted read-only refuses. */
const CHANGES = new Set(["create", "mkdir", "symlink", "link", "rename",
	"unlink", "rmdir", "chmod", "chown", "utimes"]);

/* enum hostfs_open, in its order. NONBLOCK: should a FIFO be there now. */
const OPEN_FLAGS = [
	O_RDONLY | O_NOFOLLOW | O_NONBLOCK,
	O_WRONLY | O_NOFOLLOW | O_NONBLOCK,
	O_RDONLY | O_NOFOLLOW | O_DIRECTORY,
];
const OPEN_WRITING = 1;

const EXA_UID = 1000;
const LEAVE = 0xffffffff;
const OMIT = -(2n ** 63n);
const EINVAL = 22, EROFS = 30, ENAMETOOLONG = 36;
const PATH_ROOM = 4096, TRANSFER = 65536;
const SLASH = Buffer.from("/");

const HOST_UID = process.geteuid?.() ?? 0;
const HOST_GID = process.getegid?.() ?? 0;

/** The host's user is the machine's. @param {bigint} id @param {number} own */
const toMachine = (id, own) => Number(id) === own ? EXA_UID : Number(id);
/** @param {number} id @param {number} own */
const toHost = (id, own) => id === EXA_UID ? own : id;

/**
 * struct hostfs_stat
 * @param {DataView} to
 * @param {fs.BigIntStats} st
 */
function putStat(to, st) {
	const wide = [st.dev, st.ino, st.size, st.blocks, st.rdev,
		st.atimeNs, st.mtimeNs, st.ctimeNs];
	const narrow = [Number(st.mode), Number(st.nlink),
		toMachine(st.uid, HOST_UID), toMachine(st.gid, HOST_GID)];

	wide.forEach((value, i) => to.setBigInt64(i * 8, value, true));
	narrow.forEach((value, i) => to.setUint32(64 + i * 4, value, true));
}

/**
 * A time as Node wants it: seconds, but before 1970 a Date, since it takes
 * negative numbers for "now".
 * @param {bigint} ns
 * @param {bigint} present the time the file has now
 */
function toTime(ns, present) {
	const seconds = Number(ns === OMIT ? present : ns) / 1e9;

	return seconds < 0 ? new Date(seconds * 1000) : seconds;
}

/** Whether a component of the path leads out of the directory.
 * @param {Buffer} path */
function leadsOut(path) {
	return path.length === 0 || path[0] === SLASH[0] ||
		(path.includes("..") &&
			path.toString("latin1").split("/").includes(".."));
}

class HostFiles {
	#directories;
	#memory;
	#list = makeListings();

	/**
	 * @param {{path: string, readonly: boolean}[]} directories
	 * @param {() => Uint8Array} memory
	 */
	constructor(directories, memory) {
		this.#directories = directories.map(({ path, readonly }) => ({
			prefix: Buffer.concat([Buffer.from(path), SLASH]),
			readonly,
		}));
		this.#memory = memory;
	}

	/**
	 * host_file() of kernel/host.h.
	 * @param {number} op
	 * @param {number} a
	 * @param {number} b
	 * @param {number} buffer
	 * @param {number} size
	 * @param {number} offset
	 * @returns {number}
	 */
	call(op, a, b, buffer, size, offset) {
		const name = OPERATIONS[op];

		if (name === undefined)
			return -EINVAL;
		if (CHANGES.has(name) && size > 0 &&
			this.#directories[a]?.readonly)
			return -EROFS;
		try {
			return this[name](a, b, buffer, size, offset) ?? 0;
		} catch (error) {
			return -errnoOf(error);
		}
	}

	/** @param {number} at @param {number} size */
	#bytes(at, size) {
		return this.#memory().subarray(at, at + size);
	}

	/** @param {number} at @param {number} size */
	#view(at, size) {
		return new DataView(this.#memory().buffer, at, size);
	}

	/**
	 * A path on the host: of a directory and a path below it.
	 * @param {number} directory
	 * @param {number} at
	 * @param {number} size
	 */
	#path(directory, at, size) {
		const path = Buffer.from(this.#bytes(at, size));
		const { prefix } = this.#directories[directory] ?? {};

		if (prefix === undefined || leadsOut(path))
			throw Object.assign(new Error(), { code: "EINVAL" });
		return Buffer.concat([prefix, path]);
	}

	/**
	 * What an operation is about: a path, or an open file if it has none.
	 * @template T
	 * @param {number} a
	 * @param {number} buffer
	 * @param {number} size
	 * @param {(path: Buffer) => T} onPath
	 * @param {(fd: number) => T} onFile
	 */
	#target(a, buffer, size, onPath, onFile) {
		return size > 0 ? onPath(this.#path(a, buffer, size)) :
			onFile(a);
	}

	/** @param {number} a @param {number} buffer @param {number} size */
	#statOf(a, buffer, size) {
		return this.#target(a, buffer, size,
			(path) => fs.lstatSync(path, { bigint: true }),
			(fd) => fs.fstatSync(fd, { bigint: true }));
	}

	/* The operations, each called with (a, b, buffer, size, offset). */

	/** @param {number[]} args */
	stat(...[a, b, buffer, size]) {
		const st = this.#statOf(a, buffer, size);

		putStat(this.#view(b, 80), st);
	}

	/** @param {number[]} args */
	statfs(...[a, b, buffer, size]) {
		const st = fs.statfsSync(this.#path(a, buffer, size),
			{ bigint: true });
		const view = this.#view(b, 48);

		[st.bsize, st.blocks, st.bfree, st.bavail, st.files, st.ffree]
			.forEach((value, i) =>
				view.setBigUint64(i * 8, value, true));
	}

	/** @param {number[]} args */
	readlink(...[a, b, buffer, size]) {
		const target = fs.readlinkSync(this.#path(a, buffer, size),
			{ encoding: "buffer" });

		if (target.length > PATH_ROOM)
			return -ENAMETOOLONG;
		this.#memory().set(target, b);
		return target.length;
	}

	/** @param {number[]} args */
	readdir(...[a, b, buffer, size, cursor]) {
		return this.#list(this.#path(a, buffer, size), cursor,
			this.#bytes(b, TRANSFER));
	}

	/** @param {number[]} args */
	open(...[a, how, buffer, size]) {
		if (how === OPEN_WRITING && this.#directories[a]?.readonly)
			return -EROFS;
		return fs.openSync(this.#path(a, buffer, size),
			OPEN_FLAGS[how]);
	}

	/** @param {number[]} args */
	close(...[fd]) {
		fs.closeSync(fd);
	}

	/** @param {number[]} args */
	read(...[fd, , buffer, size, offset]) {
		return fs.readSync(fd, this.#memory(), buffer, size, offset);
	}

	/** @param {number[]} args */
	write(...[fd, , buffer, size, offset]) {
		return fs.writeSync(fd, this.#memory(), buffer, size, offset);
	}

	/** @param {number[]} args */
	truncate(...[fd, , , , length]) {
		fs.ftruncateSync(fd, length);
	}

	/** @param {number[]} args */
	sync(...[fd]) {
		fs.fsyncSync(fd);
	}

	/* The mode is set once more since the host's umask is not ours. */

	/** @param {number[]} args */
	create(...[a, mode, buffer, size]) {
		const fd = fs.openSync(this.#path(a, buffer, size),
			O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode);

		fs.fchmodSync(fd, mode);
		return fd;
	}

	/** @param {number[]} args */
	mkdir(...[a, mode, buffer, size]) {
		const path = this.#path(a, buffer, size);

		fs.mkdirSync(path, mode);
		fs.chmodSync(path, mode);
	}

	/** @param {number[]} args */
	symlink(...[a, length, buffer, size]) {
		const target = this.#bytes(buffer + length, size - length);

		fs.symlinkSync(Buffer.from(target),
			this.#path(a, buffer, length));
	}

	/** @param {number[]} args */
	link(...[a, length, buffer, size]) {
		fs.linkSync(this.#path(a, buffer, length),
			this.#path(a, buffer + length, size - length));
	}

	/** @param {number[]} args */
	rename(...[a, length, buffer, size]) {
		fs.renameSync(this.#path(a, buffer, length),
			this.#path(a, buffer + length, size - length));
	}

	/** @param {number[]} args */
	unlink(...[a, , buffer, size]) {
		fs.unlinkSync(this.#path(a, buffer, size));
	}

	/** @param {number[]} args */
	rmdir(...[a, , buffer, size]) {
		fs.rmdirSync(this.#path(a, buffer, size));
	}

	/** @param {number[]} args */
	chmod(...[a, mode, buffer, size]) {
		this.#target(a, buffer, size,
			(path) => fs.chmodSync(path, mode),
			(fd) => fs.fchmodSync(fd, mode));
	}

	/** @param {number[]} args */
	chown(...[a, b, buffer, size]) {
		const st = this.#statOf(a, buffer, size);
		const view = this.#view(b, 8);
		const newUid = view.getUint32(0, true);
		const newGid = view.getUint32(4, true);
		const uid = newUid === LEAVE ? Number(st.uid) :
			toHost(newUid, HOST_UID);
		const gid = newGid === LEAVE ? Number(st.gid) :
			toHost(newGid, HOST_GID);

		this.#target(a, buffer, size,
			(path) => fs.lchownSync(path, uid, gid),
			(fd) => fs.fchownSync(fd, uid, gid));
	}

	/** @param {number[]} args */
	utimes(...[a, b, buffer, size]) {
		const st = this.#statOf(a, buffer, size);
		const view = this.#view(b, 16);
		const atime = toTime(view.getBigInt64(0, true), st.atimeNs);
		const mtime = toTime(view.getBigInt64(8, true), st.mtimeNs);

		this.#target(a, buffer, size,
			(path) => fs.lutimesSync(path, atime, mtime),
			(fd) => fs.futimesSync(fd, atime, mtime));
	}
}

/**
 * Makes host_file() for these directories; a directory's number is its index.
 * @param {{path: string, readonly: boolean}[]} directories
 * @param {() => Uint8Array} memory the kernel's memory as it is now
 * @returns {(op: number, a: number, b: number, buffer: number, size: number,
 *	offset: number) => number}
 */
export function makeHostFiles(directories, memory) {
	const files = new HostFiles(directories, memory);

	return (op, a, b, buffer, size, offset) =>
		files.call(op, a, b, buffer, size, offset);
}
