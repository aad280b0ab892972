// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The store under Node among processes: its lock, a full disk, and the faults
 * that tests of the machine ask for.
 */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { clientOf, newFolder, opened, put, run } from "./storefolder.js";
import { EIO, ENOSPC, ESTALE, keyOf, same } from "./storeclient.js";
import { churn, contentOf, FIRST, LAST, Model } from "./storemodel.js";

const CHILD = fileURLToPath(new URL("nodestore-child.mjs", import.meta.url));

/** @param {Model} model
 * @param {ReturnType<typeof import("./storemodel.js").randomBatch> | void}
 *   batch */
function apply(model, batch) {
	assert.ok(batch);
	model.batch(batch.puts, batch.ranges);
}

/** @param {string} folder @param {string[]} args */
function child(folder, ...args) {
	return spawn(process.execPath, [CHILD, folder, ...args],
		{ stdio: ["ignore", "pipe", "inherit"] });
}

/** @type {Record<string, () => Promise<void>>} */
const CASES = {
	async "two writers do not mix their batches"() {
		const folder = newFolder();
		const first = await opened(folder);
		const model = new Model();

		/* Somebody tidies up what he thinks is dead. */
		rmSync(join(folder, "lock"));
		const second = await opened(folder);
		model.batch([put(1, 10)]);
		assert.equal(await second.batch([put(1, 10)]), 0);
		assert.equal(await first.batch([put(2, 1000)]), ESTALE);
		await second.close();
		await model.compare(await opened(folder), "later");
	},

	async "the lock of a living process holds"() {
		const folder = newFolder();
		const holder = child(folder, "hold");

		await once(holder.stdout, "data");
		const client = clientOf(folder);
		assert.equal(await client.open(), 0);
		const lock = client.lock();
		holder.kill("SIGKILL");
		assert.equal(await lock, 0, "the dead one's lock");
		assert.ok(same((await client.get(keyOf(1)))[0],
			Uint8Array.of(1)));
		await client.close();
		assert.deepEqual(readdirSync(folder), ["store.log"]);
	},

	async "locks of the dead are taken over"() {
		for (const owner of [`${process.pid} 1\n`, "4194999 5\n", "",
			"x\n", "0 0\n", "-1 1\n"]) {
			const folder = newFolder();

			writeFileSync(join(folder, "lock"), owner);
			await (await opened(folder)).close();
		}
	},

	async "of many at once one gets the lock"() {
		const folder = newFolder();

		writeFileSync(join(folder, "lock"), "4194999 5\n");
		const racers = Array.from({ length: 6 }, () =>
			child(folder, "hold"));
		const said = await Promise.all(racers.map(async (racer) =>
			String((await once(racer.stdout, "data"))[0]).trim()));
		racers.forEach((racer) => racer.kill("SIGKILL"));
		assert.equal(said.filter((word) => word === "1").length, 1,
			said.join());
	},

	async "a full disk keeps what it confirmed, and no more"() {
		const folder = newFolder();
		/* The shell's unit is 512 or 1024 bytes. */
		const { stdout, status } = spawnSync("sh", ["-c",
			'ulimit -f 200; exec "$@"', "sh", process.execPath,
			CHILD, folder, "fill"]);
		const [done, result] = String(stdout).trim().split(" ");
		const model = new Model();

		assert.equal(status, 0);
		assert.equal(Number(result), ENOSPC);
		for (let i = 0; i < Number(done); i++)
			model.batch([put(i, 3000)]);
		assert.ok(Number(done) > 20, `${done} batches`);
		/** @type {string[]} */
		const reports = [];
		await model.compare(await opened(folder, reports), "later");
		assert.deepEqual(reports, []);
	},

	async "killed at any moment it has what it confirmed"() {
		for (let seed = 1; seed <= 12; seed++) {
			const folder = newFolder();
			const model = new Model();
			const batches = churn(seed);
			const writer = child(folder, "churn", String(seed));
			let done = 0;

			writer.stdout.on("data", (data) => {
				done += data.length;
			});
			await once(writer.stdout, "data");
			setTimeout(() => writer.kill("SIGKILL"), seed * 60);
			await once(writer, "close");
			for (let i = 0; i < done; i++)
				apply(model, batches.next().value);
			/* The last one may be done and not confirmed. */
			const client = await opened(folder);
			const content = await contentOf(client);
			const confirmed = model.differs(content);
			apply(model, batches.next().value);
			if (confirmed !== "")
				assert.equal(model.differs(content), "",
					`${done} batches: ${confirmed}`);
			await client.close();
		}
	},

	async "EXA_STORE_FAULT: it ends at a batch, or within"() {
		for (const fault of ["stop:3", "torn:3"]) {
			const folder = newFolder();
			const { status, stdout } = spawnSync(process.execPath,
				[CHILD, folder, "fill", fault]);
			const model = new Model();
			/** @type {string[]} */
			const reports = [];

			assert.equal(status, 99, fault);
			assert.equal(String(stdout), "");
			assert.ok(existsSync(join(folder, "lock")));
			model.batch([put(0, 3000), put(1, 3000)]);
			await model.compare(await opened(folder, reports),
				fault);
			assert.equal(reports.length,
				Number(fault === "torn:3"), reports.join());
		}
	},

	async "EXA_STORE_FAULT: one failure, a full store"() {
		const failing = await opened(newFolder(), [], "fail:2");
		const full = await opened(newFolder(), [], "enospc:2");
		const ranges = [{ from: FIRST, to: LAST }];

		assert.equal(await failing.batch([put(1, 1)]), 0);
		assert.equal((await failing.call(2, keyOf(1))).result, EIO);
		assert.equal((await failing.get(keyOf(1))).length, 1);
		assert.equal(await full.batch([put(1, 1)]), 0);
		assert.equal(await full.batch([put(2, 1)]), ENOSPC);
		assert.equal(await full.batch([put(2, 1)]), ENOSPC);
		assert.equal((await contentOf(full)).length, 1);
		assert.equal(await full.batch([], ranges), 0);
		assert.equal(await full.batch([put(3, 1)]), 0);
		assert.throws(() => clientOf(newFolder(), [], "whim:1"));
	},
};

await run(CASES);
