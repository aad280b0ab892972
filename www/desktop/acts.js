// SPDX-License-Identifier: GPL-3.0-or-later
/* What shortcuts and the menu of a window do. */
import * as d from "./datagram.js";
import { WALLPAPERS } from "./wallpapers.js";

/** @typedef {import("./desk.js").Desk} Desk */
/** @typedef {import("./frame.js").Frame} Frame */

/** All windows of the workspace go away. @param {Desk} desk */
function showDesktop({ frames }) {
	for (const frame of frames.recent)
		if (!frame.shape?.hidden)
			frames.minimise(frame);
}

/** @param {Desk} desk @param {number} by */
function workspaceBy({ model, settings }, by) {
	const count = settings.workspaces;

	return (model.workspace + by + count) % count;
}

/** The window goes to another workspace, and the user with it or not.
 * @param {Desk} desk @param {Frame} frame @param {number} workspace
 * @param {boolean} follow */
function carry({ frames }, frame, workspace, follow) {
	const active = frame.shape?.active;

	frames.change(frame, { workspace });
	if (follow && active)
		frames.insist(active.id);
}

/**
 * @param {Desk} desk
 * @param {string} action
 * @param {string} argument
 * @returns {boolean} false: it is not one without a window
 */
function outside(desk, action, argument) {
	const { bar, frames, help, launcher, notices, switcher } = desk;

	if (action === "launcher")
		launcher.toggle();
	else if (action === "switch")
		switcher.step(Number(argument));
	else if (action === "terminal")
		desk.ask(["terminal"]);
	else if (action === "workspace")
		desk.workspace(workspaceBy(desk, Number(argument)));
	else if (action === "desktop")
		showDesktop(desk);
	else if (action === "notices")
		notices.toggle();
	else if (action === "help")
		help.showModal();
	else if (action === "bar" &&
		bar.element.contains(document.activeElement))
		frames.focusAgain();
	else if (action === "bar")
		bar.focus();
	else
		return false;
	return true;
}

/**
 * @param {Desk} desk
 * @param {string} action of shortcuts.js
 * @param {string} argument
 */
export function act(desk, action, argument) {
	const { frames, moving } = desk;
	const frame = frames.focused;

	if (outside(desk, action, argument) || !frame)
		return;
	if (action === "step")
		frames.step(frame, argument);
	else if (action === "move" || action === "size")
		moving.begin(frame, action);
	else if (action === "carry")
		carry(desk, frame, workspaceBy(desk, Number(argument)), true);
	else if (action === "nextTab")
		frames.nextTab(frame, Number(argument));
	else if (action === "tab")
		frames.act(frame, "add");
	else
		frames.act(frame, action);
}

/**
 * The menu of the desktop.
 * @param {Desk} desk
 * @returns {import("./menu.js").Item[]}
 */
export function desktopItems(desk) {
	const set = (/** @type {string} */ key, /** @type {string} */ value) =>
		() => desk.ask(["set", key, value]);

	return [
		{ text: "New terminal", act: () => desk.ask(["terminal"]) },
		{ text: "Applications", act: () => desk.launcher.toggle() },
		...["light", "dark", "contrast", "auto"].map((theme) =>
			({ text: `Theme: ${theme}`, act: set("theme", theme) })),
		...Object.keys(WALLPAPERS).map((name) => ({
			text: `Wallpaper: ${name}`,
			act: set("wallpaper", name) })),
	];
}

/**
 * @param {Desk} desk
 * @param {Frame} frame
 * @returns {import("./menu.js").Item[]}
 */
export function itemsOf(desk, frame) {
	const { frames, model, moving, settings } = desk;
	const { active } = frame.shape ?? {};
	const state = active?.state;
	/** @type {import("./menu.js").Item[]} */
	const items = [
		{ text: "Move", act: () => moving.begin(frame, "move") },
		{ text: "Resize", act: () => moving.begin(frame, "size") },
		{ text: "Minimise", act: () => frames.minimise(frame) },
		{ text: state === d.MAXIMISED ? "Restore" : "Maximise",
			act: () => frames.toggle(frame, d.MAXIMISED) },
		{ text: state === d.FULL ? "Leave full screen" : "Full screen",
			act: () => frames.fullScreen(frame) },
		{ text: "Left half", act: () =>
			frames.change(frame, { state: d.LEFT }) },
		{ text: "Right half", act: () =>
			frames.change(frame, { state: d.RIGHT }) },
	];

	for (let n = 0; n < settings.workspaces; n++)
		if (n !== model.workspace)
			items.push({ text: `To workspace ${n + 1}`,
				act: () => carry(desk, frame, n, false) });
	return [...items,
		{ text: "Close", act: () => frames.act(frame, "close") },
		{ text: "End the program", act: () => {
			if (active)
				model.leave(active.id, true);
		} }];
}
