// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A machine for a page: machine.html, from where exa.js lies, in an iframe, and
 * a port to it (docs/api.md, docs/protocol.md).
 */
import { Client, MachineError } from "./client.js";
import { Machine } from "./machine.js";

const HOME = new URL(".", import.meta.url);

/** @typedef {import("./machine.js").BootOptions} BootOptions */

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
	 * @param {string} persist
	 * @param {Record<string, string>} parameters of its address */
	constructor(shown, persist, parameters) {
		const address = new URL("machine.html", HOME);

		if (!/^[\w-]{0,64}$/.test(persist))
			throw new TypeError(`persist: ${JSON.stringify(persist)
			} is not up to 64 letters, digits, _ and -`);
		address.searchParams.set("persist", persist);
		if (!shown)
			address.searchParams.set("ui", "none");
		for (const [name, value] of Object.entries(parameters))
			address.searchParams.set(name, value);
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
	 * @param {((bytes: Uint8Array) => void) | undefined} output is told
	 *	what goes to the terminal
	 * @returns {MessagePort}
	 */
	open(container, failed, output) {
		const { port1, port2 } = this.#channel;

		this.#deafen = listen(this.element, (data) => {
			if (data?.type === "exa-loaded")
				this.#post({ type: "exa-port", output:
					output !== undefined }, [port2]);
			else if (data?.type === "exa-output")
				output?.(data.bytes);
			else if (data?.type === "exa-port")
				this.#connected();
			else if (data?.type === "exa-failed")
				failed(new MachineError([data.text, data.detail]
					.filter(Boolean).join(" ")));
		});
		container.append(this.element);
		return port1;
	}

	/** @param {object} message @param {Transferable[]} [transfer] */
	#post(message, transfer) {
		this.element.contentWindow?.postMessage(message, HOME.origin,
			transfer);
	}

	/** @param {number} id @param {number} signal */
	signal(id, signal) {
		this.#post({ type: "exa-signal", id, signal });
	}

	/** @param {string} text is typed at the terminal */
	type(text) {
		this.#post({ type: "exa-type", text });
	}

	close() {
		this.#deafen();
		this.element.remove();
	}
}

export const Exa = {
	/**
	 * Starts a machine.
	 * @param {BootOptions & {container?: Element, persist?: string,
	 *	parameters?: Record<string, string>,
	 *	onOutput?: (bytes: Uint8Array) => void}} [options] container:
	 *	where its terminal is shown; without it there is none. persist:
	 *	the name under which this browser keeps /home and /usr/local;
	 *	without it they end with the machine. parameters: of the address
	 *	of machine.html (docs/protocol.md). onOutput: is given what the
	 *	machine writes to its terminal
	 * @returns {Promise<Machine>} once programs can be started; rejects
	 *	with the reason why it could not be had
	 */
	async boot({ container, persist = "", parameters = {}, onOutput,
		...options } = {}) {
		const { signal } = options;
		const frame = new Frame(container !== undefined, persist,
			parameters);

		signal?.throwIfAborted();
		const client = new Client(
			frame.open(container ?? document.body,
				(error) => client.fail(error), onOutput),
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
