// SPDX-License-Identifier: GPL-3.0-or-later
/* Text that a program puts on the clipboard. Browsers allow that in secure
 * contexts, and mostly after the user has done something. */
import { make } from "./dom.js";

/** What could not be copied yet. */
let waiting = "";

/** The old way, which works while a key or a button is handled.
 * @param {string} text */
function copyByHand(text) {
	const before = /** @type {HTMLElement | null} */ (
		document.activeElement);
	const area = make("textarea", { class: "unseen",
		"aria-hidden": "true" });

	area.value = text;
	document.body.append(area);
	area.select();
	const done = document.execCommand("copy");
	area.remove();
	before?.focus();
	return done;
}

/** With the next key or button. */
function retry() {
	const text = waiting;

	waiting = "";
	removeEventListener("pointerup", retry, true);
	removeEventListener("keyup", retry, true);
	if (text && navigator.clipboard)
		navigator.clipboard.writeText(text).catch(() =>
			copyByHand(text));
	else if (text)
		copyByHand(text);
}

/** @param {string} text */
export async function copy(text) {
	try {
		await navigator.clipboard.writeText(text);
		waiting = "";
	} catch {
		waiting = text;
		addEventListener("pointerup", retry, true);
		addEventListener("keyup", retry, true);
	}
}
