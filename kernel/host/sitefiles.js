// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The files that a machine has asked for by host_fetch(): they come as the host
 * delivers them, or at once while a program computes and the host's event loop
 * does not turn.
 */

const EIO = 5, ETIMEDOUT = 110;

/* While a program computes, the machine stands still for so long at most, and
 * then for at least as long does not. */
const NOW_MS = 5000;

/**
 * How the host gets a file. Both fail with an error whose message is the
 * reason; its code is ETIMEDOUT if nothing came.
 * @typedef {object} Source
 * @property {(url: string, attempt: number) => Promise<Uint8Array>} later
 * @property {(url: string, ms: number) => Uint8Array} now waits for ms at most
 * @property {number} stall ms after which a file that does not come is given up
 */

/** @typedef {{url: string, tried: number, next: number}} Wanted */

export class SiteFiles {
	#machine;
	#source;
	/** @type {Map<number, Wanted>} */
	#underWay = new Map();

	/**
	 * @param {import("./machine.js").Machine} machine
	 * @param {Source} source
	 */
	constructor(machine, source) {
		this.#machine = machine;
		this.#source = source;
	}

	/**
	 * @param {number} token
	 * @param {string} url
	 * @param {number} attempt
	 */
	async fetch(token, url, attempt) {
		this.#underWay.set(token, { url, tried: 0, next: 0 });
		try {
			const bytes = await this.#source.later(url, attempt);

			if (this.#underWay.delete(token))
				this.#machine.fetched(token, 0, bytes);
		} catch (error) {
			if (this.#underWay.delete(token))
				this.#fail(token, error);
		}
	}

	/** Gets what is under way at once. */
	poll() {
		for (const [token, wanted] of this.#underWay)
			if (performance.now() >= wanted.next)
				this.#getNow(token, wanted);
	}

	/** @param {number} token @param {Wanted} wanted */
	#getNow(token, wanted) {
		const ms = Math.min(NOW_MS, this.#source.stall);

		try {
			const bytes = this.#source.now(wanted.url, ms);

			this.#underWay.delete(token);
			this.#machine.fetched(token, 0, bytes);
		} catch (error) {
			const late = /** @type {any} */ (error).code ===
				"ETIMEDOUT";

			wanted.tried += ms;
			wanted.next = performance.now() + ms;
			if (late && wanted.tried < this.#source.stall)
				return;
			this.#underWay.delete(token);
			this.#fail(token, error);
		}
	}

	/** @param {number} token @param {any} error */
	#fail(token, error) {
		this.#machine.fetched(token,
			error.code === "ETIMEDOUT" ? -ETIMEDOUT : -EIO,
			new TextEncoder().encode(String(error.message)));
	}
}
