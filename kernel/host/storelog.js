// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The file store.log: a line with its version, then batches, each there as a
 * whole or not at all. A batch is, all numbers little-endian:
 *
 *	u32 size      of all that follows the checksum
 *	u32 checksum  CRC-32 of size and of all that follows the checksum
 *	u32 ranges, u32 puts
 *	ranges        from and to, a key each: removed before the puts
 *	puts          a key and a u32 size each
 *	values        of the puts, one behind another
 *
 * What follows the last whole batch was being written when the machine or its
 * host ended.
 */
import {
	closeSync, constants, fdatasyncSync, fstatSync, fsyncSync,
	ftruncateSync, openSync, readSync, rmSync, writeFileSync, writeSync,
} from "node:fs";
import { crc32 } from "./crc32.js";
import { StoreError } from "./store.js";
import { KEY } from "./storewire.js";

const VERSION = 1;
const HEADER = Buffer.from(`exa store ${VERSION}\n`);
const FRAME = 8, COUNTS = 8, RANGE = 2 * KEY, PUT = KEY + 4;
/* Bytes that are read at once; a batch may be longer. */
const WINDOW = 1 << 20;

/** Where a value is. @typedef {{offset: number, size: number}} Place */

/**
 * Keys are strings of a character a byte.
 * @typedef {object} Logged
 * @property {{from: string, to: string}[]} ranges
 * @property {{key: string, place: Place}[]} puts
 */

/** What a record takes in the log. @param {number} size of its value */
export function costOf(size) {
	return PUT + size;
}

/** @param {Uint8Array} key */
export function textOf(key) {
	return Buffer.from(key.buffer, key.byteOffset, KEY)
		.toString("latin1");
}

/** @param {Pick<import("./storewire.js").Batch, "ranges" | "puts">} batch */
export function encodeBatch({ ranges, puts }) {
	const values = FRAME + COUNTS + ranges.length * RANGE +
		puts.length * PUT;
	const bytes = Buffer.allocUnsafe(puts.reduce((sum, { value }) =>
		sum + value.length, values));
	let at = FRAME + COUNTS;
	let valueAt = values;

	bytes.writeUInt32LE(bytes.length - FRAME, 0);
	bytes.writeUInt32LE(ranges.length, FRAME);
	bytes.writeUInt32LE(puts.length, FRAME + 4);
	for (const { from, to } of ranges) {
		bytes.set(from, at);
		bytes.set(to, at + KEY);
		at += RANGE;
	}
	for (const { key, value } of puts) {
		bytes.set(key, at);
		bytes.writeUInt32LE(value.length, at + KEY);
		bytes.set(value, valueAt);
		at += PUT;
		valueAt += value.length;
	}
	bytes.writeUInt32LE(checksumOf(bytes), 4);
	return bytes;
}

/** @param {Buffer} frame of a whole batch */
function checksumOf(frame) {
	/* One stretch: the size counts as if it stood behind the rest. */
	return (crc32(frame.subarray(FRAME)) ^ crc32(frame.subarray(0, 4)))
		>>> 0;
}

/**
 * @param {Buffer} frame a whole batch
 * @param {number} offset where it is in the log
 * @returns {Logged | null} null: it contradicts itself
 */
export function decodeBatch(frame, offset) {
	const ranges = frame.readUInt32LE(FRAME);
	const puts = frame.readUInt32LE(FRAME + 4);
	const putsAt = FRAME + COUNTS + ranges * RANGE;
	let valueAt = putsAt + puts * PUT;
	/** @param {number} at */
	const key = (at) => frame.toString("latin1", at, at + KEY);
	/** @type {Logged} */
	const logged = { ranges: [], puts: [] };

	if (valueAt > frame.length)
		return null;
	for (let at = FRAME + COUNTS; at < putsAt; at += RANGE)
		logged.ranges.push({ from: key(at), to: key(at + KEY) });
	for (let i = 0; i < puts; i++) {
		const size = frame.readUInt32LE(putsAt + i * PUT + KEY);

		logged.puts.push({ key: key(putsAt + i * PUT),
			place: { offset: offset + valueAt, size } });
		valueAt += size;
	}
	return valueAt === frame.length ? logged : null;
}

/** @param {Buffer} head the log's first bytes @param {string} path
 * @returns {boolean} whether it has a header at all */
function checkHeader(head, path) {
	const version = /^exa store (\d+)\n/.exec(head.toString("latin1"))?.[1];

	if (version === String(VERSION))
		return true;
	if (version !== undefined)
		throw new StoreError("EIO", `${path} is of version ${version}` +
			`; this program knows version ${VERSION} only`);
	/* It was being made. */
	if (HEADER.subarray(0, head.length).equals(head))
		return false;
	throw new StoreError("EIO", `${path} is not a store of EXA's`);
}

export class StoreLog {
	#fd;
	/** @type {Buffer} */
	#window = Buffer.alloc(0);
	#windowAt = 0;
	/** Behind the last batch that was read or written. */
	end = HEADER.length;

