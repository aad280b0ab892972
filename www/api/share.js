// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Links that carry a script in their fragment (docs/embed.md):
 * PAGE#run=SCRIPT, percent-encoded, or "base64," and the base64url of its
 * UTF-8; with &as=RUNTIME if it is not for sh. The page shows the script; only
 * a click runs it.
 */

/** Longest script, in bytes of UTF-8. */
export const SHARED_MAX = 32768;

/* All of this is one file in the site, exa.js. */
const HOME = new URL(".", import.meta.url);

/**
 * A link to a page that shows a script with a button to run it.
 * @param {string} script
 * @param {object} [options]
 * @param {string} [options.runtime] as in exa-run; sh if it is not given
 * @param {string | URL} [options.page] the start page of the site that exa.js
 *	is from, if it is not given
 * @returns {string}
 * @throws {RangeError} the script is longer than 32768 bytes
 */
export function share(script, { runtime = "sh", page = HOME } = {}) {
	const bytes = new TextEncoder().encode(script);
	const link = new URL(page, HOME);

	if (bytes.length > SHARED_MAX)
		throw new RangeError(`The script has ${bytes.length} bytes; a link ` +
			`carries up to ${SHARED_MAX}.`);
	const text = encodeURIComponent(script);
	const packed = btoa(String.fromCharCode(...bytes))
		.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
	link.hash = `run=${packed.length + 7 < text.length ?
		`base64,${packed}` : text}${
		runtime === "sh" ? "" : `&as=${encodeURIComponent(runtime)}`}`;
	return link.href;
}
