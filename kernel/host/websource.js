// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How the worker gets files: from its cache, else from the server. The files
 * that the first prompt needs were named when the site was built
 * (cmake/stamp.mjs): they and the index start together, before the kernel has
 * come that will ask for them.
 */
import { download, downloadNow, STALL_MS } from "./download.js";
import { FileCache } from "./filecache.js";

/** An index that is in the cache need not be waited for longer than this. */
const INDEX_MS = 2000;
/** No file under way for so long: what the first prompt needs has come. */
const QUIET_MS = 1000;

/**
 * What the build wrote into machine.html: versions by file, and the files that
 * the first prompt needs; and of how many bytes the kernel is.
 * @typedef {{files: Record<string, string>, boot: string[], kernel: number}}
 *	Site
 */

export class WebSource {
	stall;
	#base;
	#site;
	#cache;
	#quiet;
	#busy = 0;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#timer;
	/** @type {Map<string, Promise<Uint8Array>>} */
	#early = new Map();
	/** @type {Map<string, Uint8Array>} indexes, by the URL in the cache */
	#indexes = new Map();

	/**
	 * @param {string} base of the site
	 * @param {Site} site
	 * @param {number} stall 0: the usual one
	 * @param {() => void} quiet called once, when the cache is in order
	 */
	constructor(base, site, stall, quiet) {
		this.stall = stall || STALL_MS;
		this.#base = base;
		this.#site = site;
		this.#quiet = quiet;
		this.#cache = new FileCache(`${base}fs/`);
		for (const file of ["index", ...site.boot]) {
			const url = `${base}fs/${file}`;
			const promise = this.#get(url, 0);

			/* It is asked for again, or not needed. */
			promise.catch(() => {});
			this.#early.set(url, promise);
		}
	}

	/** A file of the site that is no file of netfs.
	 * @param {string} name
	 * @param {(size: number) => void} tell is given how many bytes have
	 *	come, if it is loaded
	 * @returns {Promise<Uint8Array<ArrayBuffer>>} */
	async part(name, tell) {
		const url = this.#versioned(this.#base + name);

		try {
			const kept = await globalThis.caches?.match(url,
				{ cacheName: `exa-site ${this.#base}` });

			if (kept)
				return new Uint8Array(await kept.arrayBuffer());
		} catch {
			/* No Cache Storage here. */
		}
		return await download(url, { stall: this.stall, tell });
	}

	/** @param {string} url */
	#versioned(url) {
		const version = url.startsWith(this.#base) &&
			this.#site.files[url.slice(this.#base.length)];

		return version ? `${url}?v=${version}` : url;
	}

	/** @param {string} url @param {number} attempt */
	async later(url, attempt) {
		const early = this.#early.get(url);

		this.#early.delete(url);
		return await (early ?? this.#get(url, attempt));
	}

	/** @param {string} url @param {number} ms */
	now(url, ms) {
		return downloadNow(this.#versioned(url), ms);
	}

	/** @param {string} url @param {number} attempt */
	async #get(url, attempt) {
		this.#busy++;
		try {
			return url.endsWith("/index") ?
				await this.#getIndex(url, attempt > 0) :
				await this.#getFile(url, attempt > 0);
		} finally {
			this.#busy--;
			clearTimeout(this.#timer);
			this.#timer = setTimeout(() => void this.#tidy(),
				QUIET_MS);
		}
	}

	/** @param {string} url @param {boolean} fresh */
	async #getFile(url, fresh) {
		const kept = fresh ? null : await this.#cache.get(url);

		if (kept)
			return kept;
		const bytes = await download(url,
			{ fresh, stall: this.stall });

		void this.#cache.put(url, bytes);
		return bytes;
	}

	/** An index with a version is the right one if it is there; another one
	 * may have changed. @param {string} url @param {boolean} fresh */
	async #getIndex(url, fresh) {
		const named = this.#versioned(url);
		const kept = fresh ? null : await this.#cache.get(named);

		if (kept && named !== url) {
			this.#indexes.set(named, kept);
			return kept;
		}
		try {
			const bytes = await download(named, { fresh, stall:
				kept ? Math.min(INDEX_MS, this.stall) :
					this.stall });

			void this.#cache.put(named, bytes);
			this.#indexes.set(named, bytes);
			return bytes;
		} catch (error) {
			if (kept)
				return kept;
			throw error;
		}
	}

	async #tidy() {
		if (this.#busy > 0)
			return;
		for (const [url, index] of this.#indexes) {
			this.#indexes.delete(url);
			await this.#cache.prune(url, index);
		}
		this.#quiet();
		this.#quiet = () => {};
	}
}
