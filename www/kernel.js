// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Gets and compiles exa.wasm. The page does it, since it can begin while the
 * worker that will run it is still being started.
 */
import { download } from "../kernel/host/download.js";
import { addressOf } from "./site.js";

/**
 * @param {number} stall ms without progress after which it is given up; 0: the
 *	usual ones
 * @returns {Promise<{module?: WebAssembly.Module, text?: string,
 *	error?: string}>} never rejected; without a module, what went wrong and
 *	why
 */
export async function compileKernel(stall) {
	const { href } = new URL(addressOf("exa.wasm"), location.href);
	let text = "The machine’s kernel could not be loaded.";

	try {
		const bytes = await download(href, stall ? { stall } : {});

		text = "The machine’s kernel did not start.";
		return { module: await WebAssembly.compile(bytes) };
	} catch (error) {
		return { text, error: `${href.split("?")[0]}: ${error}` };
	}
}
