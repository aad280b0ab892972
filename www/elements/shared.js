// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The machines of the elements of a page: an element has one of its own, or
 * with for="ID" that of the element with that id. None is started before it is
 * used.
 */
import { Exa } from "../api/boot.js";
import { AttributeError, address, target } from "./attributes.js";
import { fetchBytes, filesOf } from "./file.js";

/** @typedef {import("../api/machine.js").Machine} Machine */

/** @type {WeakMap<Element, Promise<Machine>>} by the element that has it */
const machines = new WeakMap();

const FOR_MAX = 8;
/** What the attribute theme may say; auto: as the reader has it. */
export const THEMES = ["auto", "light", "dark", "contrast"];

/** The element whose machine is used. @param {Element} element */
export function ownerOf(element) {
	let owner = element;

	for (let i = 0; owner.hasAttribute("for"); i++) {
		if (i === FOR_MAX)
			throw new TypeError(
				`for="${element.getAttribute("for")}" is a circle`);
		owner = target(owner, "for") ?? owner;
	}
	return owner;
}

/**
 * A machine as an element says by base, image and persist, with its
 * files; machineOf() gives it to others until it has ended.
 * @param {Element} element
 * @param {import("../api/boot.js").FrameOptions} [options] for Exa.boot()
 * @returns {Promise<Machine>}
 */
export function bootFor(element, options) {
	const coming = boot(element, options);
	const forget = () => {
		if (machines.get(element) === coming)
			machines.delete(element);
	};

	machines.set(element, coming);
	coming.then((machine) => machine.failed).catch(forget);
	return coming;
}

/** @param {Element} element
 * @param {import("../api/boot.js").FrameOptions} [options]
 * @returns {Promise<Machine>} */
async function boot(element, options) {
	const tar = element.getAttribute("image");
	const image = tar ? await fetchBytes("image", tar) : undefined;

	return await Exa.boot({ files: await filesOf(element), image,
		base: address(element, "base"),
		persist: element.getAttribute("persist") ?? "",
		onStuck: (stuck) => {
			emit(element, "exa-stuck", { stuck });
			tellStuck(element, stuck);
		},
		...options });
}

/**
 * A program keeps a machine from going on: the blocks that run there say so.
 * The machine's own terminal does it too.
 * @param {Element} owner
 * @param {import("../api/boot.js").Stuck | null} stuck
 */
function tellStuck(owner, stuck) {
	for (const block of /** @type {NodeListOf<HTMLElement>} */ (
		document.querySelectorAll("exa-run[state=running]"))) {
		const place = /** @type {HTMLElement | null} */ (
			block.shadowRoot?.querySelector("[part=message]"));

		if (!place || ownerOf(block) !== owner)
			continue;
		const button = document.createElement("button");

		button.textContent = "Stop it";
		button.onclick = () => stuck?.stop();
		place.replaceChildren(`${stuck?.pid ? stuck.name + " (process " +
			stuck.pid + ")" : "A program"} keeps the machine busy` +
			(stuck?.deaf ? "; stopping it ends the machine. " :
				". "), button);
		place.hidden = stuck === null;
	}
}

/**
 * The machine of an element, which is started if need be. Files of an element
 * that uses another one's are written each time.
 * @param {Element} element
 * @returns {Promise<Machine>}
 */
export async function machineOf(element) {
	const owner = ownerOf(element);

	/* exa-desktop.js may be on its way. */
	if (owner.matches(":not(:defined)"))
		await customElements.whenDefined(owner.localName);
	const machine = await (machines.get(owner) ??
		("startMachine" in owner ? /** @type {any} */ (owner)
			.startMachine() : bootFor(owner)));

	if (owner !== element)
		await machine.addFiles(await filesOf(element));
	return machine;
}

/** Ends the machine of its owner, if it has one. @param {Element} owner */
export function dropMachine(owner) {
	const coming = machines.get(owner);

	machines.delete(owner);
	coming?.then((machine) => machine.teardown().catch((error) =>
		console.warn(String(error))), () => {});
}

/** @param {EventTarget} element @param {string} name @param {object} detail */
export function emit(element, name, detail) {
	element.dispatchEvent(new CustomEvent(name,
		{ bubbles: true, composed: true, detail }));
}

/**
 * Shows an error in an element, and tells the page.
 * @param {HTMLElement} element
 * @param {HTMLElement} place its part for messages
 * @param {unknown} error
 */
export function complain(element, place, error) {
	const text = error instanceof Error ? error.message : String(error);

	place.textContent = text;
	place.hidden = false;
	element.setAttribute("state", "failed");
	/* The author's mistake needs no stack. */
	console.error(error instanceof AttributeError ? text : error);
	emit(element, "exa-error", { message: text, error });
}
