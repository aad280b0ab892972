// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The machine in the browser: the Worker that machine.html starts. Its name is
 * the JSON of {channel, base, site, params}: a message would come only when
 * the page, which is busy with the terminal, has heard that the script runs. It
 * speaks with the UI over the channel exa:<uuid>, and with the page by the
 * messages that docs/protocol.md lists. A page that uses the machine has a port
 * for it, served by pageport.js, which is loaded when the first one comes.
 */
import { IdbStore } from "./idbstore.js";
import { Machine } from "./machine.js";
import { Pulse } from "./pulse.js";
import { SiteFiles } from "./sitefiles.js";
import { Store } from "./store.js";
import { Told } from "./told.js";
import { Link } from "./uilink.js";
import { WebSource } from "./websource.js";

/*
 * An engine allows a renderer about 124 live memories (Chromium 156), for all
 * machines of a site: programs, the kept ones and the kernel stay below that.
 */
const PROGRAMS = 96;
const KEPT_MEMORIES = 8;
/* The name of what this origin's machines keep, if the page names none. */
const STORE = "default";
const ENODEV = 19;
const RANDOM_MAX = 65536; /* bytes of one getRandomValues() */
const LOG_LINES = 200;
/* Bytes of a program, and how many a slow computer compiles in a ms. */
const LARGE = 1 << 20, COMPILED_PER_MS = 1000;
/* The last of host_fetch()'s attempts (servers/netfs/fetch.c). */
const LAST_ATTEMPT = 3;

/** @type {import("./pageport.js").Port[]} of pages that use the machine */
const served = [];
/** @type {string | null} why the machine has ended */
let ended = null;

/** Sends the page what keeps the machine from booting.
 * @param {string} text @param {unknown} detail */
function fail(text, detail) {
	postMessage({ type: "error", text, detail: String(detail ?? "") });
}

/* setTimeout is held back to 4 ms; a message channel is not. */
function makeSoon() {
	const { port1, port2 } = new MessageChannel();
	/** @type {(() => void)[]} */
	const queue = [];

	port1.onmessage = () => queue.shift()?.();
	return (/** @type {() => void} */ run) => {
		queue.push(run);
		port2.postMessage(0);
	};
}

/**
 * Random bytes for kernel memory, in the portions that the browser gives.
 * @param {Uint8Array<ArrayBuffer>} bytes
 */
function fillRandom(bytes) {
	for (let at = 0; at < bytes.length; at += RANDOM_MAX)
		crypto.getRandomValues(bytes.subarray(at, at + RANDOM_MAX));
}

/** The log's newest lines, for the page that is shown after a panic. */
class Log {
	/** @type {string[]} */
	#lines = [];

