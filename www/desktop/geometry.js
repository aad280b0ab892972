// SPDX-License-Identifier: GPL-3.0-or-later
/* Where frames are, in pixels of the desktop. No DOM. */
import * as d from "./datagram.js";

/** Of a frame so much is always to be seen. */
const REACH = 64;
/** How near to an edge a dragged frame snaps to it. */
const NEAR = 14;
/** The smallest content. */
export const LEAST = { w: 120, h: 60 };

/**
 * @typedef {object} Rect
 * @property {number} x
 * @property {number} y
 * @property {number} w
 * @property {number} h
 */

/** @param {number} n @param {number} least @param {number} most */
export function clamp(n, least, most) {
	return Math.max(least, Math.min(most, n));
}

/**
 * The place of a frame that is not NORMAL.
 * @param {number} state
 * @param {Rect} area
 * @returns {Rect}
 */
export function snapped(state, area) {
	const half = { w: Math.floor(area.w / 2), h: Math.floor(area.h / 2) };
	const right = area.x + half.w, low = area.y + half.h;
	const rest = { w: area.w - half.w, h: area.h - half.h };

	switch (state) {
	case d.LEFT:
		return { ...area, w: half.w };
	case d.RIGHT:
		return { ...area, x: right, w: rest.w };
	case d.TOP_LEFT:
		return { ...area, ...half };
	case d.TOP_RIGHT:
		return { x: right, y: area.y, w: rest.w, h: half.h };
	case d.BOTTOM_LEFT:
		return { x: area.x, y: low, w: half.w, h: rest.h };
	case d.BOTTOM_RIGHT:
		return { x: right, y: low, ...rest };
	default:
		return area;
	}
}

/**
 * The place of a window's frame: a NORMAL one is moved so that its title bar
 * can be reached, and is no larger than the work area.
 * @param {import("./model.js").Window} window
 * @param {Rect} area where frames may be
 * @param {Rect} whole of the desktop
 * @param {number} bar the height of a title bar
 * @returns {Rect}
 */
export function place({ x, y, w, h, state }, area, whole, bar) {
	if (state === d.FULL)
		return whole;
	if (state !== d.NORMAL)
		return snapped(state, area);
	const width = Math.min(w, area.w), height = Math.min(h + bar, area.h);

	return { w: width, h: height,
		x: width === area.w ? area.x : clamp(x,
			area.x + REACH - width, area.x + area.w - REACH),
		y: height === area.h ? area.y :
			clamp(y, area.y, area.y + area.h - bar) };
}

/**
 * What a frame becomes if it is let go of with the pointer there.
 * @param {number} x
 * @param {number} y
 * @param {Rect} area
 * @returns {number} NORMAL: it stays where it was dragged to
 */
export function snapAt(x, y, area) {
	const corner = area.h / 4;
	const high = y < area.y + corner, low = y > area.y + area.h - corner;

	if (x < area.x + NEAR)
		return high ? d.TOP_LEFT : low ? d.BOTTOM_LEFT : d.LEFT;
	if (x > area.x + area.w - NEAR)
		return high ? d.TOP_RIGHT : low ? d.BOTTOM_RIGHT : d.RIGHT;
	return y < area.y + NEAR ? d.MAXIMISED : d.NORMAL;
}

/* By the arrow: what each state becomes. Others become the first. */
/** @type {Record<string, Record<number, number>>} */
const STEPS = {
	ArrowLeft: { [d.NORMAL]: d.LEFT, [d.LEFT]: d.LEFT,
		[d.RIGHT]: d.NORMAL, [d.TOP_RIGHT]: d.TOP_LEFT,
		[d.BOTTOM_RIGHT]: d.BOTTOM_LEFT, [d.TOP_LEFT]: d.TOP_LEFT,
		[d.BOTTOM_LEFT]: d.BOTTOM_LEFT, [d.MAXIMISED]: d.LEFT },
	ArrowRight: { [d.NORMAL]: d.RIGHT, [d.RIGHT]: d.RIGHT,
		[d.LEFT]: d.NORMAL, [d.TOP_LEFT]: d.TOP_RIGHT,
		[d.BOTTOM_LEFT]: d.BOTTOM_RIGHT, [d.TOP_RIGHT]: d.TOP_RIGHT,
		[d.BOTTOM_RIGHT]: d.BOTTOM_RIGHT, [d.MAXIMISED]: d.RIGHT },
	ArrowUp: { [d.NORMAL]: d.MAXIMISED, [d.LEFT]: d.TOP_LEFT,
		[d.RIGHT]: d.TOP_RIGHT, [d.BOTTOM_LEFT]: d.LEFT,
		[d.BOTTOM_RIGHT]: d.RIGHT, [d.TOP_LEFT]: d.MAXIMISED,
		[d.TOP_RIGHT]: d.MAXIMISED, [d.MAXIMISED]: d.MAXIMISED },
	ArrowDown: { [d.NORMAL]: d.MINIMISED, [d.LEFT]: d.BOTTOM_LEFT,
		[d.RIGHT]: d.BOTTOM_RIGHT, [d.TOP_LEFT]: d.LEFT,
		[d.TOP_RIGHT]: d.RIGHT, [d.BOTTOM_LEFT]: d.MINIMISED,
		[d.BOTTOM_RIGHT]: d.MINIMISED, [d.MAXIMISED]: d.NORMAL },
};

/**
 * What a frame becomes by an arrow key.
 * @param {number} state
 * @param {string} key
 * @returns {number} MINIMISED: that, besides its state
 */
export function step(state, key) {
	return STEPS[key]?.[state] ?? d.NORMAL;
}

/**
 * A content that is resized by an edge, in place.
 * @param {Rect} from x and y are the frame's, w and h the content's
 * @param {string} edge some of n, s, e, w
 * @param {number} dx
 * @param {number} dy
 * @param {Rect} area
 * @returns {Rect}
 */
export function resize(from, edge, dx, dy, area) {
	const { x, y, w, h } = from;
	const east = edge.includes("e"), west = edge.includes("w");
	const south = edge.includes("s"), north = edge.includes("n");
	const wide = clamp(w + (east ? dx : west ? -dx : 0), LEAST.w, d.SIDE);
	const down = north ? Math.max(dy, area.y - y) : dy;
	const tall = clamp(h + (south ? down : north ? -down : 0),
		LEAST.h, d.SIDE);

	return { w: wide, h: tall, x: west ? x + w - wide : x,
		y: north ? y + h - tall : y };
}
