// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A worker that speaks docs/protocol.md without a machine behind it: one
 * terminal with a tiny line-mode shell whose commands exercise the UI. It
 * keeps to the protocol's limits and counts what the UI does wrong.
 */
import * as d from "../../www/ui/datagram.js";
import { advance, distance } from "../../www/ui/offset.js";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const PROMPT = "fake$ ";

/** @type {BroadcastChannel} */
let channel;
/** @type {Record<string, string>} */
let params = {};

/* Output: everything up to written; the ring holds the end of it. */
let ring = new Uint8Array(0);
let written = 0xffff0000;	/* offsets wrap early, for the test */
let sent = written;
let acked = written;
let live = written;
/** @type {(() => Uint8Array | null) | null} */
let source = null;

let expected = 0xfffffff0;
let line = "";
let size = "";
let sizes = 0;
let wrong = 0;
let worst = 0;
/** @type {{left: number, hash: number, count: number} | null} */
let sink = null;
let answers = 0;

/** @param {string | Uint8Array} data */
function write(data) {
	const bytes = typeof data === "string" ? encoder.encode(data) : data;
	const joined = new Uint8Array(ring.length + bytes.length);

	joined.set(ring);
	joined.set(bytes, ring.length);
	written = advance(written, bytes.length);
	ring = joined.subarray(
		Math.max(0, joined.length - d.DATAGRAM_OUTPUT_WINDOW));
	flush();
}

/** Forget what was not sent, as an interrupt does. */
function discard() {
	ring = ring.subarray(0, ring.length - distance(written, sent));
	written = sent;
}

function flush() {
	while (distance(written, sent) > 0) {
		const room = d.DATAGRAM_OUTPUT_WINDOW - distance(sent, acked);
		const start = ring.length - distance(written, sent);
		const part = ring.slice(start, start +
			Math.min(room, d.DATAGRAM_PAYLOAD_MAX));

		if (!part.length)
			return;
		channel.postMessage(d.encode(d.OUTPUT, [0, sent], part));
		sent = advance(sent, part.length);
		worst = Math.max(worst, distance(sent, acked));
	}
}

function refill() {
	while (source && distance(written, acked) <
	       d.DATAGRAM_OUTPUT_WINDOW - 16384) {
		const bytes = source();

		if (!bytes) {
			source = null;
			write(PROMPT);
		} else {
			write(bytes);
		}
	}
}

/** @param {number} total bytes; 0: for ever */
function flood(total) {
	const block = encoder.encode("the quick brown fox jumps over it\r\n"
		.repeat(230));
	let left = total || Infinity;

	source = () => {
		const bytes = block.subarray(0, Math.min(left, block.length));

		left -= bytes.length;
		return bytes.length ? bytes : null;
	};
	refill();
}

function postNonsense() {
	const bad = [
		"text", 7, null, new ArrayBuffer(39), new Uint8Array(40),
		d.encode(0x99, []), d.encode(d.OUTPUT, [0, written]),
		d.encode(d.OUTPUT, [0, written, 1], new Uint8Array(1)),
		d.encode(d.OUTPUT, [0, written], new Uint8Array(70000)),
		d.encode(d.OUTPUT, [0, written], new Uint8Array(1), 3),
		d.encode(d.INPUT_ACK, [0, expected + 9]),
		d.encode(d.WELCOME, [1, 0, 0, 0, 0]),
	];

	bad.forEach((message) => channel.postMessage(message));
	write(`sent ${bad.length}\r\n`);
}

/** @type {Record<string, (argument: string) => void>} */
const COMMANDS = {
	flood: (n) => flood(Number(n)),
	yes: () => flood(0),
	echo: (text) => write(`${text}\r\n`),
	print: (text) => write(JSON.parse(`"${text}"`)),
	size: () => write(`size ${size} changes ${sizes}\r\n`),
	stats: () => write(`wrong ${wrong} worst ${worst} ` +
		`answers ${answers}\r\n`),
	sink(n) {
		sink = { left: Number(n), hash: 0, count: 0 };
	},
	nonsense: postNonsense,
	gap() {
		channel.postMessage(d.encode(d.OUTPUT,
			[0, advance(written, 5)], encoder.encode("lost")));
	},
	stop: (text) => channel.postMessage(
		d.encode(d.STOPPED, [], encoder.encode(text))),
	fail: () => postMessage({ type: "error", text: "No exa.wasm.",
		detail: "exa.wasm: HTTP 404" }),
	trap() {
		setTimeout(() => {
			throw new Error("on purpose");
		});
	},
};

