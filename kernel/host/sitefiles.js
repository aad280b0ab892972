// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The site's files that a machine has asked for: they come as the host
 * delivers them, or at once while a program computes and the host's event loop
 * does not turn.
 */

const EIO = 5, ENOENT = 2;

/**
 * How the host gets a file. Both fail with an error.
 * @typedef {object} Source
 * @property {(name: string) => Promise<Uint8Array>} later
 * @property {(name: string) => Uint8Array} now
 * @property {(error: any) => boolean} isAbsent whether the error means that
 *   there is no such file
 */

export class SiteFiles {
	#machine;
	#source;
	/** @type {Map<number, string>} */
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
	 * @param {string} name
	 * @param {Promise<Uint8Array>} [file] its fetch, if it is under way
	 */
	async fetch(token, name, file = this.#source.later(name)) {
		this.#underWay.set(token, name);
		try {
			const bytes = await file;
			if (this.#underWay.delete(token))
				this.#machine.fetched(token, 0, bytes);
		} catch (error) {
			if (this.#underWay.delete(token))
				this.#fail(token, error);
		}
	}

	/** Gets what is under way at once. */
	poll() {
		for (const [token, name] of this.#underWay) {
			this.#underWay.delete(token);
			try {
				this.#machine.fetched(token, 0,
					this.#source.now(name));
			} catch (error) {
				this.#fail(token, error);
			}
		}
	}

	/** @param {number} token @param {unknown} error */
	#fail(token, error) {
		this.#machine.fetched(token, this.#source.isAbsent(error) ?
			-ENOENT : -EIO, new Uint8Array(0));
	}
}
