// SPDX-License-Identifier: GPL-3.0-or-later
/* What a fragment #run=… says (www/api/share.js makes them). */
import { SHARED_MAX } from "../api/share.js";

/** Characters that show nothing, or show others in another order. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/u;
const MARK = "base64,";

/** @param {string} text base64url @returns {string} */
function unpack(text) {
	const raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));

	return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
		.decode(Uint8Array.from(raw, (c) => c.charCodeAt(0)));
}

/** @param {string} text @returns {string} what is wrong; empty: nothing */
function objection(text) {
	const size = new TextEncoder().encode(text).length;
	const unseen = UNSEEN.exec(text.replace(/[\t\n]|\r\n/g, ""));

	if (text.trim() === "")
		return "It says run=, and no script.";
	if (size > SHARED_MAX)
		return `Its script has ${size} bytes; a link carries up to ${
			SHARED_MAX}.`;
	if (unseen !== null)
		return "Its script has a character that cannot be seen (U+" +
			`${unseen[0].codePointAt(0)?.toString(16).toUpperCase()
				.padStart(4, "0")}), so it would not be what it ` +
			"looks like.";
	return "";
}

/**
 * @param {string} hash of an address
 * @returns {{script: string, runtime: string} | {error: string} | null} null:
 *	there is no script in it
 */
export function readLink(hash) {
	const parts = hash.replace(/^#/, "").split("&");
	const value = (/** @type {string} */ name) => parts.find((part) =>
		part.startsWith(`${name}=`))?.slice(name.length + 1);
	const text = value("run");

	if (text === undefined)
		return null;
	try {
		const script = text.startsWith(MARK) ?
			unpack(text.slice(MARK.length)) :
			decodeURIComponent(text);
		const error = objection(script);

		return error ? { error } : { script,
			runtime: decodeURIComponent(value("as") || "sh") };
	} catch {
		return { error: "What is behind run= is no script: neither " +
			"percent-encoded text nor “base64,” and base64url. " +
			"Perhaps the link was cut off." };
	}
}
