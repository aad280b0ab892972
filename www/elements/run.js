// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * <exa-run>: a block of code, a button that runs it in a machine, and what it
 * wrote (docs/embed.md). The code is the element's own text, or that of the
 * <pre> before it. Nothing is loaded before the button is pressed.
 */
import { AttributeError, number, target, word } from "./attributes.js";
import { dedent } from "./file.js";
import { Output } from "./output.js";
import { runtimeOf, RUNTIMES } from "./runtimes.js";
import { dropMachine, emit, machineOf, ownerOf } from "./shared.js";
import { shadowOf } from "./style.js";

/** @typedef {import("../api/process.js").Process} Process */

const TIMEOUT_S = 60;
/** How long a program has after Stop before it is killed. */
const GRACE_MS = 400;
const CODE_MARK = "##CODE##";
let directories = 0;

const HTML = `<div class="frame" part="frame">
<textarea part="editor" spellcheck="false" autocapitalize="off"
	autocomplete="off" aria-label="Code" hidden></textarea>
<slot></slot>
<div class="bar" part="controls">
<button class="main" part="run">Run</button>
<button part="stop" disabled>Stop</button>
<span class="status" part="status" role="status"></span>
</div>
<p class="message" part="message" role="alert" hidden></p>
<div class="output" part="output"><slot name="output"></slot></div>
</div>`;

/**
 * What came of a run.
 * @typedef {object} Result
 * @property {boolean} ok its status was 0
 * @property {number} exitCode
 * @property {string} reason exited, signaled, timeout or killed
 * @property {string} stdout
 * @property {string} stderr
 * @property {number} duration ms
 */

export class ExaRun extends HTMLElement {
	static observedAttributes = ["editor", "controls"];

	#root = shadowOf(this, HTML);
	/** @type {HTMLElement | null} where the code is, if not in here */
	#source = null;
	/** @type {Output | null} */
	#output = null;
	/** @type {Process | null} */
	#process = null;
	#stopped = false;
	#started = false;
	/** @type {Promise<Result | null> | null} the run under way */
	#running = null;

	/** @param {string} part @returns {HTMLElement} */
	#part(part) {
		return /** @type {any} */ (
			this.#root.querySelector(`[part=${part}]`));
	}

	get #editor() {
		return /** @type {HTMLTextAreaElement} */ (
			this.#part("editor"));
	}

	/** @param {string} part @param {boolean} on */
	#enable(part, on) {
		/** @type {HTMLButtonElement} */ (this.#part(part))
			.disabled = !on;
	}

	connectedCallback() {
		if (this.#started)
			return;
		this.#started = true;
		/* The parser has not come to the children yet, maybe. */
		if (document.readyState === "loading")
			addEventListener("DOMContentLoaded", () => this.#begin(),
				{ once: true });
		else
			this.#begin();
	}

	disconnectedCallback() {
		queueMicrotask(() => {
			if (this.isConnected)
				return;
			this.stop();
			dropMachine(this);
		});
	}

	attributeChangedCallback() {
		if (this.#started)
			this.#show();
	}

	#begin() {
		this.#part("run").onclick = () => void this.run();
		this.#part("stop").onclick = () => this.stop();
		this.#editor.onkeydown = (event) => {
			if (event.key === "Enter" &&
				(event.ctrlKey || event.metaKey))
				void this.run();
		};
		this.#state = "idle";
		try {
			this.#source = this.#findSource();
			this.#editor.value = this.#sourceText();
			this.#show();
			this.#check();
			if (this.hasAttribute("autorun"))
				void this.run();
		} catch (error) {
			this.#complain(error);
		}
	}

	/** The element with the code: what selector says, or its own <pre> or
	 * <script>, or the <pre> before. */
	#findSource() {
		const before = this.previousElementSibling;
		const own = this.querySelector(
			":scope > pre, :scope > code, :scope > script");

