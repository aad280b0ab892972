// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Copy and paste by keyboard. Ctrl+C with a selection copies and lets go of
 * the selection, so that the next one interrupts; Ctrl+Shift+C and Ctrl+Insert
 * always copy. Ctrl+Shift+V and Shift+Insert are left to the browser, which
 * then makes a paste event, as its menu does. Ctrl+V is ^V.
 */

/**
 * @typedef {import("@xterm/xterm").Terminal} Terminal
 */

/**
 * @param {Terminal} term
 * @param {string} text
 */
function copyByHand(term, text) {
	const area = term.textarea;

	if (!area)
		return;
	area.value = text;
	area.select();
	document.execCommand("copy");
	area.value = "";
}

/** @param {Terminal} term @param {string} text */
export async function copyText(term, text) {
	/* The clipboard API is there in secure contexts only, and may be
	 * denied to a frame. */
	try {
		await navigator.clipboard.writeText(text);
	} catch {
		copyByHand(term, text);
	}
}

/** @param {KeyboardEvent} event */
function isCopy({ ctrlKey, metaKey, altKey, shiftKey, code, key }) {
	if (altKey)
		return false;
	if (key === "Insert")
		return ctrlKey && !shiftKey;
	return code === "KeyC" && (ctrlKey || metaKey);
}

/** @param {KeyboardEvent} event */
function isPaste({ ctrlKey, shiftKey, code, key }) {
	return key === "Insert" ? shiftKey && !ctrlKey :
		code === "KeyV" && ctrlKey && shiftKey;
}

/**
 * @param {Terminal} term opened
 */
export function handleClipboardKeys(term) {
	term.attachCustomKeyEventHandler((event) => {
		if (event.type !== "keydown")
			return true;
		if (isPaste(event))
			return false;
		if (!isCopy(event))
			return true;
		/* Ctrl+Shift+C would open the browser's inspector. */
		if (event.shiftKey)
			event.preventDefault();
		if (!term.hasSelection())
			return !event.shiftKey;
		event.preventDefault();
		void copyText(term, term.getSelection());
		if (!event.shiftKey)
			term.clearSelection();
		return false;
	});
}
