// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The store in Chromium (kernel/host/idbstore.js): the contract, and what
 * other tabs, users and quotas do to it; then what the page does for it.
 * EXA_VERBOSE prints how fast it is.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { makeFakeSite } from "./fake.js";
import { ROOT, suite, until } from "./machine.js";
import { CONTRACT } from "../host/storecontract.js";
import { ENOSPC, ENODEV, ESTALE } from "../host/storeclient.js";

/** @typedef {import("./machine.js").Machine} Machine */
/** @typedef {import("puppeteer-core").Page} Page */

const MIB = 1 << 20;

/** A page whose workers do what they are told. */
const PAGE = `<!DOCTYPE html><title>store</title><link rel=icon href="data:,">
<script>
const workers = new Map();
let asked = 0;
window.persists = 0;
function start(name) {
	const worker = new Worker("store.js", { type: "module" });
	const waiting = new Map();
	worker.onmessage = ({ data }) => {
		if (data.type === "persist")
			window.persists++;
		else if (data.error)
			waiting.get(data.id)[1](new Error(data.error));
		else
			waiting.get(data.id)[0](data.value);
	};
	workers.set(name, { worker, waiting });
}
window.tell = (name, order, ...args) => {
	if (!workers.has(name))
		start(name);
	const { worker, waiting } = workers.get(name);
	return new Promise((take, give) => {
		waiting.set(++asked, [take, give]);
		worker.postMessage({ id: asked, order, args });
	});
};
window.kill = (name) => workers.get(name).worker.terminate();
</script>`;

async function makeSite() {
	const site = mkdtempSync(join(tmpdir(), "exa-store-site-"));

	process.on("exit", () => rmSync(site, { recursive: true }));
	writeFileSync(join(site, "store.html"), PAGE);
	await build({
		entryPoints: [join(ROOT, "test/browser/store-worker.js")],
		outfile: join(site, "store.js"),
		bundle: true,
		format: "esm",
		logLevel: "warning",
	});
	return site;
}

/** @param {Machine} m @param {string} worker
 * @param {string} order @param {unknown[]} args @returns {Promise<any>} */
function tell(m, worker, order, ...args) {
	return m.page.evaluate((all) => /** @type {any} */ (window)
		.tell(...all), [worker, order, ...args]);
}

/** @param {string} text */
function say(text) {
	if (process.env.EXA_VERBOSE)
		console.log(text);
}