	/** @param {string} line */
	add(line) {
		this.#lines.push(line);
		if (this.#lines.length > LOG_LINES)
			this.#lines.shift();
	}

	toString() {
		return this.#lines.join("");
	}
}

/**
 * What a machine is made of before its kernel has come.
 * @typedef {object} Parts
 * @property {string} base of the site
 * @property {Link} link
 * @property {WebSource} source
 * @property {Log} log
 * @property {(text: string) => void} report what goes wrong with the store
 * @property {IdbStore} back
 * @property {number} size of the kernel; 0: not known
 * @property {string | string[]} runlevel none: as the inittab says
 * @property {string} store its name; empty: nothing is kept
 */

/**
 * A parameter of the page's address, which anybody may have written.
 * @param {Record<string, string>} params
 * @param {string} name
 * @param {RegExp} wanted
 * @returns {string | undefined}
 */
function checked(params, name, wanted) {
	const value = params[name];

	if (value !== undefined && !wanted.test(value))
		throw new TypeError(`${name}=${JSON.stringify(value)}`);
	return value;
}

/**
 * Begins all that takes time and needs no kernel.
 * @param {{channel: string, base: string, params: Record<string, string>,
 *	site: import("./websource.js").Site}} options
 * @returns {Parts}
 */
function prepare({ channel, base, site, params }) {
	const link = new Link(channel);
	const log = new Log();
	/** @param {string} text */
	const report = (text) => {
		console.info(`exa: ${text}`);
		log.add(`${text}\n`);
	};
	const back = new IdbStore({ report, persist() {
		postMessage({ type: "persist" });
	} });

	const store = checked(params, "persist", /^(?!.*-reserve$)[\w-]{0,64}$/) ?? STORE;
	const runlevel = checked(params, "runlevel", /^[1-5]$/) ?? [];
	const stall = Number(checked(params, "stall", /^\d{1,9}$/) ?? 0);

	if (store)
		back.openSoon(store);
	return { base, link, log, report, back, store, runlevel,
		size: site.kernel,
		source: new WebSource(base, site, stall,
			() => postMessage({ type: "quiet" })) };
}

/**
 * @param {Machine} machine
 * @param {Link} link
 * @param {Log} log
 * @param {Store} store
 * @param {SiteFiles} files
 * @returns {import("./machine.js").HostImports}
 */
function hostImports(machine, link, log, store, files) {
	return {
		now: () => performance.now(),
		realtime: () => performance.timeOrigin + performance.now(),
		random(to, size) {
			fillRandom(machine.bytes().subarray(to, to + size));
		},
		log(from, size) {
			log.add(machine.text(from, size));
		},
		halt(restart) {
			machine.stop();
			store.end();
			tellStopped(link, restart ? "The machine restarts." :
				"The machine has halted.");
		},
		exited() {},
		fetch(token, url, size, attempt) {
			void files.fetch(token, machine.text(url, size),
				attempt);
		},
		send(from, size) {
			link.send(machine.bytes().subarray(from, from + size));
		},
		stdio_read: () => -ENODEV,
		stdio_write: () => -ENODEV,
		file: () => -ENODEV,
		...store.imports(),
	};
}

/**
 * How the machine gets its files. Without its own index there is no machine.
 * @param {string} base
 * @param {WebSource} source
 * @returns {import("./sitefiles.js").Source}
 */
function sourceOf(base, source) {
	return {
		stall: source.stall,
		now(url, ms) {
			pulse.deaf(ms);
			return source.now(url, ms);
		},
		async later(url, attempt) {
			try {
				return await source.later(url, attempt);
			} catch (error) {
				if (url === `${base}fs/index` &&
				    attempt === LAST_ATTEMPT)
					fail("The list of the machine’s " +
						"files could not be loaded.",
					`${url}: ${error}`);
				throw error;
			}
		},
	};
}

/**
 * @param {WebAssembly.Module} module
 * @param {Parts} parts
 */
function startMachine(module, { base, link, source, log, report, back,
	store: name, runlevel }) {
	/** @type {SiteFiles | null} */
	let files = null;
	/** @type {Store | null} */
	let store = null;
	const soon = makeSoon();
	const machine = new Machine(module, {
		options: { limit: String(PROGRAMS), site: `${base}fs/`,
			store: name || [], runlevel },
		keptMemories: KEPT_MEMORIES,
		soon,
		stopped(reason) {
			store?.end();
			tellStopped(link, `The machine stopped.\n${reason}` +
				`\n\n${log}`);
		},
		busy: () => pulse.beat(machine),
		entering: (program) => pulse.entered(program),
		compiling(size) {
			if (size > LARGE)
				pulse.deaf(size / COMPILED_PER_MS);
		},
		poll() {
			pulse.beat(machine);
			link.poll();
			told.poll();
			files?.poll();
			store?.poll();
		},
		imports: (m) => hostImports(m, link, log,
			store = new Store(m, back, { report, soon }),
			files = new SiteFiles(m, sourceOf(base, source))),
	});

	link.attach(machine);
	machine.boot();
	return machine;
}

/**
 * @param {Machine} machine
 * @param {{url: string, port: MessagePort}} message
 */
async function servePort(machine, { url, port }) {
	try {
		const { serve } = await import(url);

		const one = serve(machine, port);

		served.push(one);
		if (ended !== null)
			one.stopped(ended);
	} catch (error) {
		port.postMessage({ type: "stopped", text: `${url}: ${error}` });
	}
}

/**
 * The machine has ended: all who use it are told.
 * @param {Link} link
 * @param {string} text
 */
function tellStopped(link, text) {
	ended = text;
	link.stopped(text);
	for (const port of served)
		port.stopped(text);
}

const pulse = new Pulse((message) => postMessage(message));

const told = new Told({
	kill: (pid) => machine?.kill(pid),
	signal(id, signal) {
		for (const port of served)
			port.signal(id, signal);
	},
	datagram: (bytes) => parts?.link.forwarded(bytes),
	taken: (taken) => postMessage({ type: "told", taken }),
});

/** @type {Parts} */
let parts;
/** @type {Machine | null} */
let machine = null;
/** The last word of each stage of the start. @type {Map<string, object>} */
const stages = new Map();
/** @type {{port: MessagePort, url: string}[]} that came before the machine */
const early = [];

/** The terminal and the pages that use it are told how far the start is.
 * @param {"kernel" | "start"} stage @param {number} loaded bytes of the kernel
 * @param {number} total 0: not known @param {string} text */
function tellProgress(stage, loaded, total, text) {
	const message = { type: "progress", stage, loaded, total, text };

	parts.link.progress(loaded, total, text);
	stages.set(stage, message);
	for (const { port } of early)
		port.postMessage(message);
}

/** @param {number} loaded */
function tellLoaded(loaded) {
	tellProgress("kernel", loaded, parts.size, "Loading exa.wasm");
}

async function boot() {
	let bytes;

	tellLoaded(0);
	try {
		bytes = await parts.source.part("exa.wasm", tellLoaded);
	} catch (error) {
		fail("The machine’s kernel could not be loaded.",
			`${parts.base}exa.wasm: ${error}`);
		return;
	}
	tellProgress("start", bytes.length, bytes.length, "Starting");
	try {
		machine = startMachine(await WebAssembly.compile(bytes), parts);
	} catch (error) {
		fail("The machine’s kernel did not start.", error);
		return;
	}
	for (const message of early)
		void servePort(machine, message);
}

addEventListener("message", ({ data }) => {
	if (data?.type === "line") {
		told.line.renew(data);
		postMessage({ type: "line" });
	} else if (data?.type === "told") {
		told.receive(data.offset, data.bytes);
	} else if (data?.type === "ping") {
		pulse.answer(machine);
	} else if (data?.type === "hidden") {
		machine?.hidden();
	} else if (data?.type === "port") {
		stages.forEach((one) => data.port.postMessage(one));
		if (machine === null)
			early.push(data);
		else
			void servePort(machine, data);
	}
});

try {
	parts = prepare(JSON.parse(/** @type {any} */ (globalThis).name));
	void boot();
} catch (error) {
	fail("The machine’s address has a parameter that is wrong.", error);
}
