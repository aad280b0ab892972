// SPDX-License-Identifier: GPL-3.0-or-later
/* The command line of `exa sh`, turned into boot options (kernel/boot.h). */
import { accessSync, constants, mkdirSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";

/** Where the folder of a script file appears on the machine. */
const SCRIPT_MOUNT = "/run/host";

export const USAGE = `usage: exa sh [OPTION]... [-c COMMAND [NAME [ARG]...] | FILE [ARG]...]

  -v HOSTDIR:/PATH[:ro]  show a folder of the host at /PATH
  --home DIR             keep the machine's files in a folder of the host
  -e NAME=VALUE          set an environment variable
  --root                 run as root, not as user exa
  --boot                 run what /etc/inittab says, as the page does

Without a command or FILE the shell reads standard input.
`;

/** A mistake in the command line, to be told with the usage. */
export class UsageError extends Error {}

/**
 * @typedef {object} Invocation
 * @property {{path: string, readonly: boolean}[]} directories
 * @property {string[]} mounts values of mount=
 * @property {string | null} home the folder of the store
 * @property {string[]} words the command
 * @property {string[]} env
 * @property {boolean} root
 * @property {boolean} boot no command: the inittab's entries
 * @property {boolean} help
 */

/**
 * @param {string} option as typed
 * @param {string} host
 */
function checkDirectory(option, host) {
	if (!statSync(host, { throwIfNoEntry: false })?.isDirectory())
		throw new UsageError(`${option}: ${host} is not a directory`);
}

/** @param {Invocation} to @param {string} directory */
function addHome(to, directory) {
	try {
		if (!statSync(directory, { throwIfNoEntry: false }))
			mkdirSync(directory, { recursive: true });
		checkDirectory("--home", directory);
		accessSync(directory, constants.R_OK | constants.W_OK |
			constants.X_OK);
	} catch (error) {
		if (error instanceof UsageError)
			throw error;
		throw new UsageError(`--home ${directory}: cannot keep ` +
			`files there: ${/** @type {Error} */ (error).message}`);
	}
	to.home = resolve(directory);
}

/** @param {Invocation} to @param {string} text */
function addVariable(to, text) {
	if (!/^[^=]+=/.test(text))
		throw new UsageError(`-e ${text}: expected NAME=VALUE`);
	to.env.push(text);
}

/** @param {Invocation} to @param {string} text */
function addMount(to, text) {
	const match = /^(.+?):(\/.*?)(:ro)?$/.exec(text);

	if (match === null)
		throw new UsageError(
			`-v ${text}: expected HOSTDIR:/PATH or HOSTDIR:/PATH:ro`);
	const [, host, path, ro = ""] = match;
	checkDirectory(`-v ${text}`, host);
	to.mounts.push(`${to.directories.length}:${path}${ro}`);
	to.directories.push({ path: resolve(host), readonly: ro !== "" });
}

/** @param {Invocation} to @param {string[]} words */
function addCommand(to, words) {
	const [first, ...rest] = words;

	if (to.boot) {
		if (first !== undefined)
			throw new UsageError("--boot takes no command");
		return;
	}
	if (first === undefined || first.startsWith("-")) {
		to.words = ["sh", ...words];
		return;
	}
	const stat = statSync(first, { throwIfNoEntry: false });
	if (!stat?.isFile())
		throw new UsageError(stat ? `${first}: not a file` :
			`${first}: no such file`);
	to.mounts.push(`${to.directories.length}:${SCRIPT_MOUNT}:ro`);
	to.directories.push({ path: dirname(resolve(first)), readonly: true });
	to.words = ["sh", `${SCRIPT_MOUNT}/${basename(first)}`, ...rest];
}

/** @type {Record<string, (to: Invocation, value: string) => void>} */
const VALUED = {
	"-v": addMount,
	"--home": addHome,
	"-e": addVariable,
};

/** @type {Record<string, "root" | "boot" | "help">} */
const FLAGS = { "--root": "root", "--boot": "boot", "--help": "help" };

/**
 * @param {string[]} args
 * @returns {Invocation}
 */
export function parseArguments(args) {
	/** @type {Invocation} */
	const to = { directories: [], mounts: [], home: null, words: [],
		env: [], root: false, boot: false, help: false };
	let at = 0;

	for (; at < args.length; at++) {
		const arg = args[at];

		if (VALUED[arg]) {
			const value = args[++at];
			if (value === undefined)
				throw new UsageError(`${arg}: needs a value`);
			VALUED[arg](to, value);
		} else if (FLAGS[arg]) {
			to[FLAGS[arg]] = true;
		} else {
			break;
		}
	}
	if (args[at] === "--")
		at++;
	else if (args[at]?.startsWith("--"))
		throw new UsageError(`unknown option ${args[at]}`);
	if (!to.help)
		addCommand(to, args.slice(at));
	return to;
}
