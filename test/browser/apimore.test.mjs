// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a page sees of its machine besides programs: how it starts, its
 * terminal, files that change, archives by address. The functions given to
 * run() run in that page.
 */
import assert from "node:assert/strict";
import { PAGE, run } from "./inpage.js";
import { suite } from "./machine.js";

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
		const last = seen.at(-1);

		assert.deepEqual(seen[0], { loaded: 0, total: 0,
			text: "Loading exa.wasm" });
		assert.equal(last.text, "Starting");
		assert.ok(last.loaded > 100000 && last.loaded === last.total);
		assert.equal(seen.length, 2);
		assert.ok(order);
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
