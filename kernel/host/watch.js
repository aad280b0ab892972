// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A watch on files for the page (docs/protocol.md): an agent that looks at them
 * now and then and tells what is not as it was. The machine has no inotify; a
 * look costs a call of stat() for each file, so the looks come less often
 * where they take long.
 */
import { login } from "./account.js";
import { POLLIN, S_IFDIR, S_IFMT } from "./filesystem.js";
import { SystemError } from "./systemerror.js";

/** @template T @typedef {import("./agent.js").Task<T>} Task */
/** @typedef {import("./system.js").System} System */
/** What a look found: by name what tells that it is another file, and that it
 * has other contents. @typedef {Map<string, [string, string]>} Seen */

const INTERVAL_MS = 250, LEAST_MS = 20;
/** A look takes one part in so many of the time. */
const SHARE = 10;
const ENOENT = 2, EIO = 5, EACCES = 13, ENOTDIR = 20, EINVAL = 22,
	ENAMETOOLONG = 36, ELOOP = 40;
/** What may happen to a file between two calls. */
const GONE = [ENOENT, ENOTDIR, EACCES, ENAMETOOLONG, ELOOP];
/** One of many that cannot be read does not end the watch on the others. */
const LOST = [...GONE, EIO];

/** @template T @param {Task<T>} task @param {number[]} [errors]
 * @returns {Task<T | null>} null: the file is not there */
function* unlessGone(task, errors = GONE) {
	try {
		return yield* task;
	} catch (error) {
		if (error instanceof SystemError &&
			errors.includes(error.errno))
			return null;
		throw error;
	}
}

/** @param {Seen} before @param {Seen} now
 * @returns {["rename" | "change", string][]} */
function changesOf(before, now) {
	/** @type {["rename" | "change", string][]} */
	const changes = [];

	for (const [name, [file]] of before)
		if (now.get(name)?.[0] !== file)
			changes.push(["rename", name]);
	for (const [name, [file, contents]] of now) {
		const [was, had] = before.get(name) ?? [];

		if (was === undefined)
			changes.push(["rename", name]);
		else if (was === file && had !== contents)
			changes.push(["change", name]);
	}
	return changes;
}

export class Watch {
	#order;
	#post;
	#open = true;
	/** Has the agent look; set by who runs it. */
	call = () => {};

	/**
	 * @param {{path: string, recursive?: boolean, intervalMs?: number,
	 *	user?: string}} order
	 * @param {(message: object) => void} post to the page
	 */
	constructor(order, post) {
		this.#order = order;
		this.#post = post;
	}

	/** @param {any} message of the page */
	tell(message) {
		if (message.op === "close")
			this.#open = false;
		this.call();
	}

	/** @param {System} sys @returns {Task<void>} the agent's program */
	*main(sys) {
		const { path, user, intervalMs = INTERVAL_MS } = this.#order;

		if (typeof intervalMs !== "number" || !(intervalMs >= 0))
			throw new SystemError(EINVAL,
				`watch: intervalMs ${intervalMs}`);
		yield* login(sys, user ?? "exa");
		const events = yield* sys.events();
		/* What is not there cannot be watched. */
		yield* sys.stat(path);
		let before = yield* this.#look(sys);
		let took = 0;

		this.#post({ type: "started" });
		while (this.#open) {
			yield* sys.poll([{ fd: events, events: POLLIN }],
				Math.max(intervalMs, LEAST_MS, took * SHARE));
			yield* sys.drain(events);
			if (!this.#open)
				return;
			const start = performance.now();
			const now = yield* this.#look(sys);
			const changes = changesOf(before, now);

			took = performance.now() - start;
			before = now;
			if (changes.length > 0)
				this.#post({ type: "changes", changes });
		}
	}

	/** @param {System} sys @returns {Task<Seen>} */
	*#look(sys) {
		const { path } = this.#order;
		/** @type {Seen} */
		const seen = new Map();
		const stat = yield* unlessGone(sys.stat(path));

		if (stat === null)
			return seen;
		if ((stat.mode & S_IFMT) === S_IFDIR)
			yield* this.#lookIn(sys, path, "", seen);
		else
			seen.set(path.replace(/^.*\//, ""), [`${stat.ino}`,
				`${stat.size} ${stat.mtimeMs}`]);
		return seen;
	}

	/** @param {System} sys @param {string} path @param {string} prefix
	 * @param {Seen} seen @returns {Task<void>} */
	*#lookIn(sys, path, prefix, seen) {
		for (const { name } of
			(yield* unlessGone(sys.readdir(path),
				prefix === "" ? GONE : LOST)) ?? []) {
			if (name === "." || name === "..")
				continue;
			const at = `${path}/${name}`;
			const stat = yield* unlessGone(sys.stat(at, false),
				LOST);

			if (stat === null)
				continue;
			const type = stat.mode & S_IFMT;
			const isDirectory = type === S_IFDIR;

			seen.set(prefix + name, [`${type} ${stat.ino}`,
				isDirectory ? "" :
					`${stat.size} ${stat.mtimeMs}`]);
			if (isDirectory && this.#order.recursive)
				yield* this.#lookIn(sys, at,
					`${prefix}${name}/`, seen);
		}
	}
}