/** @type {Parameters<typeof suite>[0]} */
const CASES = {
	async "the one that waits gets the lock of a dead worker"(m) {
		await m.open("store.html");
		assert.equal(await tell(m, "a", "open", "dead"), 1);
		assert.equal(await tell(m, "b", "open", "dead"), 0);
		assert.equal(await tell(m, "b", "put", 1, 10), ESTALE);
		await tell(m, "b", "wait");
		assert.equal(await tell(m, "a", "put", 1, 10, true), 0);
		assert.equal(await tell(m, "b", "get", 1), 10);
		await m.page.evaluate(() => /** @type {any} */ (window)
			.kill("a"));
		assert.equal(await tell(m, "b", "locked"), 0);
		assert.equal(await tell(m, "b", "put", 2, 20), 0);
		assert.equal(await tell(m, "b", "count"), 2);
	},

	async "what is opened early is opened once, and closed too"(m) {
		await m.open("store.html");
		await tell(m, "a", "openSoon", "early");
		/* By then it has the lock: it asked before. */
		await tell(m, "b", "openSoon", "late");
		await tell(m, "b", "open", "late");
		assert.equal(await tell(m, "c", "open", "early"), 0);
		assert.equal(await tell(m, "a", "open", "early"), 1);
		assert.equal(await tell(m, "a", "put", 1, 10), 0);
		assert.equal(await tell(m, "a", "close"), 0);
		assert.equal(await tell(m, "c", "close"), 0);
		assert.equal(await tell(m, "c", "open", "early"), 1);
		/* One that was never asked for is let go by closing. */
		await tell(m, "d", "openSoon", "other");
		await tell(m, "d", "close");
		assert.equal(await tell(m, "e", "open", "other"), 1);
		/* And by opening another one. */
		await tell(m, "f", "openSoon", "wrong");
		assert.equal(await tell(m, "f", "open", "right"), 1);
		assert.equal(await tell(m, "e", "close"), 0);
		assert.equal(await tell(m, "e", "open", "wrong"), 1);
	},

	async "a database that is deleted is stale for good"(m) {
		await m.open("store.html");
		await tell(m, "a", "open", "deleted");
		assert.equal(await tell(m, "a", "put", 1, 10), 0);
		await m.page.evaluate(() => new Promise((done, failed) => {
			const request = indexedDB.deleteDatabase("exa-deleted");

			request.onsuccess = done;
			request.onerror = failed;
		}));
		assert.equal(await tell(m, "a", "put", 2, 10), ESTALE);
		assert.equal(await tell(m, "a", "get", 1), ESTALE);
		/* Others start anew, and the loser may as well. */
		assert.equal(await tell(m, "b", "open", "deleted"), 1);
		assert.equal(await tell(m, "b", "count"), 0);
		assert.equal(await tell(m, "b", "close"), 0);
		assert.equal(await tell(m, "a", "close"), 0);
		assert.equal(await tell(m, "a", "open", "deleted"), 1);
	},

	async "so it is when the site's data is cleared"(m) {
		const session = await m.page.createCDPSession();

		await m.open("store.html");
		await tell(m, "a", "open", "cleared");
		assert.equal(await tell(m, "a", "put", 1, 10), 0);
		await session.send("Storage.clearDataForOrigin", {
			origin: new URL(m.url).origin,
			storageTypes: "indexeddb" });
		await until("the store is stale", async () =>
			await tell(m, "a", "get", 1) === ESTALE);
		assert.equal(await tell(m, "a", "put", 2, 10), ESTALE);
	},

	async "a full quota is ENOSPC, and room can be made"(m) {
		const session = await m.page.createCDPSession();
		/* Chromium remembers for half a minute how much room an origin
		 * has: this one has no past. */
		const url = m.url.replace("127.0.0.1", "localhost");

		await session.send("Storage.overrideQuotaForOrigin",
			{ origin: new URL(url).origin, quotaSize: 4 * MIB });
		await m.page.goto(`${url}store.html`);
		await tell(m, "a", "open", "quota");
		let result = 0;
		let n = 0;
		while (n < 300 && result === 0)
			result = await tell(m, "a", "put", n++, 60000);
		assert.equal(result, ENOSPC, `${n} values`);
		assert.ok(n > 20, `${n} values`);
		/* Nothing of it was done. */
		assert.equal(await tell(m, "a", "count"), n - 1);
		assert.equal(await tell(m, "a", "get", n - 1), 0);
		assert.equal(await tell(m, "a", "clear"), 0);
		assert.equal(await tell(m, "a", "count"), 0);
	},

	async "when small values have filled it, too"(m) {
		const session = await m.page.createCDPSession();
		const url = m.url.replace("127.0.0.1", "small.localhost");

		await session.send("Storage.overrideQuotaForOrigin",
			{ origin: new URL(url).origin, quotaSize: 48 * MIB });
		await m.page.goto(`${url}store.html`);
		await tell(m, "a", "open", "small");
		for (let round = 1; round <= 2; round++) {
			const { n, result } = await tell(m, "a", "fill", 40000);

			say(`round ${round}: ${n} values`);
			assert.equal(result, ENOSPC);
			assert.ok(n > 600, `${n} values in round ${round}`);
			assert.equal(await tell(m, "a", "remove", 99, n), 0);
			assert.equal(await tell(m, "a", "replace", 0, 9), 0);
			assert.equal(await tell(m, "a", "close"), 0);
			assert.equal(await tell(m, "b", "open", "small"), 1);
			assert.equal(await tell(m, "b", "count"), 100);
			assert.equal(await tell(m, "b", "close"), 0);
			assert.equal(await tell(m, "a", "open", "small"), 1);
		}
	},

	async "what a batch puts where it removes stays, of many files, too"(m) {
		await m.open("store.html");
		await tell(m, "a", "open", "again");
		for (const files of [5, 300, 300]) {
			assert.equal(await tell(m, "a", "replace", 0, files), 0);
			assert.equal(await tell(m, "a", "count"), files);
		}
	},

	async "without IndexedDB or locks there is no store"(m) {
		for (const what of ["indexedDB", "navigator.locks"]) {
			await m.open("store.html");
			await tell(m, "a", "reports");
			const [worker] = m.page.workers();
			await worker.evaluate((name) => Object.defineProperty(
				name === "indexedDB" ? self : navigator,
				name.split(".").pop() ?? "",
				{ value: undefined }), what);
			assert.equal(await tell(m, "a", "open", "x"), ENODEV);
			const said = await tell(m, "a", "reports");
			assert.match(said.join(), /nothing is kept: .* has no/);
		}
	},

	async "a database of a newer program is left alone"(m) {
		await m.open("store.html");
		await m.page.evaluate(() => new Promise((done) => {
			const request = indexedDB.open("exa-newer", 2);

			request.onsuccess = () => {
				request.result.close();
				done(null);
			};
		}));
		assert.equal(await tell(m, "a", "open", "newer"), ENODEV);
		assert.match((await tell(m, "a", "reports")).join(),
			/VersionError/);
	},

	async "a batch lasts although the worker computes on"(m) {
		await m.open("store.html");
		await tell(m, "a", "open", "busy");
		const busy = tell(m, "a", "compute", 20000).catch(() => 0);
		assert.equal(await tell(m, "b", "open", "busy"), 0);
		await until("another worker sees the record", async () =>
			await tell(m, "b", "count") === 1, 5000);
		await m.page.evaluate(() => /** @type {any} */ (window)
			.kill("a"));
		void busy;
	},

	async "it tells the page to ask for persistence"(m) {
		await m.open("store.html");
		await tell(m, "a", "open", "persist");
		assert.equal(await tell(m, "a", "persist"), 0);
		assert.equal(await m.page.evaluate(() =>
			/** @type {any} */ (window).persists), 1);
	},

	async "it is fast"(m) {
		await m.open("store.html");
		await tell(m, "a", "open", "fast");
		const scan = await tell(m, "a", "scan", 3000, 3000);
		say(`scan of 3000 records of 3000 bytes: ${Math.round(scan)} ms`);
		assert.ok(scan < 1000, `${scan} ms`);
		const strict = await tell(m, "a", "strict", 200);
		say(`strict batches of 4 KiB: ${Math.round(200000 / strict)}/s`);
		await tell(m, "a", "clear");
		for (const size of [65536, 61440, 32768]) {
			const ms = await tell(m, "a", "write", 64 * MIB, size);
			say(`64 MiB in values of ${size}: ${Math.round(ms)} ` +
				`ms, ${Math.round(64000 / ms)} MiB/s`);
			assert.ok(ms < 20000, `${ms} ms`);
			await tell(m, "a", "clear");
		}
	},
};

