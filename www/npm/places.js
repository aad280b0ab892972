// SPDX-License-Identifier: GPL-3.0-or-later
/* Where node/index.js of the package finds the machine. */
export const SITE = new URL("../site/", import.meta.url);
export const THREAD = new URL("./thread.js", import.meta.url);
