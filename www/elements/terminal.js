// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * <exa-terminal>: a machine's terminal (docs/embed.md). Before it starts there
 * is what the author put between the tags, and a button.
 */
import { number, word } from "./attributes.js";
import { bootFor, complain, dropMachine, emit, THEMES } from "./shared.js";
import { shadowOf } from "./style.js";

/** @typedef {import("../api/machine.js").Machine} Machine */

const AUTOSTART = ["click", "visible", "load"];
const KEYS = ["auto", "always", "never"];
const ROWS = 24;
const ROW_PX = 18;
/** How long a machine takes to halt once its programs were ended. */
const HALT_MS = 5000;

const HTML = `<div class="frame" part="frame">
<div class="poster" part="poster"><slot></slot>
<div class="start"><button class="main" part="run">Run</button></div></div>
<div class="screen" part="screen" hidden></div>
<p class="message" part="message" role="alert" hidden></p>
</div>`;

export class ExaTerminal extends HTMLElement {
	#root = shadowOf(this, HTML);
	#started = false;
	/** @type {IntersectionObserver | null} */
	#observer = null;
	/** Counts starts: what an earlier one had under way is not told. */
	#generation = 0;
	/** @type {Promise<Machine | null> | null} its start, also when done */
	#coming = null;

	/** @param {string} part @returns {HTMLElement} */
	#part(part) {
		return /** @type {any} */ (
			this.#root.querySelector(`[part=${part}]`));
	}

	connectedCallback() {
		if (this.#started) {
			/* It was taken out and put in again. */
			queueMicrotask(() => {
				if (this.state === "idle")
					this.#begin();
			});
			return;
		}
		this.#started = true;
		this.#part("run").onclick = () => void this.run(true);
		try {
			this.#size(number(this, "rows", 2, 500) ?? ROWS);
			this.#begin();
		} catch (error) {
			this.#complain(error);
		}
	}

	#begin() {
		const when = word(this, "autostart", AUTOSTART);

		this.setAttribute("state", "idle");
		this.#parameters();
		if (when === "load") {
			void this.run();
		} else if (when === "visible") {
			this.#observer = new IntersectionObserver((entries) => {
				if (entries.some((one) => one.isIntersecting))
					void this.run();
			});
			this.#observer.observe(this);
		}
	}

	disconnectedCallback() {
		queueMicrotask(() => {
			if (!this.isConnected)
				this.stop();
		});
	}

	/** @param {number} rows */
	#size(rows) {
		const size = number(this, "fontsize", 6, 60) ?? 14;
		const height = `${Math.ceil(rows * ROW_PX * size / 14) + 12}px`;

		if (!this.style.height)
			this.#part("screen").style.height = height;
		this.#part("poster").style.minHeight = height;
	}

	/** Of the machine's document, by the attributes. */
	#parameters() {
		/** @type {Record<string, string>} */
		const parameters = {};
		const theme = word(this, "theme", THEMES);
		const limits = /** @type {const} */ ([["rows", 2, 500],
			["cols", 10, 500], ["fontsize", 6, 60]]);

		if (theme !== "auto")
			parameters.theme = theme;
		for (const [name, least, most] of limits) {
			const value = number(this, name, least, most);
			if (value !== undefined && name !== "rows")
				parameters[name] = String(Math.round(value));
		}
		for (const name of ["readonly", "screenreader"])
			if (this.hasAttribute(name))
				parameters[name] = "";
		parameters.keys = word(this, "keys", KEYS);
		if (this.hasAttribute("cmd"))
			parameters.runlevel = "4";
		return Object.assign(parameters, this.more);
	}

	/** Others, of an element that is more than a terminal.
	 * @returns {Record<string, string> | undefined} */
	get more() {
		return undefined;
	}

	/** @param {unknown} error */
	#complain(error) {
		this.#end();
		complain(this, this.#part("message"), error);
	}

	/** idle, loading, running or failed; the attribute state. */
	get state() {
		return this.getAttribute("state") ?? "idle";
	}

	/** For the elements that use the machine of this one.
	 * @returns {Promise<Machine>} */
	async startMachine() {
		const machine = await this.run();

		if (machine === null)
			throw new Error("The terminal could not be started.");
		return machine;
	}

	/**
	 * Starts it, unless it runs.
	 * @param {boolean} [focus] whether it gets the keyboard
	 * @returns {Promise<Machine | null>} null: it could not be started
	 */
	run(focus = false) {
		this.#coming ??= this.#start(focus);
		return this.#coming;
	}

	/** @param {boolean} focus @returns {Promise<Machine | null>} */
	async #start(focus) {
		const generation = ++this.#generation;

		try {
			const machine = await this.#boot(focus);

			if (generation !== this.#generation)
				return null;
			this.setAttribute("state", "running");
			emit(this, "exa-ready", { machine });
			machine.failed.catch((error) => {
				if (generation === this.#generation)
					this.#complain(error);
			});
			void this.#command(machine, generation);
			return machine;
		} catch (error) {
			if (generation === this.#generation)
				this.#complain(error);
			return null;
		}
	}

	/** @param {boolean} focus */
	#boot(focus) {
		const screen = this.#part("screen");
		const parameters = this.#parameters();

		if (focus)
			parameters.focus = "";
		this.#observer?.disconnect();
		this.#part("message").hidden = true;
		this.#part("poster").hidden = true;
		screen.hidden = false;
		this.setAttribute("state", "loading");
		return bootFor(this, { container: screen, parameters,
			onRestart: (reason) => void this.#replace(reason),
			onOutput: (/** @type {Uint8Array} */ bytes) =>
				emit(this, "exa-output", { bytes }) });
	}

	/** Runs the attribute cmd on the terminal.
	 * @param {Machine} machine @param {number} generation */
	async #command(machine, generation) {
		const command = this.getAttribute("cmd");

		if (command === null)
			return;
		try {
			const process = await machine.spawn("/bin/sh",
				["-c", command], { terminal: "console" });
			const exit = await process.exited;

			if (generation === this.#generation)
				emit(this, "exa-exit", exit);
		} catch (error) {
			/* If the machine ends, that is the reason. */
			const reason = await Promise.race([
				machine.failed.catch((one) => one),
				new Promise((go) =>
					setTimeout(go, HALT_MS, error)),
			]);

			if (generation === this.#generation)
				this.#complain(reason);
		}
	}

	/** Ends the machine; the poster is shown again. */
	stop() {
		this.#observer?.disconnect();
		this.#end();
		this.setAttribute("state", "idle");
	}

	#end() {
		this.#generation++;
		this.#coming = null;
		dropMachine(this);
		this.#part("screen").hidden = true;
		this.#part("poster").hidden = false;
	}

	/** The machine has ended. @param {string} [reason] */
	async #replace(reason) {
		const machine = await this.restart();
		const message = this.#part("message");

		if (!reason || machine === null)
			return;
		message.textContent = reason;
		message.hidden = false;
	}

	/** A new machine. */
	async restart() {
		this.stop();
		return await this.run();
	}

	/** Types at the terminal, which is started. @param {string} text */
	async write(text) {
		(await this.run())?.type(text);
	}

	focus() {
		const frame = this.#root.querySelector("iframe");

		(frame ?? this.#part("run")).focus();
	}
}
