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

let drawn = false;
/* What is to be told once something is drawn. */
let note = "";

/** Something is drawn: no more words over it. */
export function hideWords() {
	drawn = true;
	element("status").hidden = true;
	element("notice").hidden = true;
	if (note)
		showNote(note);
}

/**
 * @param {string} title
 * @param {string} text
 * @param {(() => void) | null} act null: there is nothing to be done
 * @param {string} [label] of the button
 */
function show(title, text, act, label = "Restart") {
	const button = element("restart");

	element("status").hidden = true;
	element("notice-title").textContent = title;
	element("notice-text").textContent = text;
	element("notice-text").hidden = !text;
	element("wait").hidden = true;
	button.textContent = label;
	button.hidden = !act;
	button.onclick = act;
	element("notice").hidden = false;
}

/**
 * @param {string} title
 * @param {string} text
 * @param {(() => void) | null} restart null: there is nothing to restart
 */
export function showNotice(title, text, restart) {
	show(title, text, restart);
	if (restart)
		element("restart").focus();
}

/**
 * What is good to know at the terminal, which keeps the keyboard.
 * @param {string} text
 */
export function showNote(text) {
	note = text;
	if (drawn)
		show(text, "", () => {
			element("notice").hidden = true;
		}, "Close");
}

/* The program that is being told of, and the one that may go on. */
let shown = "", allowed = "";

/**
 * A program keeps the machine from going on. The keyboard stays where it is:
 * somebody is typing.
 * @param {{name: string, deaf: boolean} | null} stuck null: it does no more
 * @param {() => void} stop ends it
 * @param {() => void} leave gives the keyboard back to the terminal
 */
export function showStuck(stuck, stop, leave) {
	const hide = () => {
		shown = "";
		element("notice").hidden = true;
		leave();
	};

	if (!stuck && shown)
		hide();
	if (!stuck || stuck.name === allowed)
		return;
	shown = stuck.name;
	show(`${stuck.name} keeps the machine busy`, stuck.deaf ?
		"It cannot be interrupted: to stop it the machine is " +
			"restarted. Files in /home stay; what was not stored " +
			"yet, in the last second or so, is lost." :
		"What is typed waits for it.",
	stop, stuck.deaf ? "Stop it and restart" : "Stop it");
	element("wait").hidden = false;
	element("wait").onclick = () => {
		allowed = shown;
		hide();
	};
}
