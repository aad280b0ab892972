// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Keys and buttons as Linux's input-event-codes.h numbers them, by the code of
 * a KeyboardEvent, which is the key's place and not what it types. No DOM.
 */
import * as d from "./datagram.js";

export const EV_KEY = 1, EV_REL = 2, EV_ABS = 3;
export const ABS_X = 0;
export const REL_HWHEEL = 6, REL_WHEEL = 8;
/** The first of them; they follow each other as the bits of
 * PointerEvent.buttons do: left, right, middle, side, extra. */
export const BTN_LEFT = 0x110;
export const BUTTONS = 5;

/** In a row from this number on. @type {[number, string][]} */
const ROWS = [
	[1, "Escape Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 " +
		"Digit9 Digit0 Minus Equal Backspace Tab KeyQ KeyW KeyE KeyR " +
		"KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight Enter " +
		"ControlLeft KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL " +
		"Semicolon Quote Backquote ShiftLeft Backslash KeyZ KeyX KeyC " +
		"KeyV KeyB KeyN KeyM Comma Period Slash ShiftRight " +
		"NumpadMultiply AltLeft Space CapsLock F1 F2 F3 F4 F5 F6 F7 F8 " +
		"F9 F10 NumLock ScrollLock Numpad7 Numpad8 Numpad9 " +
		"NumpadSubtract Numpad4 Numpad5 Numpad6 NumpadAdd Numpad1 " +
		"Numpad2 Numpad3 Numpad0 NumpadDecimal"],
	[86, "IntlBackslash F11 F12 IntlRo"],
	[96, "NumpadEnter ControlRight NumpadDivide PrintScreen AltRight"],
	[102, "Home ArrowUp PageUp ArrowLeft ArrowRight End ArrowDown " +
		"PageDown Insert Delete"],
	[117, "NumpadEqual"],
	[119, "Pause"],
	[121, "NumpadComma Lang1 Lang2 IntlYen MetaLeft MetaRight ContextMenu"],
];

const CODES = new Map(ROWS.flatMap(([first, names]) =>
	names.split(" ").map((name, i) =>
		/** @type {[string, number]} */ ([name, first + i]))));

/** @param {string} code of a KeyboardEvent
 * @returns {number} 0: there is none */
export function keyCode(code) {
	return CODES.get(code) ?? 0;
}

/** @param {{shiftKey: boolean, ctrlKey: boolean, altKey: boolean,
 *	metaKey: boolean}} event */
export function modifiersOf({ shiftKey, ctrlKey, altKey, metaKey }) {
	return (shiftKey ? d.SHIFT : 0) | (ctrlKey ? d.CTRL : 0) |
		(altKey ? d.ALT : 0) | (metaKey ? d.META : 0);
}

/** The text a key types; empty if none.
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean}} event */
export function typedBy({ key, ctrlKey, metaKey }) {
	return ctrlKey || metaKey || [...key].length !== 1 ? "" : key;
}
