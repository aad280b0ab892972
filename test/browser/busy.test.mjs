// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Programs that compute without a call, in the page: the worker then hears
 * nothing, and what is typed takes the line of kernel/host/line.js. The site
 * is the built one with a program more.
 */
import assert from "node:assert/strict";
import { sleep, suite } from "./machine.js";
import { makeSite } from "./site.js";

/* The page lays its line when nothing was typed for a while. */
const LINE_LAID = 1500;
/* The browser tells the console of each URL that is gone. */
const BIT = /blob:/;

/** @param {import("./machine.js").Machine} m */
async function boot(m) {
	m.allow(BIT);
	await m.boot();
	await sleep(LINE_LAID);
}

await suite({
	async "^C ends a loop without calls"(m) {
		await boot(m);
		await m.type("busy tell\n");
		await m.waitFor(/here$/);
		await sleep(500);
		const begin = Date.now();
		await m.control("KeyC");
		await m.waitFor(/\^C[^]*[$#] ?$/);
		if (process.env.EXA_VERBOSE)
			console.log(`^C took ${Date.now() - begin} ms`);
		assert.ok(Date.now() - begin < 2000);
		await m.type("echo $?\n");
		await m.waitFor(/\n130\n/);
		assert.equal((await m.stats()).malformed, 0);
	},

	async "what is typed reaches the shell beside a loop"(m) {
		await boot(m);
		await m.type("busy spin &\n");
		await m.waitFor(/\d+[^]*[$#] ?$/);
		await sleep(500);
		await m.type("echo a''live\n");
		await m.waitFor(/\nalive\n/);
		/* A program that was not fetched before. */
		await m.type("uname\n");
		await m.waitFor(/\nEXA\n/);
		await m.type("kill $!; wait $!; echo $?\n");
		await m.waitFor(/\n143\n/);
		/* Idle again, and nothing comes twice. */
		await sleep(LINE_LAID);
		await m.type("echo o''k\n");
		await m.waitFor(/\nok\n/);
		const text = await m.screen("text");
		assert.equal(text.split("alive").length, 2, text);
	},

	async "timers and timeout go on"(m) {
		await boot(m);
		await m.type("timeout 1 busy spin; echo $?\n");
		await m.waitFor(/\n124\n/);
		await m.type("busy handler-flag\n");
		await m.waitFor(/\nok\n/);
	},

	async "^Z stops a loop, fg goes on, ^C ends it"(m) {
		await boot(m);
		await m.type("busy tell\n");
		await m.waitFor(/here$/);
		await sleep(500);
		await m.control("KeyZ");
		await m.waitFor(/Stopped[^]*[$#] ?$/);
		await m.type("fg\n");
		await m.waitFor(/fg\nbusy tell/);
		await m.control("KeyC");
		await m.waitFor(/\^C[^]*[$#] ?$/);
	},
}, makeSite(["wasm/test/boot/busy"]));
