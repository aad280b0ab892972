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
import { mayUse, tellEmbedder } from "./embedder.js";
import {
	element, missing, reasonFor, showFailure, tellFailure,
} from "./failure.js";
import { Lines } from "./lines.js";
import { keepOffline } from "./offline.js";
import { addressOf, site } from "./site.js";
import { makeUuid } from "./ui/uuid.js";

/** Parameters of this document's address that are the terminal's, or the
 * desktop's. */
const TERMINAL_PARAMETERS = ["cols", "fontsize", "guard", "keys", "readonly",
	"run", "screenreader", "theme", "tools"];
/** The runlevel that has a desktop. */
const DESKTOP = "5";

const KILL = 9;
const ENDED = "The machine was ended";

/** Take the focus, unless that would steal it from the page around this one,
 * which says so if it wants that. @param {URLSearchParams} params */
function mayFocus(params) {
	return parent === window || params.has("focus");
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
	/* The worker's script runs: it has said something. */
	#speaks = false;
	/** @type {Worker | null} */
	#worker = null;
	/** @type {Lines | null} */
	#lines = null;
	#frame = document.createElement("iframe");
	/** @type {Promise<unknown>} the terminal's document is there */
	#loaded = Promise.resolve();
	/** @type {Promise<import("./watch.js").Watch> | null} */
	#watch = null;
	/* Signals are heard. */
	#signals = false;
	/** Whether a page uses it by a port. */
	served = false;
	/** Whether there can be another one instead. */
	replaceable = true;
	#params;
	#replace;

	/**
	 * @param {URLSearchParams} params those of this document's address
	 * @param {(reason: string) => void} replace this machine was ended:
	 *	there is to be another one
	 */
	constructor(params, replace) {
		this.#params = params;
		this.#replace = replace;
	}

	/** @param {string} text @param {string} detail */
	#fail(text, detail) {
		this.stop();
		showFailure(text, detail, this.replaceable);
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
			this.#speaks = true;
			if (data?.type === "error")
				this.#fail(String(data.text),
					String(data.detail ?? ""));
			else if (data?.type === "line")
				this.#received();
			else if (data?.type === "told")
				this.#lines?.taken(data.taken);
			else if (data?.type === "beat" ||
				data?.type === "entered")
				this.#watched((watch) =>
					watch.hear(data));
			else if (data?.type === "persist")
				void persist();
			else if (data?.type === "quiet")
				this.#quiet();
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
		this.#lines.onTyped(() =>
			this.#watched((watch) => watch.typed()));
	}

	#quiet() {
		void keepOffline(this.#params.get("offline"));
		this.#theWatch();
	}

	/** Who looks whether the machine goes on: loaded when there is reason
	 * to, or nothing else to do. */
	#theWatch() {
		const worker = this.#worker, lines = this.#lines;

		if (worker === null || lines === null)
			return;
		this.#watch ??= import(new URL(addressOf("watch.js"),
			location.href).href).then(({ Watch }) =>
			new Watch(worker, lines, {
				store: this.#params.get("persist") ?? "default",
				speaks: () => this.#speaks,
				tell: (/** @type {object} */ message) =>
					void this.#tellTerminal(message),
				embedder: tellEmbedder,
				end: () => this.#end(),
				replace: (/** @type {string} */ text) =>
					this.#instead(text),
			}));
		this.#watch.catch((error) => console.info(String(error)));
	}

	/** It was ended. @param {string} text why */
	#instead(text) {
		this.stop();
		if (this.#params.get("ui") === "none" && !this.served)
			showFailure(text, "", true, ENDED);
		else
			this.#replace(text);
	}

	/** @param {(watch: import("./watch.js").Watch) => void} act */
	#watched(act) {
		this.#theWatch();
		this.#watch?.then(act, () => {});
	}

	/** Something waits for the machine. @param {boolean} [end] whether it
	 * is ended if it does not hear */
	expect(end) {
		this.#watched((watch) => watch.expect(end));
	}

	/** Ends the program that others were told of. */
	stopStuck() {
		this.#watched((watch) => watch.stop());
	}

	/** @param {string} [note] shown at the terminal first */
	start(note) {
		const desktop = this.#params.get("runlevel") === DESKTOP;
		const address = new URL(addressOf(desktop ? "desktop.html" :
			"terminal.html"), location.href);

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
		this.#frame.title = desktop ? "Desktop" : "Terminal";
		this.#frame.allow = "clipboard-read; clipboard-write; fullscreen";
		this.#frame.src = address.href;
		this.#loaded = new Promise((done) => {
			this.#frame.onload = done;
		});
		if (note)
			void this.#tellTerminal({ type: "note", text: note });
		if (mayFocus(this.#params))
			void this.#loaded.then(() => this.focus());
		element("screen").hidden = false;
		element("screen").replaceChildren(this.#frame);
	}

	/**
	 * The embedder uses the machine by this port.
	 * @param {MessagePort} port
	 * @param {{output?: boolean, restart?: boolean}} wants whether it is
	 *	told what goes to the terminal, and makes another machine when
	 *	it is asked to
	 */
	use(port, { output, restart }) {
		const url = new URL(addressOf("port.js"), location.href).href;

		this.served = true;
		this.replaceable = Boolean(restart);
		element("again").hidden = !restart;
		tellFailure();
		if (this.#signals)
			tellEmbedder({ type: "exa-port" });
		this.#worker?.postMessage({ type: "port", url, port }, [port]);
		this.#lines?.prepareNow();
		if (output)
			this.#lines?.watch((bytes) =>
				tellEmbedder({ type: "exa-output", bytes }));
	}

	/** @param {object} message */
	async #tellTerminal(message) {
		await this.#loaded;
		this.#frame.contentWindow?.postMessage(message,
			location.origin);
	}

	/** @param {string} text */
	async type(text) {
		await this.#tellTerminal({ type: "type", text });
	}

	/** The worker has the newest URLs. */
	#received() {
		this.#lines?.received();
		this.#signals = true;
		tellEmbedder({ type: "exa-port" });
	}

	/** @param {number} id of a request of the port
	 * @param {number} signal */
	signal(id, signal) {
		this.#lines?.signal(id, signal);
		this.expect(signal === KILL);
	}

	stop() {
		this.#end();
		this.#frame.remove();
	}

	#end() {
		this.#worker?.terminate();
		this.#worker = null;
		this.#watch?.then((watch) => watch.close(), () => {});
		this.#watch = null;
		this.#lines?.close();
		this.#lines = null;
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

