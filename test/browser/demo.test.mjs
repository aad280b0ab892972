// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The start page and the pages of demo/, as their readers use them: the
 * tutorial's blocks write what it promises, all can be done by the keyboard,
 * the builder's lines work, twelve machines run, and a link runs nothing by
 * itself.
 */
import assert from "node:assert/strict";
import { sleep, suite, until } from "./machine.js";

/** @typedef {import("./machine.js").Machine} Machine */

const BLOCKS = 9, WIDGETS = 12;

/** The text of a part of a block. @param {Machine} m
 * @param {string} selector @param {string} part */
function partOf(m, selector, part) {
	return m.page.evaluate((at, name) =>
		document.querySelector(at)?.shadowRoot?.querySelector(
			`[part=${name}]`)?.textContent ?? "", selector, part);
}

/** What has the focus, inside shadow roots too: its part, id or tag.
 * @param {Machine} m */
function focused(m) {
	return m.page.evaluate(() => {
		let at = document.activeElement;

		while (at?.shadowRoot?.activeElement)
			at = at.shadowRoot.activeElement;
		return at?.getAttribute("part") || at?.id ||
			at?.tagName.toLowerCase() || "";
	});
}

/** @param {Machine} m @param {string} wanted */
async function tabTo(m, wanted) {
	for (let i = 0; i < 60; i++) {
		await m.page.keyboard.press("Tab");
		if (await focused(m) === wanted)
			return;
	}
	throw new Error(`Tab does not lead to ${wanted}`);
}

/** What the page shows of the script that its link brought.
 * @param {Machine} m @param {string} fragment */
async function brought(m, fragment) {
	await m.page.goto("about:blank");
	await m.open(fragment);
	await until("the words", () => m.page.$eval("#link-text",
		(one) => one.textContent !== ""));
	return await m.page.evaluate(() => ({
		title: document.querySelector("#link-title")?.textContent,
		text: document.querySelector("#link-text")?.textContent ?? "",
		code: /** @type {any} */ (document.querySelector(
			"#link-block exa-run"))?.code,
		state: /** @type {any} */ (document.querySelector(
			"#link-block exa-run"))?.state,
	}));
}

