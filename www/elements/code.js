// SPDX-License-Identifier: GPL-3.0-or-later
/* Where the code of an exa-run is. */
import { target } from "./attributes.js";
import { dedent } from "./file.js";

const OWN = ":scope > pre:not([slot]), :scope > code:not([slot]), " +
	":scope > script";

/** The text between the tags, but for the children that mean more.
 * @param {Element} element */
function ownText(element) {
	return [...element.childNodes].filter((node) =>
		node.nodeType === Node.TEXT_NODE)
		.map((node) => node.textContent).join("");
}

/**
 * The element with the code: what selector says, or its own <pre> or <script>,
 * or if it has no text the <pre> before.
 * @param {Element} element
 * @returns {HTMLElement | null} null: the code is its text
 */
export function findSource(element) {
	const before = element.previousElementSibling;

	return /** @type {HTMLElement | null} */ (target(element, "selector") ??
		element.querySelector(OWN) ??
		(ownText(element).trim() === "" && before?.matches("pre") ?
			before : null));
}

/** @param {Element} element @param {Element | null} source */
export function sourceText(element, source) {
	return dedent(source === null ? ownText(element) :
		source.textContent ?? "");
}
