// SPDX-License-Identifier: GPL-3.0-or-later
/* A machine as a page sees it. */
import { MachineError, SystemError } from "./client.js";
import { Files, toBytes } from "./files.js";
import { Process } from "./process.js";

/** @typedef {import("./client.js").Client} Client */
/** @typedef {import("./files.js").Tree} Tree */
/** @typedef {import("./files.js").Data} Data */
/** @typedef {import("./files.js").InputTree} InputTree */
/** A tar archive, perhaps packed by gzip, or its address.
 * @typedef {Uint8Array | Blob | string | URL} Archive */
/** What is under way while a machine starts (docs/api.md).
 * @typedef {"page" | "kernel" | "start" | "image" | "files" | "ready"} Stage */
/**
 * How far a machine is that starts: what is under way, bytes of it, of how many
 * in all (0: not known), and the same as a line of text.
 * @typedef {{stage: Stage, loaded: number, total: number, text: string}}
 *	Progress
 */
/**
 * @typedef {object} BootOptions
 * @property {Record<string, Data>} [files] written before
 *	boot() resolves, by path; one that is not absolute is in the home
 * @property {Archive} [image] a tar archive for the home
 * @property {Record<string, string>} [env] of every program
 * @property {string} [persist] whether /home is kept: under this name
 * @property {(progress: Progress) => void} [onProgress] is told how far the
 *	machine is while it starts, last that it is ready
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

/** While teardown() waits for what is to be stored, it asks so often whether
 * the machine still answers, and so many times. */
const SYNC_MS = 2000, SYNC_LOOKS = 30;

/** @param {unknown} ms @returns {number | undefined} */
function toTimeout(ms) {
	if (ms === undefined || ms === null || ms === Infinity)
		return undefined;
	if (typeof ms !== "number" || !(ms >= 0))
		throw new TypeError(`timeoutMs must be a number, not ${ms}`);
	return ms;
}

export class Machine {
	#client;
	#env;
	#persistent;
	/** The machine's files. */
	fs;

	/**
	 * For Exa.boot().
	 * @param {Client} client
	 * @param {BootOptions} options
	 */
	constructor(client, { env, persist }) {
		this.#client = client;
		this.#env = env;
		this.#persistent = Boolean(persist);
		this.fs = new Files(client);
	}

	/**
	 * For Exa.boot().
	 * @param {Client} client
	 * @param {BootOptions} options
	 * @param {AbortSignal} signal aborted: nobody waits for it any more
	 */
	static async start(client, options, signal) {
		const { files = {}, image, onProgress } = options;
		const machine = new Machine(client, options);

		if (onProgress && (image || options.files))
			/* It is answered before all that comes after. */
			machine.fs.stat("/").then(() => onProgress({ loaded: 0,
				total: 0, stage: "files",
				text: "Writing files" }), () => {});
		if (image)
			await machine.mount(image, { signal, onProgress });
		await machine.addFiles(files);
		/* The first answer is that it has booted. */
		await machine.fs.stat("/");
		return machine;
	}

	/** Writes files, and makes the directories they are in.
	 * @param {Record<string, Data>} files by path */
	async addFiles(files) {
		for (const [path, data] of Object.entries(files)) {
			const at = path.lastIndexOf("/");

			if (at > 0)
				await this.fs.mkdir(path.slice(0, at),
					{ recursive: true });
			await this.fs.writeFile(path, data);
		}
	}

	/**
	 * @overload
	 * @param {string} command
	 * @param {string[]} [args]
	 * @param {RunOptions & {terminal?: Exclude<TerminalOption, "console">}}
	 *	[options]
	 * @returns {Promise<Process & {output: ReadableStream<Uint8Array>}>}
	 */
	/**
	 * @overload
	 * @param {string} command
	 * @param {string[]} args
	 * @param {RunOptions & {terminal: "console"}} options
	 * @returns {Promise<Process>}
	 */
	/**
	 * Starts a program.
	 * @param {string} command a name without a slash is looked for in PATH
	 * @param {string[]} [args]
	 * @param {RunOptions & {terminal?: TerminalOption}} [options]
	 *	terminal: it runs on one of its own; "console": on that of the
	 *	machine, which nobody else uses in runlevel 4
	 * @returns {Promise<any>} a Process once it runs; rejects with a
	 *	SystemError when it cannot be started
	 */
	async spawn(command, args = [], options = {}) {
		if (!Array.isArray(args))
			throw new TypeError("spawn(command, args, options): args " +
				"is no array");
		const process = this.#start([command, ...args], options);

		await process.pid;
		return process;
	}

