// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How the elements look. Authors change it by the custom properties --exa-*
 * and by ::part(). A constructed sheet, so that no policy has to allow it.
 */
const sheet = new CSSStyleSheet();
const DARK = `
	--back: var(--exa-background, #14171c);
	--text: var(--exa-color, #d7dce2);
	--quiet: var(--exa-quiet, #9aa4b0);
	--line: var(--exa-border, #39414c);
	--accent: var(--exa-accent, #8fd3ff);
	--accent-text: var(--exa-accent-color, #14171c);
	--error: var(--exa-error, #ff7b72);
`;
/** Whatever the page says. The system's colours are as far apart as it has
 * them, light or dark by color-scheme. */
const CONTRAST = `
	--back: Canvas;
	--text: CanvasText;
	--quiet: CanvasText;
	--line: CanvasText;
	--accent: CanvasText;
	--accent-text: Canvas;
	--error: CanvasText;
	color-scheme: light dark;
`;

sheet.replaceSync(`
:host {
	--back: var(--exa-background, #f6f7f9);
	--text: var(--exa-color, #24292f);
	--quiet: var(--exa-quiet, #59636e);
	--line: var(--exa-border, #d5dae0);
	--accent: var(--exa-accent, #0b5cad);
	--accent-text: var(--exa-accent-color, #fff);
	--error: var(--exa-error, #b3261e);
	--mono: var(--exa-font, ui-monospace, SFMono-Regular, Menlo, Consolas,
		"DejaVu Sans Mono", monospace);
	display: block;
	margin: 1em 0;
	color: var(--text);
}
:host([hidden]), [hidden] { display: none !important; }
:host([theme="dark"]) {${DARK}}
@media (prefers-color-scheme: dark) {
	:host(:not([theme="light"])) {${DARK}}
}
:host([theme="contrast"]) {${CONTRAST}}
@media (prefers-contrast: more) {
	:host(:not([theme="light"], [theme="dark"])) {${CONTRAST}}
}
.frame {
	background: var(--back);
	border: 1px solid var(--line);
	border-radius: 6px;
	overflow: hidden;
}
textarea, pre {
	background: transparent;
	border: 0;
	box-sizing: border-box;
	color: inherit;
	display: block;
	font: 13px/1.5 var(--mono);
	margin: 0;
	overflow: auto;
	padding: 10px 12px;
	tab-size: var(--exa-tab-size, 8);
	white-space: pre;
	width: 100%;
}
textarea { resize: vertical; }
.bar {
	align-items: center;
	border-top: 1px solid var(--line);
	display: flex;
	flex-wrap: wrap;
	gap: 8px;
	padding: 6px 8px;
}
.bar:first-child { border-top: 0; }
button {
	background: transparent;
	border: 1px solid var(--line);
	border-radius: 5px;
	color: inherit;
	cursor: pointer;
	font: 13px/1.4 system-ui, sans-serif;
	padding: 3px 12px;
}
button.main {
	background: var(--accent);
	border-color: var(--accent);
	color: var(--accent-text);
	font-weight: 600;
}
button[aria-disabled="true"] { cursor: default; opacity: 0.5; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
textarea:focus-visible { outline-offset: -2px; }
.status { color: var(--quiet); font: 13px/1.4 system-ui, sans-serif; }
/* Without content, its line lies under the frame's. */
.output { border-top: 1px solid var(--line); margin-bottom: -1px; }
.output ::slotted(pre), .poster ::slotted(pre) {
	background: transparent !important;
	border: 0 !important;
	font: 13px/1.5 var(--mono) !important;
	margin: 0 !important;
	overflow: auto;
	padding: 10px 12px !important;
	tab-size: var(--exa-tab-size, 8);
}
.output ::slotted(pre) { color: var(--quiet); white-space: pre-wrap; }
.output pre {
	max-height: var(--exa-output-height, 24em);
	overflow-wrap: anywhere;
	white-space: pre-wrap;
}
.errors { color: var(--error); }
.message { color: var(--error); font: 13px/1.5 system-ui, sans-serif;
	margin: 0; padding: 8px 12px; white-space: pre-wrap; }
.poster { position: relative; }
.poster .start {
	align-items: center;
	display: flex;
	inset: 0;
	justify-content: center;
	position: absolute;
}
.poster ::slotted(pre) { min-height: 6em; overflow: hidden !important; }
.poster .blank { height: 100%; min-height: 6em; }
.screen { height: 100%; }
.screen iframe { border: 0; display: block; height: 100%; width: 100%; }
@media (forced-colors: active) {
	button.main { background: ButtonFace; border: 2px solid ButtonText;
		color: ButtonText; }
	button[aria-disabled="true"] { color: GrayText; opacity: 1; }
}
@media print {
	.bar, .start { display: none !important; }
	textarea { field-sizing: content; height: auto; overflow: visible;
		resize: none; }
	.output pre { max-height: none; }
}
`);

/**
 * Where a page demands Trusted Types, its policy has to allow one named "exa".
 * @returns {{createHTML: (html: string) => any} | undefined}
 */
function makePolicy() {
	try {
		return /** @type {any} */ (globalThis).trustedTypes
			?.createPolicy("exa", { createHTML:
				(/** @type {string} */ text) => text });
	} catch {
		return undefined;
	}
}

const policy = makePolicy();

/**
 * The shadow root of an element, with the style.
 * @param {HTMLElement} element
 * @param {string} html its content, from this package alone
 */
export function shadowOf(element, html) {
	const root = element.attachShadow({ mode: "open" });

	root.adoptedStyleSheets = [sheet];
	root.innerHTML = policy ? policy.createHTML(html) : html;
	return root;
}
