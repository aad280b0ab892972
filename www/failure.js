// SPDX-License-Identifier: GPL-3.0-or-later
/* What machine.html says when there is no machine. */
import { tellEmbedder } from "./embedder.js";

/** @param {string} id */
export function element(id) {
	return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @returns {string} what this browser lacks; empty: nothing */
export function missing() {
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
 * @param {string} [title] what has happened
 */
export function showFailure(text, detail, again, title) {
	if (title)
		element("failure-title").textContent = title;
	element("failure-text").textContent = text;
	element("failure-detail").textContent = detail;
	element("failure-detail").hidden = !detail;
	element("again").hidden = !again;
	element("failure").hidden = false;
	element("screen").hidden = true;
	tellFailure();
}

/** Tells the page around this one of the failure that is shown, if one is:
 * again once it uses the machine, which may know more than others. */
export function tellFailure() {
	if (!element("failure").hidden)
		tellEmbedder({ type: "exa-failed",
			text: element("failure-text").textContent,
			detail: element("failure-detail").textContent });
}

/**
 * A worker that fails to load says nothing; ask the server why.
 * @param {string} file
 */
export async function reasonFor(file) {
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
