// SPDX-License-Identifier: GPL-3.0-or-later
/* A terminal's screen on a canvas, of any size: for thumbnails and pictures. */
import { FONT } from "../ui/theme.js";

/** @typedef {import("@xterm/xterm").ITheme} ITheme */

const NAMES = /** @type {const} */ (["black", "red", "green", "yellow", "blue",
	"magenta", "cyan", "white", "brightBlack", "brightRed", "brightGreen",
	"brightYellow", "brightBlue", "brightMagenta", "brightCyan",
	"brightWhite"]);
const CUBE = [0, 95, 135, 175, 215, 255];
/** Text that is smaller is drawn as bars, in pixels a row. */
const LEGIBLE = 5;

/** @param {number} n of the 256 colours @param {ITheme} theme */
function indexed(n, theme) {
	if (n < 16)
		return theme[NAMES[n]] ?? "#888888";
	if (n >= 232)
		return `rgb(${[0, 0, 0].fill(8 + 10 * (n - 232)).join()})`;
	const at = n - 16;

	return `rgb(${[CUBE[Math.floor(at / 36)], CUBE[Math.floor(at / 6) % 6],
		CUBE[at % 6]].join()})`;
}

/**
 * The colours of a cell.
 * @param {import("@xterm/xterm").IBufferCell} cell
 * @param {ITheme} theme
 * @returns {[string, string]} of the text, and behind it
 */
function colorsOf(cell, theme) {
	const rgb = (/** @type {number} */ n) =>
		`#${n.toString(16).padStart(6, "0")}`;
	const front = cell.isFgRGB() ? rgb(cell.getFgColor()) :
		cell.isFgPalette() ? indexed(cell.getFgColor(), theme) :
			theme.foreground ?? "#ffffff";
	const back = cell.isBgRGB() ? rgb(cell.getBgColor()) :
		cell.isBgPalette() ? indexed(cell.getBgColor(), theme) :
			theme.background ?? "#000000";

	return cell.isInverse() ? [back, front] : [front, back];
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import("@xterm/xterm").IBufferLine} line
 * @param {{theme: ITheme, cols: number, x: number, y: number, tall: number}}
 *	how the theme; a cell's width, a row's top and height
 */
function paintLine(context, line, { theme, cols, x, y, tall }) {
	let cell;

	for (let i = 0; i < cols; i++) {
		cell = line.getCell(i, cell);
		if (!cell || cell.getWidth() === 0)
			continue;
		const [front, back] = colorsOf(cell, theme);
		const text = cell.getChars();
		const wide = x * cell.getWidth();

		if (back !== theme.background) {
			context.fillStyle = back;
			context.fillRect(i * x, y, wide + 0.5, tall + 0.5);
		}
		if (!text.trim() || cell.isInvisible())
			continue;
		context.fillStyle = front;
		context.globalAlpha = cell.isDim() ? 0.6 : 1;
		if (tall < LEGIBLE)
			context.fillRect(i * x, y + tall * 0.3, wide,
				tall * 0.4);
		else
			context.fillText(text, i * x, y + tall / 2);
		if (cell.isUnderline())
			context.fillRect(i * x, y + tall - 1, wide, 1);
		context.globalAlpha = 1;
	}
}

/**
 * What is on a terminal's screen, in the rectangle from 0, 0.
 * @param {CanvasRenderingContext2D} context
 * @param {import("@xterm/xterm").Terminal} term
 * @param {number} width
 * @param {number} height
 */
export function paintTerminal(context, term, width, height) {
	const theme = term.options.theme ?? {};
	const buffer = term.buffer.active;
	const { cols, rows } = term;
	const x = width / cols, tall = height / rows;

	context.fillStyle = theme.background ?? "#000000";
	context.fillRect(0, 0, width, height);
	context.textBaseline = "middle";
	context.font = `${tall / 1.35}px ${FONT}`;
	for (let row = 0; row < rows; row++) {
		const line = buffer.getLine(buffer.viewportY + row);

		if (line)
			paintLine(context, line, { theme, cols, x,
				y: row * tall, tall });
	}
	context.fillStyle = theme.cursor ?? "#ffffff";
	context.globalAlpha = 0.6;
	context.fillRect(buffer.cursorX * x, (buffer.baseY + buffer.cursorY -
		buffer.viewportY) * tall, x, tall);
	context.globalAlpha = 1;
}
