// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The store with a fault, for tests under Node: EXA_STORE_FAULT (HACKING.md)
 * says what goes wrong and when.
 */

/** @typedef {import("./nodestore.js").NodeStore} NodeStore */
/** @typedef {import("./storewire.js").Batch} Batch */

const EXIT_STOPPED = 99;

/** @param {string} code @param {string} text */
function fault(code, text) {
	return Object.assign(new Error(`EXA_STORE_FAULT: ${text}`), { code });
}

/* Without a farewell: the lock file stays, as after a crash. */
function stop() {
	process.removeAllListeners("exit");
	process.exit(EXIT_STOPPED);
}

/**
 * What happens instead of the batch that is the count-th.
 * @typedef {(back: NodeStore, batch: Batch, count: number) => void} Faulty
 */

/** @param {number} when @returns {Faulty} */
function fullFrom(when) {
	let isFull = true;

	return (back, batch, count) => {
		if (batch.ranges.length > 0 && count >= when)
			isFull = false;
		if (isFull && count >= when)
			throw fault("ENOSPC", "full");
		back.batch(batch);
	};
}

/** As in the browser what is removed counts until it is tidied up, and an
 * eighth is for batches that remove. @param {number} bytes @returns {Faulty} */
function fullAt(bytes) {
	return (back, batch) => {
		const grows = batch.puts.reduce((sum, { value }) =>
			sum + value.length, 0);
		const limit = batch.removes ? bytes + bytes / 8 : bytes;

		if (back.estimate().used + grows > limit)
			throw fault("ENOSPC", "full");
		back.batch(batch);
	};
}

/** @type {Record<string, (when: number) => Faulty>} */
const BATCHES = {
	quota: fullAt,
	enospc: fullFrom,
	stop: (when) => (back, batch, count) => {
		if (count === when)
			stop();
		back.batch(batch);
	},
	torn: (when) => (back, batch, count) => {
		if (count === when) {
			back.tear(batch);
			stop();
		}
		back.batch(batch);
	},
};

/** @param {NodeStore} back @param {number} when
 * @returns {import("./store.js").Back} */
function failing(back, when) {
	let count = 0;
	const countOne = () => {
		if (++count === when)
			throw fault("EIO", `operation ${count} fails`);
	};

	return {
		...allOf(back),
		get(keys) {
			countOne();
			return back.get(keys);
		},
		batch(batch) {
			countOne();
			back.batch(batch);
		},
	};
}

/** @param {NodeStore} back @returns {import("./store.js").Back} */
function allOf(back) {
	return {
		open: () => back.open(),
		lock: () => back.lock(),
		get: (keys) => back.get(keys),
		scan: (scan) => back.scan(scan),
		batch: (batch) => back.batch(batch),
		estimate: () => back.estimate(),
		persist: () => back.persist(),
		close: () => back.close(),
	};
}

/**
 * @param {NodeStore} back
 * @param {string | undefined} what KIND:N; undefined: no fault
 * @returns {import("./store.js").Back}
 */
export function makeFaulty(back, what) {
	if (what === undefined)
		return back;
	const [, kind, n] = /^(\w+):([1-9]\d*)$/.exec(what) ?? [];

	if (kind === "fail")
		return failing(back, Number(n));
	if (BATCHES[kind] === undefined)
		throw new Error(`EXA_STORE_FAULT=${what}: unknown`);
	const instead = BATCHES[kind](Number(n));
	let count = 0;

	return { ...allOf(back),
		batch: (batch) => instead(back, batch, ++count) };
}
