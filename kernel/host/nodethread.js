// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A machine in a thread of Node's, for a program that uses it by a port
 * (www/api/node.js): what worker.js is in the browser. The thread is ended by
 * a message. Ports are looked at without the event loop, so all that the
 * program asks for is heard while a program of the machine computes, too.
 *
 * Messages, besides those of the port:
 *
 *   {type: "type", text}               is typed at the terminal
 *   {type: "ping"}                     is answered by {type: "pong"}
 *   {type: "end"}                      the machine ends, and the thread
 *   {type: "output", bytes}            the machine writes to its terminal
 *   {type: "failed", text}             it could not start
 */
import { readFileSync, statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import {
	parentPort, receiveMessageOnPort, workerData,
} from "node:worker_threads";
import { Machine } from "./machine.js";
import { nodeImports } from "./nodeimports.js";
import { sleep } from "./nodeinput.js";
import { nodeSource } from "./nodesource.js";
import { NodeStore } from "./nodestore.js";
import { serve } from "./pageport.js";
import { SiteFiles } from "./sitefiles.js";
import { Store } from "./store.js";
import { TtyEnd } from "./ttyend.js";

/* Programs and servers at once; Node has no limit of its own below that. */
const PROGRAMS = 500;
const KEPT_MEMORIES = 16;
const ENODEV = 19;
/* How long a thread whose machine has ended stays. */
const LEAVE_MS = 50;

/**
 * What the thread is given.
 * @typedef {object} ThreadData
 * @property {string} site the folder of the site, with a slash at its end
 * @property {string} persist the folder of the store; empty: nothing is kept
 * @property {number[] | null} terminal columns and rows; null: there is none
 * @property {import("node:worker_threads").MessagePort} port
 */
const { site, persist, terminal, port } =
	/** @type {ThreadData} */ (workerData);
const owner = /** @type {import("node:worker_threads").MessagePort} */ (
	parentPort);

/** @param {object} message */
function tell(message) {
	owner.postMessage(message);
}

/** @param {string} text */
function report(text) {
	process.stderr.write(`exa: ${text}\n`);
}

/** Ports whose messages are also heard while the machine computes. */
class Ears {
	/** @type {[import("node:worker_threads").MessagePort,
	 *	(message: any) => void][]} */
	#all = [];

	/** @param {import("node:worker_threads").MessagePort} from
	 * @param {(message: any) => void} hear */
	add(from, hear) {
		from.on("message", hear);
		this.#all.push([from, hear]);
	}

	poll() {
		for (const [from, hear] of this.#all)
			for (let one; (one = receiveMessageOnPort(from));)
				hear(one.message);
	}
}

/** @returns {NodeStore | null} */
function openBack() {
	if (persist === "")
		return null;
	const back = new NodeStore(persist, report);

	back.check();
	return back;
}

/**
 * What belongs to the machine, and comes with it.
 * @typedef {object} Parts
 * @property {TtyEnd | null} end
 * @property {SiteFiles | null} files
 * @property {Store | null} store
 * @property {Ears} ears
 * @property {(text: string) => void} stopped it has ended
 */

/** @param {BufferSource} bytes of exa.wasm @param {Parts} parts */
function makeMachine(bytes, parts) {
	const back = openBack();
	const machine = new Machine(new WebAssembly.Module(bytes), {
		options: {
			limit: String(PROGRAMS),
			site: pathToFileURL(`${site}fs/`).href,
			store: back ? "home" : [],
			runlevel: terminal ? [] : "4",
		},
		keptMemories: KEPT_MEMORIES,
		soon: setImmediate,
		stopped: (reason) =>
			parts.stopped(`The machine stopped.\n${reason}`),
		poll(ms) {
			parts.ears.poll();
			parts.files?.poll();
			parts.store?.poll();
			if (ms > 0 && !machine.hasEvents())
				sleep(ms);
		},
		imports: (m) => ({
			...nodeImports(m,
				parts.files = new SiteFiles(m, nodeSource)),
			exited() {},
			stdio_read: () => -ENODEV,
			stdio_write: () => -ENODEV,
			file: () => -ENODEV,
			...(parts.store = new Store(m, back,
				{ soon: setImmediate, report })).imports(),
			halt(restart) {
				parts.stopped(restart ? "The machine restarts." :
					"The machine has halted.");
			},
			send(from, size) {
				parts.end?.receive(m.bytes()
					.subarray(from, from + size));
			},
		}),
	});

	return machine;
}

function start() {
	/** @type {Parts} */
	const parts = { end: null, files: null, store: null,
		ears: new Ears(), stopped() {} };

	const file = `${site}exa.wasm`;
	const total = statSync(file).size;

	port.postMessage({ type: "progress", stage: "kernel", loaded: 0, total,
		text: "Loading exa.wasm" });
	const bytes = readFileSync(file);
	port.postMessage({ type: "progress", stage: "start", loaded: total, total,
		text: "Starting" });
	const machine = makeMachine(bytes, parts);
	const door = makeDoor();
	const served = serve(machine, door);

	parts.stopped = (text) => {
		machine.stop();
		parts.store?.end();
		served.stopped(text);
		/* Not before that has been heard. */
		setTimeout(() => process.exit(), LEAVE_MS);
	};
	parts.ears.add(port, (data) => door.onmessage({ data }));
	parts.ears.add(owner, (message) => {
		if (message.type === "type") {
			parts.end?.type(Buffer.from(String(message.text)));
		} else if (message.type === "ping") {
			tell({ type: "pong" });
		} else if (message.type === "end") {
			machine.stop();
			parts.store?.end();
			parts.store?.poll();
			process.exit();
		}
	});
	machine.boot();
	if (terminal)
		parts.end = new TtyEnd(machine, terminal, (output) =>
			tell({ type: "output", bytes: output }));
}

/** The program's port as pageport.js knows them. */
function makeDoor() {
	return {
		/** @type {(event: any) => void} */
		onmessage() {},
		/** @param {unknown} message @param {any} transfer */
		postMessage(message, transfer) {
			port.postMessage(message, transfer);
		},
	};
}

try {
	start();
} catch (error) {
	tell({ type: "failed", text: String(error) });
}
