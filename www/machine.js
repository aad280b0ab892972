// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The script of machine.html: one machine, that is one Worker and the UI
 * iframe that shows its terminal. The two speak over a BroadcastChannel of
 * their own (docs/protocol.md); this script only starts, ends and focuses
 * them, and says what is wrong when one of them does not come.
 *
 * docs/protocol.md lists the messages: to and from the worker, and to and from
 * a page that has this document in an iframe (exa.js).
 */
import "./machine.css";
import { Lines } from "./lines.js";
import { keepOffline } from "./offline.js";
import { addressOf, site } from "./site.js";
import { makeUuid } from "./ui/uuid.js";

/** Parameters of this document's address that are the terminal's. */
const TERMINAL_PARAMETERS = ["cols", "fontsize", "guard", "keys", "readonly",
	"screenreader", "theme", "tools"];

/** @param {string} id */
function element(id) {
	return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @returns {string} what this browser lacks; empty: nothing */
function missing() {
	if (typeof WebAssembly !== "object")
		return "WebAssembly";
	if (typeof Worker !== "function")
		return "Web Workers";
	if (typeof BroadcastChannel !== "function")
		return "BroadcastChannel";
	return "";
}

/**
 * @param {string} text
 * @param {string} detail
 * @param {boolean} again whether trying again may help
 */
function showFailure(text, detail, again) {
	element("failure-text").textContent = text;
	element("failure-detail").textContent = detail;
	element("failure-detail").hidden = !detail;
	element("again").hidden = !again;
	element("failure").hidden = false;
	element("screen").hidden = true;
	tellEmbedder({ type: "exa-failed", text, detail });
}

/** @param {object} message to the page that shows this one in an iframe */
function tellEmbedder(message) {
	if (parent !== window)
		parent.postMessage(message, "*");
}

/** Take the focus, unless that would steal it from the page around this one,
 * which says so if it wants that. @param {URLSearchParams} params */
function mayFocus(params) {
	return parent === window || params.has("focus");
}

/**
 * A worker that fails to load says nothing; ask the server why.
 * @param {string} file
 */
async function reasonFor(file) {
	try {
		const answer = await fetch(file, { cache: "no-store" });
		const type = answer.headers.get("Content-Type") ?? "no type";

		if (!answer.ok)
			return `${file}: HTTP ${answer.status}`;
		if (!/javascript/.test(type))
			return `${file}: served as ${type}, not JavaScript`;
		return `${file} is there, but the browser would not run it ` +
			"(too old, or blocked by a policy).";
	} catch (error) {
		return `${file}: ${error}`;
	}
}

let askedToPersist = false;

/**
 * Has the browser keep what is stored here also when space is short. Only
 * windows can ask; a refusal changes nothing else.
 */
async function persist() {
	const { storage } = navigator;

	if (askedToPersist)
		return;
	askedToPersist = true;
	try {
		if (!await storage.persisted())
			await storage.persist();
	} catch {
		/* An old browser, or an insecure context. */
	}
}

class Machine {
	#uuid = makeUuid();
	/** @type {Worker | null} */
	#worker = null;
	/** @type {Lines | null} */
	#lines = null;
	#frame = document.createElement("iframe");
	/** @type {Promise<unknown>} the terminal's document is there */
	#loaded = Promise.resolve();
	/** Whether a page uses it by a port. */
	served = false;
	#params;

	/**
	 * @param {URLSearchParams} params those of this document's address
	 */
	constructor(params) {
		this.#params = params;
	}

	/** @param {string} text @param {string} detail */
	#fail(text, detail) {
		this.stop();
		showFailure(text, detail, true);
	}

	#startWorker() {
		const worker = new Worker(addressOf("worker.js"), {
			name: JSON.stringify({
				channel: this.#uuid,
				base: new URL(".", location.href).href,
				site,
				params: Object.fromEntries(this.#params),
			}),
		});

		worker.onmessage = ({ data }) => {
			if (data?.type === "error")
				this.#fail(String(data.text),
					String(data.detail ?? ""));
			else if (data?.type === "line")
				this.#received(data.which);
			else if (data?.type === "signals")
				this.#lines?.signalsTaken(data.taken);
			else if (data?.type === "persist")
				void persist();
			else if (data?.type === "quiet")
				void keepOffline(this.#params.get("offline"));
		};
		worker.onerror = async (event) => {
			event.preventDefault();
			this.#fail("The machine’s worker failed.",
				event.message ?
					`${event.filename}:${event.lineno}: ` +
					event.message :
					await reasonFor("worker.js"));
		};
		this.#worker = worker;
		this.#lines = new Lines(worker, this.#uuid);
	}

	start() {
		const address = new URL(addressOf("terminal.html"),
			location.href);

		const options = new URLSearchParams(TERMINAL_PARAMETERS
			.filter((name) => this.#params.has(name))
			.map((name) => [name, this.#params.get(name) ?? ""]));

		/* Without them in it, the address is that in the cache. */
		address.hash = `${this.#uuid}?${options}`;

		try {
			this.#startWorker();
		} catch (error) {
			this.#fail("The machine’s worker was refused.",
				String(error));
			return;
		}
		if (this.#params.get("ui") === "none")
			return;
		this.#frame.title = "Terminal";
		this.#frame.allow = "clipboard-read; clipboard-write; fullscreen";
		this.#frame.src = address.href;
		this.#loaded = new Promise((done) => {
			this.#frame.onload = done;
		});
		if (mayFocus(this.#params))
			void this.#loaded.then(() => this.focus());
		element("screen").hidden = false;
		element("screen").replaceChildren(this.#frame);
	}

	/** A page uses the machine by this port. @param {MessagePort} port */
	serve(port) {
		const url = new URL(addressOf("port.js"), location.href).href;

		this.served = true;
		this.#worker?.postMessage({ type: "port", url, port }, [port]);
		this.#lines?.prepareSignals();
	}

	/** The embedder is told what goes to the terminal. */
	watch() {
		this.#lines?.watch((bytes) =>
			tellEmbedder({ type: "exa-output", bytes }));
	}

	/** @param {string} text */
	async type(text) {
		await this.#loaded;
		this.#frame.contentWindow?.postMessage({ type: "type", text },
			location.origin);
	}

	/** The worker has the newest URLs. @param {string} which */
	#received(which) {
		this.#lines?.received(which);
		if (which === "signals")
			tellEmbedder({ type: "exa-port" });
	}

	/** @param {number} id of a request of the port
	 * @param {number} signal */
	signal(id, signal) {
		this.#lines?.signal(id, signal);
	}

	stop() {
		this.#worker?.terminate();
		this.#worker = null;
		this.#lines?.close();
		this.#lines = null;
		this.#frame.remove();
	}

	/** Nobody looks at it any more, perhaps it ends now. */
	hide() {
		this.#worker?.postMessage({ type: "hidden" });
	}

	focus() {
		this.#frame.contentWindow?.focus();
	}

	/** @param {MessageEventSource | null} source */
	isFrom(source) {
		return source !== null &&
			source === this.#frame.contentWindow;
	}
}

function main() {
	const params = new URLSearchParams(location.search);
	const lack = missing();

	document.body.classList.add("started");
	if (lack) {
		showFailure(`This browser has no ${lack}, without which the ` +
			"machine cannot run.", "", false);
		return;
	}
	let machine = new Machine(params);
	const restart = () => {
		if (machine.served) {
			tellEmbedder({ type: "exa-restart" });
			return;
		}
		machine.stop();
		element("failure").hidden = true;
		machine = new Machine(params);
		machine.start();
	};

	element("again").onclick = restart;
	/* While it takes the focus it cannot pass it on. */
	addEventListener("focus", () => setTimeout(() => machine.focus()));
	addEventListener("pagehide", () => machine.hide());
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "hidden")
			machine.hide();
	});
	addEventListener("message", ({ origin, source, data, ports }) => {
		if (origin !== location.origin)
			return;
		if (source === parent && data?.type === "exa-port" &&
			ports.length === 1) {
			machine.serve(ports[0]);
			if (data.output)
				machine.watch();
		} else if (source === parent && data?.type === "exa-type") {
			void machine.type(String(data.text));
		} else if (source === parent && data?.type === "exa-signal") {
			machine.signal(Number(data.id), Number(data.signal));
		}
		if (!machine.isFrom(source))
			return;
		if (data?.type === "restart")
			restart();
		else if (data?.type === "title")
			document.title = String(data.title).slice(0, 200);
	});
	machine.start();
	tellEmbedder({ type: "exa-loaded" });
}

main();
