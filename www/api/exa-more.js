// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What few pages need of the API, loaded when it is used: waiting for what the
 * terminal shows, and archives by address.
 */

/** Characters that waitFor() looks at. */
const KEPT = 1 << 16;
/** An escape sequence that has not ended after so many is none. */
const SEQUENCE_MAX = 4096;
const TIMEOUT_MS = 30000;
/** Lines that are shown when something did not come. */
const LINES = 12;

/* ECMA-48: control sequences, strings, other escapes, single controls. */
const SEQUENCES = new RegExp([
	"\\x1b\\[[0-?]*[ -/]*[@-~]",
	"\\x1b\\][^\\x07\\x1b]*(?:\\x07|\\x1b\\\\)",
	"\\x1b[PX^_][^\\x1b]*\\x1b\\\\",
	"\\x1b[ -/]*[0-OQ-WYZ\\\\`-~]",
	"\\r(?=\\n)|[\\0-\\x08\\x0b\\x0c\\x0e-\\x1a\\x1c-\\x1f\\x7f]",
].join("|"), "g");
const BEGUN = new RegExp("(?:\\x1b(?:\\[[0-?]*[ -/]*|[\\]PX^_][^\\x07\\x1b]*" +
	"\\x1b?|[ -/]*)|\\r)$");

/** The text of a terminal's output. */
class Screen {
	#decoder = new TextDecoder();
	#rest = "";
	text = "";
	/** Up to where a waitFor() has found something. */
	found = 0;
	/** Why nothing more comes. @type {{cause: any} | null} */
	ended = null;
	/** Are called when nothing more comes. @type {Set<() => void>} */
	waiting = new Set();

	/** @param {Promise<never>} failed the machine has ended */
	constructor(failed) {
		/* One for all who wait: the promise lives, and keeps what hangs
		 * on it, as long as the machine. */
		failed.catch((cause) => {
			this.ended = { cause };
			for (const call of this.waiting)
				call();
		});
	}

	/** @param {Uint8Array[]} parts */
	add(parts) {
		const raw = this.#rest + parts.map((part) =>
			this.#decoder.decode(part, { stream: true })).join("");
		const at = BEGUN.exec(raw)?.index ?? raw.length;
		const cut = raw.length - at > SEQUENCE_MAX ? raw.length : at;

		this.#rest = raw.slice(cut);
		this.#append(raw.slice(0, cut).replace(SEQUENCES, ""));
		const over = Math.max(this.text.length - KEPT, 0);
		this.text = this.text.slice(over);
		this.found = Math.max(this.found - over, 0);
	}

	/** What is before a carriage return will be written over.
	 * @param {string} more */
	#append(more) {
		const lines = more.split("\n");

		if (lines[0].includes("\r")) {
			const line = this.text.lastIndexOf("\n") + 1;

			this.found = Math.min(this.found, line);
			this.text = this.text.slice(0, line);
		}
		this.text += lines.map((line) =>
			line.slice(line.lastIndexOf("\r") + 1)).join("\n");
	}

	/** @param {RegExp} wanted @returns {RegExpExecArray | null} */
	find(wanted) {
		const match = wanted.exec(this.text.slice(this.found));

		if (match !== null)
			this.found += match.index + match[0].length;
		return match;
	}

	toString() {
		return this.text.trimEnd().split("\n").slice(-LINES)
			.map((line) => `  | ${line}`).join("\n");
	}
}

