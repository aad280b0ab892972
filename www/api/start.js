// SPDX-License-Identifier: GPL-3.0-or-later
/* What boot() does alike in a page and under Node. */
import { Client } from "./client.js";
import { Machine } from "./machine.js";

/**
 * Where a machine runs: an iframe (boot.js) or a thread (node.js).
 * @typedef {import("./client.js").Host & {
 *	open: (failed: (error: Error) => void) => void,
 *	signals: Promise<void>}} OpenHost open() starts the machine and says
 *	later if it cannot be had or has ended; signals settles when signals
 *	will be heard
 */

/** What the page's own function throws is its own: it is told to the console,
 * whatever stage it was about.
 * @template {(progress: any) => void} F @param {F} tell @returns {F} */
function guarded(tell) {
	return /** @type {F} */ ((progress) => {
		try {
			tell(progress);
		} catch (error) {
			console.error("Exa.boot: onProgress:", error);
		}
	});
}

/**
 * @param {OpenHost} host not open yet
 * @param {import("./machine.js").BootOptions} options
 * @returns {Promise<Machine>} once programs can be started
 */
export async function start(host, options) {
	const { signal } = options;
	const onProgress = options.onProgress &&
		guarded(options.onProgress);
	const client = new Client(host, onProgress);
	const abort = () => client.fail(signal?.reason);
	/* Whatever ends it: nothing is fetched any more. */
	const control = new AbortController();

	signal?.addEventListener("abort", abort);
	try {
		host.open((error) => client.fail(error));
		const machine = await Promise.race([client.failed,
			Machine.start(client, { ...options, onProgress },
				control.signal)]);

		await Promise.race([host.signals, client.failed]);
		onProgress?.({ stage: "ready", loaded: 0, total: 0,
			text: "Ready" });
		return machine;
	} catch (error) {
		control.abort(error);
		client.fail(error instanceof Error ? error :
			new Error(String(error)));
		await host.close();
		throw error;
	} finally {
		signal?.removeEventListener("abort", abort);
	}
}
