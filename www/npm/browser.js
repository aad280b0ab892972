// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What `import "exa-unikernel"` gives to pages. A bundler moves the script, so
 * the machine's files are elsewhere: where `npx exa-unikernel copy` is told to
 * put them, /exa/ if nothing else is said.
 */
import { Exa } from "../exa.js";

Exa.base = "/exa/";

export * from "../exa.js";
