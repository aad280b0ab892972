// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files that were fetched, kept in Cache Storage for the next visit: one cache
 * for each folder that has an index. What is read from it is verified by netfs
 * like what comes from a server. Where there is no Cache Storage (an origin
 * that is not secure, a browser that forbids it) nothing is kept.
 */

/** Caches of foreign folders that are kept; the oldest goes. */
const FOREIGN = 8;
const PREFIX = "exa-files ";

/** @param {string} url @returns {string} the folder of a file, with its / */
function folderOf(url) {
	return new URL(".", url).href;
}

/** The names of the files in an index (servers/netfs/index.h).
 * @param {Uint8Array} index */
function namesIn(index) {
	return new Set(new TextDecoder().decode(index).split("\n")
		.map((line) => line.split("\t")[5]));
}

export class FileCache {
	/** @type {Map<string, Promise<Cache | null>>} */
	#caches = new Map();
	#own;

	/** @param {string} own the folder of the machine's own files */
	constructor(own) {
		this.#own = own;
	}

	/** @param {string} folder @returns {Promise<Cache | null>} */
	async #openNew(folder) {
		try {
			const cache = await caches.open(PREFIX + folder);

			if (folder !== this.#own)
				await this.#dropOldest(folder);
			return cache;
		} catch {
			return null;	/* there is no such thing here */
		}
	}

	/** @param {string} folder the one that was opened just now */
	async #dropOldest(folder) {
		/* In the order in which they were made. */
		const foreign = (await caches.keys()).filter((name) =>
			name.startsWith(PREFIX) &&
			name !== PREFIX + this.#own &&
			name !== PREFIX + folder);

		for (const name of foreign.slice(0,
			Math.max(0, foreign.length + 1 - FOREIGN)))
			await caches.delete(name);
	}

	/** @param {string} url */
	#open(url) {
		const folder = folderOf(url);
		let cache = this.#caches.get(folder);

		if (!cache)
			this.#caches.set(folder,
				cache = this.#openNew(folder));
		return cache;
	}

	/** @param {string} url @returns {Promise<Uint8Array | null>} */
	async get(url) {
		try {
			const found = await (await this.#open(url))?.match(url);

			return found ? new Uint8Array(
				await found.arrayBuffer()) : null;
		} catch {
			return null;	/* damaged: as if it were not there */
		}
	}

	/**
	 * @param {string} url
	 * @param {Uint8Array<ArrayBuffer>} bytes
	 */
	async put(url, bytes) {
		try {
			await (await this.#open(url))?.put(url,
				new Response(bytes.slice()));
		} catch (error) {
			/* The quota, as a rule: it is fetched again. */
			console.warn(`${url} is not kept: ${error}`);
		}
	}

	/**
	 * Removes what an index does not name any more, older indexes too.
	 * @param {string} url the index, as it was put
	 * @param {Uint8Array} index
	 */
	async prune(url, index) {
		const cache = await this.#open(url);
		const names = namesIn(index);
		const folder = folderOf(url);

		for (const { url: kept } of await cache?.keys() ?? [])
			if (kept !== url &&
			    !names.has(kept.slice(folder.length)))
				await cache?.delete(kept);
	}
}
