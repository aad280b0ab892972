// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * kernel/abi/oxygen.h and the table of www/desktop/datagram.js list the same
 * datagrams and limits; what is parsed is as the header says, and nothing else;
 * the desktop's parts that need no document do what they should.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import * as d from "../../www/desktop/datagram.js";
import { keyCode } from "../../www/desktop/evdev.js";
import { search } from "../../www/desktop/fuzzy.js";
import { place, resize, snapAt } from "../../www/desktop/geometry.js";
import { applicationsOf, hear, say } from "../../www/desktop/says.js";

const header = readFileSync(new URL("../../kernel/abi/oxygen.h",
	import.meta.url), "utf8").replace(/\/\*[^]*?\*\//g, "");
const encoder = new TextEncoder();

/** @param {RegExp} block @returns {Map<string, number>} */
function enumerators(block) {
	/** @type {Map<string, number>} */
	const names = new Map();
	let next = 0;

	for (const part of (block.exec(header)?.[1] ?? "").split(",")) {
		const [, name, value] =
			/OXYGEN_(\w+)(?:\s*=\s*([\w <]+))?/.exec(part) ?? [];

		if (!name)
			continue;
		const [n, shift = 0] = (value ?? "").split("<<").map(Number);
		next = value ? n << shift : next;
		names.set(name, next++);
	}
	assert.ok(names.size > 0, String(block));
	return names;
}

function checkNames() {
	for (const [block, sender] of /** @type {const} */ ([
		[/enum oxygen_ui \{([^}]*)\}/, "UI"],
		[/enum oxygen_out \{([^}]*)\}/, "oxygen"]])) {
		const types = [...enumerators(block)].filter(([name]) =>
			!name.endsWith("_END"));

		assert.deepEqual(Object.entries(d.OXYGEN)
			.filter(([, row]) => row.sender === sender)
			.map(([type, row]) => [row.name, Number(type)]), types);
		for (const [name, type] of types)
			assert.equal(/** @type {any} */ (d)[name], type, name);
	}
	for (const block of [/enum \{([^}]*)\};/, /enum oxygen_state \{([^}]*)\}/,
		/enum oxygen_kind \{([^}]*)\}/, /(OXYGEN_SHIFT[^}]*)\}/])
		for (const [name, value] of enumerators(block))
			if (name !== "EVENTS")
				assert.equal(/** @type {any} */ (d)[name],
					value, name);
}

/** One of each that is as it should be.
 * @type {[number, number[], Uint8Array?, number?][]} */
const GOOD = [
	[d.HELLO, [1, 800, 600], undefined, 7],
	[d.PLACE, [1, d.pair(-5, 9), d.pair(80, 60), d.LEFT | d.MINIMISED, 8]],
	[d.SIZE, [1, 80, 60]],
	[d.FOCUS, [0, 3]],
	[d.CLOSE, [1, 1]],
	[d.INPUT, [1, 1, 30, 1, d.pair(1, 2), d.CTRL], encoder.encode("a")],
	[d.DRAWN, [1, 0xffffffff]],
	[d.PASTE, [1], encoder.encode("text")],
	[d.ASK, [], encoder.encode("hello")],
	[d.WELCOME, [1, 2, 3, 4], undefined, 7],
	[d.WINDOW, [3, 9, d.pair(-20, 10), d.pair(4096, 1), d.pair(0x88, 8),
		d.pair(1, 5)], encoder.encode("app\0title"), 3],
	[d.GONE, [3]],
	[d.STACK, [0, 1], new Uint8Array(8)],
	[d.DAMAGE, [3, 1, d.pair(4094, 0), d.pair(2, 3), d.pair(9, 9), 1],
		new Uint8Array(24)],
	[d.COPY, [], encoder.encode("text")],
	[d.TELL, [], encoder.encode("message\thi")],
];

/** @type {[number, number[], Uint8Array?, number?][]} */
const BAD = [
	[d.HELLO, [1, 800, 600], undefined, 0],
	[d.HELLO, [1, 800, 600, 1], undefined, 7],
	[d.GONE, [3], new Uint8Array(1)],
	[d.GONE, [3], undefined, 3],
	[d.STACK, [0, 1], new Uint8Array(7)],
	[d.STACK, [0, 1], new Uint8Array(4 * d.WINDOWS + 4)],
	/* Number 0, no size, no such state or kind, no NUL. */
	...[[0, 0], [3, d.pair(0, 5)], [3, d.pair(4097, 5)], [4, 9], [4, 0x100],
		[5, 2], [6, 0]].map(([at, value]) =>
		/** @type {[number, number[], Uint8Array, number]} */ ([
			d.WINDOW, [3, 9, 0, d.pair(9, 9), 0, 0]
				.map((arg, i) => i === at ? value : arg),
			encoder.encode(at === 6 ? "title" : "app\0title"), 3])),
	[d.DAMAGE, [3, 1, d.pair(4095, 0), d.pair(2, 3), d.pair(9, 9), 1],
		new Uint8Array(24)],
	[d.DAMAGE, [3, 1, d.pair(-1, 0), d.pair(2, 3), d.pair(9, 9), 1],
		new Uint8Array(24)],
	[d.DAMAGE, [3, 1, 0, d.pair(2, 3), d.pair(9, 9), 1],
		new Uint8Array(20)],
	[d.DAMAGE, [3, 1, 0, d.pair(2, 3), d.pair(9, 9), 2],
		new Uint8Array(24)],
	[0x20f, []], [0x287, []], [0x100, []],
];