/** @param {RegExp | string} wanted */
function toRegExp(wanted) {
	if (typeof wanted === "string")
		return new RegExp(
			wanted.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&"));
	if (wanted instanceof RegExp)
		return new RegExp(wanted.source,
			wanted.flags.replace(/[gy]/g, ""));
	throw new TypeError(`waitFor: ${wanted} is no regular expression`);
}

/**
 * For Machine.waitFor().
 * @param {import("./recent.js").Recent} recent
 * @param {RegExp | string} wanted
 * @param {{timeoutMs?: number, signal?: AbortSignal}} options
 * @param {Promise<never>} failed the machine has ended
 * @returns {Promise<RegExpExecArray>}
 */
export async function waitFor(recent, wanted, { timeoutMs = TIMEOUT_MS,
	signal }, failed) {
	const expression = toRegExp(wanted);
	/** @type {Screen} */
	const screen = recent.screen ??= new Screen(failed);
	/** @type {() => void} */
	let look = () => {}, end = () => {}, abort = () => {};
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;
	/** @param {string} name @param {string} what
	 * @param {unknown} [cause] */
	const error = (name, what, cause) => Object.assign(new Error(
		`waitFor(${wanted}): ${what}; the terminal's last lines:\n` +
		screen, { cause }), { name });

	signal?.throwIfAborted();
	if (typeof timeoutMs !== "number" || !(timeoutMs >= 0))
		throw new TypeError(
			`timeoutMs must be a number, not ${timeoutMs}`);
	try {
		return await new Promise((found, lost) => {
			look = () => {
				screen.add(recent.take());
				const match = screen.find(expression);
				if (match !== null)
					found(match);
			};
			end = () => {
				const cause = screen.ended?.cause;

				lost(error("MachineError",
					`the machine has ended (${
						cause?.message ?? cause})`,
					cause));
			};
			abort = () => lost(signal?.reason);
			recent.waiting.add(look);
			screen.waiting.add(end);
			signal?.addEventListener("abort", abort);
			if (timeoutMs < Infinity)
				timer = setTimeout(() => lost(error(
					"TimeoutError",
					`not within ${timeoutMs} ms`)),
				timeoutMs);
			look();
			if (screen.ended)
				end();
		});
	} finally {
		clearTimeout(timer);
		recent.waiting.delete(look);
		screen.waiting.delete(end);
		signal?.removeEventListener("abort", abort);
	}
}

/**
 * The bytes of an archive, unpacked if it is gzip's.
 * @param {import("./machine.js").Archive} what
 * @param {AbortSignal} [signal] aborted: it is not fetched any further
 * @param {(progress: import("./machine.js").Progress) => void} [onProgress] is
 *	told how much of it has been fetched
 * @returns {Promise<Uint8Array>} rejects with the reason why it cannot be had
 */
export async function archiveOf(what, signal, onProgress) {
	if (what instanceof Blob)
		return await unpacked(new Uint8Array(await what.arrayBuffer()));
	if (what instanceof Uint8Array)
		return await unpacked(what);
	const url = new URL(what, globalThis.document?.baseURI);

	try {
		return await unpacked(await read(url, signal, onProgress));
	} catch (error) {
		signal?.throwIfAborted();
		throw new Error(`mount: ${url}: ${
			error instanceof Error ? error.message : error}`,
		{ cause: error });
	}
}

/** @param {URL} url @param {AbortSignal} [signal]
 * @param {(progress: import("./machine.js").Progress) => void} [onProgress]
 * @returns {Promise<Uint8Array>} */
async function read(url, signal, onProgress) {
	if (url.protocol === "file:" && globalThis.process?.versions?.node) {
		/* Node's fetch() has no files. The name in a variable keeps
		 * bundlers from looking for it. */
		const name = "node:fs/promises";
		const { readFile } = await import(/* @vite-ignore */ name);

		return await readFile(url, { signal });
	}
	const answer = await fetch(url, { signal });

	if (!answer.ok)
		throw new Error(`HTTP ${answer.status}`);
	/* If the host packs it, that is its length on the way; one of another
	 * origin does not tell. */
	const length = answer.headers.has("Content-Encoding") ? 0 :
		Number(answer.headers.get("Content-Length"));
	let loaded = 0;

	/** @param {number} more */
	const tell = (more) => {
		loaded += more;
		onProgress?.({ stage: "image", loaded, text: `Loading ${url}`,
			total: loaded > length ? 0 : length });
	};

	tell(0);
	return new Uint8Array(await new Response(answer.body?.pipeThrough(
		new TransformStream({
			transform(part, out) {
				out.enqueue(part);
				tell(part.length);
			},
		}))).arrayBuffer());
}

/** @param {Uint8Array} bytes @returns {Promise<Uint8Array>} */
async function unpacked(bytes) {
	if (bytes[0] !== 0x1f || bytes[1] !== 0x8b)
		return bytes;
	const stream = new Blob([/** @type {any} */ (bytes)]).stream()
		.pipeThrough(new DecompressionStream("gzip"));

	return new Uint8Array(await new Response(stream).arrayBuffer());
}
