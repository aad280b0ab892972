// SPDX-License-Identifier: GPL-3.0-or-later
/* exa-desktop.js: the element exa-desktop (docs/embed.md). exa.js loads it into
 * pages that have one; others load it themselves. */
import { ExaTerminal } from "./exa.js";

/** The height of a desktop, in rows of a terminal. */
const ROWS = "36";

export class ExaDesktop extends ExaTerminal {
	connectedCallback() {
		if (!this.hasAttribute("rows"))
			this.setAttribute("rows", ROWS);
		super.connectedCallback();
	}

	/** Of machine.html, besides those of a terminal. */
	get more() {
		const run = this.getAttribute("run");

		return { runlevel: "5", ...run === null ? {} : { run } };
	}
}

if (customElements.get("exa-desktop") === undefined)
	customElements.define("exa-desktop", ExaDesktop);
