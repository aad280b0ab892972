// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Keys of the desktop, which go before those of windows. Browsers and systems
 * keep some for themselves, so there are several for most things; help.js lists
 * them. Where a keyboard has AltGr, what is typed with it is no shortcut.
 */

/** By modifiers (Control, Alt, Shift, Meta) and KeyboardEvent.code.
 * @type {Record<string, string>} */
export const SHORTCUTS = {
	"A:Tab": "switch 1", "CA:Tab": "switch 1", "A:Backquote": "switch 1",
	"AS:Tab": "switch -1", "CAS:Tab": "switch -1",
	"AS:Backquote": "switch -1",
	"C:Escape": "launcher", "A:F1": "launcher", "CA:Space": "launcher",
	"CA:KeyT": "terminal", "CA:KeyN": "tab", "CA:Period": "nextTab 1",
	"CA:Comma": "nextTab -1",
	"A:F4": "close", "CA:KeyQ": "close",
	"CA:KeyM": "minimise", "M:KeyH": "minimise",
	"A:F10": "maximise", "CA:KeyF": "full", "CA:Enter": "full",
	"A:F7": "move", "CA:KeyG": "move", "A:F8": "size", "CA:KeyS": "size",
	"A:Space": "menu", "CA:KeyW": "menu",
	"CA:PageDown": "workspace 1", "CA:PageUp": "workspace -1",
	"CAS:PageDown": "carry 1", "CAS:PageUp": "carry -1",
	"CA:KeyD": "desktop", "M:KeyD": "desktop", "CA:KeyB": "bar",
	"CA:KeyI": "notices", "CA:KeyH": "help", "CA:Slash": "help",
	...Object.fromEntries(["ArrowLeft", "ArrowRight", "ArrowUp",
		"ArrowDown"].flatMap((key) => [[`CA:${key}`, `step ${key}`],
		[`M:${key}`, `step ${key}`]])),
};

/** Those that count only while no window has the keyboard. */
/** @type {Record<string, string>} */
const OUTSIDE = { ":F1": "help", "S:Slash": "help", ":Slash": "launcher" };

/** @param {KeyboardEvent} event */
function combination(event) {
	if (event.getModifierState("AltGraph"))
		return "";
	return (event.ctrlKey ? "C" : "") + (event.altKey ? "A" : "") +
		(event.shiftKey ? "S" : "") + (event.metaKey ? "M" : "") +
		`:${event.code}`;
}

/**
 * @typedef {object} KeyHost
 * @property {(action: string, argument: string) => void} act
 * @property {() => boolean} modal a dialog is open
 * @property {() => boolean} inWindow a window has the keyboard
 * @property {import("./switcher.js").Switcher} switcher
 */

/** @param {KeyHost} host */
export function hearShortcuts(host) {
	let alone = false;	/* the Meta key was pressed, and no other */
	const take = (/** @type {KeyboardEvent} */ event) => {
		event.preventDefault();
		event.stopImmediatePropagation();
	};

	addEventListener("keydown", (event) => {
		const keys = combination(event);
		const action = SHORTCUTS[keys] ??
			(host.inWindow() ? undefined : OUTSIDE[keys]);

		alone = event.key === "Meta";
		if (host.switcher.shown && inSwitcher(event, host.switcher))
			take(event);
		else if (action && (!host.modal() || action === "launcher")) {
			const [word, argument = ""] = action.split(" ");

			take(event);
			host.act(word, argument);
		}
	}, true);
	addEventListener("keyup", (event) => {
		if (host.switcher.shown && (event.key === "Alt" ||
			event.key === "Control" && !event.altKey)) {
			take(event);
			host.switcher.done(true);
		} else if (event.key === "Meta" && alone) {
			alone = false;
			take(event);
			host.act("launcher", "");
		}
	}, true);
	addEventListener("pointerdown", () => {
		alone = false;
	}, true);
	addEventListener("blur", () => {
		alone = false;
		if (host.switcher.shown && !document.hasFocus())
			host.switcher.done(false);
	});
}

/**
 * @param {KeyboardEvent} event
 * @param {import("./switcher.js").Switcher} switcher
 * @returns {boolean} whether it was one for it
 */
function inSwitcher(event, switcher) {
	const by = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1,
		Tab: event.shiftKey ? -1 : 1,
		"`": event.shiftKey ? -1 : 1 }[event.key];

	if (by)
		switcher.step(by);
	else if (event.key === "Enter" || event.key === " ")
		switcher.done(true);
	else if (event.key === "Escape")
		switcher.done(false);
	else
		return false;
	return true;
}
