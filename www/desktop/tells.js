// SPDX-License-Identifier: GPL-3.0-or-later
/* What the manager tells: each first word, and what is done then. */
import { applicationsOf, hear, table, textOf } from "./says.js";

/**
 * @typedef {object} Hearer
 * @property {(rest: ReturnType<typeof applicationsOf>) => void} applications
 * @property {(rows: string[][]) => void} settings
 * @property {(rows: string[][]) => void} desktop
 * @property {(number: number, urgency: number, timeout: number,
 *	summary: string, body: string) => void} notify
 * @property {(cpu: number, used: number, total: number) => void} status
 * @property {import("./transfer.js").Transfers} transfers
 * @property {(number: number, window: number) => void} screenshot
 * @property {(text: string) => void} message
 */

/**
 * @param {Uint8Array} payload
 * @param {Hearer} to
 * @returns {boolean} false: it is not as docs/oxygen.md says
 */
export function hearTell(payload, to) {
	const { word, fields, rest } = hear(payload);
	const [a, b, c] = fields.map(Number);
	const text = fields.slice(1).join(" ");

	switch (word) {
	case "applications":
		to.applications(applicationsOf(rest));
		return true;
	case "settings":
		to.settings(table(rest));
		return true;
	case "desktop":
		to.desktop(table(rest));
		return true;
	case "message":
		to.message(fields.join(" ") || textOf(rest));
		return true;
	case "status":
		if (![a, b, c].every((n) => n >= 0))
			return false;
		to.status(a, b, c);
		return true;
	case "notify":
		return notify([a, b, c], rest, to);
	default:
		return Number.isInteger(a) &&
			numbered(word, a, b, { text, fields, rest }, to);
	}
}

/** @param {number[]} numbers @param {Uint8Array} rest @param {Hearer} to */
function notify([number, urgency, timeout], rest, to) {
	const [summary, ...body] = textOf(rest).split("\n");

	if (!(number > 0 && urgency >= 0 && timeout >= 0))
		return false;
	to.notify(number, urgency, timeout, summary, body.join("\n"));
	return true;
}

/**
 * What has the number of a transfer or of a picture.
 * @param {string} word
 * @param {number} id
 * @param {number} b the number after it
 * @param {{text: string, fields: string[], rest: Uint8Array}} said
 * @param {Hearer} to
 */
function numbered(word, id, b, { text, fields, rest }, to) {
	const { transfers } = to;

	if (word === "failed")
		transfers.failed(id, text);
	else if (!Number.isInteger(b))
		return false;
	else if (word === "got")
		transfers.got(id, b);
	else if (word === "download")
		transfers.download(id, b, fields.slice(2).join(" "));
	else if (word === "data")
		transfers.data(id, b, rest);
	else if (word === "screenshot")
		to.screenshot(id, b);
	else
		return false;
	return true;
}
