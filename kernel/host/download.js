// SPDX-License-Identifier: GPL-3.0-or-later
/* Files of the site in the browser. An error of the server has its status. */

/** A file of the site. @param {string} url */
export async function download(url) {
	const answer = await fetch(url);

	if (!answer.ok)
		throw Object.assign(new Error(`HTTP ${answer.status}`),
			{ status: answer.status });
	return new Uint8Array(await answer.arrayBuffer());
}

/** A file of the site, without going back to the event loop.
 * @param {string} url */
export function downloadNow(url) {
	const request = new XMLHttpRequest();

	request.open("GET", url, false);
	request.responseType = "arraybuffer";
	request.send();
	if (request.status !== 200)
		throw Object.assign(new Error(`HTTP ${request.status}`),
			{ status: request.status });
	return new Uint8Array(request.response);
}
