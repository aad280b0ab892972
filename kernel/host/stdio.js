// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Node's own streams as the machine's /dev/host0 to host2. Output is written
 * at once. Input from a file is read at once too; from a pipe it comes as the
 * stream delivers it, so that the machine goes on meanwhile.
 */
import { fstatSync, readSync, writeSync } from "node:fs";

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

/**
 * @param {import("./machine.js").Machine} machine
 * @returns {Record<string, Function>}
 */
export function makeStreams(machine) {
	/** @type {Buffer[]} */
	const chunks = [];
	const direct = neverWaits(0);
	let started = false, ended = false;

	function start() {
		started = true;
		process.stdin.on("data", (chunk) => {
			chunks.push(/** @type {Buffer} */ (chunk));
			process.stdin.pause();
			machine.stdioReady(0);
		});
		const end = () => {
			ended = true;
			machine.stdioReady(0);
		};
		process.stdin.on("end", end).on("error", end);
	}

	/** @param {Uint8Array} target */
	function readStream(target) {
		if (!started)
			start();
		if (chunks.length === 0)
			return ended ? 0 : -EAGAIN;
		const chunk = chunks[0];
		const count = Math.min(chunk.length, target.length);
		target.set(chunk.subarray(0, count));
		if (count === chunk.length)
			chunks.shift();
		else if (count > 0)
			chunks[0] = chunk.subarray(count);
		if (chunks.length === 0)
			process.stdin.resume();
		return count;
	}

	return {
		/**
		 * @param {number} fd
		 * @param {number} to
		 * @param {number} size
		 */
		stdio_read(fd, to, size) {
			const target = machine.bytes().subarray(to, to + size);

			if (fd !== 0)
				return -EBADF;
			if (!direct)
				return readStream(target);
			try {
				return size === 0 ? 0 : readSync(fd, target);
			} catch (error) {
				return errnoOf(error);
			}
		},

		/**
		 * @param {number} fd
		 * @param {number} from
		 * @param {number} size
		 */
		stdio_write(fd, from, size) {
			try {
				return writeSync(fd, machine.bytes(), from,
					size);
			} catch (error) {
				const errno = errnoOf(error);
				if (errno === -EAGAIN)
					setTimeout(() =>
						machine.stdioReady(fd), RETRY_MS);
				return errno;
			}
		},
	};
}
