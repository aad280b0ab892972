// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The other side of kernel/host/store.js: what localfs is on a machine. It
 * packs requests and reads results by servers/localfs/store.h, and spoils
 * its memory after each call, since the store may keep nothing of it.
 */

export const ESTALE = -116, EIO = -5, ENOSPC = -28, ENODEV = -19;
const OPEN = 0, LOCK = 1, GET = 2, SCAN = 3, BATCH = 4, ESTIMATE = 5,
	PERSIST = 6, CLOSE = 7;
const KEY = 16, NONE = 0xffffffff;
/* Where requests are in the memory: not at 0, nor aligned. */
const AT = 52;

/** @typedef {import("../../kernel/host/store.js").Store} Store */
/** @typedef {{result: number, bytes: Uint8Array}} Reply */
/** @typedef {{from: Uint8Array, to: Uint8Array}} Range */
/** @typedef {{key: Uint8Array, value: Uint8Array}} Put */

/** @param {unknown} right @param {string} what */
export function check(right, what) {
	if (!right)
		throw new Error(what);
}

/** @param {Uint8Array | undefined} a @param {Uint8Array | undefined} b */
export function same(a, b) {
	return a === b || a !== undefined && b !== undefined &&
		a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** A key that is in the order of n. @param {number} n */
export function keyOf(n, last = 0) {
	const key = new Uint8Array(KEY);

	new DataView(key.buffer).setUint32(0, n);
	key[KEY - 1] = last;
	return key;
}

/** @param {(Uint8Array | number[])[]} parts each number 32 bits */
function pack(parts) {
	const blocks = parts.map((part) => part instanceof Uint8Array ? part :
		new Uint8Array(Uint32Array.from(part).buffer));
	const bytes = new Uint8Array(blocks.reduce((sum, block) =>
		sum + block.length, 0));
	let at = 0;

	for (const block of blocks) {
		bytes.set(block, at);
		at += block.length;
	}
	return bytes;
}

/** @param {Reply} reply @returns {(Uint8Array | undefined)[]} */
function valuesOf({ bytes }, count = 0) {
	const view = new DataView(bytes.buffer);
	let at = 4 * count;
	const values = Array.from({ length: count }, (_, i) => {
		const size = view.getUint32(4 * i, true);
		const start = at;

		if (size === NONE)
			return undefined;
		at += size;
		return bytes.slice(start, at);
	});

	check(at === bytes.length, `${bytes.length} bytes of values, not ${at}`);
	return values;
}

/** @param {Reply} reply @returns {Put[]} */
function recordsOf({ bytes }) {
	const view = new DataView(bytes.buffer);
	const records = [];
	let at = 0;

	while (at < bytes.length) {
		const size = view.getUint32(at + KEY, true);
		const start = at + KEY + 8;

		check(view.getUint32(at + KEY + 4, true) === 0, "zero is not");
		records.push({ key: bytes.slice(at, at + KEY),
			value: bytes.slice(start, start + size) });
		at = start + Math.ceil(size / 8) * 8;
	}
	check(at === bytes.length, "a record is cut off");
	return records;
}

export class StoreClient {
	#memory = new Uint8Array(0);
	/** @type {Map<number, (reply: Reply) => void>} */
	#waiting = new Map();
	#token = 100;
	#import;
	/** @type {number[]} the tokens, as they were completed */
	completed = [];

	/** @param {(machine: {bytes(): Uint8Array<ArrayBuffer>, stored(
	 *   token: number, result: number, parts: Uint8Array[]): void}) =>
	 *   Store} makeStore */
	constructor(makeStore) {
		this.store = makeStore({
			bytes: () => this.#memory,
			stored: (token, result, parts) => {
				const take = this.#waiting.get(token);

				check(take, `token ${token} was not waited for`);
				this.#waiting.delete(token);
				this.completed.push(token);
				take?.({ result, bytes: pack(parts) });
			},
		});
		this.#import = this.store.imports().store;
	}

	/** @param {number} op @param {Uint8Array} request
	 * @param {Uint8Array[]} values that follow it in the memory
	 * @returns {Promise<Reply>} */
	call(op, request, values = []) {
		const token = this.#token++;

		return new Promise((take) => {
			this.#waiting.set(token, take);
			this.#memory = pack([new Uint8Array(AT), request,
				...values]);
			this.#import(token, op, AT, request.length);
			check(!this.completed.includes(token),
				"completed from within the import");
			this.#memory.fill(0xee);
		});
	}

	/** @param {string} [name] */
	async open(name = "home") {
		const text = new TextEncoder().encode(name);

		return (await this.call(OPEN, text)).result;
	}

	async lock() {
		return (await this.call(LOCK, new Uint8Array(0))).result;
	}

	/** @param {Uint8Array[]} keys */
	async get(...keys) {
		const reply = await this.call(GET, pack(keys));

		check(reply.result === 0, `get: ${reply.result}`);
		return valuesOf(reply, keys.length);
	}

	/** @param {Uint8Array} from @param {Uint8Array} to
	 * @param {number} limit @param {boolean} keysOnly */
	async scan(from, to, limit = 1 << 30, keysOnly = false) {
		const reply = await this.call(SCAN, pack([from, to,
			[limit, Number(keysOnly)]]));

		check(reply.result >= 0, `scan: ${reply.result}`);
		return { more: reply.result === 1, size: reply.bytes.length,
			records: recordsOf(reply) };
	}

	/** @param {Put[]} puts @param {Range[]} ranges */
	async batch(puts, ranges = [], strict = false, removes = false) {
		const head = pack([[Number(strict), ranges.length,
			puts.length, Number(removes)],
		...ranges.flatMap(({ from, to }) => [from, to])]);
		let at = AT + head.length + puts.length * (KEY + 8);
		const request = pack([head, ...puts.flatMap((put) => {
			at += put.value.length;
			return [put.key, [at - put.value.length,
				put.value.length]];
		})]);

		return (await this.call(BATCH, request,
			puts.map(({ value }) => value))).result;
	}

	async estimate() {
		const { bytes } = await this.call(ESTIMATE, new Uint8Array(0));
		const [used, quota] = new Float64Array(bytes.buffer);

		return { used, quota };
	}

	async persist() {
		return (await this.call(PERSIST, new Uint8Array(0))).result;
	}

	async close() {
		return (await this.call(CLOSE, new Uint8Array(0))).result;
	}
}
