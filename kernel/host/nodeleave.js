// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * How Node is left: with the host's terminal as it was, also when a signal
 * says so. While a program computes Node runs no handlers of signals; they are
 * then taken away, so that a signal at least ends the process.
 */
import { constants } from "node:os";
import { Console } from "./console.js";

const SIGNALS = /** @type {const} */ (["SIGTERM", "SIGHUP"]);

/** @param {number} code */
export function leave(code) {
	Console.restore();
	process.exit(code);
}

/** @param {NodeJS.Signals} signal */
function onSignal(signal) {
	leave(128 + constants.signals[signal]);
}

export function listenToSignals() {
	for (const signal of SIGNALS)
		process.on(signal, onSignal);
}

/** Until the event loop turns again the signals end the process. */
export function leaveSignalsToSystem() {
	if (process.listenerCount("SIGTERM", onSignal) === 0)
		return;
	for (const signal of SIGNALS)
		process.off(signal, onSignal);
	setImmediate(listenToSignals);
}
