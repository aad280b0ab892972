// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The terminal that `exa sh` was started on, as the UI of the machine's first
 * terminal: the same datagrams as a page sends and gets (docs/protocol.md).
 */
import { spawnSync } from "node:child_process";
import { writeSync } from "node:fs";
import { constants } from "node:os";
import { openAgain, readWaiting, sleep } from "./nodeinput.js";
import {
	DATAGRAM_INPUT_WINDOW, DATAGRAM_VERSION, encode, HELLO, INPUT,
	INPUT_ACK, OUTPUT, OUTPUT_ACK, parse, RESIZE,
} from "../../www/ui/datagram.js";

const TTY = 0, REQUEST = 1;
const DEFAULT_SIZE = [80, 24];
const RETRY_MS = 1;

/** Writes all, even where the host's terminal is slow.
 * @param {number} fd @param {Uint8Array} bytes */
function writeAll(fd, bytes) {
	let done = 0;

	while (done < bytes.length) {
		try {
			done += writeSync(fd, bytes, done);
		} catch (error) {
			if (/** @type {any} */ (error).code !== "EAGAIN")
				return;
			sleep(RETRY_MS);
		}
	}
}

export class Console {
	#machine;
	#outputFd;
	#sent = 0;
	#acknowledged = 0;
	/** @type {Buffer} */
	#typed = Buffer.alloc(0);
	/* The terminal again, for poll(); -1: there is no input from it. */
	#again = -1;

	/**
	 * @param {import("./machine.js").Machine} machine
	 * @param {boolean[]} terminal which of the streams 0 to 2 are terminals
	 */
	constructor(machine, terminal) {
		this.#machine = machine;
		this.#outputFd = terminal[1] ? 1 : terminal[2] ? 2 : 0;
		if (terminal[0]) {
			process.stdin.setRawMode(true);
			/* Node's raw mode still turns newlines into CR LF. */
			spawnSync("stty", ["-opost"],
				{ stdio: ["inherit", "ignore", "ignore"] });
			process.stdin.on("data", (chunk) =>
				this.#type(/** @type {Buffer} */ (chunk)));
			this.#again = openAgain(0);
		}
		if (terminal[1])
			process.stdout.on("resize", () => this.#tell(RESIZE,
				[TTY, ...this.#size()]));
		this.#tell(HELLO, [DATAGRAM_VERSION, TTY, ...this.#size()],
			undefined, REQUEST);
	}

	/** Puts the host's terminal back as it was. */
	static restore() {
		if (process.stdin.isTTY)
			process.stdin.setRawMode(false);
	}

	/** A datagram that the machine sent. @param {Uint8Array} bytes */
	receive(bytes) {
		const datagram = parse(bytes.slice().buffer);

		if (datagram?.type === OUTPUT) {
			writeAll(this.#outputFd, datagram.payload);
			this.#tell(OUTPUT_ACK, [TTY,
				datagram.args[1] + datagram.payload.length]);
		} else if (datagram?.type === INPUT_ACK) {
			this.#acknowledged = datagram.args[1];
			this.#sendTyped();
		}
	}

	/** Looks for what was typed, while a program computes. */
	poll() {
		const chunk = readWaiting(this.#again);

		/* Hung up: nobody is there any more. */
		if (chunk?.length === 0)
			process.exit(128 + constants.signals.SIGHUP);
		if (chunk !== null)
			this.#type(chunk);
	}

	/** Columns and rows; what a terminal does not know has a default. */
	#size() {
		const { columns, rows } = process.stdout.isTTY ?
			process.stdout : process.stderr;

		return [columns || DEFAULT_SIZE[0], rows || DEFAULT_SIZE[1]];
	}

	/**
	 * @param {number} type
	 * @param {number[]} args
	 * @param {Uint8Array} [payload]
	 * @param {number} [request]
	 */
	#tell(type, args, payload, request) {
		this.#machine.datagram(new Uint8Array(
			encode(type, args, payload, request)));
	}

	/** @param {Buffer} chunk */
	#type(chunk) {
		this.#typed = Buffer.concat([this.#typed, chunk]);
		this.#sendTyped();
	}

	#sendTyped() {
		const room = DATAGRAM_INPUT_WINDOW -
			(this.#sent - this.#acknowledged >>> 0);
		const chunk = this.#typed.subarray(0, Math.max(room, 0));

		if (chunk.length === 0)
			return;
		/* A program may compute before this comes back. */
		const offset = this.#sent;
		this.#typed = this.#typed.subarray(chunk.length);
		this.#sent = offset + chunk.length >>> 0;
		this.#tell(INPUT, [TTY, offset], chunk);
	}
}
