// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The page that shows machine.html in an iframe. One of this document's own
 * origin may use the machine, and one of an origin that the owner of the site
 * has listed in <meta name="exa-embedders">, separated by blanks; * is any.
 * Others can show it, but neither ask it for anything nor see what it says.
 */

/** @type {string | null} who uses the machine, once somebody does */
let user = null;

/** @param {string} origin */
function isListed(origin) {
	const list = document.querySelector("meta[name=exa-embedders]")
		?.getAttribute("content") ?? "";

	return list.split(/\s+/).some((entry) =>
		entry !== "" && (entry === "*" || entry === origin));
}

/** An origin as postMessage() takes it: a page of no origin (a sandboxed one,
 * a file) has no other name than *. @param {string} origin */
function target(origin) {
	return origin === "null" ? "*" : origin;
}

/**
 * The embedder is told something: before anybody uses the machine only that it
 * has started or failed, which all may know; afterwards the user alone.
 * @param {{type: string, [member: string]: any}} message
 */
export function tellEmbedder(message) {
	const { type } = message;

	if (parent === window)
		return;
	if (user !== null)
		parent.postMessage(message, target(user));
	else if (type === "exa-loaded")
		parent.postMessage({ type }, "*");
	else if (type === "exa-failed")
		parent.postMessage({ type, text: "The machine has failed." },
			"*");
}

/**
 * Whether the sender of a message of the embedder may use the machine. One
 * that may not and asks for it is told so.
 * @param {MessageEvent} event
 */
export function mayUse({ origin, data }) {
	if (origin === location.origin || isListed(origin)) {
		if (data?.type === "exa-port")
			user = origin;
		return true;
	}
	if (data?.type === "exa-port")
		parent.postMessage({ type: "exa-failed",
			text: `${location.origin} lets no page of ${origin
			} use its machines.`,
			detail: `Its owner can list ${origin} as an embedder: ` +
				"./exa dist DIR --embedder ORIGIN.",
		}, target(origin));
	return false;
}
