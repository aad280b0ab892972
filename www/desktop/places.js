// SPDX-License-Identifier: GPL-3.0-or-later
/* The icons on the desktop: what they stand for is opened by Enter, a double
 * click or a touch. */
import { make, tile } from "./dom.js";

/**
 * @param {HTMLElement} list filled with them
 * @param {string[][]} rows of name, path and icon
 * @param {(path: string) => void} open
 */
export function showPlaces(list, rows, open) {
	list.hidden = rows.length === 0;
	list.replaceChildren(...rows.map(([name, path = "", icon = ""]) => {
		let touched = false;
		const button = make("button", { title: path,
			pointerup: (/** @type {PointerEvent} */ event) => {
				touched = event.pointerType !== "mouse";
			},
			click: (/** @type {MouseEvent} */ event) => {
				/* By the keyboard, or by a finger. */
				if (event.detail === 0 || touched)
					open(path);
			},
			dblclick: () => {
				if (!touched)
					open(path);
			} }, tile(icon, name), make("span", {}, name));

		return make("li", {}, button);
	}));
}

/**
 * The address asks for an application: it is started if the user wants it.
 * @param {import("./says.js").Application} app
 * @param {() => void} launch
 * @returns {HTMLDialogElement} open, at the end of the document
 */
export function offerToRun(app, launch) {
	const leave = () => {
		dialog.close();
		dialog.remove();
	};
	const dialog = make("dialog", { id: "run",
		"aria-labelledby": "run-title" },
	make("h2", { id: "run-title" }, `Start ${app.name}?`),
	make("p", {}, "The link that led here asks for it.",
		app.comment ? ` ${app.name}: ${app.comment}.` : ""),
	make("div", { class: "buttons" },
		make("button", { class: "main", click: () => {
			leave();
			launch();
		} }, "Start"),
		make("button", { click: leave }, "Not now")));

	document.body.append(dialog);
	dialog.showModal();
	return dialog;
}

/**
 * Files of the host that are dropped onto the desktop or a window.
 * @param {HTMLElement} element
 * @param {(target: Element) => string | null} folderOf where they go to; null:
 *	not taken there
 * @param {(file: File, folder: string) => void} upload
 * @param {(text: string) => void} refuse tells the user
 */
export function takeFiles(element, folderOf, upload, refuse) {
	const takes = (/** @type {DragEvent} */ event) =>
		event.dataTransfer?.types.includes("Files") &&
			folderOf(/** @type {Element} */ (
				event.target)) !== null;

	addEventListener("dragover", (event) => {
		event.preventDefault();
		if (event.dataTransfer)
			event.dataTransfer.dropEffect =
				takes(event) ? "copy" : "none";
		element.classList.toggle("drop", Boolean(takes(event)));
	});
	for (const type of ["dragleave", "drop", "dragend"])
		addEventListener(type, () => element.classList.remove("drop"));
	addEventListener("drop", (event) => {
		event.preventDefault();
		if (!takes(event))
			return;
		const folder = folderOf(/** @type {Element} */ (event.target));

		/* A folder has no content that could be read. */
		for (const item of event.dataTransfer?.items ?? []) {
			const file = item.getAsFile();

			if (file && item.webkitGetAsEntry()?.isDirectory)
				refuse(`${file.name} is a folder: drop files.`);
			else if (file)
				upload(file, folder ?? "");
		}
	});
}
