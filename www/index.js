// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The script of the start page: the machine, what may be tried on it, and the
 * script that a link brings in its fragment (docs/embed.md). That is shown in
 * a block with a machine of its own, which has none of the reader's files; it
 * runs when its button is pressed, and never by itself.
 */
import { readLink } from "./demo/link.js";

const MACHINE = "machine.html?guard";

/** @param {string} id */
function element(id) {
	return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {Element} block */
function showBlock(block) {
	element("link-block").replaceChildren(block);
}

/** Shows what the link brings.
 * @returns {boolean} whether it brings something */
function showLink() {
	const found = readLink(location.hash);

	element("link").hidden = found === null;
	element("link-block").replaceChildren();
	if (found === null)
		return false;
	element("link-title").textContent = "error" in found ?
		"This link is broken" : "This link brought a script";
	if ("error" in found) {
		element("link-text").textContent = found.error;
		return true;
	}
	const block = document.createElement("exa-run");
	const pre = document.createElement("pre");

	element("link-text").textContent = "Read it before you run it. It has a " +
		"machine of its own: it sees none of your files, and nothing of it " +
		"is kept.";
	pre.textContent = found.script;
	block.setAttribute("runtime", found.runtime);
	block.setAttribute("editor", "");
	block.append(pre);
	showBlock(block);
	return true;
}

function main() {
	const machine = /** @type {HTMLIFrameElement} */ (element("machine"));
	const brought = showLink();

	/* A script that waits to be read comes first. */
	machine.src = brought ? MACHINE : `${MACHINE}&focus`;
	addEventListener("hashchange", showLink);
	for (const button of document.querySelectorAll("[data-type]"))
		button.addEventListener("click", () => {
			machine.contentWindow?.postMessage({ type: "exa-type",
				text: `${button.getAttribute("data-type")}\r` },
			location.origin);
			machine.focus();
		});
}

main();
