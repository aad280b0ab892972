// SPDX-License-Identifier: GPL-3.0-or-later
/* Small pictures of windows, drawn anew while they are looked at. */
import { make } from "./dom.js";

const WIDTH = 208, HEIGHT = 130;
const REFRESH_MS = 400;

/** @typedef {import("./frame.js").Frame} Frame */

/** @param {HTMLCanvasElement} canvas @param {Frame} frame */
export function draw(canvas, frame) {
	const pane = frame.seen;
	const context = canvas.getContext("2d");

	if (!pane || !context)
		return;
	const { width, height } = pane.size;
	const scale = Math.min(WIDTH / width, HEIGHT / height, 1);
	const ratio = devicePixelRatio || 1;
	const [w, h] = [width * scale, height * scale].map((n) =>
		Math.max(1, Math.round(n)));

	canvas.width = w * ratio;
	canvas.height = h * ratio;
	canvas.style.width = `${w}px`;
	canvas.style.height = `${h}px`;
	context.scale(ratio, ratio);
	pane.paint(context, w, h);
}

/**
 * Pictures of frames as long as they are in the document.
 * @param {Frame[]} frames
 * @returns {HTMLCanvasElement[]}
 */
export function thumbnails(frames) {
	const all = frames.map(() => make("canvas",
		{ class: "thumbnail", "aria-hidden": "true" }));
	const refresh = () => {
		frames.forEach((frame, i) => draw(all[i], frame));
	};
	const again = () => {
		if (!all.some((canvas) => canvas.isConnected))
			return;
		refresh();
		setTimeout(again, REFRESH_MS);
	};

	refresh();
	setTimeout(again, REFRESH_MS);
	return all;
}
