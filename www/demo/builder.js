// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The script of builder.html: from the form to the lines for an author's page,
 * and the element itself.
 */
import { Exa } from "../exa.js";

const SETTLE_MS = 300;
/** What is in the preview, for each language nobody wrote code in. */
const EXAMPLES = {
	sh: "seq 5 | tac",
	lua: "for i = 1, 5 do print(i, i * i) end",
	js: "print([3, 1, 2].sort().join(' '))",
	tcl: "puts [lsort {pear apple fig}]",
	awk: "BEGIN { for (i = 0; i < 5; i++) print i, 2 ^ i }",
	bc: "2 ^ 100",
	c: "#include <stdio.h>\nint main(void)\n{\n" +
		"\tprintf(\"hello, %d\\n\", 6 * 7);\n\treturn 0;\n}",
	sqlite: "SELECT 6 * 7 AS answer;",
};
/** Which fields become attributes. */
const ATTRIBUTES = {
	run: ["runtime", "editor", "autorun", "timeout", "persist", "theme"],
	terminal: ["cmd", "autostart", "rows", "readonly", "screenreader",
		"persist", "theme"],
};
/** What need not be said. @type {Record<string, string>} */
const GIVEN = { runtime: "sh", autostart: "click" };

/** @param {string} id @returns {any} */
function element(id) {
	return document.getElementById(id);
}

const form = /** @type {HTMLFormElement} */ (element("form"));

/** @param {string} name @returns {any} */
function field(name) {
	return form.elements.namedItem(name);
}

/** What the form says of an element.
 * @returns {{tag: string, attributes: [string, string][], code: string}} */
function chosen() {
	const kind = /** @type {"run" | "terminal"} */ (field("kind").value);
	/** @type {[string, string][]} */
	const attributes = [];

	for (const name of ATTRIBUTES[kind]) {
		const one = field(name);
		const value = one.type === "checkbox" ? "" : one.value.trim();
		const there = one.type === "checkbox" ? one.checked :
			value !== "" && value !== GIVEN[name];

		if (there)
			attributes.push([name, value]);
	}
	return { tag: `exa-${kind}`, attributes,
		code: kind === "run" ? field("code").value : "" };
}

/** @param {string} text */
function escaped(text) {
	return text.replace(/&/g, "&amp;").replace(/</g, "&lt;")
		.replace(/"/g, "&quot;");
}

/** The lines for the author. @param {ReturnType<typeof chosen>} one */
function snippet({ tag, attributes, code }) {
	const said = attributes.map(([name, value]) =>
		value === "" ? ` ${name}` : ` ${name}="${escaped(value)}"`);
	const base = field("base").value.trim().replace(/\/*$/, "/")
		.replace(/^\/$/, "./");
	const body = code && `<pre>${code.replace(/&/g, "&amp;")
		.replace(/</g, "&lt;")}</pre>`;

	return `<script type="module" src="${escaped(base)}exa.js"></script>\n` +
		`<${tag}${said.join("")}>${body}</${tag}>\n`;
}

/** @param {ReturnType<typeof chosen>} one */
function preview({ tag, attributes, code }) {
	const made = document.createElement(tag);

	for (const [name, value] of attributes)
		made.setAttribute(name, value);
	if (code) {
		const pre = document.createElement("pre");

		pre.textContent = code;
		made.append(pre);
	}
	element("preview").replaceChildren(made);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let settling;

function show() {
	const one = chosen();

	element("of-run").hidden = one.tag !== "exa-run";
	element("of-terminal").hidden = one.tag !== "exa-terminal";
	element("share").hidden = one.tag !== "exa-run";
	element("said").textContent = "";
	if (!form.checkValidity()) {
		form.reportValidity();
		return;
	}
	element("snippet").textContent = snippet(one);
	clearTimeout(settling);
	settling = setTimeout(preview, SETTLE_MS, one);
}

/** @param {string} text @param {string} done what is said then */
async function copy(text, done) {
	const said = element("said");

	try {
		await navigator.clipboard.writeText(text);
		said.textContent = done;
	} catch {
		getSelection()?.selectAllChildren(element("snippet"));
		said.textContent = "The browser did not allow it: the lines are " +
			"selected, copy them with Ctrl C.";
	}
}

async function share() {
	try {
		await copy(Exa.share(field("code").value, {
			runtime: field("runtime").value,
		}), "Copied. It runs when its reader presses Run.");
	} catch (error) {
		element("said").textContent = String(error);
	}
}

field("runtime").addEventListener("change", () => {
	const examples = /** @type {Record<string, string>} */ (EXAMPLES);

	if (Object.values(examples).includes(field("code").value) ||
		field("code").value.trim() === "")
		field("code").value = examples[field("runtime").value];
	show();
});
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
element("copy").onclick = () => void copy(element("snippet").textContent,
	"Copied.");
element("share").onclick = () => void share();
show();
