// SPDX-License-Identifier: GPL-3.0-or-later
/* The command line of `exa sh`, turned into boot options (kernel/boot.h). */
import { statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";

/** Where the folder of a script file appears on the machine. */
const SCRIPT_MOUNT = "/run/host";

export const USAGE = `usage: exa sh [-v HOSTDIR:/PATH[:ro]]... [-e NAME=VALUE]...
              [--root] [-c COMMAND [NAME [ARG]...] | FILE [ARG]...]
`;

/** A mistake in the command line, to be told with the usage. */
export class UsageError extends Error {}

/**
 * @typedef {object} Invocation
 * @property {{path: string, readonly: boolean}[]} directories
 * @property {string[]} mounts values of mount=
 * @property {string[]} words the command
 * @property {string[]} env
 * @property {boolean} root
 * @property {boolean} help
 */

/** @param {Invocation} to @param {string} text */
function addMount(to, text) {
	const match = /^(.+?):(\/.*?)(:ro)?$/.exec(text);

	if (match === null)
		throw new UsageError(
			`-v ${text}: expected HOSTDIR:/PATH or HOSTDIR:/PATH:ro`);
	const [, host, path, ro = ""] = match;
	if (!statSync(host, { throwIfNoEntry: false })?.isDirectory())
		throw new UsageError(`-v ${text}: ${host} is not a directory`);
	to.mounts.push(`${to.directories.length}:${path}${ro}`);
	to.directories.push({ path: resolve(host), readonly: ro !== "" });
}

/** @param {Invocation} to @param {string[]} words */
function addCommand(to, words) {
	const [first, ...rest] = words;

	if (first === undefined || first.startsWith("-")) {
		to.words = ["sh", ...words];
		return;
	}
	if (!statSync(first, { throwIfNoEntry: false })?.isFile())
		throw new UsageError(`${first}: no such file`);
	to.mounts.push(`${to.directories.length}:${SCRIPT_MOUNT}:ro`);
	to.directories.push({ path: dirname(resolve(first)), readonly: true });
	to.words = ["sh", `${SCRIPT_MOUNT}/${basename(first)}`, ...rest];
}

/**
 * @param {string[]} args
 * @returns {Invocation}
 */
export function parseArguments(args) {
	/** @type {Invocation} */
	const to = { directories: [], mounts: [], words: [], env: [],
		root: false, help: false };
	let at = 0;

	for (; at < args.length; at++) {
		const arg = args[at];

		if (arg === "-v" || arg === "-e") {
			const value = args[++at];
			if (value === undefined)
				throw new UsageError(`${arg}: needs a value`);
			if (arg === "-v")
				addMount(to, value);
			else
				to.env.push(value);
		} else if (arg === "--root") {
			to.root = true;
		} else if (arg === "--help") {
			to.help = true;
			return to;
		} else {
			break;
		}
	}
	if (args[at] === "--")
		at++;
	else if (args[at]?.startsWith("--"))
		throw new UsageError(`unknown option ${args[at]}`);
	addCommand(to, args.slice(at));
	return to;
}
