// SPDX-License-Identifier: GPL-3.0-or-later
/* What is printed of a terminal: the text on its screen. */
import { textOf } from "./screentext.js";

/** @param {import("@xterm/xterm").Terminal} term */
export function keepPrintable(term) {
	const paper = document.createElement("pre");
	const printing = matchMedia("print");
	const fill = () => {
		paper.textContent = textOf(term, false);
	};

	paper.id = "paper";
	document.querySelector("main")?.append(paper);
	addEventListener("beforeprint", fill);
	printing.addEventListener("change", ({ matches }) => {
		if (matches)
			fill();
	});
}
