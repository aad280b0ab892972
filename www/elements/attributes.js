// SPDX-License-Identifier: GPL-3.0-or-later
/* Attributes of the elements: what they may be, and what is said otherwise. */

/** An attribute is wrong; the element shows it. */
export class AttributeError extends TypeError {}

/**
 * @param {Element} element
 * @param {string} name
 * @param {unknown} value
 * @param {string} wanted
 */
function wrong(element, name, value, wanted) {
	return new AttributeError(`<${element.localName}> has ${name}=${
		JSON.stringify(value)}: it must be ${wanted}`);
}

/**
 * One of some words.
 * @param {Element} element
 * @param {string} name
 * @param {string[]} words the first is the one if there is no attribute
 */
export function word(element, name, words) {
	const value = element.getAttribute(name) ?? words[0];

	if (!words.includes(value))
		throw wrong(element, name, value, `one of ${words.join(", ")}`);
	return value;
}

/**
 * @param {Element} element
 * @param {string} name
 * @param {number} least
 * @param {number} most
 * @returns {number | undefined} undefined: there is no such attribute
 */
export function number(element, name, least, most) {
	const text = element.getAttribute(name);
	const value = Number(text);

	if (text === null)
		return undefined;
	if (text.trim() === "" || !(value >= least && value <= most))
		throw wrong(element, name, text,
			`a number from ${least} to ${most}`);
	return value;
}

/**
 * @param {Element} element
 * @param {string} name
 * @returns {URL | undefined} undefined: there is no such attribute
 */
export function address(element, name) {
	const text = element.getAttribute(name);

	if (text === null)
		return undefined;
	try {
		return new URL(text, document.baseURI);
	} catch {
		throw wrong(element, name, text, "an address");
	}
}

/**
 * What an attribute points to: an id, or a selector. "@prev" and "@next" are
 * the elements before and behind, the rest of the selector one in them.
 * @param {Element} element
 * @param {string} name
 * @returns {Element | null} null: there is no such attribute
 */
export function target(element, name) {
	const text = element.getAttribute(name);

	if (!text)
		return null;
	const [first, ...rest] = text.split(" ");
	const near = first === "@prev" ? element.previousElementSibling :
		first === "@next" ? element.nextElementSibling : undefined;
	let found;

	if (near !== undefined)
		found = rest.length > 0 ? near?.querySelector(rest.join(" ")) :
			near;
	else
		found = document.getElementById(text) ??
			find(element, name, text);
	if (!found)
		throw wrong(element, name, text, "the id or selector of an " +
			"element of this page");
	return found;
}

/** @param {Element} element @param {string} name @param {string} text */
function find(element, name, text) {
	try {
		return document.querySelector(text);
	} catch {
		throw wrong(element, name, text, "an id or a selector");
	}
}
