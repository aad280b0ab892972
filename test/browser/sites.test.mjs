// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A page on one site, its machine on another (127.0.0.1 and localhost are
 * two), whose owner says who may use it; and a browser that keeps nothing.
 */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
	mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { serve } from "../../www/serve.mjs";
import { PAGE } from "./inpage.js";
import { launch, Machine, ROOT, sleep, suite, until } from "./machine.js";
import { makeSite } from "./site.js";
import { uncounted } from "./uncounted.js";

const CLI = join(ROOT, "www/npm/cli.js");
const temporary = mkdtempSync(join(tmpdir(), "exa-sites-"));
const site = makeSite([relative(join(ROOT, "build"), uncounted())]);

process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));

/** The machine's site, that lets pages of these origins use it.
 * @param {string[]} origins */
function embed(...origins) {
	execFileSync("node", [CLI, "embed", site, ...origins]);
}

const other = await serve(site, 0);

/** The page's site by its other name. @param {Machine} m */
function pageOrigin(m) {
	return m.url.replace("127.0.0.1", "localhost").replace(/\/$/, "");
}

/**
 * Opens a page on localhost and calls a function there, with exa.js of its own
 * site and the address of the machine's.
 * @param {Machine} m
 * @param {(Exa: any, base: string) => Promise<any>} body
 * @returns {Promise<any>}
 */
async function run(m, body) {
	m.allow(/favicon/);
	await m.page.goto(`${pageOrigin(m)}/${PAGE}`);
	return await m.page.evaluate(`(async () => {
		const { Exa } = await import("./exa.js");
		return await (${body})(Exa, ${JSON.stringify(other.url)});
	})()`);
}

/** Starts what cannot be interrupted, and types. @param {Machine} m */
async function makeStuck(m) {
	await (await m.page.$("iframe:last-of-type"))?.click();
	await m.type("uncounted\n");
	await m.waitFor(/^here$/m);
	await sleep(500);
	await m.type("x");
	await until("a program that is stuck", () => m.terminal?.evaluate(() =>
		/keeps the machine/.test(
			document.getElementById("notice")?.innerText ?? "")),
	20000);
}

/** @param {{type: string}} a @param {{type: string}} b */
function byType(a, b) {
	return a.type < b.type ? -1 : 1;
}

