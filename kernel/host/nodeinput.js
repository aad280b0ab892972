// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Input of Node's that is looked for without waiting and without its event
 * loop, which does not turn while a program computes.
 */
import { constants, fstatSync, openSync, readSync } from "node:fs";

const CHUNK = 4096;
const sleeper = new Int32Array(new SharedArrayBuffer(4));

/**
 * A descriptor for the same input that never waits. A socket cannot be opened
 * again; but the one that Node reads from a stream, as it does fd, has been
 * told never to wait.
 * @param {number} fd
 * @returns {number} -1: there is none
 */
export function openAgain(fd) {
	try {
		return openSync(`/proc/self/fd/${fd}`, constants.O_RDONLY |
			constants.O_NONBLOCK | constants.O_NOCTTY);
	} catch {
		return fstatSync(fd).isSocket() ? fd : -1;
	}
}

/**
 * @param {number} fd of openAgain()
 * @returns {Buffer | null} what is there: empty at the end, also by a
 *   terminal's hang-up; null: nothing
 */
export function readWaiting(fd) {
	const chunk = Buffer.alloc(CHUNK);

	if (fd < 0)
		return null;
	try {
		return chunk.subarray(0, readSync(fd, chunk));
	} catch (error) {
		return /** @type {any} */ (error).code === "EAGAIN" ? null :
			chunk.subarray(0, 0);
	}
}

/** Sleeps. @param {number} ms */
export function sleep(ms) {
	Atomics.wait(sleeper, 0, 0, ms);
}
