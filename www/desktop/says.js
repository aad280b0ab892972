// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The words between this document and the manager (docs/oxygen.md): ASK and
 * TELL carry a line of fields with tabs between them, and after the first
 * newline the rest. No DOM.
 */
const decoder = new TextDecoder();
const encoder = new TextEncoder();
const NEWLINE = 10;

/**
 * @typedef {object} Said
 * @property {string} word the first field
 * @property {string[]} fields the others
 * @property {Uint8Array} rest what follows the first newline
 */

/**
 * @typedef {object} Application
 * @property {string} id
 * @property {string} name
 * @property {string} comment
 * @property {string} icon
 * @property {string} categories
 * @property {string} keywords
 */

/** @param {string} text a field that may hold anything */
function field(text) {
	return text.replace(/[\t\n]/g, " ");
}

/**
 * @param {(string | number)[]} fields
 * @param {Uint8Array} [rest]
 * @returns {Uint8Array}
 */
export function say(fields, rest) {
	const line = encoder.encode(fields.map((one) => field(String(one)))
		.join("\t") + (rest ? "\n" : ""));
	const all = new Uint8Array(line.length + (rest?.length ?? 0));

	all.set(line);
	all.set(rest ?? [], line.length);
	return all;
}

/** @param {Uint8Array} payload @returns {Said} */
export function hear(payload) {
	const end = payload.indexOf(NEWLINE);
	const line = end < 0 ? payload : payload.subarray(0, end);
	const [word, ...fields] = decoder.decode(line).split("\t");

	return { word, fields,
		rest: end < 0 ? new Uint8Array() : payload.subarray(end + 1) };
}

/** Lines of fields. @param {Uint8Array} rest @returns {string[][]} */
export function table(rest) {
	return decoder.decode(rest).split("\n").filter(Boolean)
		.map((line) => line.split("\t"));
}

/** @param {Uint8Array} rest */
export function textOf(rest) {
	return decoder.decode(rest);
}

/**
 * @param {Uint8Array} rest of `applications`
 * @returns {{list: Application[], broken: {file: string, error: string}[]}}
 */
export function applicationsOf(rest) {
	/** @type {Application[]} */
	const list = [];
	/** @type {{file: string, error: string}[]} */
	const broken = [];

	for (const row of table(rest)) {
		const [id, name = "", comment = "", icon = "", categories = "",
			keywords = ""] = row;

		if (id.startsWith("!"))
			broken.push({ file: id.slice(1), error: name });
		else
			list.push({ id, name: name || id, comment, icon,
				categories, keywords });
	}
	return { list, broken };
}
