// SPDX-License-Identifier: GPL-3.0-or-later
/* How what is around a terminal looks. Colours are the terminal's. */
export const sheet = new CSSStyleSheet();

sheet.replaceSync(`
#tools {
	background: var(--card);
	border: 1px solid var(--line);
	border-radius: 8px;
	display: flex;
	flex-wrap: wrap;
	gap: 2px;
	opacity: 0;
	padding: 3px;
	pointer-events: none;
	position: absolute;
	right: 22px;
	top: 8px;
	transition: opacity 0.12s;
	z-index: 5;
}
.near #tools, #tools:focus-within { opacity: 1; pointer-events: auto; }
#tools button, #keys button, #help button {
	background: var(--card);
	border: 1px solid transparent;
	border-radius: 6px;
	color: var(--text);
	cursor: pointer;
	font: inherit;
	font-size: 13px;
	min-height: 28px;
	padding: 2px 10px;
	touch-action: manipulation;
}
#tools button:hover, #help button:hover { border-color: var(--line); }
#tools button[aria-pressed=true], #keys button[aria-pressed=true] {
	background: var(--accent);
	color: var(--back);
}
#tools button:focus-visible, #keys button:focus-visible,
#help button:focus-visible {
	outline: 2px solid var(--accent);
	outline-offset: 1px;
}
#keys {
	background: var(--card);
	border-top: 1px solid var(--line);
	bottom: 0;
	box-sizing: border-box;
	display: flex;
	gap: 3px;
	height: 50px;
	justify-content: center;
	left: 0;
	padding: 3px;
	position: absolute;
	right: 0;
}
#keys button {
	border-color: var(--line);
	flex: 1 1 0;
	max-width: 88px;
	min-height: 44px;
	min-width: 0;
	padding: 0;
}
.with-keys #terminal { bottom: 54px; }
#said {
	background: var(--text);
	border-radius: 8px;
	bottom: 16px;
	color: var(--back);
	left: 50%;
	margin: 0;
	max-width: calc(100% - 64px);
	padding: 6px 14px;
	position: absolute;
	transform: translateX(-50%);
	width: max-content;
	z-index: 6;
}
.with-keys #said { bottom: 64px; }
#said:empty { padding: 0; }
#help {
	background: var(--card);
	border: 1px solid var(--line);
	border-radius: 10px;
	box-sizing: border-box;
	color: var(--text);
	max-height: calc(100% - 32px);
	max-width: min(38em, calc(100% - 32px));
	padding: 14px 20px;
}
#help::backdrop { background: rgb(0 0 0 / 45%); }
#help h2 { font-size: 16px; margin: 0 0 8px; }
#help th { font-weight: 400; padding: 4px 14px 4px 0; text-align: left;
	vertical-align: top; white-space: nowrap; }
#help td { padding: 4px 0; vertical-align: top; }
#help kbd { border: 1px solid var(--line); border-radius: 4px;
	display: inline-block; font: 12px/1.5 ui-monospace, Menlo, Consolas,
	monospace; margin-bottom: 2px; padding: 0 5px; }
/* It has the focus, and what is before it is to be read. */
#help button { border-color: var(--line); bottom: 0; position: sticky; }
#paper { display: none; }
@media (max-width: 480px) {
	#help th, #help td { display: block; white-space: normal; }
}
@media (prefers-reduced-motion: reduce) {
	#tools { transition: none; }
}
@media (forced-colors: active) {
	#tools button[aria-pressed=true], #keys button[aria-pressed=true] {
		background: SelectedItem;
		color: SelectedItemText;
		forced-color-adjust: none;
	}
}
@media print {
	html, body { background: #fff !important; height: auto !important;
		overflow: visible !important; }
	#tools, #keys, #said, #help, #status { display: none !important; }
	/* What is not displayed loses the focus. */
	#terminal { height: 1px; opacity: 0; overflow: hidden; }
	#paper {
		color: #000;
		display: block;
		font: 9pt/1.35 ui-monospace, Menlo, Consolas, monospace;
		margin: 0;
		white-space: pre-wrap;
	}
}
`);
