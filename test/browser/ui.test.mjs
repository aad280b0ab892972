// SPDX-License-Identifier: GPL-3.0-or-later
/* The UI against a fake machine: traffic, flow control, loss, sizes. */
import assert from "node:assert/strict";
import { sleep, suite, until } from "./machine.js";
import { makeFakeSite } from "./fake.js";

const MIB = 1 << 20;
const WINDOW = 131072;

/** @param {string} text */
function hash(text) {
	let sum = 0;

	for (const byte of new TextEncoder().encode(text))
		sum = (Math.imul(sum, 31) + byte) >>> 0;
	return sum;
}

/** @param {import("./machine.js").Machine} m */
async function expectNoWrong(m) {
	await m.type("stats\n");
	await m.waitFor(/wrong \d+ worst/);
	const [, wrong, worst] = /wrong (\d+) worst (\d+)/
		.exec(await m.screen()) ?? [];

	assert.equal(wrong, "0", "the UI broke the protocol");
	assert.ok(Number(worst) <= WINDOW);
}

/** @param {import("./machine.js").Machine} m */
async function reloadTerminal(m) {
	await Promise.all([m.terminal?.waitForNavigation(),
		m.terminal?.evaluate(() => location.reload())]);
}

/** @type {Parameters<typeof suite>[0]} */
const CASES = {
	async "types without a click and draws"(m) {
		await m.open();
		await m.waitFor("fake$");
		/* Not by type(), which gives the terminal the keyboard. */
		await m.page.keyboard.type("echo hi there\n");
		await m.waitFor("\nhi there\nfake$");
		assert.equal(await m.terminal?.$eval("#status",
			(e) => /** @type {HTMLElement} */ (e).hidden), true);
		assert.equal(await m.terminal?.evaluate(() => performance
			.getEntriesByName("exa-first-output").length), 1);
		await expectNoWrong(m);
	},

	async "shows progress while nobody can answer"(m) {
		await m.open("machine.html?deaf=1");
		await until("the line and the bar", () => m.terminal?.$eval(
			"#status", (e) => e.textContent?.includes("exa.wasm") &&
				!e.querySelector("progress")?.hidden)
			.catch(() => false));
	},

	async "10 MB arrive while the page stays alive"(m) {
		await m.open();
		await m.waitFor("fake$");
		await m.terminal?.evaluate(() => {
			let last = performance.now();
			const worst = /** @type {any} */ (window);
			const frame = () => {
				const now = performance.now();

				worst.longest = Math.max(worst.longest ?? 0,
					now - last);
				last = now;
				requestAnimationFrame(frame);
			};

			requestAnimationFrame(frame);
		});
		const begin = Date.now();

		await m.type(`flood ${10 * MIB}\n`);
		await until("10 MiB drawn", async () =>
			(await m.stats()).drawn > 10 * MIB, 30000);
		const ms = Date.now() - begin;
		const longest = await m.terminal?.evaluate(() =>
			/** @type {any} */ (window).longest);

		if (process.env.EXA_VERBOSE)
			console.log(`10 MiB in ${ms} ms, ` +
				`longest frame ${Math.round(longest)} ms`);
		assert.ok(longest < 500, `a frame took ${longest} ms`);
		await m.waitFor(/fake\$$/);
		await expectNoWrong(m);
	},

	async "^C ends an endless flood"(m) {
		await m.open();
		await m.waitFor("fake$");
		await m.type("yes\n");
		await until("output", async () =>
			(await m.stats()).drawn > MIB);
		const begin = Date.now();

		await m.control("KeyC");
		await m.waitFor("^C\nfake$");
		if (process.env.EXA_VERBOSE)
			console.log(`^C took ${Date.now() - begin} ms`);
		assert.ok(Date.now() - begin < 1000);
	},

	async "a paste of 1 MiB arrives whole"(m) {
		const text = "pasted line, größer\r".repeat(MIB / 21);
		const { length } = new TextEncoder().encode(text);

		await m.open();
		await m.waitFor("fake$");
		await m.type(`sink ${length}\n`);
		await m.paste(text);
		await m.waitFor(`took ${length} hash ${hash(text)}`);
		await expectNoWrong(m);
		assert.equal((await m.stats()).pending, 0);
	},

	async "a bracketed paste is bracketed"(m) {
		await m.open();
		await m.waitFor("fake$");
		await m.type("print \\u001b[?2004h\n");
		await m.waitFor(/fake\$ $|fake\$$/);
		await m.type("sink 15\n");
		await m.paste("a\nb");
		await m.waitFor(`took 15 hash ${hash(
			"\x1b[200~a\rb\x1b[201~")}`);
	},

	async "a reloaded terminal is drawn again"(m) {
		await m.open();
		await m.waitFor("fake$");
		/* The terminal answers ESC [ c, but only once. */
		await m.type("echo before größe 漢字\nprint \\u001b[c\n");
		await sleep(200);
		await m.type("stats\n");
		await m.waitFor("answers 1\nfake$");
		const before = await m.screen();

		await reloadTerminal(m);
		await m.waitFor("before größe 漢字\n");
		assert.equal(await m.screen(), before);
		await m.type("stats\n");
		await m.waitFor(/answers 1\n[^]*answers 1\n/);
		await expectNoWrong(m);
	},

	async "a reload amid a flood goes on"(m) {
		await m.open();
		await m.waitFor("fake$");
		await m.type("yes\n");
		await until("output", async () =>
			(await m.stats()).drawn > MIB);
		await reloadTerminal(m);
		await sleep(300);
		await until("more output", async () =>
			(await m.stats().catch(() => ({ drawn: 0 }))).drawn >
			MIB);
		await m.control("KeyC");
		await m.waitFor("^C\nfake$");
	},

	async "the size follows the window"(m) {
		await m.open();
		await m.waitFor("fake$");
		await m.type("size\n");
		await m.waitFor(/size \d+x\d+ changes 0/);
		const [, first] = /size (\d+x\d+)/
			.exec(await m.screen()) ?? [];

		for (const width of [800, 700, 640, 600])
			await m.page.setViewport({ width, height: 400 });
		await sleep(400);
		await m.type("size\n");
		await m.waitFor(/size \d+x\d+ changes [1-4]/);
		const all = (await m.screen()).match(/\d+x\d+/g);

		assert.notEqual(all?.at(-1), first);
	},

	async "malformed datagrams are counted and dropped"(m) {
		await m.open();
		await m.waitFor("fake$");
		await m.type("nonsense\n");
		await m.waitFor("sent 12");
		assert.equal((await m.stats()).malformed, 12);
		await expectNoWrong(m);
	},

	async "a gap is mended by a new HELLO"(m) {
		await m.open();
		await m.waitFor("fake$");
		await m.type("gap\necho mended\n");
		await m.waitFor("\nmended\n");
		assert.ok((await m.stats()).gaps >= 1);
		assert.ok(!(await m.screen()).includes("lost"));
		await expectNoWrong(m);
	},

	async "a second document takes the terminal over"(m) {
		await m.open();
		await m.waitFor("fake$");
		const first = m.terminal;

		await m.page.evaluate((url) => {
			const frame = document.createElement("iframe");

			frame.src = url;
			document.body.append(frame);
		}, String(first?.url()));
		await until("the first is detached", () => first?.$eval(
			"#notice", (e) => e.textContent?.includes("detached")));
	},

	async "the start page holds a machine that has the focus"(m) {
		await m.open("");
		await m.waitFor("fake$");
		await m.type("echo typed\n");
		await m.waitFor("\ntyped\n");
	},

	async "Ctrl+C copies a selection, then interrupts"(m) {
		await m.page.browserContext().overridePermissions(m.url,
			["clipboard-read", "clipboard-write"]);
		await m.open();
		await m.waitFor("fake$");
		await m.type("echo one_word\n");
		await m.waitFor("\none_word\n");
		const box = await m.terminal?.$eval(".xterm-rows", (e) => {
			const { x, y } = e.children[1].getBoundingClientRect();

			return { x, y };
		});

		await m.page.mouse.click((box?.x ?? 0) + 20,
			(box?.y ?? 0) + 8, { count: 2 });
		await m.control("KeyC");
		await until("the copy", async () => await m.terminal?.evaluate(
			() => navigator.clipboard.readText()) === "one_word");
		assert.ok(!(await m.screen()).includes("^C"));
		await m.control("KeyC");
		await m.waitFor("^C");
	},

	async "titles and the bell"(m) {
		await m.open();
		await m.waitFor("fake$");
		await m.type("print \\u001b]2;a title\\u0007\\u0007\n");
		await until("the title", async () =>
			await m.page.title() === "a title");
	},
};

await suite(CASES, await makeFakeSite());
