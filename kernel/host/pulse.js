// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What the page is told so that it knows whether the machine goes on: beats
 * while it is busy, and before a program is entered that cannot be interrupted
 * (it was made without loop counters) which one that is, since afterwards may
 * be too late. www/watch.js hears it.
 */

/** Milliseconds between two beats. */
const EVERY = 250;

/** @typedef {{pid: number, name: string}} Program */

export class Pulse {
	#post;
	#last = 0;
	/* Whether the page was told of a program that has not left since. */
	#told = false;

	/** @param {(message: object) => void} post to the page */
	constructor(post) {
		this.#post = post;
	}

	/** Between two slices, and now and then while a program computes.
	 * @param {import("./machine.js").Machine} machine */
	beat(machine) {
		const now = performance.now();

		if (this.#told)
			this.entered(null);
		if (now - this.#last >= EVERY)
			this.answer(machine);
	}

	/** The page asks whether the machine hears.
	 * @param {import("./machine.js").Machine | null} machine */
	answer(machine) {
		this.#last = performance.now();
		this.#post({ type: "beat", hog: machine?.hog() ?? null,
			running: machine?.running() ?? null });
	}

	/** The worker will not answer for so long. @param {number} ms */
	deaf(ms) {
		this.#post({ type: "beat", ms, hog: null, running: null });
	}

	/** @param {Program | null} program null: it has left */
	entered(program) {
		this.#told = program !== null;
		this.#post({ type: "entered", program });
	}
}