await suite({
	async "a page of a listed origin has it all"(m) {
		embed("https://docs.example", pageOrigin(m));
		const [ran, stopped, seen] = await run(m, async (Exa, base) => {
			let shown = "";
			const machine = await Exa.boot({ base, persist: "sites",
				container: document.body,
				onOutput(/** @type {Uint8Array} */ bytes) {
					shown += new TextDecoder()
						.decode(bytes);
				} });
			const start = performance.now();
			const { exitCode } = await machine.exec(
				"while :; do :; done", { timeoutMs: 100 });
			const ms = performance.now() - start;
			await machine.fs.writeFile("kept", "kept\n");
			machine.type("echo $((6*7))\r");
			await machine.waitFor(/^42/m);
			await machine.teardown();
			const again = await Exa.boot({ base, persist: "sites" });
			const { stdout } = await again.exec("cat kept");
			await again.teardown();
			return [stdout, [exitCode, ms < 1500],
				shown.includes("42")];
		});

		assert.deepEqual([ran, stopped, seen],
			["kept\n", [137, true], true]);
	},

	/* Browsers keep what an iframe stores apart for each site around it. */
	async "another site around it has another home"(m) {
		m.allow(/favicon/);
		await m.page.goto(other.url + PAGE);
		assert.equal(await m.page.evaluate(`(async () => {
			const { Exa } = await import("./exa.js");
			const machine = await Exa.boot({ persist: "sites" });
			const { stdout } = await machine.exec("ls");

			await machine.teardown();
			return stdout.includes("kept");
		})()`), false);
	},

	async "others are refused, and told how it could be"(m) {
		embed("https://docs.example");
		const [refusal, output] = await run(m, async (Exa, base) => {
			let bytes = 0;
			const text = await Exa.boot({ base,
				container: document.body,
				onOutput: () => bytes++,
			}).catch((/** @type {Error} */ error) => error.message);

			return [text, bytes];
		});

		assert.equal(output, 0);
		assert.ok(refusal.includes(`${other.url.slice(0, -1)
		} lets no page of ${pageOrigin(m)} use its machines`), refusal);
		assert.match(refusal, /--embedder ORIGIN/);
	},

	async "who only shows it learns nothing and types nothing"(m) {
		embed();
		m.allow(/blob:/);
		await run(m, async (_, base) => {
			const page = /** @type {any} */ (globalThis);

			page.heard = [];
			addEventListener("message", ({ data }) =>
				page.heard.push(data));
			for (const parameters of ["", "&runlevel=secret"]) {
				const frame = document.createElement("iframe");

				frame.src = `${base}machine.html?persist=${
					parameters}`;
				document.body.prepend(frame);
				await new Promise((go) => {
					frame.onload = go;
				});
				for (const data of [
					{ type: "exa-type", text: "exit\r" },
					{ type: "exa-signal", id: 1, signal: 9 },
					{ type: "restart" }, { type: "exa-port" }])
					frame.contentWindow?.postMessage(data,
						"*");
			}
		});
		await until("the prompt", async () =>
			/\$ ?$/.test(await m.screen()), 20000);
		assert.doesNotMatch(await m.screen(), /exit/);
		await makeStuck(m);
		const heard = await m.page.evaluate(() =>
			/** @type {any} */ (globalThis).heard);
		const told = heard.filter((/** @type {any} */ { detail }) =>
			!/can list .* as an embedder/.test(detail));
		assert.deepEqual(told.sort(byType), [
			{ type: "exa-failed", text: "The machine has failed." },
			{ type: "exa-loaded" }, { type: "exa-loaded" }]);
		assert.equal(heard.length, told.length + 2);
	},

	async "a page of a listed origin is told why it failed"(m) {
		embed(pageOrigin(m));
		/* It fails before it can know who asks. */
		await m.page.evaluateOnNewDocument(() => {
			if (location.search.includes("bare"))
				Reflect.deleteProperty(globalThis,
					"BroadcastChannel");
		});
		const why = await run(m, async (Exa, base) => [
			await Exa.boot({ base, parameters: { bare: "" } })
				.catch(String),
			await Exa.boot({ base, parameters: { stall: "soon" } })
				.catch(String)]);

		assert.match(why[0],
			/^MachineError: This browser has no BroadcastChannel/);
		assert.match(why[1],
			/has a parameter that is wrong.*stall="soon"/);
	},

	async "elements have a base, too"(m) {
		embed("*");
		m.allow(/favicon/);
		const result = await run(m, async (_, base) => {
			const block = document.createElement("exa-run");

			block.setAttribute("base", base);
			block.textContent = "echo from there";
			document.body.append(block);
			const { stdout } = await /** @type {any} */ (
				block).run();
			const from = [...document.querySelectorAll("iframe")]
				.map((frame) => new URL(frame.src).origin);

			return [stdout, from];
		});

		assert.deepEqual(result, ["from there\n",
			[other.url.slice(0, -1)]]);
	},

	async "embed wants origins and a site"() {
		const to = join(temporary, "none");

		/** @type {[string[], RegExp][]} */
		const wrong = [
			[[site, "docs.example"], /is no origin/],
			[[site, "https://docs.example/page"], /is no origin/],
			[[to], /none: ENOENT/],
			[[], /^usage/],
		];

		for (const [args, reason] of wrong) {
			const { status, stderr } = spawnSync("node",
				[CLI, "embed", ...args], { encoding: "utf8" });

			assert.match(stderr, reason);
			assert.notEqual(status, 0);
		}
		embed("https://a.example/", "http://b.example:81");
		assert.match(readFileSync(join(site, "machine.html"), "utf8"),
			/"https:\/\/a\.example http:\/\/b\.example:81"/);
		const origins = (/** @type {string[]} */ ...args) =>
			execFileSync("node", [CLI, "origins", ...args],
				{ encoding: "utf8" });

		assert.equal(origins(site),
			"https://a.example http://b.example:81\n");
		assert.equal(origins(site, "https://c.example/", "*"),
			"https://c.example *\n");
		assert.equal(origins(to), "\n");
	},

	/* As "block all cookies" does. */
	async "a browser that stores nothing"() {
		const profile = join(temporary, "profile");
		const preferences = { profile: {
			default_content_setting_values: { cookies: 2 },
		} };

		mkdirSync(join(profile, "Default"), { recursive: true });
		writeFileSync(join(profile, "Default/Preferences"),
			JSON.stringify(preferences));
		const browser = await launch(profile);
		const m = new Machine(await browser.newPage(), other.url);

		try {
			m.allow(/favicon/);
			await m.open("machine.html");
			await until("the prompt", async () =>
				/\$ ?$/.test(await m.screen()), 20000);
			assert.match(await m.screen("text"), /not be kept|in memory/);
			assert.deepEqual(m.complaints, []);
		} finally {
			await browser.close();
		}
	},
});
other.close();
