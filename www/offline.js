// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Keeps this site in Cache Storage, so that it can be opened without the
 * network: sw.js answers from there. A site embedded by another one asks for
 * nothing to be installed, unless its address says ?offline; ?offline=no
 * forbids it.
 */
import { addressOf, site } from "./site.js";

const DIGITS = 16; /* of a version, which is the start of a SHA-256 */

/** Whether the page around this one, if any, is of the same origin. */
function isOwnPage() {
	try {
		return Boolean(top?.location.href);
	} catch {
		return false;
	}
}

/** @param {ArrayBuffer} bytes */
async function versionOf(bytes) {
	const digest = await crypto.subtle.digest("SHA-256", bytes);

	return [...new Uint8Array(digest)].map((byte) =>
		byte.toString(16).padStart(2, "0")).join("").slice(0, DIGITS);
}

/**
 * @param {string} address
 * @param {string} [version] none: a document, any will do that
 *	fits the other files
 */
async function fetchChecked(address, version) {
	const answer = await fetch(address);
	const bytes = await answer.clone().arrayBuffer();

	if (!answer.ok)
		throw new Error(`${address}: HTTP ${answer.status}`);
	if (version !== undefined && await versionOf(bytes) !== version)
		throw new Error(`${address} is of another build`);
	if (address === "machine.html" && !new TextDecoder().decode(bytes)
		.includes(String(site.files["exa.wasm"])))
		throw new Error("machine.html is of another build");
	return answer;
}

/** Puts what is missing into the cache, the documents last, since they say
 * which files belong to them; then what is of older builds goes.
 * @param {Cache} cache */
async function fill(cache) {
	const parts = Object.keys(site.files).filter((file) =>
		!file.startsWith("fs/"));
	const wanted = new Set();

	/** @param {string} address @param {string} [version] */
	const keep = async (address, version) => {
		wanted.add(new URL(address, location.href).href);
		if (version && await cache.match(address))
			return;
		const answer = await fetchChecked(address, version)
			.catch((error) => {
				/* Examples: the owner may have removed them. */
				if (!address.includes("/"))
					throw error;
			});

		if (answer)
			await cache.put(address, answer);
	};

	for (const file of parts)
		await keep(addressOf(file), site.files[file]);
	for (const page of site.pages)
		await keep(page);
	for (const { url } of await cache.keys())
		if (!wanted.has(url))
			await cache.delete(url);
}

/**
 * Called when the machine has started. data-offline of the body tells what
 * came of it.
 * @param {string | null} wish what the address says of offline
 */
export async function keepOffline(wish) {
	const possible = "caches" in globalThis &&
		"serviceWorker" in navigator && site.pages.length > 0;

	if (!possible || wish === "no" || (wish === null && !isOwnPage()))
		return;
	try {
		const base = new URL(".", location.href).href;

		/* One machine at a time: the next finds what is there. */
		await navigator.locks.request(`exa-offline ${base}`,
			async () => fill(await caches.open(`exa-site ${base}`)));
		/* Its address names the scripts, so that it is installed anew
		 * and has them compiled when they are others. */
		const scripts = Object.keys(site.files).sort()
			.filter((name) => name.endsWith(".js"))
			.map((name) => site.files[name].slice(0, 8));

		await navigator.serviceWorker.register(
			`sw.js?for=${scripts.join("-")}`);
		await navigator.serviceWorker.ready;
		document.body.dataset.offline = "ready";
	} catch (error) {
		/* No network, no room, or forbidden: the next visit tries. */
		document.body.dataset.offline = String(error);
	}
}
