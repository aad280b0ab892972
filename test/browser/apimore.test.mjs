// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a page sees of its machine besides programs: how it starts, its
 * terminal, files that change, archives by address. The functions given to
 * run() run in that page.
 */
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { PAGE, run } from "./inpage.js";
import { SITE, suite, until } from "./machine.js";
import { plainHost } from "./plainhost.js";

/** @typedef {import("./machine.js").Machine} Machine */

/** In a page, with Exa and a place for a machine's terminal.
 * @param {Machine} m @param {string} body @returns {Promise<any>} */
async function inPage(m, body) {
	m.allow(/favicon/);
	await m.open(PAGE);
	return await m.page.evaluate(`(async () => {
		const { Exa, MachineError } = await import("./exa.js");
		const container = document.createElement("div");

		document.body.append(container);
		${body}
	})()`);
}

/** What is told of one stage. @param {any} seen @param {string} name */
function stagesOf(seen, name) {
	return seen.filter((/** @type {any} */ one) => one.stage === name);
}

/** The stages, in their order. @param {any} seen */
function namesOf(seen) {
	return seen.map((/** @type {any} */ one) => one.stage)
		.filter((/** @type {any} */ one, /** @type {number} */ i,
			/** @type {any[]} */ all) => one !== all[i - 1]);
}

/** It grows up to all. @param {any} seen @param {number} size */
function checkGrowing(seen, size) {
	assert.equal(seen.at(-1).loaded, size);
	for (const [i, { loaded, total }] of seen.entries()) {
		assert.equal(total, size);
		assert.ok(i === 0 || loaded > seen[i - 1].loaded);
	}
}

