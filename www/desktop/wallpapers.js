// SPDX-License-Identifier: GPL-3.0-or-later
/* Wallpapers: gradients of colours, for the document and for pictures of it;
 * each for light and dark themes. */

/** @type {Record<string, {light: string[], dark: string[]}>} */
export const WALLPAPERS = {
	oxygen: { light: ["#dfeaf5", "#a9c8e8", "#6f9fd0"],
		dark: ["#0f1e33", "#17355c", "#1f5580"] },
	dawn: { light: ["#fde9d9", "#f6c9c0", "#c9a8cf"],
		dark: ["#2b1a2f", "#4e2a44", "#8a4650"] },
	forest: { light: ["#e6efdc", "#b4cfa2", "#7fa77f"],
		dark: ["#0e1f18", "#173528", "#2b5a41"] },
	dusk: { light: ["#e5e2f3", "#c2b8e2", "#9387c8"],
		dark: ["#161329", "#2a2350", "#4b3d80"] },
	sand: { light: ["#f6f1e6", "#e6d9bf", "#cdb88f"],
		dark: ["#211c14", "#3a3122", "#5a4a30"] },
	plain: { light: ["#c9d4df", "#c9d4df"], dark: ["#243240", "#243240"] },
	paper: { light: ["#f3f3f0", "#f3f3f0"], dark: ["#1b1e23", "#1b1e23"] },
};
const FIRST = "oxygen";
const BLACK = ["#000000", "#000000"], WHITE = ["#ffffff", "#ffffff"];

/**
 * @param {string} name or a colour
 * @param {{dark: boolean, strong: boolean}} theme
 * @returns {string[]} two or more colours, from top left to bottom right
 */
export function colorsOf(name, { dark, strong }) {
	if (strong)
		return dark ? BLACK : WHITE;
	if (/^#[0-9a-f]{6}$/i.test(name))
		return [name, name];
	const one = Object.hasOwn(WALLPAPERS, name) ? WALLPAPERS[name] :
		WALLPAPERS[FIRST];

	return dark ? one.dark : one.light;
}

/** @param {string[]} colors */
export function asCss(colors) {
	return `linear-gradient(160deg, ${colors.join(", ")})`;
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {string[]} colors
 */
export function paintWallpaper(context, colors) {
	const { width, height } = context.canvas;
	const gradient = context.createLinearGradient(width * 0.3, 0,
		width * 0.7, height);

	colors.forEach((color, i) =>
		gradient.addColorStop(i / (colors.length - 1), color));
	context.fillStyle = gradient;
	context.fillRect(0, 0, width, height);
}
