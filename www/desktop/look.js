// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How the desktop looks: the theme and the wallpaper of the settings, and what
 * the reader's browser asks for. The document has it as data-theme (light or
 * dark) and data-strong.
 */
import { followTheme } from "../ui/theme.js";
import { asCss, colorsOf } from "./wallpapers.js";

const THEMES = ["light", "dark", "contrast"];

/**
 * @typedef {object} Colors of terminals
 * @property {import("@xterm/xterm").ITheme} theme
 * @property {number} ratio the least contrast
 */

export class Look {
	/** @type {Colors} */
	terminal = { theme: {}, ratio: 1 };
	/** Of the wallpaper. */
	colors = ["#000000", "#000000"];

	#theme = "";
	#wallpaper = "";
	#generation = 0;
	#changed;

	/** @param {() => void} changed is called when terminals look other */
	constructor(changed) {
		this.#changed = changed;
		this.set("auto", "");
	}

	/** @param {string} theme light, dark, contrast or auto
	 * @param {string} wallpaper a name or a colour */
	set(theme, wallpaper) {
		this.#wallpaper = wallpaper;
		if (theme === this.#theme) {
			this.#paint();
			return;
		}
		const generation = ++this.#generation;

		this.#theme = theme;
		followTheme(THEMES.includes(theme) ? theme : null,
			(colors, ratio) => {
				if (generation !== this.#generation)
					return;
				this.terminal = { theme: colors, ratio };
				this.#paint();
				this.#changed();
			});
	}

	get #dark() {
		return this.#theme === "dark" || this.#theme !== "light" &&
			matchMedia("(prefers-color-scheme: dark)").matches;
	}

	get #strong() {
		return this.#theme === "contrast" ||
			matchMedia("(forced-colors: active)").matches ||
			!THEMES.includes(this.#theme) &&
				matchMedia("(prefers-contrast: more)").matches;
	}

	#paint() {
		const { dataset, style } = document.documentElement;
		const theme = { dark: this.#dark, strong: this.#strong };

		dataset.theme = theme.dark ? "dark" : "light";
		dataset.strong = String(theme.strong);
		this.colors = colorsOf(this.#wallpaper, theme);
		style.setProperty("--wallpaper", asCss(this.colors));
	}
}
