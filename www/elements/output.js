// SPDX-License-Identifier: GPL-3.0-or-later
/* What a program wrote, as it comes, in an element of the page. */

/** Characters that are shown, and that a result has of each stream. */
const SHOWN_MAX = 200000, KEPT_MAX = 8 << 20;
/** What a terminal would act on is not text: CSI, OSC, character sets, others;
 * and the beginning of one at the end of a piece. */
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]+[0-~]|[0-Z\\^-~])/g;
const BEGUN = /\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*|[ -/]*)$/;

export class Output {
	/** Whether read() gave only the beginning of something. */
	truncated = false;
	#element;
	#shown = 0;
	#cut = false;
	#scrolling = false;
	/** @type {HTMLElement | null} the newest piece */
	#last = null;

	/** @param {HTMLElement} element emptied */
	constructor(element) {
		this.#element = element;
		element.replaceChildren();
	}

	/**
	 * Shows a stream to its end.
	 * @param {ReadableStream<Uint8Array> | null} stream
	 * @param {"stdout" | "stderr"} kind
	 * @returns {Promise<string>} all of it, or the beginning
	 */
	async read(stream, kind) {
		const decoder = new TextDecoder();
		const reader = stream?.getReader();
		let text = "", rest = "";

		while (reader) {
			const { done, value } = await reader.read();
			const part = decoder.decode(value, { stream: !done });

			if (text.length + part.length <= KEPT_MAX)
				text += part;
			else
				this.truncated = true;
			rest = this.#show(rest + part, kind, done);
			if (done)
				break;
		}
		return text;
	}

	/** @param {string} text @param {"stdout" | "stderr"} kind
	 * @param {boolean} end @returns {string} what is to come again */
	#show(text, kind, end) {
		const begun = end ? "" : (BEGUN.exec(text) ?? [""])[0];
		const part = text.slice(0, text.length - begun.length)
			.replace(ESCAPES, "").slice(0, SHOWN_MAX - this.#shown);

		this.#shown += part.length;
		if (part !== "")
			this.#append(part, kind);
		if (this.#shown >= SHOWN_MAX && !this.#cut) {
			this.#cut = true;
			this.#element.append(
				"\n[more was written than is shown]\n");
		}
		return this.#cut ? "" : begun;
	}

	/** @param {string} text @param {"stdout" | "stderr"} kind */
	#append(text, kind) {
		if (this.#last?.getAttribute("part") !== kind) {
			this.#last = document.createElement("span");
			this.#last.className = kind === "stderr" ? "errors" : "";
			this.#last.setAttribute("part", kind);
			this.#element.append(this.#last);
		}
		this.#last.append(text);
		if (this.#scrolling)
			return;
		this.#scrolling = true;
		requestAnimationFrame(() => {
			this.#scrolling = false;
			this.#element.scrollTop = this.#element.scrollHeight;
		});
	}
}
