// SPDX-License-Identifier: GPL-3.0-or-later
/* Elements and pictures of the desktop. */
import { ICONS, iconFor } from "./icons.js";

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, unknown>} [properties] attributes; those of
 *	functions are listeners, true is the empty text, null and false: none
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(name, properties = {}, ...children) {
	const element = document.createElement(name);

	for (const [key, value] of Object.entries(properties))
		if (typeof value === "function")
			element.addEventListener(key,
				/** @type {EventListener} */ (value));
		else if (value !== null && value !== false &&
			value !== undefined)
			element.setAttribute(key,
				value === true ? "" : String(value));
	element.append(...children);
	return element;
}

/** @param {string} id of an element of desktop.html */
export function byId(id) {
	const found = document.getElementById(id);

	if (!found)
		throw new Error(`desktop.html has no #${id}`);
	return found;
}

/** A line drawing. @param {string} name of icons.js */
export function glyph(name) {
	const svg = document.createElementNS(SVG, "svg");
	const path = document.createElementNS(SVG, "path");

	svg.setAttribute("viewBox", "0 0 24 24");
	svg.setAttribute("aria-hidden", "true");
	svg.setAttribute("class", "glyph");
	path.setAttribute("d", ICONS[name] ?? ICONS.window);
	svg.append(path);
	return svg;
}

/**
 * A tile with the drawing of an application.
 * @param {string} icon as its .desktop file names it
 * @param {string} app what it is, if that is not known
 */
export function tile(icon, app) {
	const { name, hue } = iconFor(icon, app);

	return make("span", { class: "tile", "data-hue": hue,
		"aria-hidden": "true" }, glyph(name));
}

/**
 * A button with a drawing and no text.
 * @param {string} name of icons.js
 * @param {string} label
 * @param {Record<string, unknown>} [properties]
 */
export function iconButton(name, label, properties = {}) {
	return make("button", { "aria-label": label, title: label,
		...properties }, glyph(name));
}