/** @param {string} text one line */
function execute(text) {
	const [, name, argument] = /^(\S*)\s*(.*)$/s.exec(text) ?? [];
	const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : null;

	if (name)
		(command ?? (() => write(`${name}: not found\r\n`)))(argument);
	if (!source && !sink && name !== "stop")
		write(PROMPT);
}

/** @param {Uint8Array} bytes @returns {Uint8Array} what is left */
function drain(bytes) {
	if (!sink)
		return bytes;
	const part = bytes.subarray(0, sink.left);

	for (const byte of part)
		sink.hash = (Math.imul(sink.hash, 31) + byte) >>> 0;
	sink.count += part.length;
	sink.left -= part.length;
	if (sink.left === 0) {
		write(`took ${sink.count} hash ${sink.hash}\r\n${PROMPT}`);
		sink = null;
	}
	return bytes.subarray(part.length);
}

/** @param {string} text */
function edit(text) {
	for (const c of text) {
		if (c === "\r") {
			const whole = line;

			line = "";
			write("\r\n");
			execute(whole);
		} else if (c === "\x03") {
			line = "";
			source = null;
			discard();
			write(`^C\r\n${PROMPT}`);
		} else {
			line += c;
			write(c);
		}
	}
}

/** @param {number} offset @param {Uint8Array} payload */
function takeInput(offset, payload) {
	const known = distance(expected, offset);

	if (known !== 0) {
		wrong++;
		return;
	}
	expected = advance(expected, payload.length);
	channel.postMessage(d.encode(d.INPUT_ACK, [0, expected]));
	const text = decoder.decode(drain(payload), { stream: true });

	/* A terminal's answer to a query is not typed. */
	if (text.startsWith("\x1b["))
		answers++;
	else
		edit(text);
}

function progress() {
	channel.postMessage(d.encode(d.PROGRESS, [150000, 400000],
		encoder.encode("Loading exa.wasm")));
}

/** @param {d.Datagram} datagram */
function welcome({ request, args }) {
	const replay = advance(written, -ring.length);

	if (params.deaf) {
		progress();
		return;
	}
	size = `${args[2]}x${args[3]}`;
	channel.postMessage(d.encode(d.WELCOME, [
		params.version ? Number(params.version) : d.DATAGRAM_VERSION,
		0, replay, expected, live], undefined, request));
	sent = replay;
	acked = replay;
	if (!ring.length)
		write(PROMPT);
	else
		flush();
}

/** @param {MessageEvent} event */
function receive({ data }) {
	const datagram = d.parse(data);

	if (!datagram || d.DATAGRAMS[datagram.type].sender !== "UI") {
		wrong++;
		return;
	}
	const { type, args, payload } = datagram;

	if (type === d.HELLO) {
		welcome(datagram);
	} else if (type === d.OUTPUT_ACK) {
		if (distance(args[1], sent) > 0)
			wrong++;
		acked = args[1];
		if (distance(acked, live) > 0)
			live = acked;
		flush();
		refill();
	} else if (type === d.INPUT) {
		takeInput(args[1], payload);
	} else if (type === d.RESIZE) {
		size = `${args[1]}x${args[2]}`;
		sizes++;
	}
}

/* It never computes, and so needs no line: what the page says is of no
 * interest. */
function boot() {
	const options = JSON.parse(/** @type {any} */ (globalThis).name);

	params = options.params;
	if (params.fail) {
		COMMANDS.fail("");
		return;
	}
	setTimeout(() => {
		channel = new BroadcastChannel(`exa:${options.channel}`);
		channel.onmessage = receive;
		progress();
	}, Number(params.delay));
}

boot();
