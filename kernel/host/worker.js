// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The machine in the browser: the Worker that machine.html starts. It hears
 * {type: "boot", channel, base, params} once, and from then on speaks with the
 * UI over the channel exa:<uuid> (docs/protocol.md). What keeps it from
 * booting goes to the page as {type: "error", text, detail}.
 */
import {
	encode, HELLO, parse, PROGRESS, STOPPED,
} from "../../www/ui/datagram.js";
import { Machine } from "./machine.js";

/*
 * An engine allows a renderer about 124 live memories (Chromium 156), for all
 * machines of a site: programs, the kept ones and the kernel stay below that.
 */
const PROGRAMS = 96;
const KEPT_MEMORIES = 8;
const EIO = 5, ENOENT = 2, ENODEV = 19;
const RANDOM_MAX = 65536; /* bytes of one getRandomValues() */
const LOG_LINES = 200;

/** Sends the page what keeps the machine from booting.
 * @param {string} text @param {unknown} detail */
function fail(text, detail) {
	postMessage({ type: "error", text, detail: String(detail ?? "") });
}

/** The channel to the UI, with what it must be told again. */
class Link {
	#channel;
	/** @type {ArrayBuffer | null} */
	#repeat = null;
	/** @type {Uint8Array[]} */
	#early = [];
	/** @type {Machine | null} */
	#machine = null;

	/** @param {string} name */
	constructor(name) {
		this.#channel = new BroadcastChannel(`exa:${name}`);
		this.#channel.onmessage = ({ data }) => this.#receive(data);
	}

	/** @param {unknown} data */
	#receive(data) {
		const bytes = new Uint8Array(
			data instanceof ArrayBuffer ? data : []);

		if (this.#repeat !== null &&
			parse(bytes.buffer)?.type === HELLO)
			this.#channel.postMessage(this.#repeat);
		if (this.#machine !== null)
			this.#machine.datagram(bytes);
		else
			this.#early.push(bytes);
	}

	/** @param {Uint8Array} bytes a datagram of the machine */
	send(bytes) {
		this.#channel.postMessage(bytes.slice().buffer);
	}

	/**
	 * @param {number} loaded
	 * @param {number} total
	 * @param {string} text
	 */
	progress(loaded, total, text) {
		this.#repeat = encode(PROGRESS, [loaded, total],
			new TextEncoder().encode(text));
		this.#channel.postMessage(this.#repeat);
	}

	/** @param {string} text */
	stopped(text) {
		this.#repeat = encode(STOPPED, [],
			new TextEncoder().encode(text));
		this.#machine = null;
		this.#channel.postMessage(this.#repeat);
	}

	/**
	 * From now on the machine answers for itself.
	 * @param {Machine} machine
	 */
	attach(machine) {
		this.#machine = machine;
		this.#repeat = null;
		for (const bytes of this.#early.splice(0))
			machine.datagram(bytes);
	}
}

/** A file of the site, or the errno why not. @param {string} url */
async function download(url) {
	const answer = await fetch(url);

	if (!answer.ok)
		throw Object.assign(new Error(`HTTP ${answer.status}`),
			{ status: answer.status });
	return new Uint8Array(await answer.arrayBuffer());
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

/**
 * Fetches a file of the site for the machine.
 * @param {Machine} machine
 * @param {number} token
 * @param {Promise<Uint8Array>} file its fetch, under way
 */
async function deliver(machine, token, file) {
	try {
		machine.fetched(token, 0, await file);
	} catch (error) {
		machine.fetched(token,
			/** @type {any} */ (error).status === 404 ? -ENOENT :
				-EIO, new Uint8Array(0));
	}
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
 * @param {Machine} machine
 * @param {Link} link
 * @param {Log} log
 * @param {string} base
 * @param {Promise<Uint8Array>} index the fetch of fs/index, under way
 * @returns {import("./machine.js").HostImports}
 */
function hostImports(machine, link, log, base, index) {
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
			link.stopped(restart ? "The machine restarts." :
				"The machine has halted.");
		},
		exited() {},
		fetch(token, path, size, attempt) {
			const name = machine.text(path, size);

			void deliver(machine, token,
				name === "index" && attempt === 0 ? index :
					download(`${base}fs/${name}`));
		},
		send(from, size) {
			link.send(machine.bytes().subarray(from, from + size));
		},
		stdio_read: () => -ENODEV,
		stdio_write: () => -ENODEV,
		file: () => -ENODEV,
	};
}

/**
 * @param {WebAssembly.Module} module
 * @param {Link} link
 * @param {string} base
 * @param {Promise<Uint8Array>} index
 */
function startMachine(module, link, base, index) {
	const log = new Log();
	const machine = new Machine(module, {
		options: { limit: String(PROGRAMS) },
		keptMemories: KEPT_MEMORIES,
		soon: makeSoon(),
		stopped(reason) {
			link.stopped(`The machine stopped.\n${reason}\n\n` +
				log.toString());
		},
		imports: (m) => hostImports(m, link, log, base, index),
	});

	link.attach(machine);
	machine.boot();
}

/** @param {{channel: string, base: string}} options */
async function boot({ channel, base }) {
	const link = new Link(channel);
	const index = download(`${base}fs/index`);
	let bytes;

	index.catch((error) => fail("The list of the machine’s files could " +
		"not be loaded.", `${base}fs/index: ${error}`));
	link.progress(0, 0, "Loading exa.wasm");
	try {
		bytes = await download(`${base}exa.wasm`);
	} catch (error) {
		fail("The machine’s kernel could not be loaded.",
			`${base}exa.wasm: ${error}`);
		return;
	}
	link.progress(bytes.length, bytes.length, "Starting");
	try {
		startMachine(await WebAssembly.compile(
			/** @type {Uint8Array<ArrayBuffer>} */ (bytes)),
			link, base, index);
	} catch (error) {
		fail("The machine’s kernel did not start.", error);
	}
}

addEventListener("message", ({ data }) => {
	if (data?.type === "boot")
		void boot(data);
}, { once: true });
