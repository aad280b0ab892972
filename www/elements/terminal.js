// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * <exa-terminal>: a machine's terminal (docs/embed.md). Before it starts there
 * is what the author put between the tags, and a button.
 */
import { number, word } from "./attributes.js";
import { dropMachine, emit, machineOf } from "./shared.js";
import { shadowOf } from "./style.js";

/** @typedef {import("../api/machine.js").Machine} Machine */

const AUTOSTART = ["click", "visible", "load"];
const THEMES = ["auto", "light", "dark", "contrast"];
const ROWS = 24;
const ROW_PX = 18;

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

	/** @param {string} part @returns {HTMLElement} */
	#part(part) {
		return /** @type {any} */ (
			this.#root.querySelector(`[part=${part}]`));
	}

	connectedCallback() {
		if (this.#started)
			return;
		this.#started = true;
		this.#part("run").onclick = () => void this.run();
		this.#size(number(this, "rows", 2, 500) ?? ROWS);
		try {
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
		if (this.hasAttribute("readonly"))
			parameters.readonly = "";
		if (this.hasAttribute("cmd"))
			parameters.runlevel = "4";
		return parameters;
	}

	/** @param {unknown} error */
	#complain(error) {
		const text = error instanceof Error ? error.message :
			String(error);
		const message = this.#part("message");

		message.textContent = text;
		message.hidden = false;
		this.#part("screen").hidden = true;
		this.#part("poster").hidden = false;
		this.setAttribute("state", "failed");
		console.error(text);
		emit(this, "exa-error", { message: text, error });
	}

	/** For the elements that use the machine of this one.
	 * @returns {Promise<Machine>} */
	startMachine() {
		const machine = this.#boot();

		return machine;
	}

	#boot() {
		const screen = this.#part("screen");

		this.#observer?.disconnect();
		this.#part("message").hidden = true;
		this.#part("poster").hidden = true;
		screen.hidden = false;
		this.setAttribute("state", "loading");
		return machineOf(this, { container: screen,
			parameters: this.#parameters(),
			onOutput: (/** @type {Uint8Array} */ bytes) =>
				emit(this, "exa-output", { bytes }) });
	}

	/**
	 * Starts it, unless it runs.
	 * @returns {Promise<Machine | null>} null: it could not be started
	 */
	async run() {
		if (["loading", "running"].includes(
			this.getAttribute("state") ?? ""))
			return await machineOf(this).catch(() => null);
		const generation = ++this.#generation;

		try {
			const machine = await this.#boot();

			if (generation !== this.#generation)
				return null;
			this.setAttribute("state", "running");
			emit(this, "exa-ready", { machine });
			void this.#command(machine, generation);
			return machine;
		} catch (error) {
			if (generation === this.#generation)
				this.#complain(error);
			return null;
		}
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
			if (generation === this.#generation)
				this.#complain(error);
		}
	}

	/** Ends the machine; the poster is shown again. */
	stop() {
		this.#generation++;
		this.#observer?.disconnect();
		dropMachine(this);
		this.#part("screen").hidden = true;
		this.#part("poster").hidden = false;
		this.setAttribute("state", "idle");
	}

	/** A new machine. */
	async restart() {
		this.stop();
		return await this.run();
	}

	/** Types at the terminal. @param {string} text */
	async write(text) {
		(await machineOf(this)).type(text);
	}

	focus() {
		const frame = this.#root.querySelector("iframe");

		(frame ?? this.#part("run")).focus();
	}
}
