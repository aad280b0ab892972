// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Whether the machine goes on. Its worker sends beats while it is busy
 * (kernel/host/pulse.js) and answers a ping otherwise. When something waits
 * for the machine and neither comes for two seconds, a program holds the
 * worker that cannot be interrupted. The beats tell, too, of a program that
 * keeps those from running whom a terminal waits for.
 */

/* How long a program has that was told to end. */
const KILL_MS = 2000;
/* The longest wait for what a worker that was ended still holds. */
const FREED_MS = 5000;
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

/**
 * A worker that is ended while it computes lives on for a moment, and with it
 * its lock on what the browser keeps.
 * @param {string} store
 */
async function freed(store) {
	const signal = AbortSignal.timeout(FREED_MS);

	try {
		if (store)
			await navigator.locks.request(`exa-${store}`,
				{ signal }, () => {});
	} catch {
		/* Another tab has it, or there are no locks. */
	}
}

/**
 * What is done with a machine.
 * @typedef {object} Machine
 * @property {string} store under which name it keeps files; empty: none
 * @property {() => boolean} speaks its worker has said something: its script is
 *	no longer on its way
 * @property {(message: object) => void} tell tells its terminal
 * @property {(message: object) => void} embedder the page that uses it
 * @property {() => void} end ends it, but for what its terminal shows
 * @property {(reason: string) => void} replace it has ended
 */

export class Watch {
	#worker;
	#lines;
	#machine;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	#timer;
	#asked = 0;
	#heard = 0;
	/* The worker has said that it hears nothing until then. */
	#excused = 0;
	#looks = 0;
	#closed = false;
	/* Somebody waits: besides what was typed, which can be seen. */
	#wanted = false;
	/* Whether the machine is to be ended if it does not hear. */
	#end = false;
	/** @type {{pid: number, name: string} | null} */
	#entered = null;
	/** @type {Stuck | null} what was told last */
	#stuck = null;

	/**
	 * @param {Worker} worker
	 * @param {import("./lines.js").Lines} lines
	 * @param {Machine} machine
	 */
	constructor(worker, lines, machine) {
		this.#worker = worker;
		this.#lines = lines;
		this.#machine = machine;
	}

	close() {
		this.#closed = true;
		clearTimeout(this.#timer);
		this.#say(null);
	}

	/** @param {any} data a message of the worker's */
	hear({ type, program, ms = 0, hog, running }) {
		const late = this.#lines.unheard() > LOOKS * LOOK_MS;

		if (type === "entered") {
			this.#entered = program;
			this.#excused = 0;
			return;
		}
		this.#excused = performance.now() + ms;
		if (ms > 0)
			return;
		this.#heard = this.#excused;
		const stuck = hog ?? (late ? running : null);
		this.#say(stuck && { ...stuck, deaf: false });
	}

	/** Somebody waits for the machine.
	 * @param {boolean} [end] whether it is ended if it does not hear */
	expect(end = false) {
		this.#end ||= end;
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
		const waits = this.#lines.unheard() > 0;

		this.#timer = undefined;
		if (this.#heard >= this.#asked) {
			this.#wanted = false;
			this.#end = false;
			if (waits || this.#stuck !== null)
				this.#ask();
			return;
		}
		this.#looks = now - due > LATE_MS || this.#excused > now ||
			!this.#machine.speaks() ? 0 : this.#looks + 1;
		if (this.#looks >= LOOKS && (waits || this.#wanted)) {
			this.#say({ ...this.#entered ?? { pid: 0, name: "" },
				deaf: true });
			if (this.#end)
				void this.#giveUp();
		}
		this.#wait();
	}

	/** @param {Stuck | null} stuck */
	#say(stuck) {
		const told = this.#stuck;

		if (stuck?.pid === told?.pid && stuck?.deaf === told?.deaf)
			return;
		this.#stuck = stuck;
		/* A machine that has nothing more to do sends no beats. */
		if (stuck !== null && !this.#closed)
			this.typed();
		this.#machine.tell({ type: "stuck", stuck: stuck &&
			{ ...stuck, name: nameOf(stuck) } });
		this.#machine.embedder({ type: "exa-stuck", stuck });
	}

	/** Ends the program that was told of. */
	stop() {
		const stuck = this.#stuck;

		if (!stuck)
			return;
		if (stuck.deaf) {
			void this.#giveUp();
			return;
		}
		this.#lines.kill(stuck.pid);
		/* What was told last may be from before it ended. */
		setTimeout(() => this.#worker.postMessage({ type: "ping" }),
			KILL_MS);
		setTimeout(() => {
			if (this.#stuck?.pid === stuck.pid)
				void this.#giveUp();
		}, KILL_MS + LOOK_MS);
	}

	/** The machine hears nothing: it is ended. */
	async #giveUp() {
		const name = nameOf(this.#stuck ?? { pid: 0, name: "" });

		if (this.#closed)
			return;
		this.#machine.end();
		this.close();
		this.#machine.tell({ type: "note",
			text: `${name} is being ended …` });
		await freed(this.#machine.store);
		this.#machine.replace(`${name} did not let the machine go on ` +
			"and could only be ended with it.");
	}
}

/** What is told of it. @param {{pid: number, name: string}} program */
function nameOf({ pid, name }) {
	return pid ? `${name} (process ${pid})` : "A program";
}
