// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The words over the terminal: one line while the machine starts, and a
 * notice when it has ended.
 */

/** @param {string} id */
function element(id) {
	const found = document.getElementById(id);

	if (!found)
		throw new Error(`terminal.html has no #${id}`);
	return found;
}

/**
 * @param {number} loaded
 * @param {number} total 0: unknown
 * @param {string} text
 */
export function showProgress(loaded, total, text) {
	const bar = /** @type {HTMLProgressElement} */ (element("loaded"));

	element("starting").textContent = text.split("\n")[0].slice(0, 200);
	bar.hidden = !total;
	bar.max = total || 1;
	bar.value = Math.min(loaded, total);
}

/** Something is drawn: no more words over it. */
export function hideWords() {
	element("status").hidden = true;
	element("notice").hidden = true;
}

/**
 * @param {string} title
 * @param {string} text
 * @param {(() => void) | null} restart null: there is nothing to restart
 */
export function showNotice(title, text, restart) {
	const button = element("restart");

	element("status").hidden = true;
	element("notice-title").textContent = title;
	element("notice-text").textContent = text;
	element("notice-text").hidden = !text;
	button.hidden = !restart;
	button.onclick = restart;
	element("notice").hidden = false;
	if (restart)
		button.focus();
}
