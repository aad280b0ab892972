// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A lock that a process holds as long as it lives: a file with its pid, when it
 * started, since pids come again, and the thread. The file of a dead process is
 * taken over. Node has no locks of the operating system.
 */
import {
	linkSync, readFileSync, renameSync, rmSync, writeFileSync,
} from "node:fs";
import { threadId } from "node:worker_threads";

/* The field "starttime" of /proc/PID/stat, counted behind the name. */
const START_FIELD = 19;

let serial = 0;

/** @param {number} pid
 * @returns {string} empty where there is no /proc, and for zombies */
function startOf(pid) {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");

		return fields[0] === "Z" ? "" : fields[START_FIELD] ?? "";
	} catch {
		return "";
	}
}

/** @param {unknown} error */
function codeOf(error) {
	return /** @type {{code?: unknown}} */ (error).code;
}

/** @param {string} owner the text of a lock file */
function isAlive(owner) {
	const [pid, start = ""] = owner.trim().split(" ");

	if (!/^[1-9]\d*$/.test(pid))
		return false;
	try {
		process.kill(Number(pid), 0);
	} catch (error) {
		/* EPERM: it lives, and is somebody else's. */
		if (codeOf(error) !== "EPERM")
			return false;
	}
	return start === startOf(Number(pid));
}

/** @param {string} path @returns {string | null} null: there is none */
function readIfThere(path) {
	try {
		return readFileSync(path, "latin1");
	} catch (error) {
		if (codeOf(error) === "ENOENT")
			return null;
		throw error;
	}
}

/* The paths of those that this process holds. */
/** @type {Set<string>} */
const held = new Set();

process.on("exit", () => held.forEach((path) =>
	rmSync(path, { force: true })));

/** @param {number} thread */
function textOf(thread) {
	return `${process.pid} ${startOf(process.pid)} ${thread}\n`;
}

/** Removes the lock that a thread of this process has left behind.
 * @param {string} path @param {number} thread that has been ended */
export function removeLockOf(path, thread) {
	if (readIfThere(path) === textOf(thread))
		rmSync(path, { force: true });
}

export class LockFile {
	#path;
	#held = false;

	/** @param {string} path */
	constructor(path) {
		this.#path = path;
	}

	/** @returns {boolean} whether this one holds it now */
	take() {
		const own = `${this.#path}.${process.pid}.${serial++}`;

		if (this.#held)
			return true;
		writeFileSync(own, textOf(threadId));
		try {
			this.#held = this.#link(own);
		} finally {
			rmSync(own);
		}
		if (this.#held)
			held.add(this.#path);
		return this.#held;
	}

	release() {
		if (!this.#held)
			return;
		this.#held = false;
		held.delete(this.#path);
		rmSync(this.#path, { force: true });
	}

	/** @param {string} own @returns {boolean} */
	#link(own) {
		for (;;) {
			try {
				linkSync(own, this.#path);
				return true;
			} catch (error) {
				if (codeOf(error) !== "EEXIST")
					throw error;
			}
			const owner = readIfThere(this.#path);
			if (owner !== null &&
				(isAlive(owner) || !this.#putAway(owner)))
				return false;
		}
	}

	/**
	 * Puts the lock of a dead process away, unless another one was faster
	 * and this is already a new lock.
	 * @param {string} owner
	 */
	#putAway(owner) {
		const aside = `${this.#path}.${process.pid}.dead`;

		try {
			renameSync(this.#path, aside);
		} catch (error) {
			if (codeOf(error) === "ENOENT")
				return true;
			throw error;
		}
		const isDead = readIfThere(aside) === owner;
		if (!isDead)
			linkSync(aside, this.#path);
		rmSync(aside);
		return isDead;
	}
}
