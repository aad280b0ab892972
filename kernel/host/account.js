// SPDX-License-Identifier: GPL-3.0-or-later
/* Users, for agents: from root to the account a request is made for. */
import { O_RDONLY } from "./filesystem.js";
import { SystemError } from "./systemerror.js";

/** @template T @typedef {import("./agent.js").Task<T>} Task */
/** @typedef {import("./system.js").System} System */

/**
 * @typedef {{name: string, uid: number, gid: number, home: string,
 *	shell: string}} Account
 */

const EINVAL = 22;
const PATH = "/bin:/usr/bin:/sbin:/usr/local/bin";

/** @param {System} sys @param {string} path @returns {Task<string[][]>} the
 *	fields of its lines */
function* table(sys, path) {
	const fd = yield* sys.open(path, O_RDONLY);
	const decoder = new TextDecoder();
	let text = "";

	for (;;) {
		const bytes = yield* sys.read(fd);
		if (bytes === null || bytes.length === 0)
			break;
		text += decoder.decode(bytes, { stream: true });
	}
	yield* sys.close(fd);
	return text.split("\n").map((line) => line.split(":"));
}

/**
 * Becomes the user of that name, in the directory cwd or else at home, or
 * where it is if there is no home.
 * @param {System} sys
 * @param {string} name
 * @param {string} [cwd]
 * @param {string | null} [terminal] it is given this one
 * @returns {Task<Account>}
 */
export function* login(sys, name, cwd, terminal = null) {
	const row = (yield* table(sys, "/etc/passwd"))
		.find((fields) => fields[0] === name && fields.length >= 7);

	if (row === undefined)
		throw new SystemError(EINVAL, `no user ${JSON.stringify(name)}`);
	const [uid, gid] = [Number(row[2]), Number(row[3])];
	const groups = (yield* table(sys, "/etc/group"))
		.filter((fields) => fields[3]?.split(",").includes(name))
		.map((fields) => Number(fields[2]));

	if (terminal !== null)
		yield* sys.chown(terminal, uid);
	yield* sys.become(uid, [gid, ...groups]);
	const home = row[5] || "/";
	try {
		yield* sys.chdir(home);
	} catch {
		/* It stays in /. */
	}
	if (cwd !== undefined)
		yield* sys.chdir(cwd);
	return { name, uid, gid, home, shell: row[6] || "/bin/sh" };
}

/**
 * The environment of a program: what login sets, and what is asked for.
 * @param {Account} account
 * @param {Record<string, string>} more
 * @param {boolean} terminal
 */
export function environmentOf(account, more, terminal) {
	return {
		HOME: account.home,
		USER: account.name,
		LOGNAME: account.name,
		SHELL: account.shell,
		PATH,
		TERM: terminal ? "xterm-256color" : "dumb",
		...more,
	};
}
