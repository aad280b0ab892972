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

/**
 * @param {OpenHost} host not open yet
 * @param {import("./machine.js").BootOptions} options
 * @returns {Promise<Machine>} once programs can be started
 */
export async function start(host, options) {
	const { signal, onProgress } = options;
	const client = new Client(host, onProgress);
	const abort = () => client.fail(signal?.reason);
	/* Whatever ends it: nothing is fetched any more. */
	const control = new AbortController();

	signal?.addEventListener("abort", abort);
	try {
		host.open((error) => client.fail(error));
		const machine = await Promise.race([client.failed,
			Machine.start(client, options, control.signal)]);

		await Promise.race([host.signals, client.failed]);
		onProgress?.({ stage: "ready", loaded: 0, total: 0,
			text: "Ready" });
		return machine;
	} catch (error) {
		control.abort(error);
		await host.close();
		throw error;
	} finally {
		signal?.removeEventListener("abort", abort);
	}
}