await suite({
	async "the tutorial's blocks write what it promises"(m) {
		await m.open("demo/tutorial.html");
		const promised = await m.page.$$eval("exa-run",
			(all) => all.map((one) => one.querySelector(
				"[slot=output]")?.textContent?.trimEnd()));

		assert.equal(promised.length, BLOCKS);
		/* In another order, too: none needs those before it. */
		for (const i of [8, 7, 0, 1, 2, 3, 4, 5, 6, 7, 8]) {
			const written = await m.page.evaluate(async (at) => {
				const one = /** @type {any} */ (document
					.querySelectorAll("exa-run")[at]);

				one.shadowRoot.querySelector("[part=run]")
					.click();
				await new Promise((go) => one.addEventListener(
					"exa-result", go, { once: true }));
				return one.shadowRoot.querySelector(
					"[part=output]").textContent;
			}, i);

			assert.equal(written.trimEnd(), promised[i],
				`block ${i + 1}`);
		}
		assert.equal(m.page.workers().length, 1);
	},

	async "by the keyboard alone"(m) {
		await m.open("demo/tutorial.html");
		await m.page.keyboard.press("Tab");
		assert.equal(await m.page.evaluate(() =>
			document.activeElement?.className), "skip");
		await m.page.keyboard.press("Enter");
		await tabTo(m, "editor");
		await tabTo(m, "run");
		await m.page.keyboard.press("Enter");
		await until("its end", async () => /Done/.test(
			await partOf(m, "#first", "status")));
		assert.match(await partOf(m, "#first", "output"),
			/^double quotes let unix in/);
		/* The focus is where it was; back to the editor, and run. */
		assert.equal(await focused(m), "run");
		await m.page.keyboard.down("Shift");
		await m.page.keyboard.press("Tab");
		await m.page.keyboard.up("Shift");
		assert.equal(await focused(m), "editor");
		await m.page.keyboard.down("Control");
		await m.page.keyboard.press("KeyA");
		await m.page.keyboard.up("Control");
		await m.page.keyboard.type("echo typed");
		await m.page.keyboard.down("Control");
		await m.page.keyboard.press("Enter");
		await m.page.keyboard.up("Control");
		await until("the output", async () => await partOf(m, "#first",
			"output") === "typed\n");
	},

	async "a link's script waits for its button"(m) {
		const found = await brought(m,
			"#run=echo%20%22it%20ran%22%3B%20ls%20~");

		assert.deepEqual([found.code, found.state],
			['echo "it ran"; ls ~', "idle"]);
		assert.match(found.text, /Read it before you run it/);
		await m.waitFor(/\$ ?$/);
		await sleep(500);
		assert.equal(m.page.workers().length, 1, "only the terminal's");
		assert.doesNotMatch(await m.screen("text"), /it ran/);
		/* What it sees is not what the reader keeps. */
		await m.page.click("#machine");
		await m.run("touch mine");
		await m.page.evaluate(() => /** @type {any} */ (document
			.querySelector("#link-block exa-run")).shadowRoot
			.querySelector("[part=run]").click());
		await until("its output", async () => /^it ran\n/.test(
			await partOf(m, "#link-block exa-run", "output")));
		assert.doesNotMatch(await partOf(m, "#link-block exa-run",
			"output"), /mine/);
	},

	async "links that are made, and broken ones"(m) {
		await m.open("demo/builder.html");
		const script = "printf '%s\\n' \"größer & <b> + 100%\"\n\tls # ,=&";
		const links = await m.page.evaluate(async (text) => {
			const { Exa } = await import(
				new URL("../exa.js", location.href).href);
			const error = (/** @type {() => void} */ make) => {
				try {
					make();
				} catch (reason) {
					return String(reason);
				}
				return "";
			};

			return [Exa.share(text), Exa.share("SELECT 1;",
				{ runtime: "sqlite" }),
			Exa.share("é".repeat(900)),
			error(() => Exa.share("x".repeat(40000)))];
		}, script);

		assert.equal((await brought(m, new URL(links[0]).hash)).code,
			script);
		assert.match(links[1], /&as=sqlite$/);
		assert.equal((await brought(m, new URL(links[1]).hash)).code,
			"SELECT 1;");
		assert.match(links[2], /#run=base64,/);
		assert.equal((await brought(m, new URL(links[2]).hash)).code,
			"é".repeat(900));
		assert.match(links[3], /40000 bytes; a link carries up to 32768/);
		for (const [fragment, text] of /** @type {const} */ ([
			["#run=%E0%A4%A", /no script: neither/],
			["#run=base64,!!", /no script: neither/],
			["#run=base64,_w", /no script: neither/],
			["#run=", /It says run=/],
			[`#run=${"x".repeat(40000)}`, /has 40000 bytes/],
			["#run=ls%20%E2%80%AE%23%20txt", /U\+202E/],
			["#run=ls%1B[2J", /U\+001B/],
		])) {
			const found = await brought(m, fragment);

			assert.equal(found.title, "This link is broken");
			assert.match(found.text, text, fragment.slice(0, 40));
			assert.equal(found.code, undefined);
		}
		m.allow(/runtime="cobol"/);
		const odd = await brought(m, "#run=x&as=cobol");
		assert.equal(odd.state, "failed");
	},

	async "the builder's lines make what it shows"(m) {
		await m.page.browserContext().overridePermissions(m.url,
			["clipboard-read", "clipboard-write",
				"clipboard-sanitized-write"]);
		await m.open("demo/builder.html");
		await m.page.select("[name=runtime]", "lua");
		await m.page.$eval("[name=code]", (one) => {
			/** @type {HTMLTextAreaElement} */ (one).value =
				'print("<&>", 6 * 7)';
			one.dispatchEvent(new Event("input", { bubbles: true }));
		});
		await until("the preview", () => m.page.evaluate(() =>
			/** @type {any} */ (document.querySelector(
				"#preview [runtime=lua]"))?.code
				.includes("6 * 7")));
		await m.page.click("#copy");
		await until("the copy", () => m.page.$eval("#said",
			(one) => one.textContent === "Copied."));
		const lines = await m.page.evaluate(() =>
			navigator.clipboard.readText());
		assert.match(lines,
			/^<script type="module" src="exa\/exa.js"><\/script>\n/);
		assert.match(lines, /<exa-run runtime="lua" editor><pre>print/);
		const results = await m.page.evaluate(async (text) => {
			const own = document.createElement("div");

			own.id = "pasted";
			own.innerHTML = text;
			document.body.append(own);
			return await Promise.all(["#preview exa-run",
				"#pasted exa-run"].map(async (at) =>
				(await /** @type {any} */ (document
					.querySelector(at)).run()).stdout));
		}, lines);
		assert.deepEqual(results, ["<&>\t42\n", "<&>\t42\n"]);

		await m.page.click("[value=terminal]");
		await m.page.type("[name=cmd]", 'echo "up"; cat');
		await until("the terminal", () =>
			m.page.$("#preview exa-terminal"));
		assert.ok((await m.page.$eval("#snippet",
			(one) => one.textContent ?? "")).includes("<exa-terminal " +
			'cmd="echo &quot;up&quot;; cat"></exa-terminal>'));
		await m.page.evaluate(() => /** @type {any} */ (document
			.querySelector("#preview exa-terminal")).run());
		await m.waitFor("up");
	},

	async "twelve machines"(m) {
		await m.open("demo/widgets.html");
		assert.equal((await m.page.$$("exa-run, exa-terminal")).length,
			WIDGETS);
		assert.equal(m.page.workers().length, 0);
		await m.page.click("#start");
		await until("all of them", async () => (await m.page.$$eval(
			"[state=running], [state=succeeded]",
			(all) => all.length)) === WIDGETS, 40000);
		/* Each that has a screen shows something on it. */
		const terminals = m.page.frames().filter((one) =>
			one.url().includes("/terminal.html"));
		assert.equal(terminals.length, 9);
		for (const one of terminals)
			await until("something on a screen", () => one.evaluate(
				() => /** @type {any} */ (window).exaTerminal
					?.stats().drawn > 0), 20000);
		await m.page.click("#stop");
		await m.page.$$eval("exa-run", (all) => all.forEach((one) =>
			one.remove()));
		await until("their end", () => m.page.workers().length === 0);
	},
});
