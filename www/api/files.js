// SPDX-License-Identifier: GPL-3.0-or-later
/* The files of a machine as a page sees them. */
import { SystemError } from "./client.js";
import { Watcher } from "./watch.js";

/** @typedef {import("./client.js").Client} Client */
/**
 * A tree as WebContainer has it: {NAME: {file: {contents}}, NAME: {file:
 * {symlink}}, NAME: {directory: {...}}}.
 * @typedef {{[name: string]: {directory: Tree} | {file: {contents:
 *	Uint8Array, mode?: number} | {symlink: string}}}} Tree
 */
/** @typedef {string | ArrayBuffer | ArrayBufferView} Data */
/** @typedef {import("./watch.js").WatchListener} WatchListener */
/** @typedef {import("./watch.js").WatchOptions} WatchOptions */
/** A tree with contents that may be text.
 * @typedef {{[name: string]: {directory: InputTree} | {file: {contents:
 *	Data, mode?: number} | {symlink: string}}}} InputTree */

/**
 * @param {string | ArrayBuffer | ArrayBufferView} data
 * @returns {Uint8Array<ArrayBuffer>} a copy, unless it was text
 */
export function toBytes(data) {
	if (typeof data === "string")
		return new TextEncoder().encode(data);
	if (ArrayBuffer.isView(data))
		return new Uint8Array(new Uint8Array(data.buffer,
			data.byteOffset, data.byteLength));
	if (data instanceof ArrayBuffer)
		return new Uint8Array(data.slice(0));
	throw new TypeError("data must be a string, an ArrayBuffer or a view " +
		`of one, not ${data}`);
}

/** The files of a machine. Paths that are not absolute are in the home. */
export class Files {
	#client;
	#user;

	/** @param {Client} client @param {string} [user] */
	constructor(client, user) {
		this.#client = client;
		this.#user = user;
	}

	/** @param {string} call @param {unknown[]} args
	 * @returns {Promise<any>} */
	#call(call, ...args) {
		return new Promise((resolve, reject) => {
			this.#client.request({ op: "file", call, args,
				user: this.#user }, {
				message(message) {
					if (message.type === "result")
						resolve(message.value);
					else if (message.type === "error")
						reject(new SystemError(
							message.code,
							message.message));
				},
				failed: reject,
			});
		});
	}

	/**
	 * @overload
	 * @param {string} path
	 * @returns {Promise<Uint8Array>}
	 */
	/**
	 * @overload
	 * @param {string} path
	 * @param {string | {encoding: string}} encoding utf8 and others
	 * @returns {Promise<string>}
	 */
	/** The whole of a file. @param {string} path
	 * @param {string | {encoding?: string}} [encoding]
	 * @returns {Promise<Uint8Array | string>} */
	async readFile(path, encoding) {
		const name = typeof encoding === "object" ? encoding.encoding :
			encoding;
		const bytes = await this.#call("readFile", path);

		return name === undefined ? bytes :
			new TextDecoder(name).decode(bytes);
	}

	/** @param {string} path @param {Data} data
	 * @param {{mode?: number}} [options] @returns {Promise<void>} */
	async writeFile(path, data, options) {
		await this.#call("writeFile", path, toBytes(data), options);
	}

	/**
	 * @overload
	 * @param {string} path
	 * @returns {Promise<string[]>}
	 */
	/**
	 * @overload
	 * @param {string} path
	 * @param {{withFileTypes: true}} options
	 * @returns {Promise<{name: string, type: string}[]>}
	 */
	/** The names in a directory, sorted. @param {string} path
	 * @param {{withFileTypes?: boolean}} [options]
	 * @returns {Promise<any>} with withFileTypes {name, type}: type is
	 *	file, directory, symlink or other */
	async readdir(path, { withFileTypes = false } = {}) {
		/** @type {{name: string, type: string}[]} */
		const entries = await this.#call("readdir", path);

		return withFileTypes ? entries :
			entries.map(({ name }) => name);
	}

	/** @param {string} path
	 * @param {{recursive?: boolean, mode?: number}} [options]
	 * @returns {Promise<void>} */
	mkdir(path, options) {
		return this.#call("mkdir", path, options);
	}

	/** Removes a file, or with recursive a directory. @param {string} path
	 * @param {{recursive?: boolean, force?: boolean}} [options]
	 * @returns {Promise<void>} */
	rm(path, options) {
		return this.#call("rm", path, options);
	}

	/** @param {string} from @param {string} to @returns {Promise<void>} */
	rename(from, to) {
		return this.#call("rename", from, to);
	}

	/** @param {string} path @param {{follow?: boolean}} [options] follow
	 *	false: a symbolic link itself
	 * @returns {Promise<{type: string, mode: number, size: number,
	 *	uid: number, gid: number, mtimeMs: number, ino: number,
	 *	nlink: number}>} */
	stat(path, options) {
		return this.#call("stat", path, options);
	}

	/** @param {string} path @returns {Promise<string>} */
	readlink(path) {
		return this.#call("readlink", path);
	}

	/** @param {string} target @param {string} path
	 * @returns {Promise<void>} */
	symlink(target, path) {
		return this.#call("symlink", target, path);
	}

	/** @param {string} path @param {number} mode
	 * @returns {Promise<void>} */
	chmod(path, mode) {
		return this.#call("chmod", path, mode);
	}

	/**
	 * Tells of changes in a directory or of a file. A process of the
	 * machine looks at it now and then; what comes and goes between two
	 * looks is not seen.
	 * @param {string} path
	 * @param {WatchOptions | WatchListener} options may be left out
	 * @param {WatchListener} [listener]
	 * @returns {Watcher}
	 */
	watch(path, options, listener) {
		const [more, tell] = typeof options === "function" ?
			[{}, options] : [options ?? {}, listener];

		if (typeof tell !== "function")
			throw new TypeError("watch(path, options, listener): " +
				"listener is no function");
		return new Watcher(this.#client, { path, user: this.#user },
			more, tell);
	}

	/** What was written is safe, as far as it is kept.
	 * @returns {Promise<void>} */
	sync() {
		return this.#call("sync");
	}

	/** Puts a tree of files into a directory, which is made. For
	 * Machine.mount(). @param {InputTree} tree @param {string} path
	 * @returns {Promise<void>} */
	async writeTree(tree, path) {
		await this.#call("writeTree", encodeTree(tree), path);
	}

	/** @param {string} path @returns {Promise<Tree>} */
	readTree(path) {
		return this.#call("readTree", path);
	}
}

/** Contents may be strings. @param {any} tree @returns {Tree} */
function encodeTree(tree) {
	return Object.fromEntries(Object.entries(tree).map(([name, node]) => {
		if (node.directory)
			return [name,
				{ directory: encodeTree(node.directory) }];
		if (node.file?.contents !== undefined)
			return [name, { file: { ...node.file,
				contents: toBytes(node.file.contents) } }];
		return [name, node];
	}));
}
