// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What a visit leaves for the next one: the site is there without the network,
 * what was kept is verified, what is not named any more goes. And what a first
 * visit asks the server for, and when.
 */
import assert from "node:assert/strict";
import {
	cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../../www/serve.mjs";
import { BAD, badHost } from "./badhost.js";
import { ROOT, SITE, sleep, suite, until } from "./machine.js";
import { writeFiles } from "./site.js";

/** @typedef {import("./machine.js").Machine} Machine */

const PROMPT = /[$#] ?$/;
const BOOT = 20000;
const NETWORK = /ERR_|Failed to load|404|CORS|fetch/;

/** @param {Machine} m */
async function openAndKeep(m) {
	await m.open();
	await m.waitFor(PROMPT, BOOT);
	await until("the site is kept", () => m.page.evaluate(() =>
		document.body.dataset.offline === "ready"), 15000);
}

/** @param {Machine} m @param {string} command @param {RegExp} wanted */
async function expectRun(m, command, wanted) {
	await m.type(`${command}\n`);
	await m.waitFor(wanted);
}

/** The value of an expression in the page about its caches.
 * @param {Machine} m @returns {Promise<string[]>} all that is kept */
function keptUrls(m) {
	return m.page.evaluate(async () => {
		const all = [];

		for (const name of await caches.keys())
			for (const { url } of await (await caches.open(name))
				.keys())
				all.push(url);
		return all;
	});
}

/** Replaces what is kept of a file of netfs.
 * @param {Machine} m @param {string} name @param {string} text */
function spoil(m, name, text) {
	return m.page.evaluate(async (file, body) => {
		const base = new URL("fs/", location.href).href;
		const cache = await caches.open(`exa-files ${base}`);

		await cache.put(base + file, new Response(body));
	}, name, text);
}

/** The name under fs/ of a file on the machine. @param {string} path */
function fileOf(path) {
	const line = readFileSync(join(SITE, "fs/index"), "utf8").split("\n")
		.find((one) => one.split("\t")[6] === path);

	assert.ok(line, `${path} is not in the index`);
	return line.split("\t")[5];
}

/** @returns {string} a site whose user is root */
function makeRootSite() {
	const site = mkdtempSync(join(tmpdir(), "exa-root-site-"));
	const more = join(site, "more");

	cpSync(SITE, site, { recursive: true });
	mkdirSync(join(more, "etc"), { recursive: true });
	writeFileSync(join(more, "etc/inittab"), "id:3:initdefault:\n" +
		"1:3:respawn:/sbin/getty -a root tty1 xterm-256color\n");
	writeFiles(site, more);
	return site;
}

/**
 * A server of the site that notes when each file was asked for, and sends the
 * index late. fail() has it answer everything with another status.
 * @param {number} late ms
 */
async function watchedServer(late) {
	const behind = await serve(SITE, 0);
	/** @type {Map<string, number>} */
	const asked = new Map();
	let trouble = 0;
	const server = createServer(async (request, response) => {
		const name = (request.url ?? "").split("?")[0].slice(1);
		const got = await fetch(behind.url + name);
		const body = Buffer.from(await got.arrayBuffer());

		if (!asked.has(name))
			asked.set(name, performance.now());
		if (name === "fs/index")
			await sleep(late);
		response.writeHead(trouble || got.status, { "Content-Type":
			got.headers.get("Content-Type") ?? "" }).end(body);
	});

	await new Promise((done) => {
		server.listen(0, "127.0.0.1", () => done(null));
	});
	const { port } = /** @type {import("node:net").AddressInfo} */
		(server.address());

	return {
		url: `http://127.0.0.1:${port}/`,
		asked,
		/** @param {number} status */
		fail(status) {
			trouble = status;
		},
		close() {
			server.close();
			server.closeAllConnections();
			behind.close();
		},
	};
}

await suite({
	async "a second visit needs no server"(m) {
		const server = await serve(SITE, 0);

		m.allow(NETWORK);
		m.url = server.url;
		await openAndKeep(m);
		await expectRun(m, "prefetch /usr/lib/busybox; echo d''one",
			/\ndone\n/);
		await until("uname is kept", async () =>
			(await keptUrls(m)).some((url) => url.endsWith(
				fileOf("usr/lib/busybox/base"))));
		server.close();
		await m.page.goto("about:blank");
		await m.open("machine.html?theme=dark");
		await m.waitFor(PROMPT, BOOT);
		await expectRun(m, "uname; cat /etc/motd", /\nEXA\n/);
		/* And the page around it, by the name of the folder. */
		await m.open("");
		await m.waitFor(PROMPT, BOOT);
		/* What was never fetched cannot be had: the shell says so. */
		await expectRun(m, "cat /etc/protocols", /error/);
		await expectRun(m, "dmesg | head -n 9",
			/netfs: http:[^]*Failed[^]*\/etc\/protocols/);
	},

	async "so do the examples, which were never opened"(m) {
		const server = await serve(SITE, 0);

		m.allow(NETWORK);
		m.url = server.url;
		await openAndKeep(m);
		await expectRun(m, "prefetch /usr/lib/busybox; echo d''one",
			/\ndone\n/);
		server.close();
		await m.open("demo/tutorial.html");
		assert.equal(await m.page.$eval("#shell ~ exa-run",
			async (block) => (await /** @type {any} */ (block)
				.run()).exitCode), 0);
		await m.open("demo/widgets.html");
		await m.page.$eval("exa-terminal", (one) =>
			/** @type {any} */ (one).run());
		await m.page.waitForSelector("exa-terminal[state=running]");
		await m.open("demo/builder.html");
		/* With its script and its style. */
		await m.page.waitForFunction(() => document.querySelector(
			"main")?.innerText.includes("<exa-") &&
			document.styleSheets[0].cssRules.length > 9);
	},

	async "a first visit to an example keeps it"(m) {
		const server = await serve(SITE, 0);

		m.allow(NETWORK);
		m.url = server.url;
		await m.open("demo/tutorial.html");
		const run = () => m.page.$eval("exa-run", async (block) =>
			(await /** @type {any} */ (block).run()).exitCode);

		assert.equal(await run(), 0);
		await until("the site is kept", () => Promise.any(
			m.page.frames().slice(1).map((frame) =>
				frame.waitForSelector("[data-offline=ready]",
					{ timeout: 100 }))).then(() => true,
			() => false), 15000);
		server.close();
		await m.open("demo/tutorial.html");
		assert.equal(await run(), 0);
	},

	async "a site without examples is kept, too"(m) {
		const site = mkdtempSync(join(tmpdir(), "exa-new-site-"));

		cpSync(SITE, site, { recursive: true });
		rmSync(join(site, "demo"), { recursive: true });
		const server = await serve(site, 0);

		m.url = server.url;
		m.allow(/404/);
		await openAndKeep(m);
		const kept = await keptUrls(m);

		assert.ok(kept.includes(`${m.url}machine.html`));
		assert.ok(!kept.some((url) => url.includes("/demo/")));
		server.close();
		rmSync(site, { recursive: true });
	},

	async "a host that stalls is not waited for: the kept page"(m) {
		const server = await serve(SITE, 0);
		const port = Number(new URL(server.url).port);

		m.allow(NETWORK);
		m.url = server.url;
		await openAndKeep(m);
		server.close();
		const silent = createServer(() => {});

		await until("the port again", () => new Promise((done) => {
			silent.once("error", () => done(false));
			silent.listen(port, "127.0.0.1", () => done(true));
		}));
		await m.page.goto("about:blank");
		const begin = Date.now();

		await m.open();
		await m.waitFor(PROMPT, BOOT);
		silent.close();
		silent.closeAllConnections();
		assert.ok(Date.now() - begin < 6000, "too slow");
	},

	async "a host in trouble is not believed: the kept page"(m) {
		const server = await watchedServer(0);

		m.allow(NETWORK);
		m.url = server.url;
		await openAndKeep(m);
		await m.page.goto("about:blank");
		server.fail(503);
		await m.boot();
		server.close();
	},

	async "a second visit neither asks the service worker nor compiles"(m) {
		const folder = mkdtempSync(join(tmpdir(), "exa-trace-"));
		const trace = join(folder, "trace.json");

		await openAndKeep(m);
		await m.page.goto("about:blank");
		await m.page.tracing.start({ path: trace,
			categories: ["devtools.timeline", "v8"] });
		await m.boot();
		await m.page.tracing.stop();
		const { traceEvents } = JSON.parse(readFileSync(trace, "utf8"));
		const compiled = traceEvents.filter((/** @type {any} */ e) =>
			e.name === "v8.compile").map((/** @type {any} */ e) =>
			e.args.data).find((/** @type {any} */ data) =>
			data.url.includes("terminal.js?v="));

		rmSync(folder, { recursive: true });
		assert.ok(compiled?.consumedCacheSize > 0 &&
			!compiled.cacheRejected, "terminal.js was compiled");
		const sources = await m.page.evaluate(() =>
			performance.getEntriesByType("resource")
				.filter((entry) => entry.name.includes("?v="))
				.map((entry) => ({ name: entry.name,
					source: /** @type {any} */ (entry)
						.workerFinalSourceType })));
		assert.ok(sources.length > 0);
		for (const { name, source } of sources)
			assert.equal(source, "cache", name);
	},

	async "a new build is seen at once, the old one goes"(m) {
		const site = mkdtempSync(join(tmpdir(), "exa-new-site-"));
		const more = join(site, "more");

		cpSync(SITE, site, { recursive: true });
		const server = await serve(site, 0);

		m.url = server.url;
		await openAndKeep(m);
		const before = await keptUrls(m);

		mkdirSync(join(more, "etc"), { recursive: true });
		writeFileSync(join(more, "etc/motd"), "A newer build.\n");
		writeFiles(site, more);
		await m.page.goto("about:blank");
		await openAndKeep(m);
		assert.match(await m.screen(), /A newer build\./);
		const after = await keptUrls(m);
		const motd = fileOf("etc/motd");

		assert.ok(before.some((url) => url.endsWith(motd)));
		assert.ok(!after.some((url) => url.endsWith(motd)));
		assert.equal(after.filter((url) =>
			url.includes("/fs/index")).length, 1);
		server.close();
		rmSync(site, { recursive: true });
	},

	async "what is kept is verified, and removed when not named"(m) {
		const motd = fileOf("etc/motd");
		const stray = `${"0".repeat(32)}.txt`;

		await openAndKeep(m);
		await spoil(m, motd, "Somebody else was here.\n");
		await spoil(m, stray, "old");
		await m.page.goto("about:blank");
		await openAndKeep(m);
		assert.doesNotMatch(await m.screen(), /Somebody/);
		assert.match(await m.screen(), new RegExp(readFileSync(
			join(ROOT, "www/rootfs/etc/motd"), "utf8").slice(0, 9)));
		const kept = await keptUrls(m);

		assert.ok(kept.some((url) => url.endsWith(motd)));
		assert.ok(!kept.some((url) => url.endsWith(stray)));
	},

	async "nothing is installed where it was forbidden"(m) {
		const server = await serve(SITE, 0);

		m.url = server.url;
		await m.open("machine.html?offline=no");
		await m.waitFor(PROMPT, BOOT);
		await sleep(2500);
		assert.equal(await m.page.evaluate(async () =>
			(await navigator.serviceWorker.getRegistrations())
				.length), 0);
		server.close();
	},

	async "the boot set is asked for before the index has come"(m) {
		const late = 2000;
		const server = await watchedServer(late);

		m.url = server.url;
		await m.open();
		await m.waitFor(PROMPT, BOOT);
		const index = server.asked.get("fs/index") ?? 0;

		assert.ok(index > 0);
		for (const path of ["etc/inittab", "bin/getty", "bin/sh",
			"etc/passwd", "etc/motd"]) {
			const at = server.asked.get(`fs/${fileOf(path)}`);

			assert.ok(at, `${path} was not asked for`);
			assert.ok(at < index + late / 2,
				`${path} came ${at - index} ms after the index`);
		}
		server.close();
	},
});

const site = makeRootSite();

await suite({
	async "another origin: CORS is told, and with it all is well"(m) {
		const closed = await badHost({ a: "abc\n" });
		const open = await badHost({ a: "abc\n" }, {}, "*");

		m.allow(NETWORK);
		await m.open();
		await m.waitFor(PROMPT, BOOT);
		await expectRun(m, `mount -t netfs ${closed.url} /mnt`,
			/does\s+not\s+allow\s+http:[^]*Access-Control-Allow/);
		await expectRun(m, `mount -t netfs ${open.url} /mnt && ` +
			"cat /mnt/a", /^abc$/m);
		closed.close();
		open.close();
	},

	async "a host that stalls: ETIMEDOUT, and later it works"(m) {
		const host = await badHost({ a: "abc\n", b: "0123456789\n" }, {
			a: Array(4).fill(BAD.stalled),
			b: [BAD.truncated, BAD.wrong, BAD.missing],
		}, "*");

		m.allow(NETWORK);
		await m.open("machine.html?stall=400");
		await m.waitFor(PROMPT, BOOT);
		await expectRun(m, `mount -t netfs ${host.url} /mnt && ` +
			"cat /mnt/a; cat /mnt/a", /timed out\nabc\n/);
		await expectRun(m, "dmesg", /a: nothing came for 0.4 s \(\/a\)/);
		await expectRun(m, "clear; cat /mnt/b", /^0123456789$/m);
		assert.equal(host.count("b"), 4);
		host.close();
	},
}, site);
rmSync(site, { recursive: true });
