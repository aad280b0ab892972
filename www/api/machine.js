// SPDX-License-Identifier: GPL-3.0-or-later
/* A machine as a page sees it. */
import { SystemError } from "./client.js";
import { Process } from "./process.js";

/** @typedef {import("./client.js").Client} Client */
/** @typedef {import("../../kernel/host/pagefiles.js").Tree} Tree */
/** The same with contents that may be text.
 * @typedef {{[name: string]: {directory: InputTree} | {file: {contents:
 *	string | Uint8Array, mode?: number} | {symlink: string}}}} InputTree */

/**
 * @typedef {object} BootOptions
 * @property {Record<string, string | Uint8Array>} [files] written before
 *	boot() resolves, by path; one that is not absolute is in the home
 * @property {Uint8Array | Blob} [image] a tar archive for the home
 * @property {Record<string, string>} [env] of every program
 * @property {AbortSignal} [signal] aborted: boot() rejects
 */

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the home if it is not given
 * @property {Record<string, string>} [env] besides HOME, PATH and the like
 * @property {"exa" | "root"} [user] exa if it is not given
 * @property {number} [timeoutMs] after which it is killed
 * @property {AbortSignal} [signal] aborted: it is killed
 */

/** @typedef {true | "console" | {cols: number, rows: number}} TerminalOption */

/**
 * @typedef {object} Result
 * @property {string} stdout
 * @property {string} stderr
 * @property {number} exitCode 128 and a number: ended by that signal
 * @property {"exited" | "signaled" | "timeout" | "killed"} reason
 */

