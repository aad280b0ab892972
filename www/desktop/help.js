// SPDX-License-Identifier: GPL-3.0-or-later
/* The help of the desktop: its keys. */
import { make } from "./dom.js";

/** What, and by which keys: those after the first are for where a browser or
 * a system keeps it. @type {[string, string][]} */
const ROWS = [
	["Applications", "Ctrl+Escape, Alt+F1, Ctrl+Alt+Space, Meta"],
	["A terminal; a tab", "Ctrl+Alt+T; Ctrl+Alt+N"],
	["The next tab, the one before", "Ctrl+Alt+. and Ctrl+Alt+,"],
	["Another window", "Alt+Tab, Alt+`, Ctrl+Alt+Tab; with Shift " +
		"backwards; Alt held: arrows, Escape"],
	["Close", "Alt+F4, Ctrl+Alt+Q"],
	["Minimise; maximise", "Ctrl+Alt+M; Alt+F10"],
	["Halves and quarters, whole, down", "Ctrl+Alt+arrows, Meta+arrows"],
	["Full screen", "Ctrl+Alt+F, Ctrl+Alt+Enter"],
	["Move; resize with arrows", "Alt+F7, Ctrl+Alt+G; Alt+F8, Ctrl+Alt+S"],
	["The window’s menu", "Alt+Space, Ctrl+Alt+W"],
	["Another workspace", "Ctrl+Alt+Page Down, Page Up; with Shift the " +
		"window goes along"],
	["The desktop; the task bar", "Ctrl+Alt+D; Ctrl+Alt+B"],
	["Notifications", "Ctrl+Alt+I"],
	["Copy and paste in a terminal", "Ctrl+Shift+C, Ctrl+Shift+V"],
	["This help", "Ctrl+Alt+H; F1 or ? where no window has the keyboard"],
];

/** @returns {HTMLDialogElement} to be put into the document */
export function makeHelp() {
	const dialog = make("dialog", { id: "help",
		"aria-labelledby": "help-title" },
	make("h2", { id: "help-title" }, "Keys of the desktop"),
	make("table", {}, make("tbody", {}, ...ROWS.map(([what, keys]) =>
		make("tr", {}, make("th", { scope: "row" }, what),
			make("td", {}, keys))))),
	make("p", {}, "Browsers and systems keep some of them for themselves: " +
		"Alt+Tab mostly comes through in full screen only, Alt+F4 " +
		"closes the browser on some. Windows are moved by their title " +
		"and resized by their edges; at the edges of the desktop they " +
		"snap. Files of this computer are dropped onto the desktop."),
	make("div", { class: "buttons" }, make("button",
		{ click: () => dialog.close() }, "Close")));

	dialog.addEventListener("click", ({ target }) => {
		if (target === dialog)
			dialog.close();
	});
	return dialog;
}
