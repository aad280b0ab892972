// SPDX-License-Identifier: GPL-3.0-or-later
/* The desktop's drawings: lines in a square of 24, and which of them stands
 * for an icon that a .desktop file names. */

/** @type {Record<string, string>} */
export const ICONS = {
	add: "M12 5v14M5 12h14",
	apps: "M5 5h4v4H5zM15 5h4v4h-4zM5 15h4v4H5zM15 15h4v4h-4z",
	bell: "M6 16V11a6 6 0 0 1 12 0v5l2 2H4zM10 21h4",
	clock: "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5l3 3",
	close: "M6 6l12 12M18 6L6 18",
	edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
	file: "M6 3h8l4 4v14H6zM14 3v4h4",
	folder: "M3 6h6l2 2h10v11H3z",
	full: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
	game: "M7 8h10a4 4 0 0 1 4 4c0 7-4 6-6 3H9c-2 3-6 4-6-3a4 4 0 0 1 4-4" +
		"M8 10v4M6 12h4M15 11v.1M17 13v.1",
	gear: "M12 9a3 3 0 1 0 0 6a3 3 0 1 0 0-6M12 3v3M12 18v3M3 12h3M18 12" +
		"h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8" +
		"l2.2-2.2",
	help: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2.5M12 18v.2",
	image: "M4 5h16v14H4zM4 16l5-5l4 4l3-3l4 4M15 9v.2",
	log: "M6 3h12v18H6zM9 8h6M9 12h6M9 16h3",
	maximise: "M5 5h14v14H5z",
	menu: "M5 7h14M5 12h14M5 17h14",
	meter: "M3 12h4l3-7l4 14l3-7h4",
	minimise: "M5 18h14",
	paint: "M12 3a9 9 0 1 0 0 18c2 0 2-2 1-3s0-3 2-3h3c2 0 3-1 3-3" +
		"a9 9 0 0 0-9-9M8 9v.1M13 7v.1M7 14v.1",
	restore: "M8 8V4h12v12h-4M4 8h12v12H4z",
	search: "M10 4a6 6 0 1 0 0 12a6 6 0 1 0 0-12M15 15l5 5",
	terminal: "M3 5h18v14H3zM7 9l3 3l-3 3M13 15h4",
	trash: "M5 7h14M9 7V4h6v3M7 7l1 13h8l1-13",
	window: "M3 5h18v14H3zM3 9h18",
};

/* The first that fits what a file calls its icon, or the application. */
/** @type {[RegExp, string, string][]} */
const MEANT = [
	[/term|shell|console/i, "terminal", "slate"],
	[/edit|note|write/i, "edit", "amber"],
	[/trash|bin$/i, "trash", "grey"],
	[/file|folder|manager|home/i, "folder", "blue"],
	[/image|photo|picture|viewer/i, "image", "green"],
	[/monitor|process|top|task/i, "meter", "red"],
	[/setting|prefer|config/i, "gear", "grey"],
	[/log|journal|text/i, "log", "brown"],
	[/help|manual|reader|doc/i, "help", "violet"],
	[/clock|time/i, "clock", "teal"],
	[/paint|draw|colou?r/i, "paint", "pink"],
	[/game|mine|snake|play|puzzle/i, "game", "green"],
];
const HUES = ["slate", "amber", "blue", "green", "red", "brown", "violet",
	"teal", "pink"];

/**
 * @param {string} icon as a .desktop file names it; or empty
 * @param {string} app name of the application
 * @returns {{name: string, hue: string}} drawing, and colour of its tile
 */
export function iconFor(icon, app) {
	for (const [pattern, name, hue] of MEANT)
		if (pattern.test(icon) || pattern.test(app))
			return { name, hue };
	const sum = [...app].reduce((n, c) => n + (c.codePointAt(0) ?? 0), 0);

	return { name: icon in ICONS ? icon : "window",
		hue: HUES[sum % HUES.length] };
}
