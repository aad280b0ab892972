// SPDX-License-Identifier: GPL-3.0-or-later
/* Pictures (PNG) of a window's content, or of the whole desktop, as this
 * document draws them anew: not of what the browser shows. */
import { make } from "./dom.js";
import { say } from "./says.js";
import { paintWallpaper } from "./wallpapers.js";

const PART = 32768;
/** The manager has room for so many parts, and reads them one by one. */
const PACE = 16, PACE_MS = 60;

/** @typedef {import("./frame.js").Frame} Frame */

/** @param {number} width @param {number} height */
function canvasOf(width, height) {
	const context = make("canvas", { width: Math.max(1, width),
		height: Math.max(1, height) }).getContext("2d");

	if (!context)
		throw new Error("the browser has no canvas left");
	return context;
}

/** @param {Element} element @param {string} name */
function style(element, name) {
	return getComputedStyle(element).getPropertyValue(name);
}

/** @param {CanvasRenderingContext2D} context @param {Frame} frame */
function paintFrame(context, frame) {
	const { rect, active } = frame.shape ??
		{ rect: { x: 0, y: 0, w: 0, h: 0 }, active: null };
	const bar = frame.bar.offsetHeight;
	const pane = frame.seen;

	if (!pane || !active)
		return;
	const { width, height } = pane.size;
	const at = pane.element.getBoundingClientRect();

	context.fillStyle = style(frame.element, "background-color");
	context.fillRect(rect.x, rect.y, rect.w, rect.h);
	context.fillStyle = style(frame.bar, "background-color");
	context.fillRect(rect.x, rect.y, rect.w, bar);
	context.fillStyle = style(frame.bar, "color");
	context.font = "600 13px system-ui, sans-serif";
	context.textBaseline = "middle";
	context.fillText(frame.element.querySelector(".title")?.textContent ??
		"", rect.x + 40, rect.y + bar / 2, Math.max(1, rect.w - 160));
	context.save();
	context.beginPath();
	context.rect(at.left, at.top, at.width, at.height);
	context.clip();
	context.translate(at.left, at.top);
	pane.paint(context, width, height);
	context.restore();
	context.strokeStyle = style(frame.element, "outline-color");
	context.strokeRect(rect.x + 0.5, rect.y + 0.5, rect.w - 1, rect.h - 1);
}

/** @param {CanvasRenderingContext2D} context @param {HTMLElement} bar */
function paintBar(context, bar) {
	const box = bar.getBoundingClientRect();

	context.fillStyle = style(bar, "background-color");
	context.fillRect(box.left, box.top, box.width, box.height);
	context.fillStyle = style(bar, "color");
	context.font = "13px system-ui, sans-serif";
	context.textBaseline = "middle";
	for (const one of bar.querySelectorAll(".task, .workspace, .clock")) {
		const { left, top, width, height } =
			one.getBoundingClientRect();

		context.fillText(one.textContent ?? "", left + 10,
			top + height / 2, Math.max(1, width - 12));
	}
}

/**
 * @param {import("./frames.js").Frames} frames
 * @param {string[]} wallpaper its colours
 * @returns {HTMLCanvasElement} the desktop with its windows
 */
function paintAll(frames, wallpaper) {
	const { w, h } = frames.whole;
	const context = canvasOf(w, h);
	const bar = document.getElementById("taskbar");

	paintWallpaper(context, wallpaper);
	if (bar)
		paintBar(context, bar);
	for (const frame of frames.recent.reverse())
		if (!frame.shape?.hidden)
			paintFrame(context, frame);
	return context.canvas;
}

/**
 * @param {import("./frames.js").Frames} frames
 * @param {number} id a window, or 0: all
 * @param {string[]} wallpaper
 * @returns {HTMLCanvasElement | null} null: there is no such window, or it
 *	was never seen
 */
export function picture(frames, id, wallpaper) {
	if (id === 0)
		return paintAll(frames, wallpaper);
	const pane = frames.of(id)?.panes.get(id);

	if (!pane)
		return null;
	pane.show();
	const { width, height } = pane.size;
	const context = canvasOf(width, height);

	pane.paint(context, width, height);
	return context.canvas;
}

/**
 * Sends one that was asked for.
 * @param {number} number
 * @param {HTMLCanvasElement | null} canvas
 * @param {(payload: Uint8Array) => void} ask
 */
export async function sendPicture(number, canvas, ask) {
	const blob = canvas && await new Promise((done) =>
		canvas.toBlob(done, "image/png"));
	const bytes = new Uint8Array(blob ? await blob.arrayBuffer() : 0);

	if (bytes.length === 0)
		ask(say(["shot", number, 0, 0], bytes));
	for (let at = 0, n = 1; at < bytes.length; at += PART, n++) {
		ask(say(["shot", number, bytes.length, at],
			bytes.subarray(at, at + PART)));
		if (n % PACE === 0)
			await new Promise((go) => setTimeout(go, PACE_MS));
	}
}
