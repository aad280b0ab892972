// SPDX-License-Identifier: GPL-3.0-or-later
/* The settings, as the manager tells them: strings, which may say anything. */

const WORKSPACES = 9;
const FONT = { least: 6, most: 60, usual: 14 };

export class Settings {
	/** @type {Map<string, string>} */
	#values = new Map();
	/** What the document's address says goes for what they leave open.
	 * @type {URLSearchParams} */
	#options;

	/** @param {URLSearchParams} options */
	constructor(options) {
		this.#options = options;
	}

	/** @param {string[][]} rows of key and value */
	take(rows) {
		this.#values = new Map(rows.map(([key, value = ""]) =>
			[key, value]));
	}

	get theme() {
		const theme = this.#values.get("theme") ?? "auto";

		return theme === "auto" ? this.#options.get("theme") ?? "auto" :
			theme;
	}

	get wallpaper() {
		return this.#values.get("wallpaper") ?? "";
	}

	/** @param {string} key @param {number} least @param {number} most
	 * @param {number} usual if there is none, or no such number */
	#number(key, least, most, usual) {
		const value = Number(this.#values.get(key) || NaN);

		return value >= least && value <= most ? Math.round(value) :
			usual;
	}

	/** Of terminals, in pixels. */
	get font() {
		const wish = Number(this.#options.get("fontsize"));

		return this.#number("font", FONT.least, FONT.most,
			wish >= FONT.least && wish <= FONT.most ? wish :
				FONT.usual);
	}

	get workspaces() {
		return this.#number("workspaces", 1, WORKSPACES, 4);
	}
}