	/** @param {string[]} argv
	 * @param {RunOptions & {terminal?: TerminalOption}} options */
	#start(argv, { terminal, signal, env, cwd, user, timeoutMs }) {
		signal?.throwIfAborted();
		const process = new Process(this.#client, {
			argv: argv.map(String), cwd, user,
			timeoutMs: toTimeout(timeoutMs),
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
	 * @param {RunOptions & {stdin?: Data}} [options]
	 * @returns {Promise<Result>}
	 */
	async exec(script, { stdin = "", ...options } = {}) {
		const input = toBytes(stdin);
		const process = this.#start(["/bin/sh", "-c", script], options);
		const { exitCode, reason, stdout, stderr } =
			await this.#collect(process, input);
		const text = new TextDecoder();

		return { stdout: text.decode(stdout),
			stderr: text.decode(stderr), exitCode, reason };
	}

	/** @param {Process} process @param {Uint8Array} [stdin] */
	async #collect(process, stdin = new Uint8Array()) {
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
	 * @param {Uint8Array} [stdin] @param {AbortSignal} [signal] */
	async #tar(argv, path, stdin, signal) {
		const process = this.#start(argv,
			{ env: { HOME: path }, signal });
		const { exitCode, stdout, stderr } =
			await this.#collect(process, stdin);

		signal?.throwIfAborted();
		if (exitCode !== 0)
			throw new SystemError("EIO", `${argv[0]}, ${path}: ${
				new TextDecoder().decode(stderr).trim() ||
				`status ${exitCode}`}`);
		return stdout;
	}

	/**
	 * Puts files into a directory, which is made: a tree {NAME: {file:
	 * {contents}}, NAME: {directory: {…}}}, or a tar archive.
	 * @param {InputTree | Archive} what an address is seen from the page
	 * @param {{mountPoint?: string, signal?: AbortSignal,
	 *	onProgress?: (progress: Progress) => void}} [options]
	 *	mountPoint: the home if it is not given; signal: aborted, an
	 *	archive is not fetched and unpacked any further; onProgress: is
	 *	told how much of an archive by address has been fetched
	 */
	async mount(what, { mountPoint = ".", signal, onProgress } = {}) {
		if (typeof what !== "string" && !(what instanceof URL) &&
			!(what instanceof Uint8Array) &&
			!(what instanceof Blob)) {
			await this.fs.writeTree(what, mountPoint);
			return;
		}
		const { archiveOf } = await import("./exa-more.js");
		const bytes = await archiveOf(what, signal, onProgress);

		await this.fs.mkdir(mountPoint, { recursive: true });
		await this.#tar(["home-import"], mountPoint, bytes, signal);
	}

	/**
	 * @overload
	 * @param {string} [path]
	 * @param {{format?: "tar"}} [options]
	 * @returns {Promise<Uint8Array>}
	 */
	/**
	 * @overload
	 * @param {string} path
	 * @param {{format: "json"}} options
	 * @returns {Promise<Tree>}
	 */
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

	/**
	 * Waits until the machine's terminal has shown something that the call
	 * before did not find yet.
	 * @param {RegExp | string} wanted looked for in the text, without
	 *	escape sequences, from where the last match ended
	 * @param {{timeoutMs?: number, signal?: AbortSignal}} [options]
	 *	timeoutMs: 30000 if it is not given
	 * @returns {Promise<RegExpExecArray>} the match; rejects with the
	 *	terminal's last lines when it does not come in time
	 *	(TimeoutError), or the machine ends (MachineError)
	 */
	async waitFor(wanted, options = {}) {
		const { recent, failed } = this.#client;
		const { waitFor } = await import("./exa-more.js");

		return await waitFor(recent, wanted, options, failed);
	}

	/** Rejects with the reason once the machine has ended.
	 * @returns {Promise<never>} */
	get failed() {
		return this.#client.failed;
	}

	/** Types at the machine's terminal. @param {string} text */
	type(text) {
		this.#client.type(text);
	}

	/** Resolves when what is to be kept is stored, or the machine has ended
	 * before. */
	async #stored() {
		/** @type {ReturnType<typeof setInterval> | undefined} */
		let timer;
		let asked = 0, answered = 0;
		const hear = () => answered++;
		const late = new Promise((_, reject) => {
			timer = setInterval(() => {
				if (answered < asked || asked === SYNC_LOOKS)
					reject(new MachineError("What was " +
						"written last may be lost: it " +
						"was not stored in time."));
				asked++;
				this.fs.stat("/").then(hear, hear);
			}, SYNC_MS);
		});

		try {
			await Promise.race([late, this.fs.sync().catch(
				(error) => {
					if (!(error instanceof MachineError))
						throw error;
				})]);
		} finally {
			clearInterval(timer);
		}
	}

	/**
	 * Ends the machine: nothing of it is left but what it stores, which is
	 * waited for while it answers, for a minute at most.
	 * @returns {Promise<void>} rejects, once it has ended, if not all could
	 *	be stored: with a SystemError (ENOSPC, EIO), or a MachineError
	 *	if that took too long
	 */
	async teardown() {
		try {
			if (this.#persistent)
				await this.#stored();
		} finally {
			await this.#client.close();
		}
	}
}