	/**
	 * @param {string} path
	 * @param {"read" | "write" | "create"} how write: there is one then,
	 *   empty if there was none; create: an empty one
	 */
	constructor(path, how) {
		const { O_RDONLY, O_RDWR, O_CREAT, O_TRUNC } = constants;

		this.path = path;
		this.#fd = openSync(path, how === "read" ? O_RDONLY :
			how === "write" ? O_RDWR | O_CREAT :
				O_RDWR | O_CREAT | O_TRUNC, 0o600);
		try {
			const head = this.#readAt(0, HEADER.length + 20);

			if (!checkHeader(head.subarray(0, Math.max(
				HEADER.length, head.indexOf(10) + 1)), path) &&
				how !== "read")
				this.#writeHeader();
		} catch (error) {
			this.close();
			throw error;
		}
	}

	#writeHeader() {
		ftruncateSync(this.#fd, 0);
		this.#writeAt(0, HEADER);
		fsyncSync(this.#fd);
	}

	close() {
		closeSync(this.#fd);
	}

	/** Whether it is not the directory's store.log any more. */
	isGone() {
		return fstatSync(this.#fd).nlink === 0;
	}

	/** The batches from the end on, as far as they are whole.
	 * @returns {Generator<Logged>} */
	*batches() {
		for (;;) {
			const size = this.#look(FRAME)?.readUInt32LE(0) ?? 0;
			const frame = this.#look(FRAME + size);

			if (size < COUNTS || frame === null ||
				frame.readUInt32LE(4) !== checksumOf(frame))
				break;
			const logged = decodeBatch(frame, this.end);
			if (logged === null)
				break;
			this.end += frame.length;
			yield logged;
		}
		this.#window = Buffer.alloc(0);
	}

	/** Cuts what follows the last batch.
	 * @returns {number} how many bytes that was */
	cut() {
		const excess = fstatSync(this.#fd).size - this.end;

		if (excess <= 0)
			return 0;
		this.#putAside(excess);
		ftruncateSync(this.#fd, this.end);
		fsyncSync(this.#fd);
		return excess;
	}

	/* If it is not a torn batch but a damaged disk, there may be much that
	 * somebody wants to look for. */
	/** @param {number} size of what follows the last batch */
	#putAside(size) {
		const path = `${this.path}.torn`;

		try {
			writeFileSync(path, this.#readAt(this.end, size));
		} catch {
			rmSync(path, { force: true });	/* a full disk */
		}
	}

	/**
	 * Writes a batch behind the others, or fails having written nothing.
	 * @param {Buffer} frame of encodeBatch()
	 * @param {boolean} strict
	 * @returns {number} where it is
	 */
	append(frame, strict) {
		const at = this.end;

		this.#checkOwn();
		try {
			this.#writeAt(at, frame);
			if (strict)
				fdatasyncSync(this.#fd);
		} catch (error) {
			ftruncateSync(this.#fd, at);
			throw error;
		}
		this.end += frame.length;
		return at;
	}

	sync() {
		fsyncSync(this.#fd);
	}

	/** @param {Place} place @returns {Buffer} a buffer of its own */
	read({ offset, size }) {
		const bytes = this.#readAt(offset, size);

		if (bytes.length < size)
			throw this.#stale();
		return bytes;
	}

	/* Two machines that both took the lock, or somebody who tidies up. */
	#checkOwn() {
		const { nlink, size } = fstatSync(this.#fd);

		if (nlink === 0 || size !== this.end)
			throw this.#stale();
	}

	#stale() {
		return new StoreError("ESTALE",
			`${this.path} was changed by somebody else`);
	}

	/** @param {number} size
	 * @returns {Buffer | null} the bytes from the end on, if so many */
	#look(size) {
		const at = this.end - this.#windowAt;

		if (at < 0 || at + size > this.#window.length) {
			if (this.end + size > fstatSync(this.#fd).size)
				return null;
			this.#windowAt = this.end;
			this.#window = this.#readAt(this.end,
				Math.max(size, WINDOW));
		}
		const start = this.end - this.#windowAt;
		const bytes = this.#window.subarray(start, start + size);
		return bytes.length === size ? bytes : null;
	}

	/** @param {number} offset @param {number} size
	 * @returns {Buffer} shorter at the end of the file */
	#readAt(offset, size) {
		const bytes = Buffer.allocUnsafeSlow(size);
		let done = 0;

		while (done < size) {
			const count = readSync(this.#fd, bytes, done,
				size - done, offset + done);
			if (count === 0)
				break;
			done += count;
		}
		return bytes.subarray(0, done);
	}

	/** @param {number} offset @param {Buffer} bytes */
	#writeAt(offset, bytes) {
		for (let done = 0; done < bytes.length;)
			done += writeSync(this.#fd, bytes, done,
				bytes.length - done, offset + done);
	}
}
