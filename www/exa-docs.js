// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * exa-docs.js makes code blocks of documentation run: each <pre> that is marked
 * gets an exa-run behind it (docs/embed.md). Options are attributes of the
 * script's tag:
 *
 *   data-selector  which blocks; else those marked with the class "run" or
 *                  the attribute data-run, on themselves or around them
 *   data-share     one machine for all blocks of the page
 *   data-readonly  readers cannot edit
 *   data-base      where the machine is, if not where this script is
 *
 * Pages that put other content into the document without loading it anew
 * (Docusaurus, VitePress, MkDocs with instant loading) are watched.
 */
import "./exa.js";
import { runtimeOf } from "./elements/runtimes.js";

const MARKED = "pre.run, pre[data-run], code.run, code[data-run], " +
	".run pre, [data-run] pre";
/** How generators name a block's language. */
const LANGUAGE = /(?:^|\s)(?:language|lang|highlight|source)-([\w+]+)/;
const SETTLE_MS = 50;

const script = [...document.querySelectorAll("script[src]")].find((one) =>
	/** @type {HTMLScriptElement} */ (one).src === import.meta.url);
const selector = script?.getAttribute("data-selector") ?? MARKED;
const share = script?.hasAttribute("data-share") ?? false;
const base = script?.getAttribute("data-base");
const readonly = script?.hasAttribute("data-readonly") ?? false;
/** @type {WeakSet<Element>} */
const done = new WeakSet();

/** The runtime for a block's language; null: there is none.
 * @param {Element} pre */
function languageOf(pre) {
	const code = pre.querySelector("code");
	/** @type {Element | null} */
	let at = code ?? pre;

	for (; at !== null && at !== document.body; at = at.parentElement) {
		const found = LANGUAGE.exec(at.className) ??
			/^(\w+)$/.exec(at.getAttribute("data-lang") ?? "");
		if (found)
			return runtimeOf(found[1]) ? found[1] : null;
		if (at !== code && at.querySelectorAll("pre").length > 1)
			break;
	}
	return "sh";
}

/** @param {Element} marked */
function upgrade(marked) {
	const pre = marked.closest("pre") ?? marked.querySelector("pre");

	if (pre === null || done.has(pre) || pre.closest("exa-run") !== null)
		return;
	done.add(pre);
	const language = languageOf(pre);
	if (language === null)
		return;
	const block = document.createElement("exa-run");
	const first = document.querySelector("exa-run[data-exa-first]");

	block.setAttribute("runtime", language);
	if (!readonly)
		block.setAttribute("editor", "");
	if (base)
		block.setAttribute("base", base);
	if (share && first !== null)
		block.setAttribute("for", first.id);
	else if (share) {
		block.id ||= "exa-docs-machine";
		block.setAttribute("data-exa-first", "");
	}
	pre.after(block);
}

function scan() {
	try {
		document.querySelectorAll(selector).forEach(upgrade);
	} catch (error) {
		console.error(`exa-docs.js: data-selector="${selector}": ${error}`);
		watcher.disconnect();
	}
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;
const watcher = new MutationObserver(() => {
	clearTimeout(timer);
	timer = setTimeout(scan, SETTLE_MS);
});

watcher.observe(document.documentElement, { childList: true, subtree: true });
scan();