		return /** @type {HTMLElement | null} */ (
			target(this, "selector") ?? own ??
			(this.#ownText() === "" && before?.matches("pre") ?
				before : null));
	}

	/** The text between the tags, but for the children that mean more. */
	#ownText() {
		return [...this.childNodes].filter((node) =>
			node.nodeType === Node.TEXT_NODE)
			.map((node) => node.textContent).join("").trim();
	}

	#sourceText() {
		if (this.#source !== null)
			return dedent(this.#source.textContent ?? "");
		return dedent([...this.childNodes].filter((node) =>
			node.nodeType === Node.TEXT_NODE)
			.map((node) => node.textContent).join(""));
	}

	/** The code as it is now. */
	get code() {
		return this.hasAttribute("editor") ||
			this.#source === null ? this.#editor.value :
			this.#sourceText();
	}

	set code(text) {
		this.#editor.value = text;
		if (!this.hasAttribute("editor") && this.#source !== null)
			this.#source.textContent = text;
	}

	/** idle, loading, running, succeeded or failed; the attribute state. */
	get state() {
		return this.getAttribute("state") ?? "idle";
	}

	set #state(/** @type {string} */ state) {
		const busy = state === "loading" || state === "running";

		this.setAttribute("state", state);
		this.#enable("run", !busy);
		this.#enable("stop", busy);
		this.#part("status").textContent =
			{ loading: "Starting …", running: "Running …" }[state] ??
			"";
	}

	/** Editor and buttons as the attributes say. */
	#show() {
		const editor = this.#editor;
		const edits = this.hasAttribute("editor");
		const shown = edits ||
			this.#source === null || this.#source.tagName === "SCRIPT";

		editor.hidden = !shown;
		editor.readOnly = !edits;
		editor.rows = Math.min(20,
			Math.max(2, editor.value.split("\n").length));
		this.#root.querySelector("slot:not([name])")?.toggleAttribute(
			"hidden", shown);
		if (this.#source?.matches("pre") && !this.contains(this.#source))
			this.#source.hidden = edits;
		this.#part("controls").hidden =
			this.getAttribute("controls") === "false";
	}

	/** Throws for attributes that are wrong. */
	#check() {
		const name = this.getAttribute("runtime") ?? "sh";
		const runtime = runtimeOf(name);

		word(this, "controls", ["", "true", "false", "controls"]);
		number(this, "timeout", 0.1, 86400);
		ownerOf(this);
		if (runtime === undefined)
			throw new AttributeError(`<exa-run> has runtime="${name}": ` +
				`there are ${Object.keys(RUNTIMES).join(", ")}`);
		return runtime;
	}

	/** @param {unknown} error */
	#complain(error) {
		const text = error instanceof Error ? error.message :
			String(error);
		const message = this.#part("message");

		message.textContent = text;
		message.hidden = false;
		this.#state = "failed";
		console.error(error instanceof AttributeError ? text : error);
		emit(this, "exa-error", { message: text, error });
	}

	/** The blocks that are run before this one. @returns {ExaRun[]} */
	#dependencies() {
		const ids = (this.getAttribute("depends-on") ?? "").split(/\s+/)
			.filter(Boolean);

		return ids.map((id) => {
			const found = document.getElementById(id);

			if (!(found instanceof ExaRun))
				throw new AttributeError(`<exa-run> depends on ` +
					`"${id}", which is no exa-run of this page`);
			return found;
		});
	}

	/** The code with that of the blocks before it, in the template.
	 * @param {Set<ExaRun>} seen blocks that are in it already
	 * @returns {string} */
	program(seen = new Set([this])) {
		const before = this.#dependencies().filter((one) =>
			!seen.has(one) && seen.add(one));
		const code = [...before.map((one) => one.program(seen)),
			this.code].join("\n");
		const template = target(this, "template");
		const around = template instanceof HTMLTemplateElement ?
			template.content.textContent : template?.textContent;

		return around ? dedent(around).replace(CODE_MARK,
			() => code.trimEnd()) :
			code;
	}

	/**
	 * Runs it; what was running is stopped.
	 * @returns {Promise<Result | null>} null: it could not be run
	 */
	async run() {
		if (this.#running !== null) {
			this.stop();
			await this.#running;
		}
		this.#running = this.#once();
		const result = await this.#running;
		this.#running = null;
		return result;
	}

	async #once() {
		this.#stopped = false;
		this.#part("message").hidden = true;
		try {
			const runtime = this.#check();
			const code = this.program();

			this.#state = "loading";
			emit(this, "exa-run", { code });
			const result = await this.#execute(runtime, code);
			this.#tell(result);
			return result;
		} catch (error) {
			this.#complain(error);
			return null;
		} finally {
			this.#process = null;
		}
	}

	/** @param {import("./runtimes.js").Runtime} runtime
	 * @param {string} code @returns {Promise<Result>} */
	async #execute({ file, argv, stdin = false }, code) {
		const seconds = number(this, "timeout", 0.1, 86400) ?? TIMEOUT_S;
		const machine = await machineOf(this);
		const at = `/tmp/exa-run/${++directories}`;
		const begin = performance.now();

		await machine.fs.mkdir(at, { recursive: true });
		await machine.fs.writeFile(`${at}/${file}`, code);
		this.#output = new Output(this.#outputElement());
		const [name, ...args] = argv.map((one) =>
			one === file ? `${at}/${file}` : one);
		const process = this.#process = await machine.spawn(name, args,
			{ timeoutMs: seconds * 1000 });

		this.#state = "running";
		if (this.#stopped)
			this.stop();
		const writer = process.input.getWriter();
		if (stdin)
			writer.write(code).catch(() => {});
		writer.close().catch(() => {});
		const read = Promise.all([
			this.#output.read(process.output, "stdout"),
			this.#output.read(process.errors, "stderr")]);
		const { exitCode, reason } = await process.exited;
		process.close();
		const [stdout, stderr] = await read;
		await machine.fs.rm(at, { recursive: true, force: true });
		return { ok: exitCode === 0, exitCode, reason, stdout, stderr,
			duration: performance.now() - begin };
	}

	/** Where output goes: what the attribute names, or below the code. */
	#outputElement() {
		const elsewhere = this.hasAttribute("output") ?
			target(this, "output") : null;

		if (elsewhere !== null)
			return /** @type {HTMLElement} */ (elsewhere);
		const inside = this.#part("output");
		/* The author's own output goes when there is a real one. */
		const pre = document.createElement("pre");
		pre.tabIndex = 0;
		pre.setAttribute("aria-label", "Output");
		inside.replaceChildren(pre);
		return pre;
	}

	/** @param {Result} result */
	#tell(result) {
		const { ok, exitCode, reason, duration } = result;

		this.#state = ok ? "succeeded" : "failed";
		this.#part("status").textContent = reason === "timeout" ?
			"Stopped: it took too long." : this.#stopped ? "Stopped." :
				ok ? `Done in ${Math.round(duration)} ms.` :
					`Status ${exitCode}.`;
		emit(this, "exa-result", result);
	}

	/** Ends what runs: by SIGINT, and SIGKILL if it goes on. */
	stop() {
		const process = this.#process;

		this.#stopped = true;
		if (process === null)
			return;
		process.kill("INT");
		const timer = setTimeout(() => process.kill("KILL"), GRACE_MS);
		const over = () => clearTimeout(timer);
		process.exited.then(over, over);
	}
}
