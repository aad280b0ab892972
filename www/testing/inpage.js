// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What testing.js runs in the page: functions that refer to nothing outside
 * themselves, since Puppeteer hands over their text.
 */

/**
 * @typedef {object} ExecOptions
 * @property {string} [cwd] the user's home if it is not given
 * @property {Record<string, string>} [env]
 * @property {"exa" | "root"} [user]
 * @property {string} [stdin]
 * @property {number} [timeoutMs] after which it is killed
 */

/**
 * @typedef {object} ExecResult
 * @property {string} stdout
 * @property {string} stderr
 * @property {number} exitCode 128 and a number: ended by that signal
 * @property {"exited" | "signaled" | "timeout" | "killed"} reason
 */

/**
 * In the page: what keeps the machine from being there, "none" if the page has
 * none, or "" if nothing does.
 * @param {string} selector
 */
export function stateOf(selector) {
	const element = document.querySelector(selector);
	const failure = document.getElementById("failure");

	if (element)
		return element.getAttribute("state") !== "failed" ? "" :
			element.shadowRoot?.querySelector("[part=message]")
				?.textContent || "it has failed";
	if (!failure || !document.getElementById("screen"))
		return "none";
	return failure.hidden ? "" : failure.innerText;
}

/** In the page: gives a terminal the keyboard. @param {string} selector */
export function focusOn(selector) {
	const element = /** @type {HTMLElement | null} */ (
		document.querySelector(selector));

	if (element)
		element.focus();
	else
		document.querySelector("iframe")?.contentWindow?.focus();
}

/**
 * In the page: runs a script by its element's machine, or if the document is
 * machine.html by a port to that.
 * @param {string} selector
 * @param {string} script
 * @param {ExecOptions} options
 * @returns {Promise<ExecResult>}
 */
export async function execIn(selector, script, options) {
	const element = /** @type {any} */ (document.querySelector(selector));
	const { stdin = "", ...order } = options;
	/* For the scripts of this file alone. */
	const own = /** @type {any} */ (window)[Symbol.for("exa-testing")] ??=
		{ port: null, last: 0, listeners: new Map() };

	if (element) {
		const machine = await element.run();

		if (machine === null)
			throw new Error("The terminal could not be started.");
		return await machine.exec(script, options);
	}
	if (own.port === null) {
		const { port1, port2 } = new MessageChannel();

		own.port = port1;
		port1.onmessage = ({ data }) =>
			own.listeners.get(data.id)?.(data);
		postMessage({ type: "exa-port" }, location.origin, [port2]);
	}
	const id = ++own.last;
	const texts = [1, 2].map(() => ({ decoder: new TextDecoder(), text: "" }));
	/** @param {object} message */
	const send = (message) => own.port.postMessage({ id, ...message });

	return await new Promise((resolve, reject) => {
		/** @type {any} */
		let exit = null;

		own.listeners.set(id, (/** @type {any} */ message) => {
			const { type, stream, bytes } = message;

			if (type === "output") {
				const one = texts[stream - 1];

				one.text += one.decoder.decode(bytes,
					{ stream: true });
				send({ op: "ack", stream, bytes: bytes.length });
			} else if (type === "exit") {
				exit = message;
				send({ op: "close" });
			} else if (type === "error") {
				reject(new Error(`${message.code}: ${message.message}`));
			} else if (type === "end" && exit !== null) {
				const signal = exit.status & 0x7f;

				own.listeners.delete(id);
				resolve({ stdout: texts[0].text,
					stderr: texts[1].text,
					exitCode: signal ? 128 + signal :
						exit.status >> 8 & 0xff,
					reason: exit.reason === "exited" && signal ?
						"signaled" : exit.reason });
			}
		});
		send({ op: "spawn", argv: ["/bin/sh", "-c", script], ...order });
		if (stdin)
			send({ op: "input", bytes: new TextEncoder().encode(stdin) });
		send({ op: "input", bytes: null });
	});
}
