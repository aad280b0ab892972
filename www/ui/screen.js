// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * xterm.js as this system uses it: its options, its addons and the text on
 * it. What is typed or drawn goes through the caller.
 */
import "./strict.js";
import { Terminal } from "@xterm/xterm";
import { FitAddon } from "@xterm/addon-fit";
import { Unicode11Addon } from "@xterm/addon-unicode11";
import { WebLinksAddon } from "@xterm/addon-web-links";
import { DATAGRAM_SIZE_MAX } from "./datagram.js";
import { FONT, followTheme } from "./theme.js";
import { handleClipboardKeys } from "./clipboard.js";

const SCROLLBACK = 5000;
const SETTLE = 60;
const FONT_SIZE = 14;

/**
 * A link in program output may name any scheme; only the web's are opened.
 * @param {MouseEvent} _event
 * @param {string} uri
 */
function follow(_event, uri) {
	if (/^https?:/i.test(uri))
		window.open(uri, "_blank", "noopener,noreferrer");
}

/** What lies over the terminal has its colours.
 * @param {import("@xterm/xterm").ITheme} theme */
function colorDocument(theme) {
	const { style } = document.body;

	for (const [name, color] of Object.entries({ back: theme.background,
		card: theme.background, text: theme.foreground,
		quiet: theme.brightBlack, accent: theme.cursor,
		line: theme.selectionInactiveBackground }))
		style.setProperty(`--${name}`, color ?? "");
}

/**
 * One that is not shown yet, without colours.
 * @param {import("@xterm/xterm").ITerminalOptions} options
 */
export function newTerminal(options) {
	const term = new Terminal({
		allowProposedApi: true,	/* term.unicode is still called so */
		/* One that blinks takes 6 % of a processor, for nothing. */
		cursorBlink: false,
		fontFamily: FONT,
		fontSize: FONT_SIZE,
		lineHeight: 1.15,
		linkHandler: { activate: follow },
		scrollback: SCROLLBACK,
		...options,
	});

	term.loadAddon(new Unicode11Addon());
	term.unicode.activeVersion = "11";
	term.loadAddon(new WebLinksAddon(follow));
	return term;
}

/**
 * @param {HTMLElement} element filled with the terminal
 * @param {URLSearchParams} options of the document's address
 */
export function makeTerminal(element, options) {
	const term = newTerminal({
		disableStdin: options.has("readonly"),
		fontSize: Number(options.get("fontsize")) || FONT_SIZE,
		screenReaderMode: options.has("screenreader"),
	});

	followTheme(options.get("theme"), (theme, ratio) => {
		term.options.minimumContrastRatio = ratio;
		term.options.theme = theme;
		colorDocument(theme);
	});
	term.open(element);
	handleClipboardKeys(term);
	return term;
}

/** @param {number} n */
function clamp(n) {
	return Math.max(2, Math.min(DATAGRAM_SIZE_MAX, n));
}

/**
 * Fit the terminal to its element, now and whenever that changes size.
 * A hidden element has no size: the terminal then keeps its own.
 * @param {Terminal} term
 * @param {HTMLElement} element
 * @param {number} columns 0 or NaN: as many as fit
 */
export function keepFitting(term, element, columns) {
	const addon = new FitAddon();
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let timer;
	const fit = () => {
		const size = addon.proposeDimensions();

		if (size && size.cols > 0 && size.rows > 0)
			term.resize(clamp(columns || size.cols),
				clamp(size.rows));
	};

	term.loadAddon(addon);
	fit();
	new ResizeObserver(() => {
		clearTimeout(timer);
		timer = setTimeout(fit, SETTLE);
	}).observe(element);
}
