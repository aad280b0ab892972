// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the build wrote into this document (cmake/stamp.mjs): the version of
 * each file of the site, which is part of its address, so that the files of two
 * builds never mix and a file that is in a cache is the right one.
 */

/** @returns {import("../kernel/host/websource.js").Site & {pages: string[]}} */
function read() {
	const text = document.querySelector("meta[name=exa-site]")
		?.getAttribute("content");

	return { files: {}, boot: [], kernel: 0, pages: [],
		...JSON.parse(text || "{}") };
}

export const site = read();

/** @param {string} file of the site @returns {string} its relative address */
export function addressOf(file) {
	return file in site.files ? `${file}?v=${site.files[file]}` : file;
}
