// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The text on the terminal, a line per row, without trailing blanks.
 * @param {import("@xterm/xterm").Terminal} term
 * @param {boolean} all with what has scrolled away
 */
export function textOf(term, all) {
	const buffer = term.buffer.active;
	const first = all ? 0 : buffer.baseY;
	const lines = [];

	for (let i = first; i < buffer.baseY + term.rows; i++)
		lines.push(buffer.getLine(i)?.translateToString(true) ?? "");
	return lines.join("\n").trimEnd();
}
