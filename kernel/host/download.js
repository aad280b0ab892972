// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files of web servers, in the browser and under Node. An error's message says
 * in words what was wrong; its code is ETIMEDOUT when nothing came for a while.
 */

/** For so many milliseconds a server may send nothing. */
export const STALL_MS = 20000;

/* How often it is looked whether something has come, in that time. */
const LOOKS = 4;

/** @param {number} stall */
function timeout(stall) {
	return Object.assign(new Error(`nothing came for ${stall / 1000} s`),
		{ code: "ETIMEDOUT" });
}

/**
 * Aborts what makes no progress. It counts looks, not time: while a program
 * computes the host's events do not arrive, and that is nobody's stall.
 */
class Watch {
	#abort = new AbortController();
	#idle = 0;
	#timer;
	/** @type {Error | null} */
	error = null;

	/** @param {number} stall */
	constructor(stall) {
		this.#timer = setInterval(() => {
			if (++this.#idle < LOOKS)
				return;
			this.error = timeout(stall);
			this.#abort.abort();
		}, stall / LOOKS);
	}

	get signal() {
		return this.#abort.signal;
	}

	progress() {
		this.#idle = 0;
	}

	end() {
		clearInterval(this.#timer);
	}
}

/** @param {number} status @param {string} text */
function httpError(status, text) {
	return Object.assign(new Error(`HTTP ${status} ${text}`.trim()),
		{ status });
}

/**
 * Why fetch() failed, which it does not say: a server that can be reached when
 * nobody asks to see the answer only lacks CORS.
 * @param {string} url @param {any} error @param {AbortSignal} signal
 * @returns {Promise<Error>}
 */
async function explain(url, error, signal) {
	const origin = globalThis.location?.origin;

	if (error.status !== undefined)
		return error;
	if (origin && new URL(url).origin !== origin) {
		try {
			await fetch(url, { mode: "no-cors", signal });
			return new Error("its server does not allow " +
				`${origin} to read it (no CORS header ` +
				"Access-Control-Allow-Origin)");
		} catch {
			/* It is not that. */
		}
	}
	return new Error("the server cannot be reached, or broke off: " +
		String(error.cause?.code ?? error.cause?.message ??
			error.message ?? error));
}

/** @param {Response} answer @param {Watch} watch
 * @param {(size: number) => void} [tell] */
async function readBody(answer, watch, tell) {
	/** @type {Uint8Array[]} */
	const parts = [];
	const reader = answer.body?.getReader();
	let size = 0;

	for (;;) {
		const part = await reader?.read();

		if (!part || part.done)
			break;
		watch.progress();
		parts.push(part.value);
		size += part.value.length;
		tell?.(size);
	}
	const all = new Uint8Array(size);

	for (let at = 0, i = 0; i < parts.length; at += parts[i++].length)
		all.set(parts[i], at);
	return all;
}

/**
 * @param {string} url
 * @param {object} [how]
 * @param {boolean} [how.fresh] ask the server, not a cache
 * @param {number} [how.stall] ms without progress after which to give up
 * @param {(size: number) => void} [how.tell] is given how many bytes have come
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function download(url, { fresh = false, stall = STALL_MS,
	tell } = {}) {
	const watch = new Watch(stall);

	try {
		const answer = await fetch(url, {
			cache: fresh ? "reload" : "default",
			signal: watch.signal,
		});

		watch.progress();
		if (!answer.ok)
			throw httpError(answer.status, answer.statusText);
		return await readBody(answer, watch, tell);
	} catch (error) {
		/* Finding the reason may take too long too. */
		const reason = watch.error ??
			await explain(url, error, watch.signal);

		throw watch.error ?? reason;
	} finally {
		watch.end();
	}
}

/**
 * The same in the browser's worker, without going back to the event loop.
 * @param {string} url @param {number} ms after which to give up
 */
export function downloadNow(url, ms) {
	const request = new XMLHttpRequest();

	request.open("GET", url, false);
	request.responseType = "arraybuffer";
	request.timeout = ms;
	try {
		request.send();
	} catch (error) {
		throw /** @type {Error} */ (error).name === "TimeoutError" ?
			timeout(ms) :
			new Error("the server cannot be reached");
	}
	if (request.status !== 200)
		throw httpError(request.status, request.statusText);
	return new Uint8Array(request.response);
}
