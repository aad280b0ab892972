// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What servers/localfs/store.h promises of any store. Each case gets a place
 * of its own; make() makes one more machine's client of it, not yet open.
 */
import { check, EIO, ESTALE, keyOf, same } from "./storeclient.js";
import {
	FIRST, LAST, Model, randomBatch, randomBytes, randomFrom,
} from "./storemodel.js";

/** @typedef {() => import("./storeclient.js").StoreClient} Make */

const SIZES = [0, 1, 7, 8, 9, 4096, 65535, 65536, 200000];

/** @param {number} n @param {string} value */
function put(n, value) {
	return { key: keyOf(n), value: new TextEncoder().encode(value) };
}

/** @param {Make} make */
async function opened(make) {
	const client = make();

	check(await client.open() === 1, "open: not the writer");
	return client;
}

/** @param {Uint8Array | undefined} value */
function text(value) {
	return value && new TextDecoder().decode(value);
}

/** @type {Record<string, (make: Make) => Promise<void>>} */
export const CONTRACT = {
	async "values of all sizes come back, now and later"(make) {
		const random = randomFrom(1);
		const client = await opened(make);
		const puts = SIZES.map((size, i) => ({ key: keyOf(i),
			value: randomBytes(random, size) }));
		const keys = [...puts.map(({ key }) => key), keyOf(77)];

		check(await client.batch(puts, [], true) === 0, "batch");
		for (const again of [client, make()]) {
			if (again !== client) {
				check(await client.close() === 0, "close");
				check(await again.open() === 1, "open again");
			}
			const values = await again.get(...keys);
			SIZES.forEach((size, i) => check(same(values[i],
				puts[i].value), `value of ${size} bytes`));
			check(values[SIZES.length] === undefined, "none");
		}
	},

	async "ranges go first, from theirs on, below the other"(make) {
		const client = await opened(make);

		await client.batch([1, 2, 3, 4, 5].map((n) => put(n, "old")));
		check(await client.batch([put(3, "new")], [
			{ from: keyOf(2), to: keyOf(4) },
			{ from: keyOf(5), to: keyOf(5) },
			{ from: keyOf(5), to: keyOf(1) },
		]) === 0, "batch");
		const values = await client.get(...[1, 2, 3, 4, 5].map((n) =>
			keyOf(n)));
		check(values.map(text).join() === "old,,new,old,old",
			values.map(text).join());
		check(await client.batch([]) === 0, "an empty batch");
	},

	async "a scan keeps to order, range and limit"(make) {
		const client = await opened(make);
		const numbers = [5, 300, 2, 70000, 1, 4, 3];

		await client.batch(numbers.map((n) => put(n, "x".repeat(n))));
		const all = await client.scan(keyOf(2), keyOf(70000));
		check(all.records.map(({ value }) => value.length).join() ===
			"2,3,4,5,300" && !all.more, "order and range");
		const some = await client.scan(FIRST, LAST, 100);
		check(some.more && some.size <= 100 &&
			some.records.length === 3, `limit: ${some.size}`);
		const one = await client.scan(keyOf(70000), LAST, 1);
		check(!one.more && one.records.length === 1, "at least one");
		const keys = await client.scan(FIRST, LAST, 5 * 24, true);
		check(keys.more && keys.records.length === 5 && keys.records
			.every(({ value }) => value.length === 0), "keys only");
		const none = await client.scan(keyOf(6), keyOf(6));
		check(!none.more && none.size === 0, "an empty range");
		const back = await client.scan(keyOf(6), keyOf(1));
		check(!back.more && back.size === 0, "a range backwards");
	},

	async "a long scan comes in portions"(make) {
		const client = await opened(make);
		const model = new Model();
		const random = randomFrom(2);

		for (let i = 0; i < 10; i++) {
			/* Sizes that defeat a guess from those before. */
			const puts = Array.from({ length: 100 }, (_, n) => ({
				key: keyOf(i * 100 + n), value: randomBytes(
					random, i % 2 ? 8000 : 10) }));

			model.batch(puts);
			check(await client.batch(puts) === 0, "batch");
		}
		for (const limit of [1000, 50000, 1 << 20, 1 << 30])
			await model.compare(client, `limit ${limit}`, limit);
	},

	async "random batches leave what a map would hold"(make) {
		const random = randomFrom(3);
		const model = new Model();
		let client = await opened(make);

		for (let i = 1; i <= 200; i++) {
			const { puts, ranges } = randomBatch(random, 60, 70000);

			model.batch(puts, ranges);
			check(await client.batch(puts, ranges, i % 50 === 0) ===
				0, `batch ${i}`);
			if (i % 50 === 0)
				await model.compare(client, `batch ${i}`,
					random() * 100000);
			if (i % 100 === 0) {
				await client.close();
				client = await opened(make);
				await model.compare(client, "opened again");
			}
		}
	},

	async "what is not waited for is done in order"(make) {
		const client = make();
		const all = FIRST;
		const [writes, ...results] = await Promise.all([client.open(),
			client.batch([put(1, "a"), put(2, "b")]),
			client.get(keyOf(1)),
			client.batch([put(1, "c")], [{ from: all, to: LAST }]),
			client.get(keyOf(1), keyOf(2)),
			client.scan(all, LAST),
			client.batch([put(3, "d")], [], true),
			client.close(), client.open(), client.get(keyOf(3))]);

		check(writes === 1, "open");
		check(text(results[1][0]) === "a", "the first get");
		check(text(results[3][0]) === "c" && !results[3][1], "second");
		check(results[4].records.length === 1, "scan");
		check(results[7] === 1, "open again");
		check(text(results[8][0]) === "d", "after opening again");
		check(client.completed.every((token, i) =>
			i === 0 || token > client.completed[i - 1]),
		`completed: ${client.completed}`);
	},

	async "another one reads until it has the lock"(make) {
		const [first, second] = [await opened(make), make()];
		let locked = false;

		await first.batch([put(1, "a")]);
		check(await second.open() === 0, "two writers");
		const lock = second.lock().then((result) => {
			locked = true;
			return result;
		});
		check(text((await second.get(keyOf(1)))[0]) === "a", "reads");
		check(await second.batch([put(2, "z")],
			[{ from: FIRST, to: LAST }]) === ESTALE, "a reader wrote");
		await first.batch([put(1, "b"), put(3, "c")]);
		const values = await second.get(keyOf(1), keyOf(2), keyOf(3));
		check(values.map(text).join() === "b,,c", "follows: " +
			values.map(text).join());
		check(!locked, "two have the lock");
		await first.close();
		check(await lock === 0, "lock");
		check(await second.batch([put(2, "d")]) === 0, "writes then");
		check(await first.open() === 0, "not the first any more");
		check(text((await first.get(keyOf(2)))[0]) === "d", "it sees");
	},

	async "a machine that ended lets the lock go"(make) {
		const [first, second] = [await opened(make), make()];
		const batch = first.batch([put(1, "a")], [], true);

		first.store.end();
		check(await batch === 0, "what was under way is done");
		await second.open();
		check(await second.lock() === 0, "lock");
		check(text((await second.get(keyOf(1)))[0]) === "a", "there");
		check(await second.lock() === 0, "once more");
	},

	async "closing gives the waiting up"(make) {
		const [first, second, third] = [await opened(make), make(),
			make()];

		await second.open();
		const waiting = second.lock();
		check(await second.close() === 0, "close");
		check(await waiting === ESTALE, "still waiting");
		await first.close();
		check(await third.open() === 1, "nobody has the lock");
	},

	async "nonsense is refused and harms nothing"(make) {
		const client = make();
		const { result } = await client.call(2, keyOf(1));

		check(result === EIO, `get before open: ${result}`);
		check(await client.open() === 1, "open");
		check((await client.call(99, FIRST)).result === EIO, "op 99");
		check((await client.call(3, FIRST)).result === EIO, "short");
		check((await client.call(4, Uint8Array.of(1))).result === EIO,
			"short batch");
		check(await client.batch([put(1, "a")]) === 0, "batch");
	},

	async "there is an estimate, and persistence can be asked"(make) {
		const client = await opened(make);
		const { used, quota } = await client.estimate();

		check(used >= 0 && quota > used, `${used} of ${quota}`);
		check(await client.persist() === 0, "persist");
	},
};
