// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a page can do with its machine: exa.js imported by a page that shows no
 * terminal. The functions given to run() run in that page.
 */
import assert from "node:assert/strict";
import { PAGE, run } from "./inpage.js";
import { suite } from "./machine.js";

await suite({
	async "a script's output, status and user"(m) {
		assert.deepEqual(await run(m, (machine) => machine.exec(
			"cat; echo no >&2; pwd; id -un; echo $GREETING; exit 3",
			{ stdin: "input\n", env: { GREETING: "hi" } })), {
			stdout: "input\n/home/exa\nexa\nhi\n", stderr: "no\n",
			exitCode: 3, reason: "exited",
		});
		assert.equal(await run(m, async (machine) =>
			(await machine.exec("id -un; pwd", { user: "root",
				cwd: "/tmp" })).stdout), "root\n/tmp\n");
	},

	async "megabytes both ways, bytes of any kind"(m) {
		assert.deepEqual(await run(m, async (machine) => {
			const input = new Uint8Array(5e6).map((_, i) =>
				i * 31 >> 3);
			const process = await machine.spawn("cat");
			const writer = process.input.getWriter();
			const written = writer.write(input).then(() =>
				writer.close());
			const output = new Uint8Array(await new Response(
				process.output).arrayBuffer());

			await written;
			return [await process.exit, output.length,
				output.every((byte, i) => byte === input[i])];
		}), [0, 5e6, true]);
	},

	async "a writer that nobody reads waits"(m) {
		const [early, late, end] = await run(m, async (machine) => {
			const process = await machine.spawn("sh", ["-c",
				"yes | head -c 8000000; echo done >wrote"]);
			const wrote = () => machine.fs.stat("wrote").then(
				() => true, () => false);

			await new Promise((go) => setTimeout(go, 500));
			const before = await wrote();
			const text = await new Response(process.output).text();
			await process.exit;
			return [before, text.length, await wrote()];
		});

		assert.deepEqual([early, late, end], [false, 8e6, true]);
	},

	async "what is killed, by whom, and what goes on"(m) {
		assert.deepEqual(await run(m, async (machine) => {
			const results = [];
			const spin = "while :; do :; done";
			const control = new AbortController();

			results.push(await machine.exec(spin,
				{ timeoutMs: 200 }));
			setTimeout(() => control.abort(), 200);
			results.push(await machine.exec(spin,
				{ signal: control.signal }));
			results.push(await machine.exec("kill -TERM $$"));
			const process = await machine.spawn("sleep", ["100"]);
			process.kill("SIGINT");
			results.push(await process.exited);
			results.push(await machine.exec("sleep 100 & echo on"));
			return results.map(({ exitCode, reason }) =>
				[exitCode, reason]);
		}), [[137, "timeout"], [137, "killed"], [143, "signaled"],
			[130, "signaled"], [0, "exited"]]);
	},

	async "a program that computes is killed, nothing else is"(m) {
		const [killed, ms, rest] = await run(m, async (machine) => {
			const hog = "lua -e 'while true do end'";
			const other = await machine.spawn("cat");
			let took = Infinity, result;

			/* lua is fetched first. The best of a few: others use
			 * this host, too. */
			await machine.exec("lua -v");
			for (let i = 0; i < 4 && took > 500; i++) {
				const control = new AbortController();
				let asked = 0;

				setTimeout(() => {
					asked = performance.now();
					control.abort();
				}, 300);
				result = await machine.exec(hog,
					{ signal: control.signal });
				took = Math.min(took,
					performance.now() - asked);
			}
			const writer = other.input.getWriter();
			await writer.write("on");
			await writer.close();
			return [[result?.exitCode, result?.reason], took,
				await new Response(other.output).text()];
		});

		assert.deepEqual([killed, rest], [[137, "killed"], "on"]);
		assert.ok(ms < 500, `it took ${ms} ms`);
	},

	async "what is kept, and what is not"(m) {
		m.allow(/favicon/);
		await m.open(PAGE);
		assert.deepEqual(await m.page.evaluate(`(async () => {
			const { Exa } = await import("./exa.js");
			const seen = [];

			for (const persist of ["mine", "mine", "yours", "", ""]) {
				const machine = await Exa.boot({ persist });

				seen.push((await machine.fs.readdir("."))
					.join());
				await machine.fs.writeFile("kept", "x");
				await machine.teardown();
			}
			seen.push(String(await Exa.boot({ persist: "a/b" })
				.catch(String)));
			return seen;
		})()`), ["", "kept", "", "", "", "TypeError: persist: " +
			"\"a/b\" is not up to 64 letters, digits, _ and -, or ends " +
			"in -reserve"]);
	},

	async "what is refused, and why"(m) {
		assert.deepEqual(await run(m, async (machine) => {
			/** @param {() => Promise<unknown>} ask */
			const reason = async (ask) => {
				try {
					return await ask();
				} catch (error) {
					const { code, name, message } =
						/** @type {any} */ (error);
					return code ? `${code} ${message}` :
						`${name}: ${message}`;
				}
			};

			await machine.fs.writeFile("data", "x");
			return [
				await reason(() => machine.spawn("nonesuch")),
				await reason(() => machine.spawn("/etc/passwd")),
				await reason(() => machine.exec("true",
					{ cwd: "/none" })),
				await reason(() => machine.exec("true",
					/** @type {any} */ ({ user: "eve" }))),
				await reason(() => machine.exec("a\0")),
				await reason(() => machine.fs.readFile("/root/x")),
				await reason(() => machine.fs.readFile("/tmp")),
				await reason(() => machine.fs.mkdir("data/sub",
					{ recursive: true })),
				await reason(() => machine.fs.rm("/tmp")),
				await reason(() => machine.fs.writeFile(
					"/etc/passwd", "")),
				await reason(() => machine.mount(
					new Uint8Array(2000).fill(65))),
				await reason(() => machine.export(".",
					/** @type {any} */ ({ format: "zip" }))),
			].map((text) => String(text).slice(0, 60));
		}), [
			"ENOENT ENOENT: No such file or directory, nonesuch",
			"EACCES EACCES: Permission denied, /etc/passwd",
			"ENOENT ENOENT: No such file or directory, chdir \"/none\"",
			"EINVAL EINVAL: Invalid argument, no user \"eve\"",
			"EINVAL EINVAL: Invalid argument, null byte in \"a\\u0000\"",
			"ENOENT ENOENT: No such file or directory, open \"/root/x\"",
			"EISDIR EISDIR: Is a directory, read \"/tmp\"",
			"EEXIST EEXIST: File exists, mkdir \"data\"",
			"EISDIR EISDIR: Is a directory, rm \"/tmp\"",
			"EROFS EROFS: Read-only file system, open \"/etc/passwd\"",
			"EIO home-import, .: home-import: the archive is damaged, or ",
			"TypeError: export: format zip is not tar or json",
		].map((text) => text.slice(0, 60)));
	},

	async "the home, out as an archive and in again"(m) {
		assert.deepEqual(await run(m, async (machine) => {
			const script = "find . | sort; cat deep/a; ls -l deep/run";

			await machine.exec("mkdir -p deep/er; echo A >deep/a; " +
				"ln -s a deep/l; echo : >deep/run; " +
				"chmod 750 deep/run; printf '\\377\\0' >deep/b");
			const before = await machine.exec(script);
			const archive = /** @type {Uint8Array} */ (
				await machine.export("/home/exa"));
			await machine.fs.rm("deep", { recursive: true });
			const gone = await machine.fs.readdir(".");
			await machine.mount(archive);
			const after = await machine.exec(script);
			const copy = await machine.fs.readFile("deep/b");
			const tree = await machine.export("deep",
				{ format: "json" });

			return [gone, before.stdout === after.stdout,
				before.stderr, after.stdout.includes("-rwxr-x---"),
				[...copy], Object.keys(tree),
				/** @type {any} */ (tree).l.file];
		}), [[], true, "", true, [255, 0], ["a", "b", "er", "l", "run"],
			{ symlink: "a" }]);
	},

	async "files given at boot, and trees"(m) {
		assert.deepEqual(await run(m, async (machine) => {
			await machine.mount({
				"x.sh": { file: { contents: "echo $1" } },
				lib: { directory: { "y": { file: {
					contents: new Uint8Array([49]),
				} } } },
			}, { mountPoint: "/tmp/in/here" });
			return [(await machine.exec("cat note sub/n; " +
				"sh /tmp/in/here/x.sh 7; echo $A; " +
				"cat /tmp/in/here/lib/y")).stdout,
			await machine.fs.readdir("sub", { withFileTypes: true }),
			(await machine.fs.stat("sub")).type];
		}, { files: { note: "one\n", "sub/n": "two\n" },
			env: { A: "b" } }), ["one\ntwo\n7\nb\n1",
			[{ name: "n", type: "file" }], "directory"]);
	},

	async "a terminal of one's own"(m) {
		const [text, status] = await run(m, async (machine) => {
			const process = await machine.spawn("sh", ["-i"],
				{ terminal: { cols: 33, rows: 7 } });
			const writer = process.input.getWriter();
			const reader = process.output.pipeThrough(
				new TextDecoderStream()).getReader();
			let seen = "";
			/** @param {RegExp} what */
			const wait = async (what) => {
				while (!what.test(seen)) {
					const { done, value } =
						await reader.read();
					if (done)
						break;
					seen += value;
				}
			};

			await writer.write("stty size; test -t 2 && echo tty\r");
			await wait(/7 33\r\n/);
			process.resize({ cols: 44, rows: 8 });
			await writer.write("stty size; sleep 100\r");
			await wait(/8 44\r\n/);
			await new Promise((go) => setTimeout(go, 50));
			await writer.write("\x03echo st=$?\r");
			await wait(/st=130/);
			await writer.close();
			const code = await process.exit;
			return [seen, code];
		});

		assert.match(text, /tty\r\n/);
		assert.equal(status, 0);
	},
});
