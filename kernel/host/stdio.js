// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Node's own streams as the machine's /dev/host0 to host2. Output is written
 * at once. Input from a file is read at once too; from a pipe it comes as the
 * stream delivers it, so that the machine goes on meanwhile, or is looked for
 * by poll() while a program computes.
 */
import { fstatSync, readSync, writeSync } from "node:fs";
import { openAgain, readWaiting } from "./nodeinput.js";

const EIO = 5, EBADF = 9, EAGAIN = 11, EPIPE = 32;
const RETRY_MS = 2;

/** @param {unknown} error @returns {number} */
function errnoOf(error) {
	switch (/** @type {any} */ (error).code) {
	case "EAGAIN": return -EAGAIN;
	case "EPIPE": return -EPIPE;
	case "EBADF": return -EBADF;
	default: return -EIO;
	}
}

/** Whether reading a descriptor can keep nobody waiting. @param {number} fd */
function neverWaits(fd) {
	try {
		const stat = fstatSync(fd);
		return !stat.isFIFO() && !stat.isSocket();
	} catch {
		return true;
	}
}

/** The host's standard input, where it comes from a pipe or the like. */
class InputStream {
	/** @type {Buffer[]} */
	#chunks = [];
	#started = false;
	#ended = false;
	/** @type {number | undefined} */
	#again;
	#ready;

	/** @param {() => void} ready called when a read can be tried again */
	constructor(ready) {
		this.#ready = ready;
	}

	#start() {
		const end = () => {
			this.#ended = true;
			this.#ready();
		};

		this.#started = true;
		process.stdin.on("data", (chunk) => {
			this.#chunks.push(/** @type {Buffer} */ (chunk));
			process.stdin.pause();
			this.#ready();
		});
		process.stdin.on("end", end).on("error", end);
	}

	/**
	 * @param {Uint8Array} target
	 * @returns {number} bytes, 0 at the end, or -EAGAIN
	 */
	read(target) {
		if (!this.#started)
			this.#start();
		if (this.#chunks.length === 0)
			return this.#ended ? 0 : -EAGAIN;
		const chunk = this.#chunks[0];
		const count = Math.min(chunk.length, target.length);
		target.set(chunk.subarray(0, count));
		if (count === chunk.length)
			this.#chunks.shift();
		else if (count > 0)
			this.#chunks[0] = chunk.subarray(count);
		if (this.#chunks.length === 0)
			process.stdin.resume();
		return count;
	}

	/** Looks for input that the stream could not deliver yet. */
	poll() {
		if (!this.#started || this.#ended || this.#chunks.length > 0)
			return;
		this.#again ??= openAgain(0);
		const chunk = readWaiting(this.#again);
		if (chunk === null)
			return;
		if (chunk.length > 0)
			this.#chunks.push(chunk);
		else
			this.#ended = true;
		this.#ready();
	}
}

/**
 * The imports, and what looks for events while a program computes.
 * @param {import("./machine.js").Machine} machine
 */
export function makeStreams(machine) {
	const direct = neverWaits(0);
	const input = new InputStream(() => machine.stdioReady(0));
	/** @type {Set<number>} */
	const refused = new Set();

	function retry() {
		refused.forEach((fd) => machine.stdioReady(fd));
		refused.clear();
	}

	/** @param {number} fd */
	function retryLater(fd) {
		refused.add(fd);
		setTimeout(retry, RETRY_MS);
	}

	function poll() {
		input.poll();
		retry();
	}

	/** @type {import("./machine.js").HostImports} */
	const imports = {
		stdio_read(fd, to, size) {
			const target = machine.bytes().subarray(to, to + size);

			if (fd !== 0)
				return -EBADF;
			if (!direct)
				return input.read(target);
			try {
				return size === 0 ? 0 : readSync(fd, target);
			} catch (error) {
				return errnoOf(error);
			}
		},

		stdio_write(fd, from, size) {
			try {
				return writeSync(fd, machine.bytes(), from,
					size);
			} catch (error) {
				const errno = errnoOf(error);
				if (errno === -EAGAIN)
					retryLater(fd);
				return errno;
			}
		},
	};

	return { poll, imports };
}
