// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * exa.js, what a page imports to have a machine of its own. It starts
 * machine.html, from where exa.js lies, in an iframe and speaks with it
 * over a port (docs/api.md, docs/protocol.md).
 */
import { Client, MachineError } from "./api/client.js";
import { Machine } from "./api/machine.js";

const HOME = new URL(".", import.meta.url);

/** @typedef {import("./api/machine.js").BootOptions} BootOptions */

/**
 * What the document of a machine says to its page.
 * @param {HTMLIFrameElement} frame
 * @param {(data: any) => void} hear
 * @returns {() => void} ends it
 */
function listen(frame, hear) {
	const listener = (/** @type {MessageEvent} */ event) => {
		if (event.source === frame.contentWindow &&
			event.origin === HOME.origin)
			hear(event.data);
	};

	addEventListener("message", listener);
	return () => removeEventListener("message", listener);
}

/** A machine's document in an iframe, and the port to the machine. */
class Frame {
	element = document.createElement("iframe");
	#channel = new MessageChannel();
	#deafen = () => {};
	#connected = () => {};
	/** Settles when signals will be heard. @type {Promise<void>} */
	connected = new Promise((resolve) => {
		this.#connected = resolve;
	});

	/** @param {boolean} shown whether its terminal is
	 * @param {string} persist */
	constructor(shown, persist) {
		const address = new URL("machine.html", HOME);

		if (!/^[\w-]{0,64}$/.test(persist))
			throw new TypeError(`persist: ${JSON.stringify(persist)
			} is not up to 64 letters, digits, _ and -`);
		address.searchParams.set("persist", persist);
		if (!shown)
			address.searchParams.set("ui", "none");
		this.element.hidden = !shown;
		this.element.title = "EXA";
		this.element.allow = "clipboard-read; clipboard-write";
		this.element.src = address.href;
	}

	/**
	 * Loads it.
	 * @param {Element} container
	 * @param {(error: Error) => void} failed the machine could not start,
	 *	or has ended
	 * @returns {MessagePort}
	 */
	open(container, failed) {
		const { port1, port2 } = this.#channel;

		this.#deafen = listen(this.element, (data) => {
			if (data?.type === "exa-loaded")
				this.element.contentWindow?.postMessage(
					{ type: "exa-port" }, HOME.origin,
					[port2]);
			else if (data?.type === "exa-port")
				this.#connected();
			else if (data?.type === "exa-failed")
				failed(new MachineError([data.text, data.detail]
					.filter(Boolean).join(" ")));
		});
		container.append(this.element);
		return port1;
	}

	/** @param {number} id @param {number} signal */
	signal(id, signal) {
		this.element.contentWindow?.postMessage(
			{ type: "exa-signal", id, signal }, HOME.origin);
	}

	close() {
		this.#deafen();
		this.element.remove();
	}
}

export const Exa = {
	/**
	 * Starts a machine.
	 * @param {BootOptions & {container?: Element, persist?: string}}
	 *	[options] container: where its terminal is shown; without it
	 *	there is none. persist: the name under which this browser keeps
	 *	/home and /usr/local; without it they end with the machine
	 * @returns {Promise<Machine>} once programs can be started; rejects
	 *	with the reason why it could not be had
	 */
	async boot({ container, persist = "", ...options } = {}) {
		const { signal } = options;
		const frame = new Frame(container !== undefined, persist);

		signal?.throwIfAborted();
		const client = new Client(
			frame.open(container ?? document.body,
				(error) => client.fail(error)),
			frame);
		const abort = () => client.fail(signal?.reason);

		signal?.addEventListener("abort", abort);
		try {
			const machine = await Machine.start(client, options);

			await frame.connected;
			return machine;
		} catch (error) {
			frame.close();
			throw error;
		} finally {
			signal?.removeEventListener("abort", abort);
		}
	},
};
