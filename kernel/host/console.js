// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The terminal that `exa sh` was started on, as the UI of the machine's first
 * terminal: the same datagrams as a page sends and gets (docs/protocol.md).
 */
import { spawnSync } from "node:child_process";
import { writeSync } from "node:fs";
import { constants } from "node:os";
import { openAgain, readWaiting, sleep } from "./nodeinput.js";
import { TtyEnd } from "./ttyend.js";

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

/** Columns and rows; what a terminal does not know has a default. */
function sizeOfTerminal() {
	const { columns, rows } = process.stdout.isTTY ? process.stdout :
		process.stderr;

	return [columns || DEFAULT_SIZE[0], rows || DEFAULT_SIZE[1]];
}

export class Console {
	#end;
	/* The terminal again, for poll(); -1: there is no input from it. */
	#again = -1;

	/**
	 * @param {import("./machine.js").Machine} machine
	 * @param {boolean[]} terminal which of the streams 0 to 2 are terminals
	 */
	constructor(machine, terminal) {
		const fd = terminal[1] ? 1 : terminal[2] ? 2 : 0;

		if (terminal[0]) {
			process.stdin.setRawMode(true);
			/* Node's raw mode still turns newlines into CR LF. */
			spawnSync("stty", ["-opost"],
				{ stdio: ["inherit", "ignore", "ignore"] });
			process.stdin.on("data", (chunk) => this.#end.type(
				/** @type {Buffer} */ (chunk)));
			this.#again = openAgain(0);
		}
		if (terminal[1])
			process.stdout.on("resize", () =>
				this.#end.resize(sizeOfTerminal()));
		this.#end = new TtyEnd(machine, sizeOfTerminal(), (bytes) =>
			writeAll(fd, bytes));
	}

	/** Puts the host's terminal back as it was. */
	static restore() {
		if (process.stdin.isTTY)
			process.stdin.setRawMode(false);
	}

	/** A datagram that the machine sent. @param {Uint8Array} bytes */
	receive(bytes) {
		this.#end.receive(bytes);
	}

	/** Looks for what was typed, while a program computes. */
	poll() {
		const chunk = readWaiting(this.#again);

		/* Hung up: nobody is there any more. */
		if (chunk?.length === 0)
			process.exit(128 + constants.signals.SIGHUP);
		if (chunk !== null)
			this.#end.type(chunk);
	}
}