for (const name of Object.keys(CONTRACT)) {
	CASES[name] = async (m) => {
		await m.open("store.html");
		await tell(m, "a", "contract", name);
	};
}

/** The real page with a worker that notes what it hears. */
const LISTENER = `
globalThis.heard = [];
onmessage = ({ data }) => heard.push(data.type);
for (let i = 0; i < 3; i++)
	postMessage({ type: "persist" });`;

/** @type {Parameters<typeof suite>[0]} */
const PAGE_CASES = {
	async "the page asks once, and says when it is hidden"(m) {
		await m.page.evaluateOnNewDocument(() => {
			const own = /** @type {any} */ (window);

			own.persists = 0;
			StorageManager.prototype.persisted = async () => false;
			StorageManager.prototype.persist = async () => {
				own.persists++;
				throw new Error("refused");
			};
		});
		await m.open();
		await until("it asks", () => m.page.evaluate(() =>
			/** @type {any} */ (window).persists > 0));
		const heard = () => m.page.workers()[0].evaluate(() =>
			/** @type {any} */ (globalThis).heard);
		assert.ok(!(await heard()).includes("hidden"));
		const other = await m.page.browser().newPage();
		await other.bringToFront();
		await until("it is hidden", async () =>
			(await heard()).includes("hidden"));
		await other.close();
		assert.equal(await m.page.evaluate(() =>
			/** @type {any} */ (window).persists), 1);
	},
};

await suite(CASES, await makeSite());
const fake = await makeFakeSite();

writeFileSync(join(fake, "worker.js"), LISTENER);
await suite(PAGE_CASES, fake);
