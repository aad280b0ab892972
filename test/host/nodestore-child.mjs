// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Another process with the store of a folder: nodestore-child.mjs FOLDER hold
 * opens it, says with what result, writes a record if it may, and stays; FOLDER
 * fill [FAULT] writes records until that fails, and says how many and why;
 * FOLDER churn SEED writes random batches and says of each that it is done.
 */
import { writeSync } from "node:fs";
import { makeFaulty } from "../../kernel/host/faultystore.js";
import { NodeStore } from "../../kernel/host/nodestore.js";
import { Store } from "../../kernel/host/store.js";
import { keyOf, StoreClient } from "./storeclient.js";
import { churn } from "./storemodel.js";

const [, , folder, what, arg] = process.argv;
const back = makeFaulty(new NodeStore(folder, () => {}),
	what === "fill" ? arg : undefined);
const client = new StoreClient((machine) => new Store(machine, back,
	{ soon: setImmediate, report() {} }));

const writes = await client.open();

if (what === "hold") {
	if (writes === 1)
		await client.batch([{ key: keyOf(1),
			value: Uint8Array.of(1) }]);
	console.log(writes);
	setInterval(() => {}, 60000);
} else if (what === "churn") {
	for (const { puts, ranges } of churn(Number(arg))) {
		if (await client.batch(puts, ranges) !== 0)
			process.exit(1);
		writeSync(1, ".");
	}
} else {
	let done = 0;
	let result = 0;

	while (result === 0) {
		result = await client.batch([{ key: keyOf(done),
			value: new Uint8Array(3000).fill(done) }]);
		done += Number(result === 0);
	}
	console.log(done, result);
}
