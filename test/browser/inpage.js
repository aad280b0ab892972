// SPDX-License-Identifier: GPL-3.0-or-later
/* What api.test.mjs and apifaults.test.mjs share. */

/** @typedef {import("./machine.js").Machine} Machine */
/** @typedef {import("../../www/api/machine.js").Machine} Api */

/* A document of the origin in which no machine runs. */
export const PAGE = "machine.css";

/**
 * Opens the page, boots a machine there and hands it to a function.
 * @template T
 * @param {Machine} m
 * @param {((machine: Api, Exa: any) => Promise<T>) | string} body
 * @param {object} [options] of Exa.boot()
 * @returns {Promise<T>}
 */
export async function run(m, body, options = {}) {
	m.allow(/favicon/);
	await m.open(PAGE);
	/* As text: the function is the page's. */
	return /** @type {any} */ (await m.page.evaluate(`(async () => {
		const { Exa } = await import("./exa.js");
		const machine = await Exa.boot(${JSON.stringify(options)});

		try {
			return await (${body})(machine, Exa);
		} finally {
			machine.teardown();
		}
	})()`));
}
