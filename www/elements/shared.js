// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The machines of the elements of a page: an element has one of its own, or
 * with for="ID" that of the element with that id. None is started before it is
 * used.
 */
import { Exa } from "../api/boot.js";
import { target } from "./attributes.js";
import { filesOf } from "./file.js";

/** @typedef {import("../api/machine.js").Machine} Machine */

/** @type {WeakMap<Element, Promise<Machine>>} by the element that has it */
const machines = new WeakMap();

const FOR_MAX = 8;

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

/** @param {Element} element its attributes image and persist, its files
 * @param {object} [options] more for Exa.boot()
 * @returns {Promise<Machine>} */
async function boot(element, options) {
	const image = element.getAttribute("image");
	const persist = element.getAttribute("persist") ?? "";
	const files = await filesOf(element);
	let bytes;

	if (image) {
		const answer = await fetch(new URL(image, document.baseURI));

		if (!answer.ok)
			throw new Error(`image: ${image}: HTTP ${answer.status}`);
		bytes = new Uint8Array(await answer.arrayBuffer());
	}
	return await Exa.boot({ files, image: bytes, persist, ...options });
}

/**
 * The machine of an element, which is started if need be.
 * @param {Element} element
 * @param {object} [options] more for Exa.boot(), if it is the owner
 */
export function machineOf(element, options) {
	const owner = ownerOf(element);
	let coming = machines.get(owner);

	if (coming === undefined) {
		const own = owner === element ||
			!("startMachine" in owner) ? boot(owner, options) :
			/** @type {any} */ (owner).startMachine();

		coming = /** @type {Promise<Machine>} */ (own);
		machines.set(owner, coming);
		/* Next time it may come. */
		coming.catch(() => machines.delete(owner));
	}
	return coming;
}

/** Ends the machine of its owner, if it has one. @param {Element} owner */
export function dropMachine(owner) {
	const coming = machines.get(owner);

	machines.delete(owner);
	coming?.then((machine) => machine.teardown(), () => {});
}

/** @param {EventTarget} element @param {string} name @param {object} detail */
export function emit(element, name, detail) {
	element.dispatchEvent(new CustomEvent(name,
		{ bubbles: true, composed: true, detail }));
}
