// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The machine headless: `exa sh` under Node. The same exa.wasm as in the page;
 * the site's files come from the build's folder, the command's streams are
 * Node's own, and a terminal is a UI like any other (console.js).
 */
import { readFileSync, writeSync } from "node:fs";
import { isatty } from "node:tty";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArguments, USAGE, UsageError } from "./arguments.js";
import { makeHostFiles } from "./hostfs.js";
import { Machine } from "./machine.js";
import { nodeImports } from "./nodeimports.js";
import { sleep } from "./nodeinput.js";
import {
	leave, leaveSignalsToSystem, listenToSignals,
} from "./nodeleave.js";
import { nodeSource } from "./nodesource.js";
import { SiteFiles } from "./sitefiles.js";
import { makeStreams } from "./stdio.js";
import { Store } from "./store.js";

/* Programs and servers at once; Node has no limit of its own below that. */
const PROGRAMS = 500;
const KEPT_MEMORIES = 16;
const EXIT_USAGE = 2, EXIT_SOFTWARE = 70;
/* How long the last output may take on its way to the terminal. */
const DRAIN_MS = 20;

const SITE = process.env.EXA_SITE ?
	`${process.env.EXA_SITE}/` :
	fileURLToPath(new URL("../../build/site/", import.meta.url));

/** @param {string} text */
function complain(text) {
	writeSync(2, `exa: ${text}\n`);
}

function kernel() {
	return new WebAssembly.Module(readFileSync(`${SITE}exa.wasm`));
}

/** @param {string} text that the kernel logs */
function showLog(text) {
	if (process.env.EXA_LOG)
		writeSync(2, text);
}

/** @param {number} status a wait status */
function exitCode(status) {
	return (status & 0x7f) === 0 ? status >> 8 & 0xff :
		128 + (status & 0x7f);
}

/**
 * @param {import("./arguments.js").Invocation} invocation
 * @param {boolean[]} terminal
 */
function optionsOf(invocation, terminal) {
	const env = [...invocation.env];

	if (process.env.TERM && !env.some((word) => word.startsWith("TERM=")))
		env.push(`TERM=${process.env.TERM}`);
	return {
		limit: String(PROGRAMS),
		site: pathToFileURL(`${SITE}fs/`).href,
		mount: invocation.mounts,
		env,
		tty: [0, 1, 2].filter((fd) => terminal[fd]).map(String),
		user: invocation.root ? "root" : "exa",
		store: invocation.home === null ? [] : "home",
		arg: invocation.words,
	};
}

/**
 * Its code is loaded only if it is needed, as that of the console is: what they
 * need of Node takes a while.
 * @param {string | null} home
 * @returns {Promise<import("./store.js").Back | null>}
 */
async function storeIn(home) {
	if (home === null)
		return null;
	const { NodeStore } = await import("./nodestore.js");
	const { makeFaulty } = await import("./faultystore.js");
	const back = new NodeStore(home, complain);

	try {
		back.check();
	} catch (error) {
		complain(`--home ${home}: ${/** @type {Error} */ (error).message}`);
		process.exit(EXIT_USAGE);
	}
	return makeFaulty(back, process.env.EXA_STORE_FAULT);
}

/** @param {import("./arguments.js").Invocation} invocation */
async function startMachine(invocation) {
	const back = await storeIn(invocation.home);
	const terminal = [0, 1, 2].map((fd) => isatty(fd));
	const onTerminal = terminal.includes(true);
	const { Console } = onTerminal ? await import("./console.js") : {};
	/** @type {import("./console.js").Console | null} */
	let console = null;

	/** Leaves after what is under way; at once if a program computes.
	 * @param {number} ms @param {number} code */
	function leaveIn(ms, code) {
		if (machine.computing())
			leave(code);
		setTimeout(leave, ms, code);
	}

	/** @type {ReturnType<typeof makeStreams> | null} */
	let streams = null;
	/** @type {SiteFiles | null} */
	let files = null;
	/** @type {Store | null} */
	let store = null;
	const machine = new Machine(kernel(), {
		options: optionsOf(invocation, terminal),
		keptMemories: KEPT_MEMORIES,
		soon: setImmediate,
		stopped(reason) {
			complain(`the machine stopped: ${reason}`);
			leave(EXIT_SOFTWARE);
		},
		poll(ms) {
			leaveSignalsToSystem();
			streams?.poll();
			console?.poll();
			files?.poll();
			store?.poll();
			if (ms > 0 && !machine.hasEvents())
				sleep(ms);
		},
		imports: (m) => ({
			...(streams = makeStreams(m)).imports,
			...nodeImports(m, files = new SiteFiles(m, nodeSource),
				showLog),
			...(store = new Store(m, back, { soon: setImmediate,
				report: complain })).imports(),
			halt(restart) {
				if (restart)
					complain("restart: start it again");
				leaveIn(0, 0);
			},
			exited(status) {
				leaveIn(onTerminal ? DRAIN_MS : 0,
					exitCode(status));
			},
			send(from, size) {
				console?.receive(m.bytes()
					.subarray(from, from + size));
			},
			file: makeHostFiles(invocation.directories,
				() => m.bytes()),
		}),
	});
	machine.boot();
	if (Console) {
		console = new Console(machine, terminal);
		listenToSignals();
	}
}

async function main() {
	let invocation;

	try {
		invocation = parseArguments(process.argv.slice(2));
	} catch (error) {
		if (!(error instanceof UsageError))
			throw error;
		complain(error.message);
		writeSync(2, USAGE);
		process.exit(EXIT_USAGE);
	}
	if (invocation.help) {
		writeSync(1, USAGE);
		return;
	}
	await startMachine(invocation);
}

await main();
