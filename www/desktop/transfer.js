// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Files that come from the host and go to it, 32 KiB at a time, each part after
 * the one before was taken (docs/oxygen.md).
 */
import { make } from "./dom.js";
import { say } from "./says.js";

const PART = 32768, AT_ONCE = 4;
/** What is downloaded is kept in memory until it is whole. */
const DOWNLOAD_MAX = 1 << 30;
/** Blobs whose address was given to the browser are kept so long. */
const KEEP_MS = 60000;

/**
 * @typedef {object} Upload
 * @property {File} file
 * @property {number} offset of the next part; -1 while one is read
 */

/**
 * @typedef {object} Download
 * @property {string} name
 * @property {number} size
 * @property {number} offset
 * @property {Uint8Array<ArrayBuffer>[]} parts
 */

export class Transfers {
	/** @type {{file: File, folder: string}[]} */
	#waiting = [];
	/** @type {Map<number, Upload>} */
	#uploads = new Map();
	/** @type {Map<number, Download>} */
	#downloads = new Map();
	#next = 1 + Math.floor(Math.random() * 1e9);
	#ask;
	#message;

	/**
	 * @param {(payload: Uint8Array) => void} ask
	 * @param {(text: string) => void} message for the user
	 */
	constructor(ask, message) {
		this.#ask = ask;
		this.#message = message;
	}

	/** Those under way. */
	get count() {
		return this.#waiting.length + this.#uploads.size +
			this.#downloads.size;
	}

	/** @param {File} file of the host @param {string} folder of the
	 *	machine; empty: that of the desktop */
	upload(file, folder) {
		this.#waiting.push({ file, folder });
		this.#start();
	}

	/** A few at once: what the machine is asked waits there. */
	#start() {
		while (this.#uploads.size < AT_ONCE && this.#waiting[0]) {
			const [{ file, folder }] = this.#waiting.splice(0, 1);
			const number = this.#next++;

			this.#uploads.set(number, { file, offset: 0 });
			this.#ask(say(["upload", number, file.size, folder,
				file.name]));
			if (file.size > 0)
				void this.#send(number);
		}
	}

	/** @param {number} number */
	#end(number) {
		this.#uploads.delete(number);
		this.#start();
	}

	/** The next part. @param {number} number */
	async #send(number) {
		const upload = this.#uploads.get(number);

		if (!upload)
			return;
		const { file, offset } = upload;

		upload.offset = -1;
		try {
			const part = new Uint8Array(await file.slice(offset,
				offset + PART).arrayBuffer());

			upload.offset = offset + part.length;
			this.#ask(say(["data", number, offset], part));
		} catch (error) {
			/* A folder, or a file that has changed since. */
			this.#ask(say(["cancel", number]));
			this.#end(number);
			this.#message(`${file.name} cannot be read: ${
				/** @type {Error} */ (error).message}`);
		}
	}

	/** @param {number} number @param {number} offset that is stored */
	got(number, offset) {
		const upload = this.#uploads.get(number);

		if (!upload || upload.offset !== offset)
			return;
		if (offset >= upload.file.size)
			this.#end(number);
		else
			void this.#send(number);
	}

	/** @param {number} number @param {string} text */
	failed(number, text) {
		const name = this.#uploads.get(number)?.file.name ??
			this.#downloads.get(number)?.name;

		this.#end(number);
		this.#downloads.delete(number);
		this.#message(name ? `${name}: ${text}` : text);
	}

	/** A file for the host comes. @param {number} number
	 * @param {number} size @param {string} name */
	download(number, size, name) {
		if (!(size >= 0 && size <= DOWNLOAD_MAX)) {
			this.#message(`${name} is too large to be downloaded: ${
				size} bytes; 1 GiB is the most.`);
			return;
		}
		this.#downloads.set(number,
			{ name, size, offset: 0, parts: [] });
		if (size === 0)
			this.#finish(number);
	}

	/** @param {number} number @param {number} offset
	 * @param {Uint8Array} bytes */
	data(number, offset, bytes) {
		const download = this.#downloads.get(number);

		if (!download || offset !== download.offset)
			return;
		download.parts.push(bytes.slice());
		download.offset += bytes.length;
		if (download.offset >= download.size)
			this.#finish(number);
		this.#ask(say(["want", number, download.offset]));
	}

	/** @param {number} number */
	#finish(number) {
		const { name = "", parts = [] } =
			this.#downloads.get(number) ?? {};
		const address = URL.createObjectURL(new Blob(parts));
		const link = make("a", { href: address,
			download: name.split("/").at(-1) || "file" });

		this.#downloads.delete(number);
		document.body.append(link);
		link.click();
		link.remove();
		setTimeout(() => URL.revokeObjectURL(address), KEEP_MS);
	}
}
