// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Whether the machine goes on. Its worker sends beats while it is busy
 * (kernel/host/pulse.js) and answers a ping otherwise. When something waits
 * for the machine and neither comes for two seconds, a program holds the
 * worker that cannot be interrupted. The beats tell, too, of a program that
 * keeps those from running whom a terminal waits for.
 */

/* Twice this without an answer; a look that comes late itself counts not. */
const LOOK_MS = 1000, LATE_MS = 500, LOOKS = 2;

/**
 * A program that keeps others from going on.
 * @typedef {object} Stuck
 * @property {number} pid 0: not known
 * @property {string} name of the command
 * @property {boolean} deaf the machine hears nothing any more: only ending it
 *	ends the program
 */

export class Watch {
	#worker;
	#tell;
	#unheard;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#timer;
	#asked = 0;
	#heard = 0;
	#looks = 0;
	#closed = false;
	/* Somebody waits: besides what was typed, which can be seen. */
	#wanted = false;
	/** @type {() => void} */
	#end = () => {};
	/** @type {{pid: number, name: string} | null} */
	#entered = null;
	/** @type {Stuck | null} what was told last */
	stuck = null;

	/**
	 * @param {Worker} worker
	 * @param {() => number} unheard for how many ms something has waited
	 *	that was typed
	 * @param {(stuck: Stuck | null) => void} tell null: it goes on
	 */
	constructor(worker, unheard, tell) {
		this.#worker = worker;
		this.#unheard = unheard;
		this.#tell = tell;
	}

	close() {
		this.#closed = true;
		clearTimeout(this.#timer);
		this.#say(null);
	}

	/** @param {any} data a message of the worker's */
	hear({ type, program, ms = 0, hog, running }) {
		const late = this.#unheard() > LOOKS * LOOK_MS;

		if (type === "entered") {
			this.#entered = program;
			return;
		}
		this.#heard = performance.now() + ms;
		const stuck = hog ?? (late ? running : null);
		this.#say(stuck && { ...stuck, deaf: false });
	}

	/** Somebody waits for the machine.
	 * @param {(() => void)} [end] what is done if it does not hear */
	expect(end) {
		if (end)
			this.#end = end;
		this.#wanted = true;
		this.typed();
	}

	/** Something was typed. */
	typed() {
		if (this.#timer === undefined)
			this.#ask();
	}

	#ask() {
		this.#asked = performance.now();
		this.#looks = 0;
		this.#worker.postMessage({ type: "ping" });
		this.#wait();
	}

	#wait() {
		if (this.#closed)
			return;
		const due = performance.now() + LOOK_MS;

		this.#timer = setTimeout(() => this.#look(due), LOOK_MS);
	}

	/** @param {number} due when it was to be */
	#look(due) {
		const now = performance.now();
		const waits = this.#unheard() > 0;

		this.#timer = undefined;
		if (this.#heard >= this.#asked && this.#heard <= now) {
			this.#wanted = false;
			this.#end = () => {};
			if (waits)
				this.#ask();
			return;
		}
		this.#looks = now - due > LATE_MS || this.#heard > now ? 0 :
			this.#looks + 1;
		if (this.#looks >= LOOKS && (waits || this.#wanted)) {
			this.#say({ ...this.#entered ?? { pid: 0, name: "" },
				deaf: true });
			this.#end();
		}
		this.#wait();
	}

	/** @param {Stuck | null} stuck */
	#say(stuck) {
		if (stuck?.pid === this.stuck?.pid &&
			stuck?.deaf === this.stuck?.deaf)
			return;
		this.stuck = stuck;
		this.#tell(stuck);
	}
}

/** What is told of it. @param {Stuck} stuck */
export function nameOf({ pid, name }) {
	return pid ? `${name} (process ${pid})` : "A program";
}
