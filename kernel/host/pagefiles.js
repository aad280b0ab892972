// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the page does with files: each a task of an agent, with the rights of
 * the user it asks for. A path that is not absolute starts at the user's home.
 */
import { BUFFER_SIZE } from "./callmemory.js";
import {
	EAGAIN, EIO, O_CREAT, O_RDONLY, O_TRUNC, O_WRONLY, S_IFDIR, S_IFLNK,
	S_IFMT, S_IFREG,
} from "./filesystem.js";
import { SystemError } from "./systemerror.js";

/** @template T @typedef {import("./agent.js").Task<T>} Task */
/** @typedef {import("./system.js").System} System */
/** @typedef {import("../../www/api/files.js").Tree} Tree */

const ENOENT = 2, EEXIST = 17, ENOTDIR = 20, EISDIR = 21, EFBIG = 27;
/** A file is handed over whole. */
const FILE_MAX = 256 << 20;
const DT_DIR = 4, DT_REG = 8, DT_LNK = 10;
const TYPES = new Map([[DT_DIR, "directory"], [DT_REG, "file"],
	[DT_LNK, "symlink"]]);
const MODES = new Map([[S_IFDIR, "directory"], [S_IFREG, "file"],
	[S_IFLNK, "symlink"]]);

/** @param {Uint8Array[]} parts */
function join(parts) {
	const whole = new Uint8Array(
		parts.reduce((sum, { length }) => sum + length, 0));
	let at = 0;

	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}

/** @param {System} sys @param {string} path
 * @returns {Task<Uint8Array<ArrayBuffer>>} */
function* readFile(sys, path) {
	const fd = yield* sys.open(path, O_RDONLY);
	/** @type {Uint8Array[]} */
	const parts = [];
	let size = 0;

	try {
		for (;;) {
			const bytes = yield* sys.read(fd);
			if (bytes === null || bytes.length === 0)
				return join(parts);
			size += bytes.length;
			if (size > FILE_MAX)
				throw new SystemError(EFBIG, `read ${path}`);
			parts.push(bytes);
		}
	} catch (error) {
		throw error instanceof SystemError && error.errno === EISDIR ?
			new SystemError(EISDIR, `read ${JSON.stringify(path)}`) :
			error;
	} finally {
		yield* sys.close(fd);
	}
}

/**
 * @param {System} sys
 * @param {string} path
 * @param {Uint8Array} bytes
 * @param {{mode?: number}} [options]
 * @returns {Task<void>}
 */
function* writeFile(sys, path, bytes, { mode } = {}) {
	const fd = yield* sys.open(path, O_WRONLY | O_CREAT | O_TRUNC,
		mode ?? 0o666);

	try {
		for (let at = 0; at < bytes.length;) {
			const count = yield* sys.write(fd,
				bytes.subarray(at, at + BUFFER_SIZE));
			if (count === -EAGAIN || count === 0)
				throw new SystemError(EIO, `write ${path}`);
			at += count;
		}
	} finally {
		yield* sys.close(fd);
	}
	if (mode !== undefined)
		yield* sys.chmod(path, mode);
}

/** @param {System} sys @param {string} path
 * @returns {Task<{name: string, type: string}[]>} */
function* readdir(sys, path) {
	return (yield* sys.readdir(path))
		.filter(({ name }) => name !== "." && name !== "..")
		.map(({ name, type }) =>
			({ name, type: TYPES.get(type) ?? "other" }))
		.sort((a, b) => a.name < b.name ? -1 : 1);
}

/** @param {System} sys @param {string} path
 * @param {{recursive?: boolean, mode?: number}} [options]
 * @returns {Task<void>} */
function* mkdir(sys, path, { recursive = false, mode = 0o777 } = {}) {
	if (!recursive) {
		yield* sys.mkdir(path, mode);
		return;
	}
	const names = path.split("/");
	for (let i = 1; i <= names.length; i++) {
		const at = names.slice(0, i).join("/");

		if (at !== "" && names[i - 1] !== "")
			yield* makeUnlessThere(sys, at, mode);
	}
}

/** @param {System} sys @param {string} path @param {number} mode
 * @returns {Task<void>} */
function* makeUnlessThere(sys, path, mode) {
	try {
		/* What is there counts more than that it could not be made. */
		const { mode: there } = yield* sys.stat(path);
		if ((there & S_IFMT) !== S_IFDIR)
			throw new SystemError(EEXIST,
				`mkdir ${JSON.stringify(path)}`);
	} catch (error) {
		if (!(error instanceof SystemError) || error.errno !== ENOENT)
			throw error;
		yield* sys.mkdir(path, mode);
	}
}

/** @param {System} sys @param {string} path
 * @param {{recursive?: boolean, force?: boolean}} [options]
 * @returns {Task<void>} */
function* rm(sys, path, { recursive = false, force = false } = {}) {
	let mode;

	try {
		({ mode } = yield* sys.stat(path, false));
	} catch (error) {
		if (force && error instanceof SystemError &&
			(error.errno === ENOENT || error.errno === ENOTDIR))
			return;
		throw error;
	}
	if ((mode & S_IFMT) !== S_IFDIR) {
		yield* sys.unlink(path);
		return;
	}
	if (!recursive)
		throw new SystemError(EISDIR, `rm ${JSON.stringify(path)}`);
	for (const { name } of yield* readdir(sys, path))
		yield* rm(sys, `${path}/${name}`, { recursive });
	yield* sys.unlink(path, true);
}

/** @param {System} sys @param {string} path
 * @param {{follow?: boolean}} [options] */
function* stat(sys, path, { follow = true } = {}) {
	const { mode, ...rest } = yield* sys.stat(path, follow);

	return { type: MODES.get(mode & S_IFMT) ?? "other",
		mode: mode & ~S_IFMT, ...rest };
}

/** Puts a tree into a directory, which is made.
 * @param {System} sys @param {Tree} tree @param {string} path
 * @returns {Task<void>} */
function* writeTree(sys, tree, path) {
	yield* mkdir(sys, path, { recursive: true });
	for (const [name, node] of Object.entries(tree)) {
		const at = `${path}/${name}`;

		if ("directory" in node)
			yield* writeTree(sys, node.directory, at);
		else if ("symlink" in node.file)
			yield* sys.symlink(node.file.symlink, at);
		else
			yield* writeFile(sys, at, node.file.contents,
				{ mode: node.file.mode });
	}
}

/** @param {System} sys @param {string} path @returns {Task<Tree>} */
function* readTree(sys, path) {
	/** Names may be anything. @type {Tree} */
	const tree = Object.create(null);

	for (const { name, type } of yield* readdir(sys, path)) {
		const at = `${path}/${name}`;

		if (type === "directory")
			tree[name] = { directory: yield* readTree(sys, at) };
		else if (type === "symlink")
			tree[name] = { file: {
				symlink: yield* sys.readlink(at) } };
		else if (type === "file")
			tree[name] = { file: {
				contents: yield* readFile(sys, at) } };
	}
	return tree;
}

/** By the names of the messages (docs/protocol.md).
 * @type {Record<string, (sys: System, ...args: any[]) => Task<any>>} */
export const FILE_CALLS = {
	readFile, writeFile, readdir, mkdir, rm, stat, readTree, writeTree,
	rename: (sys, from, to) => sys.rename(from, to),
	readlink: (sys, path) => sys.readlink(path),
	symlink: (sys, target, path) => sys.symlink(target, path),
	/* All that is kept is in one filesystem (docs/localfs.md). */
	sync: (sys) => sys.sync("/home"),
	chmod: (sys, path, mode) => sys.chmod(path, mode),
};