/** @param {ReadableStream<Uint8Array> | null} stream */
async function bytesOf(stream) {
	return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {string | Uint8Array} data */
function toBytes(data) {
	return typeof data === "string" ? new TextEncoder().encode(data) : data;
}

/** The files of a machine. Paths that are not absolute are in the home. */
class Files {
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
	 * @param {"utf8" | "utf-8"} encoding
	 * @returns {Promise<string>}
	 */
	/** The whole of a file. @param {string} path
	 * @param {string} [encoding] @returns {Promise<Uint8Array | string>} */
	async readFile(path, encoding) {
		const bytes = await this.#call("readFile", path);

		return encoding === undefined ? bytes :
			new TextDecoder(encoding).decode(bytes);
	}

	/** @param {string} path @param {string | Uint8Array} data
	 * @param {{mode?: number}} [options] @returns {Promise<void>} */
	writeFile(path, data, options) {
		return this.#call("writeFile", path, toBytes(data), options);
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

	/** Puts a tree of files into a directory, which is made. For
	 * Machine.mount(). @param {InputTree} tree @param {string} path
	 * @returns {Promise<void>} */
	writeTree(tree, path) {
		return this.#call("writeTree", encodeTree(tree), path);
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

export class Machine {
	#client;
	#env;
	/** The machine's files. */
	fs;

	/**
	 * For Exa.boot().
	 * @param {Client} client
	 * @param {Record<string, string>} [env]
	 */
	constructor(client, env) {
		this.#client = client;
		this.#env = env;
		this.fs = new Files(client);
	}

	/**
	 * For Exa.boot().
	 * @param {Client} client
	 * @param {BootOptions} options
	 */
	static async start(client, { files = {}, image, env }) {
		const machine = new Machine(client, env);

		if (image)
			await machine.mount(image);
		for (const [path, data] of Object.entries(files)) {
			const at = path.lastIndexOf("/");

			if (at > 0)
				await machine.fs.mkdir(path.slice(0, at),
					{ recursive: true });
			await machine.fs.writeFile(path, data);
		}
		/* The first answer is that it has booted. */
		await machine.fs.stat("/");
		return machine;
	}

	/**
	 * Starts a program.
	 * @param {string} command a name without a slash is looked for in PATH
	 * @param {string[]} [args]
	 * @param {RunOptions & {terminal?: TerminalOption}} [options]
	 *	terminal: it runs on one of its own; "console": on that of the
	 *	machine, which nobody else uses in runlevel 4
	 * @returns {Promise<Process>} once it runs; rejects with a SystemError
	 *	when it cannot be started
	 */
	async spawn(command, args = [], options = {}) {
		const process = this.#start([command, ...args], options);

		await process.pid;
		return process;
	}

	/** @param {string[]} argv
	 * @param {RunOptions & {terminal?: TerminalOption}} options */
	#start(argv, { terminal, signal, env, cwd, user, timeoutMs }) {
		signal?.throwIfAborted();
		const process = new Process(this.#client, {
			argv, cwd, user, timeoutMs,
			env: { ...this.#env, ...env },
			terminal: terminal === true ? { cols: 80, rows: 24 } :
				terminal,
		});

		if (signal) {
			const kill = () => process.kill("KILL");
			const done = () =>
				signal.removeEventListener("abort", kill);

			signal.addEventListener("abort", kill);
			process.exited.then(done, done);
		}
		return process;
	}

	/**
	 * Runs a script by sh and waits for its end.
	 * @param {string} script
	 * @param {RunOptions & {stdin?: string | Uint8Array}} [options]
	 * @returns {Promise<Result>}
	 */
	async exec(script, { stdin, ...options } = {}) {
		const process = this.#start(["/bin/sh", "-c", script], options);
		const { exitCode, reason, stdout, stderr } =
			await this.#collect(process, stdin);
		const text = new TextDecoder();

		return { stdout: text.decode(stdout),
			stderr: text.decode(stderr), exitCode, reason };
	}

	/** @param {Process} process @param {string | Uint8Array} [stdin] */
	async #collect(process, stdin = "") {
		const writer = process.input.getWriter();
		const output = bytesOf(process.output);
		const errors = bytesOf(process.errors);

		writer.write(stdin).catch(() => {});
		writer.close().catch(() => {});
		const exit = await process.exited.catch(async (error) => {
			await Promise.allSettled([output, errors]);
			throw error;
		});
		/* What it left in the background may keep them open. */
		process.close();
		return { ...exit, stdout: await output, stderr: await errors };
	}

	/** @param {string[]} argv @param {string} path
	 * @param {Uint8Array} [stdin] */
	async #tar(argv, path, stdin) {
		const process = this.#start(argv, { env: { HOME: path } });
		const { exitCode, stdout, stderr } =
			await this.#collect(process, stdin);

		if (exitCode !== 0)
			throw new SystemError("EIO", `${argv[0]}, ${path}: ${
				new TextDecoder().decode(stderr).trim() ||
				`status ${exitCode}`}`);
		return stdout;
	}

	/**
	 * Puts files into a directory, which is made: a tree {NAME: {file:
	 * {contents}}, NAME: {directory: {…}}}, or a tar archive.
	 * @param {InputTree | Uint8Array | Blob} what
	 * @param {{mountPoint?: string}} [options] the home if it is not given
	 */
	async mount(what, { mountPoint = "." } = {}) {
		if (!(what instanceof Uint8Array) && !(what instanceof Blob)) {
			await this.fs.writeTree(what, mountPoint);
			return;
		}
		const bytes = what instanceof Blob ?
			new Uint8Array(await what.arrayBuffer()) : what;

		await this.fs.mkdir(mountPoint, { recursive: true });
		await this.#tar(["home-import"], mountPoint, bytes);
	}

	/**
	 * The files of a directory: a tar archive, or with format json a tree
	 * as mount() takes it.
	 * @param {string} [path] the home if it is not given
	 * @param {{format?: "tar" | "json"}} [options]
	 * @returns {Promise<Uint8Array | Tree>}
	 */
	async export(path = ".", { format = "tar" } = {}) {
		if (format === "json")
			return await this.fs.readTree(path);
		if (format !== "tar")
			throw new TypeError(
				`export: format ${format} is not tar or json`);
		return await this.#tar(["home-export"], path);
	}

	/** Types at the machine's terminal. @param {string} text */
	type(text) {
		this.#client.type(text);
	}

	/** Ends the machine: nothing of it is left but what it has stored. */
	teardown() {
		this.#client.close();
	}
}
