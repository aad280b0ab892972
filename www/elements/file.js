// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * <exa-file path="…" src="…">: a file for the machine of the element it is in,
 * from an address or with the text between its tags. Never shown.
 */
export class ExaFile extends HTMLElement {
	connectedCallback() {
		this.hidden = true;
	}

	/** @returns {Promise<[string, Uint8Array]>} its path and content */
	async read() {
		const path = this.getAttribute("path");
		const src = this.getAttribute("src");

		if (!path)
			throw new TypeError("exa-file has no path");
		if (src === null)
			return [path, new TextEncoder().encode(
				dedent(this.textContent ?? ""))];
		return [path, await fetchBytes("exa-file", src)];
	}
}

/**
 * @param {string} what for the message
 * @param {string} address seen from the page
 */
export async function fetchBytes(what, address) {
	const answer = await fetch(new URL(address, document.baseURI));

	if (!answer.ok)
		throw new Error(`${what}: ${address}: HTTP ${answer.status}`);
	return new Uint8Array(await answer.arrayBuffer());
}

/**
 * Text as an author writes it between tags: without the first line if it is
 * empty, and without what all lines are indented by.
 * @param {string} text
 */
export function dedent(text) {
	const lines = text.replace(/^[ \t]*\n/, "").replace(/\n[ \t]*$/, "\n")
		.split("\n");
	const indents = lines.filter((line) => line.trim() !== "")
		.map((line) => (/^[ \t]*/.exec(line) ?? [""])[0]);
	const common = indents.reduce((a, b) => {
		let n = 0;

		while (n < a.length && a[n] === b[n])
			n++;
		return a.slice(0, n);
	}, indents[0] ?? "");

	return lines.map((line) => line.slice(common.length)).join("\n");
}

/** The files among an element's children.
 * @param {Element} element
 * @returns {Promise<Record<string, Uint8Array>>} */
export async function filesOf(element) {
	const children = [...element.querySelectorAll(":scope > exa-file")];

	return Object.fromEntries(await Promise.all(children.map((child) =>
		/** @type {ExaFile} */ (child).read())));
}