await suite({
	async "how far it is"(m) {
		const [seen, order] = await inPage(m, `
			const all = [];
			const machine = await Exa.boot({
				onProgress: (one) => all.push(one) });
			const before = all.length;

			await machine.exec("true");
			await machine.teardown();
			return [all, before === all.length];`);
		const size = statSync(join(SITE, "exa.wasm")).size;
		const loading = stagesOf(seen, "kernel");

		assert.deepEqual(namesOf(seen),
			["page", "kernel", "start", "ready"]);
		assert.deepEqual(seen[0], { stage: "page", loaded: 0, total: 0,
			text: "Loading machine.html" });
		checkGrowing(loading, size);
		assert.equal(loading[0].text, "Loading exa.wasm");
		assert.deepEqual(stagesOf(seen, "start"), [{ stage: "start",
			loaded: size, total: size, text: "Starting" }]);
		assert.deepEqual(seen.at(-1), { stage: "ready", loaded: 0,
			total: 0, text: "Ready" });
		assert.ok(order, "nothing is told afterwards");
	},

	/* The kernel comes in two halves, of which one is late. */
	async "how much of the kernel has come, also at the terminal"(m) {
		m.url = await plainHost(SITE, { faults: { "exa.wasm": [
			(response, body) => {
				const half = body.length >> 1;

				response.write(body.subarray(0, half));
				setTimeout(() => response.end(
					body.subarray(half)), 1500);
			}] } });
		m.allow(/favicon/);
		await m.open(PAGE);
		const half = /** @type {any} */ (await m.page.evaluate(
			`new Promise((go) => {
				const container = document.createElement("div");
				const all = [];

				document.body.append(container);
				window.told = import("./exa.js").then(
					({ Exa }) => Exa.boot({ container,
						onProgress(one) {
							all.push(one);
							if (one.loaded > 0)
								go(one);
						} })).then((machine) =>
					machine.teardown()).then(() => all);
			})`));
		const size = statSync(join(SITE, "exa.wasm")).size;

		assert.equal(half.stage, "kernel");
		assert.ok(half.loaded < half.total && half.total === size);
		await until("the bar", () => m.terminal?.evaluate((part) => {
			const bar = /** @type {HTMLProgressElement} */ (
				document.getElementById("loaded"));

			return !bar.hidden && bar.max === part.total &&
				bar.value > 0 && bar.value < bar.max;
		}, half));
		checkGrowing(stagesOf(await m.page.evaluate("told"),
			"kernel"), size);
	},

	async "an archive by address, and files"(m) {
		const seen = await inPage(m, `
			const first = await Exa.boot({ files: { big: "x".repeat(300000),
				small: "y" } });
			const tar = URL.createObjectURL(new Blob(
				[await first.export()]));
			const all = [];
			const machine = await Exa.boot({ image: tar,
				files: { f: "z" },
				onProgress: (one) => all.push(one) });
			const { stdout } = await machine.exec("cat small f");

			await first.teardown();
			await machine.mount(tar, { mountPoint: "/tmp/x",
				onProgress: (one) => all.push(stdout) });
			return all;`);
		const image = stagesOf(seen, "image");

		assert.ok(image.length >= 2);
		assert.match(image[0].text, /^Loading blob:/);
		assert.equal(image[0].loaded, 0);
		checkGrowing(image, image[0].total);
		assert.ok(image[0].total > 300000);
		assert.deepEqual(namesOf(seen.filter((/** @type {any} */ one) =>
			one.stage !== "image")), ["page", "kernel", "start",
			"files", "ready", undefined]);
		assert.equal(seen.at(-1), "yz");
	},

	async "the folder of the machine by name"(m) {
		assert.deepEqual(await inPage(m, `
			const results = [];
			const home = Exa.base;
			const machine = await Exa.boot({ base: home });

			results.push((await machine.exec("echo on")).stdout);
			await machine.teardown();
			Exa.base = "/nowhere";
			results.push(await Exa.boot().catch(String));
			results.push(await Exa.boot({ base: "http://b.test/" })
				.catch((error) => error instanceof MachineError));
			return results;`), ["on\n", `MachineError: ${m.url
		}nowhere/machine.html is no machine: it is missing, or a policy forbids it.`,
		true]);
		m.allow(/404.*nowhere/);
	},

	async "waiting for the terminal"(m) {
		const [prompt, number, again, late, ended] = await inPage(m, `
			const machine = await Exa.boot({ container });
			const prompt = await machine.waitFor(/\\$ $/);

			machine.type("echo $((6 * 7)); tput bold\\r");
			const number = await machine.waitFor(/^(\\d+)$/m);
			await machine.waitFor("$ ");
			machine.type("echo last\\r");
			const again = await machine.waitFor(/last\\nexa/);
			const late = await machine.waitFor(/nonesuch/,
				{ timeoutMs: 200 }).catch(String);
			const ended = machine.waitFor(/nonesuch/).catch(String);

			await machine.teardown();
			return [prompt[0], number[1], again[0], late,
				await ended];`);

		assert.deepEqual([prompt, number, again],
			["$ ", "42", "last\nexa"]);
		assert.match(late, /^TimeoutError: .*not within 200 ms/);
		assert.match(late, /\| last\n {2}\| exa:.*\$$/);
		assert.match(ended, /^MachineError: .*was torn down/);
		assert.match(await inPage(m, `
			const machine = await Exa.boot();

			return await machine.waitFor(/x/).catch(String);`),
		/^MachineError: This machine has no terminal/);
	},

	async "files that change"(m) {
		assert.deepEqual(await run(m, async (machine) => {
			/** @type {string[]} */
			const seen = [];
			/** @type {(event: string, name: string) => void} */
			const tell = (event, name) => {
				seen.push(`${event} ${name}`);
			};
			const agents = async () => (await machine.exec(
				"ps -e -o comm= | grep -c agent")).stdout;
			const before = await agents();

			await machine.exec("mkdir -p d/in; echo >d/in/a");
			const one = machine.fs.watch("d",
				{ recursive: true, intervalMs: 20 }, tell);
			const two = machine.fs.watch("d", tell);

			two.close();
			await one.ready;
			/** @param {number} count */
			const told = async (count) => {
				for (let i = 0; i < 500 &&
					seen.length < count; i++)
					await new Promise((go) =>
						setTimeout(go, 20));
			};

			await machine.exec("echo >>d/in/a; echo >d/b");
			await told(2);
			await machine.exec("rm d/b");
			await told(3);
			one.close();
			await machine.exec("echo >d/c; sleep 0.2");
			return [seen.sort(), await agents() === before,
				await machine.fs.watch("none", tell).ready
					.catch((error) => error.code)];
		}), [["change in/a", "rename b", "rename b"], true, "ENOENT"]);
	},

	async "archives by address"(m) {
		assert.deepEqual(await run(m, async (machine) => {
			await machine.exec("mkdir src; echo text >src/file");
			const tar = /** @type {Uint8Array<ArrayBuffer>} */ (
				await machine.export("src"));
			const packed = await new Response(new Blob([tar])
				.stream().pipeThrough(
					new CompressionStream("gzip"))).blob();
			const url = URL.createObjectURL(packed);

			await machine.mount(url, { mountPoint: "one" });
			await machine.mount(packed, { mountPoint: "two" });
			return [(await machine.exec("cat one/file two/file"))
				.stdout, await machine.mount("none.tar")
				.catch((/** @type {Error} */ error) =>
					error.message.replace(/http.*\//, ""))];
		}), ["text\ntext\n", "mount: none.tar: HTTP 404"]);
		m.allow(/404/);
	},
});