function checkCodec() {
	for (const [type, args, payload, request] of GOOD) {
		const good = d.encode(type, args, payload, request);
		const back = d.parse(good);

		assert.deepEqual(back?.args.slice(0, args.length), args,
			d.OXYGEN[type].name);
		assert.ok(isDeepStrictEqual(back?.payload,
			payload ?? new Uint8Array()));
		for (const at of [8, 12]) {
			const bad = good.slice(0);

			new DataView(bad).setUint32(at, 1, true);
			assert.equal(d.parse(bad), null);
		}
	}
	for (const [type, args, payload, request] of BAD)
		assert.equal(d.parse(d.encode(type, args, payload, request)),
			null, `${type.toString(16)} ${args}`);
	for (let i = 0; i < 20000; i++) {
		const bytes = new Uint8Array(40 + i % 97);

		for (let j = 0; j < bytes.length; j++)
			bytes[j] = Math.random() < 0.7 ? 0 :
				Math.random() * 256;
		bytes[0] = Math.random() < 0.5 ? 0x80 + i % 8 : i % 10;
		bytes[1] = 2;
		d.parse(bytes.buffer);
	}
	for (const both of [[0, 0], [-1, 32767], [-32768, -1]])
		assert.deepEqual(d.unpair(d.pair(both[0], both[1])), both);
}

function checkWords() {
	const said = hear(say(["data", 7, "a\tb\n"], new Uint8Array([10, 9])));

	assert.deepEqual([said.word, said.fields, [...said.rest]],
		["data", ["7", "a b "], [10, 9]]);
	assert.deepEqual(hear(say(["watch", 1])).fields, ["1"]);
	const { list, broken } = applicationsOf(encoder.encode(
		"term\tTerminal\tA shell\n!bad.desktop\tno Exec\nclock\n"));

	assert.deepEqual(broken, [{ file: "bad.desktop", error: "no Exec" }]);
	assert.deepEqual(list.map(({ id, name, comment }) =>
		[id, name, comment]),
	[["term", "Terminal", "A shell"], ["clock", "clock", ""]]);
	const find = (/** @type {string} */ text, recent = [""]) =>
		search(text, list, recent).map(({ id }) => id);

	assert.deepEqual(find("tmnl"), ["term"]);
	assert.deepEqual(find("shell"), ["term"]);
	assert.deepEqual(find("zz"), []);
	assert.deepEqual(find(""), ["clock", "term"]);
	assert.deepEqual(find("", ["term"]), ["term", "clock"]);
}

function checkPlaces() {
	const area = { x: 0, y: 0, w: 1000, h: 700 };
	const whole = { ...area, h: 750 };
	const window = { id: 1, group: 1, pid: 1, x: 10, y: 20, w: 300, h: 200,
		state: 0, minimised: false, workspace: 0, kind: 0, terminal: 0,
		app: "", title: "", fresh: false };
	const put = (/** @type {object} */ change) =>
		place({ ...window, ...change }, area, whole, 30);

	assert.deepEqual(put({}), { x: 10, y: 20, w: 300, h: 230 });
	/* What is out of reach is brought back, what is too large fits. */
	assert.deepEqual(put({ x: -900, y: 9000 }),
		{ x: -236, y: 670, w: 300, h: 230 });
	assert.deepEqual(put({ w: 4000, h: 4000 }), area);
	assert.deepEqual(put({ state: d.FULL }), whole);
	assert.deepEqual(put({ state: d.MAXIMISED }), area);
	assert.deepEqual(put({ state: d.BOTTOM_RIGHT }),
		{ x: 500, y: 350, w: 500, h: 350 });
	assert.deepEqual([[0, 350], [999, 350], [500, 0], [0, 0], [999, 699],
		[500, 350]].map(([x, y]) => snapAt(x, y, area)),
	[d.LEFT, d.RIGHT, d.MAXIMISED, d.TOP_LEFT, d.BOTTOM_RIGHT, d.NORMAL]);
	const from = { x: 100, y: 100, w: 300, h: 200 };

	assert.deepEqual(resize(from, "se", 10, 20, area),
		{ ...from, w: 310, h: 220 });
	assert.deepEqual(resize(from, "nw", 10, 20, area),
		{ x: 110, y: 120, w: 290, h: 180 });
	/* The other edge stays, the title bar as well. */
	assert.deepEqual(resize(from, "w", 999, 0, area),
		{ ...from, x: 280, w: 120 });
	assert.deepEqual(resize(from, "n", 0, -999, area),
		{ ...from, y: 0, h: 300 });
}

checkNames();
checkCodec();
checkWords();
checkPlaces();
assert.deepEqual(["KeyA", "Enter", "F12", "MetaLeft", "ArrowDown", "None"]
	.map(keyCode), [30, 28, 88, 125, 108, 0]);
