// SPDX-License-Identifier: GPL-3.0-or-later
/* What axe-core objects to, and what a reader's browser asks for. */
import axe from "axe-core";

/** @typedef {import("./machine.js").Machine} Machine */

/** What readers ask for, by the names of media features. */
export const WISHES = {
	light: { "prefers-color-scheme": "light" },
	dark: { "prefers-color-scheme": "dark" },
	"light, contrast": { "prefers-color-scheme": "light",
		"prefers-contrast": "more" },
	"dark, contrast": { "prefers-color-scheme": "dark",
		"prefers-contrast": "more" },
	"forced colours": { "prefers-color-scheme": "dark",
		"forced-colors": "active" },
};

/**
 * @param {Machine} m
 * @param {Record<string, string>} wishes
 * @param {string} [media] print, or the screen
 */
export async function wish(m, wishes, media = "") {
	const session = await m.page.createCDPSession();

	await session.send("Emulation.setEmulatedMedia", { media,
		features: Object.entries(wishes).map(([name, value]) =>
			({ name, value })) });
}

/** Throws what axe-core finds in any of the page's documents.
 * @param {Machine} m */
export async function expectAccessible(m) {
	for (const frame of m.page.frames()) {
		await frame.evaluate(axe.source);
		const found = await frame.evaluate(async () => {
			const { violations } = await /** @type {any} */ (window)
				.axe.run(document, { iframes: false });

			return violations.map((/** @type {any} */ v) =>
				`${v.id}: ${v.help}: ${v.nodes.map(
					(/** @type {any} */ n) => `${n.html}: ${
						n.failureSummary}`)}`);
		});

		if (found.length)
			throw new Error(`${frame.url()}:\n${found.join("\n")}`);
	}
}
