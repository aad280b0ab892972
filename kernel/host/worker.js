// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The machine in the browser: the Worker that machine.html starts. It hears
 * {type: "boot", channel, base, params} once, and from then on speaks with the
 * UI over the channel exa:<uuid> (docs/protocol.md), and by the lines that
 * {type: "line", base, urls, guard} brings (line.js), each answered by {type:
 * "line"}. What keeps it from booting goes to the page as {type: "error", text,
 * detail}.
 */
import {
	encode, HELLO, INPUT, OUTPUT, OUTPUT_ACK, parse, PROGRESS, STOPPED,
	WELCOME,
} from "../../www/ui/datagram.js";
import { advance, distance } from "../../www/ui/offset.js";
import { Line } from "./line.js";
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
const TTY = 0;
/* Output older than this counts as drawn while nothing can be heard. */
const DRAWN_MS = 100;

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
	/** @type {Uint8Array<ArrayBuffer>[]} */
	#early = [];
	/** @type {Machine | null} */
	#machine = null;
	/* Offset of the next byte of input. */
	#next = 0;
	/** @type {{end: number, time: number} | null} output on its way */
	#shown = null;
	line = new Line();

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
			this.#deliver(this.#machine, bytes);
		else
			this.#early.push(bytes);
	}

	/** @param {Machine} machine @param {Uint8Array<ArrayBuffer>} bytes */
	#deliver(machine, bytes) {
		const datagram = parse(bytes.buffer);

		if (datagram?.type === INPUT && datagram.args[0] === TTY) {
			const end = advance(datagram.args[1],
				datagram.payload.length);
			if (distance(datagram.args[1], this.#next) <= 0 &&
				distance(end, this.#next) > 0)
				this.#next = end;
		}
		machine.datagram(bytes);
	}

	/** @param {Uint8Array} bytes a datagram of the machine */
	send(bytes) {
		const { buffer } = bytes.slice();
		const datagram = parse(buffer);

		if (datagram?.type === WELCOME)
			this.#next = datagram.args[3];
		else if (datagram?.type === OUTPUT &&
			datagram.args[0] === TTY)
			this.#shown = { time: performance.now(), end: advance(
				datagram.args[1], datagram.payload.length) };
		this.#channel.postMessage(buffer);
	}

	/** While a program computes the channel is not heard: what is typed
	 * comes by the line, and output counts as drawn after a while. */
	poll() {
		const bytes = this.line.read(this.#next);

		if (this.#machine === null)
			return;
		if (bytes.length > 0)
			this.#deliver(this.#machine, new Uint8Array(
				encode(INPUT, [TTY, this.#next], bytes)));
		if (this.#shown !== null &&
			performance.now() - this.#shown.time > DRAWN_MS) {
			this.#machine.datagram(new Uint8Array(encode(
				OUTPUT_ACK, [TTY, this.#shown.end])));
			this.#shown = null;
		}
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
			this.#deliver(machine, bytes);
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

/** A file of the site, without going back to the event loop.
 * @param {string} url */
function downloadNow(url) {
	const request = new XMLHttpRequest();

	request.open("GET", url, false);
	request.responseType = "arraybuffer";
	request.send();
	if (request.status !== 200)
		throw Object.assign(new Error(`HTTP ${request.status}`),
			{ status: request.status });
	return new Uint8Array(request.response);
}

/** The files of the site that the machine has asked for. */
class Files {
	#machine;
	/** @type {Map<number, string>} */
	#underWay = new Map();

	/** @param {Machine} machine */
	constructor(machine) {
		this.#machine = machine;
	}

	/**
	 * @param {number} token
	 * @param {string} url
	 * @param {Promise<Uint8Array>} file its fetch, under way
	 */
	async fetch(token, url, file) {
		this.#underWay.set(token, url);
		try {
			const bytes = await file;
			if (this.#underWay.delete(token))
				this.#machine.fetched(token, 0, bytes);
		} catch (error) {
			if (this.#underWay.delete(token))
				this.#fail(token, error);
		}
	}

	/** Gets what is under way at once: a program computes. */
	poll() {
		for (const [token, url] of this.#underWay) {
			this.#underWay.delete(token);
			try {
				this.#machine.fetched(token, 0,
					downloadNow(url));
			} catch (error) {
				this.#fail(token, error);
			}
		}
	}

	/** @param {number} token @param {unknown} error */
	#fail(token, error) {
		this.#machine.fetched(token,
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
 * @param {Files} files
 * @param {string} base
 * @param {Promise<Uint8Array>} index the fetch of fs/index, under way
 * @returns {import("./machine.js").HostImports}
 */
function hostImports(machine, link, log, files, base, index) {
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
			const url = `${base}fs/${name}`;

			void files.fetch(token, url,
				name === "index" && attempt === 0 ? index :
					download(url));
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
	/** @type {Files | null} */
	let files = null;
	const machine = new Machine(module, {
		options: { limit: String(PROGRAMS) },
		keptMemories: KEPT_MEMORIES,
		soon: makeSoon(),
		stopped(reason) {
			link.stopped(`The machine stopped.\n${reason}\n\n` +
				log.toString());
		},
		poll() {
			link.poll();
			files?.poll();
		},
		imports: (m) => hostImports(m, link, log,
			files = new Files(m), base, index),
	});

	link.attach(machine);
	machine.boot();
}

/** @param {{base: string}} options @param {Link} link */
async function boot({ base }, link) {
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

/** @type {Link | null} */
let link = null;

addEventListener("message", ({ data }) => {
	if (data?.type === "boot" && link === null) {
		void boot(data, link = new Link(data.channel));
	} else if (data?.type === "line" && link !== null) {
		link.line.renew(data);
		postMessage({ type: "line" });
	}
});
