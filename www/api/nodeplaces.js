// SPDX-License-Identifier: GPL-3.0-or-later
/* Where node.js finds the machine in this tree. In the package it is
 * www/npm/places.js instead. */
export const SITE = new URL("../../build/site/", import.meta.url);
export const THREAD = new URL("../../kernel/host/nodethread.js",
	import.meta.url);
