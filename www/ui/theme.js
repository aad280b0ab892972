// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The colours of the terminal, dark and light, each also with high contrast, or
 * the system's own, and its font. All sixteen are readable on the background
 * (contrast 4.5 or more, but for the two that are near it by name; xterm.js is
 * asked for 7 where there is to be high contrast).
 */

export const FONT = 'ui-monospace, SFMono-Regular, Menlo, Consolas, ' +
	'"DejaVu Sans Mono", "Liberation Mono", monospace';

/** @type {import("@xterm/xterm").ITheme} */
const DARK = {
	background: "#14171c",
	foreground: "#d7dce2",
	cursor: "#8fd3ff",
	cursorAccent: "#14171c",
	selectionBackground: "#3a5068",
	selectionInactiveBackground: "#2c3846",
	black: "#2a2f37",
	red: "#ff7b72",
	green: "#7ecf7a",
	yellow: "#e0b35c",
	blue: "#79b4ff",
	magenta: "#d2a0ff",
	cyan: "#63d1d3",
	white: "#c3c9d1",
	brightBlack: "#8a939f",
	brightRed: "#ffa198",
	brightGreen: "#9be596",
	brightYellow: "#f3d084",
	brightBlue: "#a5ceff",
	brightMagenta: "#e3c1ff",
	brightCyan: "#94e8e9",
	brightWhite: "#ffffff",
};

/** @type {import("@xterm/xterm").ITheme} */
const LIGHT = {
	background: "#fbfbf9",
	foreground: "#24292f",
	cursor: "#0b5cad",
	cursorAccent: "#fbfbf9",
	selectionBackground: "#bcd6f2",
	selectionInactiveBackground: "#dde3ea",
	black: "#24292f",
	red: "#b3261e",
	green: "#1b6e2c",
	yellow: "#7d5500",
	blue: "#0b5cad",
	magenta: "#7b3bb0",
	cyan: "#0f6a70",
	white: "#5d666f",
	brightBlack: "#4c555e",
	brightRed: "#8f1f18",
	brightGreen: "#145523",
	brightYellow: "#614200",
	brightBlue: "#08478a",
	brightMagenta: "#5f2b8b",
	brightCyan: "#0a5156",
	brightWhite: "#e4e6e8",
};

/** As far apart as can be. @type {import("@xterm/xterm").ITheme} */
const CONTRAST = { ...DARK, background: "#000000", foreground: "#ffffff",
	cursor: "#ffff00", cursorAccent: "#000000", brightBlack: "#c3c9d1",
	selectionBackground: "#ffff00", selectionForeground: "#000000",
	selectionInactiveBackground: "#c3c9d1" };
/** @type {import("@xterm/xterm").ITheme} */
const CONTRAST_LIGHT = { ...LIGHT, background: "#ffffff",
	foreground: "#000000", cursor: "#00408a", cursorAccent: "#ffffff",
	brightBlack: "#3a4046", selectionBackground: "#00408a",
	selectionForeground: "#ffffff",
	selectionInactiveBackground: "#3a4046" };
const RATIO = 4.5, RATIO_CONTRAST = 7;

/** What the system's colours are now, as xterm.js reads it.
 * @param {string} name */
function systemColor(name) {
	const probe = document.createElement("i");

	probe.style.color = name;
	document.body.append(probe);
	const { color } = getComputedStyle(probe);
	probe.remove();
	return color;
}

/** For forced colours. @param {import("@xterm/xterm").ITheme} theme */
function withSystemColors(theme) {
	const back = systemColor("Canvas"), text = systemColor("CanvasText");
	const mark = systemColor("Highlight");

	return { ...theme, background: back, foreground: text, cursor: text,
		cursorAccent: back, selectionBackground: mark,
		selectionForeground: systemColor("HighlightText"),
		selectionInactiveBackground: mark };
}

/**
 * Call back with the theme now and whenever the user changes it.
 * @param {string | null} name light, dark or contrast; otherwise as the user
 *	has it. Forced colours go before all of them
 * @param {(theme: import("@xterm/xterm").ITheme, ratio: number) => void} apply
 *	is given the theme, and the least contrast it is to have
 */
export function followTheme(name, apply) {
	const [dark, more, forced] = ["prefers-color-scheme: dark",
		"prefers-contrast: more", "forced-colors: active"]
		.map((query) => matchMedia(`(${query})`));
	const tell = () => {
		const isDark = name === "dark" ||
			name !== "light" && dark.matches;
		const strong = name === "contrast" || forced.matches ||
			name !== "light" && name !== "dark" && more.matches;
		const theme = strong ? isDark ? CONTRAST : CONTRAST_LIGHT :
			isDark ? DARK : LIGHT;

		apply(forced.matches ? withSystemColors(theme) : theme,
			strong ? RATIO_CONTRAST : RATIO);
	};

	for (const query of [dark, more, forced])
		query.addEventListener("change", tell);
	tell();
}
