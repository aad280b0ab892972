// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * <exa-run>: a block of code, a button that runs it in a machine, and what it
 * wrote (docs/embed.md). The code is the element's own text, or that of the
 * <pre> before it. Nothing is loaded before the button is pressed.
 */
import { AttributeError, number, target, word } from "./attributes.js";
import { findSource, sourceText } from "./code.js";
import { dedent } from "./file.js";
import { Output } from "./output.js";
import { runtimeOf, RUNTIMES } from "./runtimes.js";
import {
	complain, dropMachine, emit, machineOf, ownerOf, THEMES,
} from "./shared.js";
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
<button part="stop" aria-disabled="true">Stop</button>
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
 * @property {string} reason exited, signaled, timeout, killed or stopped
 * @property {string} stdout
 * @property {string} stderr
 * @property {boolean} truncated they are only the beginning
 * @property {number} duration ms
 */

/** A run under way, from the press of the button on. */
class Run {
	stopped = false;
	/** @type {Process | null} */
	process = null;
	/** Ends it before there is a process.
	 * @type {(result: Result) => void} */
	settle = () => {};
	/** @type {Promise<Result>} */
	settled = new Promise((resolve) => {
		this.settle = resolve;
	});
}

/** @type {Result} */
const NEVER_STARTED = { ok: false, exitCode: 137, reason: "stopped", stdout: "",
	stderr: "", truncated: false, duration: 0 };

export class ExaRun extends HTMLElement {
	static observedAttributes = ["editor", "controls"];

	#root = shadowOf(this, HTML);
	/** @type {HTMLElement | null} where the code is, if not in here */
	#source = null;
	#started = false;
	/** @type {Run | null} */
	#run = null;
	/** @type {Promise<Result | null> | null} what comes of #run */
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
		/* Not by disabled: that would take the focus away. */
		this.#part(part).setAttribute("aria-disabled", String(!on));
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
		this.#part("run").onclick = () => {
			if (this.#run === null)
				void this.run();
		};
		this.#part("stop").onclick = () => this.stop();
		this.#editor.onkeydown = (event) => {
			if (event.key === "Enter" && !event.repeat &&
				(event.ctrlKey || event.metaKey))
				void this.run();
		};
		this.#state = "idle";
		try {
			this.#source = findSource(this);
			this.#editor.value = sourceText(this, this.#source);
			this.#show();
			this.#check();
			if (this.hasAttribute("autorun"))
				void this.run();
		} catch (error) {
			this.#complain(error);
		}
	}

	/** The code as it is now. */
	get code() {
		return this.hasAttribute("editor") ||
			this.#source === null ? this.#editor.value :
			sourceText(this, this.#source);
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
		word(this, "theme", THEMES);
		number(this, "timeout", 0.1, 86400);
		ownerOf(this);
		if (runtime === undefined)
			throw new AttributeError(`<exa-run> has runtime="${name}": ` +
				`there are ${Object.keys(RUNTIMES).join(", ")}`);
		return runtime;
	}

	/** @param {unknown} error */
	#complain(error) {
		this.#state = "failed";
		complain(this, this.#part("message"), error);
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
		while (this.#running !== null) {
			this.stop();
			await this.#running;
		}
		this.#running = this.#once();
		try {
			return await this.#running;
		} finally {
			this.#running = null;
		}
	}

	async #once() {
		const run = this.#run = new Run();

		this.#part("message").hidden = true;
		try {
			const runtime = this.#check();
			const code = this.program();

			this.#state = "loading";
			emit(this, "exa-run", { code });
			const result = await Promise.race([run.settled,
				this.#execute(run, runtime, code)]);
			/* Its status may be its own: lua catches SIGINT. */
			if (run.stopped)
				result.reason = "stopped";
			this.#tell(result, run.stopped);
			return result;
		} catch (error) {
			if (this.isConnected)
				this.#complain(error);
			return null;
		} finally {
			this.#run = null;
		}
	}

	/** @param {Run} run
	 * @param {import("./runtimes.js").Runtime} runtime
	 * @param {string} code @returns {Promise<Result>} */
	async #execute(run, runtime, code) {
		const seconds = number(this, "timeout", 0.1, 86400) ?? TIMEOUT_S;
		const machine = await machineOf(this);
		const at = `/tmp/exa-run/${++directories}`;

		await machine.fs.mkdir(at, { recursive: true });
		try {
			await machine.fs.writeFile(`${at}/${runtime.file}`, code);
			const [name, ...args] = runtime.argv.map((one) =>
				one === runtime.file ? `${at}/${one}` : one);
			run.process = await machine.spawn(name, args,
				{ timeoutMs: seconds * 1000 });
			if (run.stopped)
				run.process.kill("KILL");
			else
				this.#state = "running";
			return await this.#attend(run.process,
				runtime.stdin ? code : "");
		} finally {
			await machine.fs.rm(at,
				{ recursive: true, force: true })
				.catch(() => {});
		}
	}

	/** A program to its end. @param {Process} process
	 * @param {string} input @returns {Promise<Result>} */
	async #attend(process, input) {
		const begin = performance.now();
		const output = new Output(this.#outputElement());
		const writer = process.input.getWriter();

		writer.write(input).catch(() => {});
		writer.close().catch(() => {});
		const read = Promise.all([output.read(process.output, "stdout"),
			output.read(process.errors, "stderr")]);
		read.catch(() => {});
		const { exitCode, reason } = await process.exited;
		process.close();
		const [stdout, stderr] = await read;
		return { ok: exitCode === 0, exitCode, reason, stdout, stderr,
			truncated: output.truncated,
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
		pre.setAttribute("role", "region");
		pre.setAttribute("aria-label", "Output");
		inside.replaceChildren(pre);
		return pre;
	}

	/** @param {Result} result @param {boolean} stopped by the reader */
	#tell(result, stopped) {
		const { ok, exitCode, reason, duration } = result;
		let status = ok ? `Done in ${Math.round(duration)} ms.` :
			`Status ${exitCode}.`;

		if (stopped)
			status = "Stopped.";
		else if (reason === "timeout")
			status = "Stopped: it took too long.";
		this.#state = ok ? "succeeded" : "failed";
		this.#part("status").textContent = status;
		emit(this, "exa-result", result);
	}

	/** Ends what runs: by SIGINT, and SIGKILL if it goes on or stop() is
	 * called again. */
	stop() {
		const run = this.#run;
		const again = run?.stopped;

		if (run === null)
			return;
		run.stopped = true;
		const { process } = run;
		if (process === null) {
			run.settle(NEVER_STARTED);
			return;
		}
		process.kill(again ? "KILL" : "INT");
		if (again)
			return;
		const timer = setTimeout(() => process.kill("KILL"), GRACE_MS);
		const over = () => clearTimeout(timer);
		process.exited.then(over, over);
	}
}