/** There can be no machine. @param {string} lack what the browser lacks */
function refuse(lack) {
	showFailure(`This browser has no ${lack}, without which the ` +
		"machine cannot run.", "", false);
	addEventListener("message", (event) => {
		if (event.source === parent && mayUse(event))
			tellFailure();
	});
	tellEmbedder({ type: "exa-loaded" });
}

function main() {
	const params = new URLSearchParams(location.search);
	const lack = missing();

	document.body.classList.add("started");
	if (lack) {
		refuse(lack);
		return;
	}
	/** @param {string} [note] why there is another machine */
	const restart = (note) => {
		machine.stop();
		if (machine.served) {
			tellEmbedder({ type: "exa-restart", text: note });
			showFailure(note ?? "Another one was asked for.", "",
				machine.replaceable, ENDED);
			return;
		}
		element("failure").hidden = true;
		machine = new Machine(params, restart);
		machine.start(note);
	};
	let machine = new Machine(params, restart);

	element("again").onclick = () => restart();
	/* While it takes the focus it cannot pass it on. */
	addEventListener("focus", () => setTimeout(() => machine.focus()));
	addEventListener("pagehide", () => machine.hide());
	document.addEventListener("visibilitychange", () => {
		if (document.visibilityState === "hidden")
			machine.hide();
	});
	addEventListener("message", (event) => {
		const { origin, source, data, ports } = event;

		if (source === parent && mayUse(event)) {
			if (data?.type === "exa-port" && ports.length === 1)
				machine.use(ports[0], data);
			else if (data?.type === "exa-type")
				void machine.type(String(data.text));
			else if (data?.type === "exa-signal")
				machine.signal(Number(data.id),
					Number(data.signal));
			else if (data?.type === "exa-expect")
				machine.expect(Boolean(data.end));
			else if (data?.type === "exa-stop")
				machine.stopStuck();
		}
		if (origin !== location.origin || !machine.isFrom(source))
			return;
		if (data?.type === "restart")
			restart();
		else if (data?.type === "stop")
			machine.stopStuck();
		else if (data?.type === "title")
			document.title = String(data.title).slice(0, 200);
	});
	machine.start();
	tellEmbedder({ type: "exa-loaded" });
}

main();
