// SPDX-License-Identifier: GPL-3.0-or-later
/* What a program wrote, as it comes, in an element of the page. */

/** Characters that are shown; the rest is only counted. */
const SHOWN_MAX = 200000;
/** What a terminal would act on is not text: CSI, OSC and other escapes. */
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)/g;

export class Output {
	#element;
	#shown = 0;
	#cut = false;

	/** @param {HTMLElement} element emptied */
	constructor(element) {
		this.#element = element;
		element.replaceChildren();
	}

	/**
	 * Shows a stream to its end.
	 * @param {ReadableStream<Uint8Array> | null} stream
	 * @param {"stdout" | "stderr"} kind
	 * @returns {Promise<string>} all of it
	 */
	async read(stream, kind) {
		const decoder = new TextDecoder();
		const reader = stream?.getReader();
		let text = "";

		while (reader) {
			const { done, value } = await reader.read();
			const part = decoder.decode(value, { stream: !done });

			text += part;
			this.#show(part, kind);
			if (done)
				break;
		}
		return text;
	}

	/** @param {string} text @param {string} kind */
	#show(text, kind) {
		const part = text.slice(0, SHOWN_MAX - this.#shown)
			.replace(ESCAPES, "");

		this.#shown += part.length;
		if (part !== "") {
			const span = document.createElement("span");

			span.className = kind === "stderr" ? "errors" : "";
			span.setAttribute("part", kind);
			span.textContent = part;
			this.#element.append(span);
			this.#element.scrollTop = this.#element.scrollHeight;
		}
		if (this.#shown >= SHOWN_MAX && !this.#cut) {
			this.#cut = true;
			this.#element.append("\n[more was written than is shown]\n");
		}
	}
}
