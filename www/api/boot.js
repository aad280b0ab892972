// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A machine for a page: machine.html, from where exa.js lies, in an iframe, and
 * a port to it (docs/api.md, docs/protocol.md).
 */
import { MachineError } from "./client.js";
import { Recent } from "./recent.js";
import { share } from "./share.js";
import { start } from "./start.js";

/* In two steps: bundlers take it for the address of a file to be copied. */
const HERE = import.meta.url;
/** How long after it was loaded the document may take to say so. */
const LOADED_MS = 2000;

/** @typedef {import("./machine.js").BootOptions} BootOptions */
/** @typedef {import("./machine.js").Machine} Machine */

/**
 * Where and how a machine is shown, and what it keeps.
 * @typedef {object} FrameOptions
 * @property {Element} [container] where its terminal is shown; without it there
 *	is none
 * @property {string | URL} [base] address of the folder that machine.html is
 *	in, seen from the page; Exa.base if it is not given. Of another origin,
 *	it must list the page's as an embedder (docs/security.md)
 * @property {string} [persist] the name under which this browser keeps /home
 *	and /usr/local; without it they end with the machine
 * @property {Record<string, string>} [parameters] of the address of
 *	machine.html (docs/protocol.md)
 * @property {(bytes: Uint8Array) => void} [onOutput] is given what the machine
 *	writes to its terminal
 * @property {(reason?: string) => void} [onRestart] this machine has ended and
 *	another one is wanted: by the user, or because a program could not be
 *	ended without it, which reason tells
 * @property {(stuck: Stuck | null) => void} [onStuck] a program keeps those
 *	from going on whom the terminal or the page waits for; null: no longer
 */

/**
 * A program that keeps others from going on.
 * @typedef {object} Stuck
 * @property {number} pid 0: not known
 * @property {string} name of the command
 * @property {boolean} deaf the machine hears nothing any more: stop() ends it
 *	with the program
 * @property {() => void} stop ends the program
 */

/** @param {FrameOptions} options */
function addressOf({ base = Exa.base, container, persist = "",
	parameters = {} }) {
	const folder = new URL(base, document.baseURI);
	const address = new URL("machine.html",
		folder.href.replace(/\/?$/, "/"));

	/* A server that answers anything with the page that asks. */
	if (address.pathname === location.pathname)
		throw new MachineError(`${address} is not there: the server ` +
			"sends this page instead");
	if (!/^(?!.*-reserve$)[\w-]{0,64}$/.test(persist))
		throw new TypeError(`persist: ${JSON.stringify(persist)
		} is not up to 64 letters, digits, _ and -, or ends in -reserve`);
	address.searchParams.set("persist", persist);
	if (container === undefined) {
		address.searchParams.set("ui", "none");
		address.searchParams.set("runlevel", "4");
	}
	for (const [name, value] of Object.entries(parameters))
		address.searchParams.set(name, value);
	return address;
}

/** A machine's document in an iframe, and the port to the machine. */
class Frame {
	#element = document.createElement("iframe");
	#channel = new MessageChannel();
	#loaded = false;
	#options;
	#origin;
	#signals = () => {};
	/** @type {((event: MessageEvent) => void) | null} */
	#listener = null;
	/** Settles when signals will be heard. @type {Promise<void>} */
	signals = new Promise((resolve) => {
		this.#signals = resolve;
	});

	/** What the terminal shows; null: there is none.
	 * @type {Recent | null} */
	recent = null;

	/** @param {BootOptions & FrameOptions} options */
	constructor(options) {
		const address = addressOf(options);

		this.#options = options;
		this.#origin = address.origin;
		if (options.container !== undefined)
			this.recent = new Recent();
		this.#element.src = address.href;
		this.#element.hidden = options.container === undefined;
		this.#element.title = "EXA";
		this.#element.allow = "clipboard-read; clipboard-write; " +
			"fullscreen";
	}

	get port() {
		return this.#channel.port1;
	}

	/**
	 * Loads it.
	 * @param {(error: Error) => void} failed the machine could not start,
	 *	or has ended
	 */
	open(failed) {
		const fail = (/** @type {string} */ text) =>
			failed(new MachineError(text));

		this.#listener = ({ source, origin, data }) => {
			if (source === this.#element.contentWindow &&
				origin === this.#origin)
				this.#hear(data, fail);
		};
		addEventListener("message", this.#listener);
		this.#options.onProgress?.({ stage: "page", loaded: 0, total: 0,
			text: "Loading machine.html" });
		this.#element.onload = () => setTimeout(() => {
			if (!this.#loaded)
				fail(`${this.#element.src.split("?")[0]} is no ` +
					"machine: it is missing, or a policy " +
					"forbids it.");
		}, LOADED_MS);
		(this.#options.container ?? document.body).append(
			this.#element);
	}

	/** @param {any} data @param {(text: string) => void} fail */
	#hear(data, fail) {
		switch (data?.type) {
		case "exa-loaded":
			if (this.#loaded) {
				fail("The machine’s document was loaded anew.");
				break;
			}
			this.#loaded = true;
			this.#post({ type: "exa-port", output:
				this.recent !== null ||
				this.#options.onOutput !== undefined,
			restart: this.#options.onRestart !== undefined },
			[this.#channel.port2]);
			break;
		case "exa-port":
			this.#signals();
			break;
		case "exa-output":
			this.recent?.push(data.bytes);
			this.#options.onOutput?.(data.bytes);
			break;
		case "exa-stuck":
			this.#options.onStuck?.(data.stuck && { ...data.stuck,
				stop: () => this.#post({ type: "exa-stop" }) });
			break;
		case "exa-restart":
			fail(data.text ?? "Another machine was asked for.");
			this.#options.onRestart?.(data.text);
			break;
		case "exa-failed":
			/* Else it is what all are told. */
			if (data.detail !== undefined)
				fail([data.text, data.detail].filter(Boolean)
					.join(" "));
		}
	}

	/** @param {object} message @param {Transferable[]} [transfer] */
	#post(message, transfer) {
		/* Before, another document is there, of another origin. */
		if (this.#loaded)
			this.#element.contentWindow?.postMessage(message,
				this.#origin, transfer);
	}

	/** @param {number} id @param {number} signal */
	signal(id, signal) {
		this.#post({ type: "exa-signal", id, signal });
	}

	/** The page waits for an answer. @param {boolean} [end] for too long:
	 * the machine is ended if it hears nothing */
	expect(end) {
		this.#post({ type: "exa-expect", end });
	}

	/** @param {string} text is typed at the terminal */
	type(text) {
		if (this.#options.container === undefined)
			throw new MachineError("This machine has no terminal.");
		this.#post({ type: "exa-type", text });
	}

	close() {
		if (this.#listener !== null)
			removeEventListener("message", this.#listener);
		this.#listener = null;
		this.#element.remove();
	}
}

export const Exa = {
	/** The folder that machine.html is in, if boot() is not told another
	 * one. @type {string | URL} */
	base: new URL(".", HERE).href,

	share,

	/**
	 * Starts a machine.
	 * @param {BootOptions & FrameOptions} [options]
	 * @returns {Promise<Machine>} once programs can be started; rejects
	 *	with the reason why it could not be had
	 */
	async boot(options = {}) {
		options.signal?.throwIfAborted();
		return await start(new Frame(options), options);
	},
};
