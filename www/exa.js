// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * exa.js, what a page loads to have machines in it: the elements exa-run and
 * exa-terminal for authors (docs/embed.md), Exa for scripts (docs/api.md).
 */
import { Exa } from "./api/boot.js";
import { MachineError, SystemError } from "./api/client.js";
import { ExaFile } from "./elements/file.js";
import { ExaRun } from "./elements/run.js";
import { ExaTerminal } from "./elements/terminal.js";

export { Exa, ExaRun, ExaTerminal, MachineError, SystemError };

for (const [name, element] of /** @type {const} */ ([
	["exa-file", ExaFile], ["exa-run", ExaRun],
	["exa-terminal", ExaTerminal]]))
	if (customElements.get(name) === undefined)
		customElements.define(name, element);
if (document.querySelector("exa-desktop"))
	void import("./exa-desktop.js");
