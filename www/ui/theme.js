// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The colours of the terminal, dark and light, and its font. All sixteen are
 * readable on the background (contrast 4.5 or more, but for the two that
 * are near it by name).
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

/** Dark and as far apart as can be. @type {import("@xterm/xterm").ITheme} */
const CONTRAST = { ...DARK, background: "#000000", foreground: "#ffffff",
	cursor: "#ffff00", cursorAccent: "#000000", brightBlack: "#c3c9d1" };

/**
 * Call back with the theme now and whenever the user changes it.
 * @param {string | null} name light, dark or contrast; null: as the user has it
 * @param {(theme: import("@xterm/xterm").ITheme) => void} apply
 */
export function followTheme(name, apply) {
	const dark = matchMedia("(prefers-color-scheme: dark)");
	const more = matchMedia("(prefers-contrast: more)");
	const given = { light: LIGHT, dark: DARK, contrast: CONTRAST }[
		name ?? ""];
	const tell = () => apply(given ?? (!dark.matches ? LIGHT :
		more.matches ? CONTRAST : DARK));

	dark.addEventListener("change", tell);
	more.addEventListener("change", tell);
	tell();
}
