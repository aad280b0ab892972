// SPDX-License-Identifier: GPL-3.0-or-later
/* What `import "exa-unikernel/docs"` does: marked code blocks run. */
import "./browser.js";
import "../exa-docs.js";
