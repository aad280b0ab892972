// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * netfs on the headless machine and other people's hosts: what it mounts, what
 * it says when they misbehave, and that it waits for nobody for ever.
 */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { BAD, badHost } from "./badhost.js";
import { ROOT } from "./machine.js";

const STALL = 400;
const LIMIT = 20000;

/**
 * @param {string} command for root's shell
 * @returns {Promise<{out: string, err: string, took: number}>}
 */
function run(command) {
	const begin = performance.now();

	return new Promise((done, failed) => execFile(join(ROOT, "exa"),
		["sh", "--root", "-v", `${ROOT}/build/wasm/test/boot:/t:ro`,
			"-c", command], {
			timeout: LIMIT,
			env: { ...process.env, EXA_STALL: String(STALL) },
		}, (error, out, err) => error?.killed ?
			failed(new Error(`hangs: ${command}\n${out}${err}`)) :
			done({ out, err, took: performance.now() - begin })));
}

/** @param {string} url */
const mount = (url) => `mount -t netfs ${url} /mnt && `;

/** @type {Record<string, () => Promise<void>>} */
const CASES = {
	async "another index, and after umount it is asked for again"() {
		const host = await badHost({ "a": "one\n", "d/b": "two\n" });
		const { out, err } = await run(`${mount(host.url)
		} cat /mnt/a /mnt/d/b && ls /mnt && echo x >/mnt/a; ` +
			"mount -t netfs; umount /mnt && ls /mnt && " +
			`${mount(host.url.slice(0, -1))} cat /mnt/a`);

		host.close();
		assert.match(out, /^one\ntwo\na\nd\n/);
		assert.match(out, new RegExp(`^${host.url} on /mnt type netfs`,
			"m"));
		assert.match(out, /\none\n$/);
		assert.match(err, /Read-only file system/);
		assert.equal(host.count("index"), 2);
	},

	async "each URL has its own index"() {
		const one = await badHost({ a: "one\n" });
		const two = await badHost({ a: "two\n" });
		const { out } = await run(`${mount(one.url)} mkdir /tmp/m && ` +
			`mount -t netfs ${two.url} /tmp/m && ` +
			"cat /mnt/a /tmp/m/a /mnt/a");

		one.close();
		two.close();
		assert.equal(out, "one\ntwo\none\n");
	},

	async "three retries, then EIO and why; later it works"() {
		for (const [bad, reason] of /** @type {const} */ ([
			["missing", "HTTP 404 Not Found"],
			["wrong", "wrong content: its SHA-256 is " +
				"\\w{12}..., not \\w{12}..."],
			["short", "3 bytes, not 4"],
			["truncated", "the server cannot be reached, or .*"],
		])) {
			const host = await badHost({ a: "abc\n" },
				{ a: Array(4).fill(BAD[bad]) });
			const { out, err, took } = await run(`${mount(host.url)
			} cat /mnt/a; dmesg; cat /mnt/a`);

			host.close();
			assert.match(err, /cat: read error: I\/O error/);
			assert.match(out, new RegExp(`netfs: ${host.url}a: ` +
				`${reason} \\(/a\\)\nabc\n$`), `${bad}: ${out}`);
			assert.equal(host.count("a"), 5);
			assert.ok(took > 2100, "no back-off");
		}
	},

	async "what fails twice is not even told"() {
		const host = await badHost({ a: "abc\n" },
			{ a: [BAD.missing, BAD.wrong] });
		const { out } = await run(`${mount(host.url)
		} cat /mnt/a; dmesg`);

		host.close();
		assert.match(out, /^abc\n/);
		assert.doesNotMatch(out, /netfs/);
	},

	async "a host that stalls: ETIMEDOUT, and in time"() {
		for (const bad of [BAD.silent, BAD.stalled]) {
			const host = await badHost({ a: "abc\n" },
				{ a: Array(4).fill(bad) });
			const { out, err, took } = await run(`${mount(host.url)
			} cat /mnt/a; dmesg; cat /mnt/a`);

			host.close();
			assert.match(err, /cat: read error: Operation timed out/);
			assert.match(out, /a: nothing came for 0.4 s \(\/a\)\nabc\n$/);
			assert.ok(took > 4 * STALL + 2100 && took < 8000,
				String(took));
		}
	},

	async "a host that is slow but goes on is waited for"() {
		const host = await badHost({ a: "0123456789" },
			{ a: [BAD.slow] });
		const { out, took } = await run(`${mount(host.url)} cat /mnt/a`);

		host.close();
		assert.equal(out, "0123456789");
		assert.equal(host.count("a"), 1);
		assert.ok(took > 1000);
	},

	async "mount says what is wrong with an index"() {
		const lost = await badHost({}, {
			index: Array(4).fill(BAD.missing) });
		const wrong = await badHost({}, { index: Array(4).fill(
			(/** @type {any} */ r) => r.end("exa-index 1\nz\n")) });
		const gone = await badHost({});

		gone.close();
		for (const [url, words] of [
			[lost.url, /index: HTTP 404/],
			[wrong.url, /index: line 2: wrong number of fields/],
			[gone.url, /index: .*cannot be reached.*ECONNREFUSED/],
			["ftp://host/", /neither http:\/\/ nor https:\/\//],
			["http:///", /not the URL of a folder/],
			["http://host/a?b", /not the URL of a folder/],
		]) {
			const { out, err } = await run(
				`mount -t netfs '${url}' /mnt; echo $?; ls /mnt`);

			assert.equal(out, "1\n");
			assert.match(err, /^mount: \/mnt: .*\nmount: netfs: /);
			assert.match(err, /** @type {RegExp} */ (words));
		}
		lost.close();
		wrong.close();
	},

	async "one flight a file, whoever waits for it"() {
		const host = await badHost({ a: "0123456789" },
			{ a: [BAD.slow] });
		const { out } = await run(`${mount(host.url)
		} { cat /mnt/a & cat /mnt/a & cat /mnt/a & wait; }; cat /mnt/a`);

		host.close();
		assert.equal(out, "0123456789".repeat(4));
		assert.equal(host.count("a"), 1);
	},

	async "prefetch gets all and tells what failed"() {
		/** @type {Record<string, string>} */
		const files = {};

		for (let i = 10; i < 50; i++)
			files[`d/${i}`] = `file ${i}\n`;
		const host = await badHost({ ...files, z: "z" }, {
			"d-13": Array(4).fill(BAD.missing) });
		const { out, err } = await run(`${mount(host.url)
		} prefetch /mnt/d /mnt/nosuch; echo $?`);

		assert.equal(out, "1\n");
		assert.equal(err, "prefetch: /mnt/d/13: I/O error\n" +
			"prefetch: /mnt/nosuch: No such file or directory\n");
		assert.equal(host.count("d-49"), 1);
		assert.equal(host.count("z"), 0);
		/* What was prefetched is not asked for again. */
		host.requests.length = 0;
		const again = await run(`${mount(host.url)
		} prefetch /mnt/d && cat /mnt/d/* | wc -l`);

		host.close();
		assert.equal(again.out.trim(), "40");
		assert.equal(host.requests.length, 41);
	},

	async "a file comes while a program computes"() {
		const host = await badHost({ a: "abc\n", b: "def\n" },
			{ b: Array(4).fill(BAD.silent) });
		const { out, err } = await run(`${mount(host.url)
		} { /t/busy spin & sleep 0.2; cat /mnt/a; cat /mnt/b; ` +
			"kill $!; wait $!; echo $?; }");

		host.close();
		assert.equal(out, "abc\n143\n");
		assert.match(err, /cat: read error: Operation timed out/);
	},
};

for (const [name, body] of Object.entries(CASES)) {
	if (!name.includes(process.argv[2] ?? ""))
		continue;
	try {
		await body();
	} catch (error) {
		console.error(`FAIL ${name}: ${
			/** @type {Error} */ (error).stack}`);
		process.exitCode = 1;
	}
}
