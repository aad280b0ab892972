// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Lets xterm.js work where the policy is style-src 'self': it makes <style>
 * elements, and writes colours as attributes, both of which that forbids. In
 * this document it gets, for the former, elements whose text becomes a
 * constructed sheet; the latter go through the element's style, which no policy
 * minds. Import this before xterm.js.
 */
const { createElement } = Document.prototype;
const { setAttribute } = Element.prototype;

/** What xterm.js uses of a <style>: its text is set, and it is in the document
 * as long as that. */
function makeSheet() {
	const element = createElement.call(document, "i");
	const sheet = new CSSStyleSheet();

	document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
	element.hidden = true;
	Object.defineProperty(element, "textContent", {
		set: (text) => sheet.replaceSync(text),
	});
	return element;
}

/** @type {any} */ (document).createElement =
	(/** @type {string} */ name, /** @type {any} */ options) =>
		name === "style" ? makeSheet() :
			createElement.call(document, name, options);

/** @this {HTMLElement} @param {string} name @param {string} value */
HTMLElement.prototype.setAttribute = function (name, value) {
	if (name === "style")
		this.style.cssText = value;
	else
		setAttribute.call(this, name, value);
};
