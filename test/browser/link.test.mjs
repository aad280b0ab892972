// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The UI's end of the protocol without a browser: offsets, windows, replay,
 * loss, against a channel that the test holds in its hands.
 */
import assert from "node:assert/strict";
import * as d from "../../www/ui/datagram.js";
import { Link } from "../../www/ui/link.js";
import { OUTBOX_MAX } from "../../www/ui/outbox.js";

const START = 0xfffffff0;	/* offsets wrap soon */

class Bench {
	/** @type {d.Datagram[]} */
	posted = [];
	shown = "";
	/** @type {string[]} */
	events = [];
	/** @type {(() => void)[]} */
	undrawn = [];
	slow = false;
	channel = {
		/** @type {((event: any) => void) | null} */
		onmessage: null,
		/** @param {ArrayBuffer} data */
		postMessage: (data) => {
			const datagram = d.parse(data);

			assert.ok(datagram, "the link posted nonsense");
			this.posted.push(datagram);
		},
		close: () => this.events.push("closed"),
	};

	constructor() {
		/** @param {string} name @returns {any} */
		const note = (name) => () => this.events.push(name);

		this.link = new Link(this.channel, 0, { cols: 80, rows: 24 }, {
			write: (bytes, drawn) => {
				this.shown += new TextDecoder().decode(bytes);
				if (this.slow)
					this.undrawn.push(drawn);
				else
					drawn();
			},
			reset: () => {
				this.shown = "";
			},
			progress: note("progress"),
			stopped: note("stopped"),
			detached: note("detached"),
			silent: note("silent"),
		});
		this.request = this.posted[0].request;
	}

	/**
	 * @param {number} type
	 * @param {number[]} args
	 * @param {string} [text]
	 */
	tell(type, args, text = "", request = 0) {
		this.channel.onmessage?.({ data: d.encode(type, args,
			new TextEncoder().encode(text), request) });
	}

	/** @param {number} [replay] @param {number} [live] */
	welcome(replay = START, input = START, live = replay) {
		this.tell(d.WELCOME, [1, 0, replay, input, live], "",
			this.request);
	}

	/** @param {number} type */
	taken(type) {
		const found = this.posted.filter((p) => p.type === type);

		this.posted = [];
		return found;
	}

	end() {
		this.tell(d.STOPPED, [], "the end");
	}
}

/** @type {Record<string, (b: Bench) => void>} */
const CASES = {
	"hello has the size, and progress hastens it"(b) {
		assert.deepEqual(b.taken(d.HELLO)[0].args.slice(0, 4),
			[1, 0, 80, 24]);
		b.tell(d.PROGRESS, [1, 2], "Loading");
		assert.equal(b.taken(d.HELLO).length, 1);
		b.tell(d.PROGRESS, [2, 2], "Loading");
		assert.equal(b.taken(d.HELLO).length, 0);
	},

	"what is typed before the welcome is kept"(b) {
		b.link.input(Uint8Array.of(65));
		assert.equal(b.taken(d.INPUT).length, 0);
		b.welcome();
		b.welcome();
		const [input, ...more] = b.taken(d.INPUT);

		assert.deepEqual([...input.payload], [65]);
		assert.equal(input.args[1], START);
		assert.equal(more.length, 0);
	},

	"output is drawn once and acknowledged"(b) {
		b.welcome();
		b.tell(d.OUTPUT, [0, START], "0123456789");
		b.tell(d.OUTPUT, [0, START], "0123456789");
		b.tell(d.OUTPUT, [0, START + 5], "56789abcdef");
		b.tell(d.OUTPUT, [0, 0], "!");
		assert.equal(b.shown, "0123456789abcdef!");
		assert.deepEqual(b.taken(d.OUTPUT_ACK).map((p) => p.args[1]),
			[START + 10, START + 10, 0, 1]);
		assert.equal(b.link.stats.repeated, 1);
	},

	"only what was drawn is acknowledged"(b) {
		b.welcome(0);
		b.slow = true;
		for (let i = 0; i < 4; i++)
			b.tell(d.OUTPUT, [0, i * 10000], "x".repeat(10000));
		assert.equal(b.taken(d.OUTPUT_ACK).length, 0);
		b.undrawn.forEach((drawn) => drawn());
		assert.deepEqual(b.taken(d.OUTPUT_ACK).map((p) => p.args[1]),
			[20000, 40000]);
	},

	"a gap calls again and goes on behind it"(b) {
		b.welcome(0);
		b.posted = [];
		b.tell(d.OUTPUT, [0, 0], "abc");
		b.tell(d.OUTPUT, [0, 9], "lost");
		assert.equal(b.taken(d.HELLO).length, 1);
		b.tell(d.OUTPUT, [0, 3], "ignored");
		b.welcome(1);
		b.tell(d.OUTPUT, [0, 1], "bcdef");
		assert.equal(b.shown, "abcdef");
		b.tell(d.OUTPUT, [0, 100], "lost");
		b.welcome(100);
		b.tell(d.OUTPUT, [0, 100], "anew");
		assert.equal(b.shown, "anew");
		assert.equal(b.link.stats.gaps, 2);
	},

	"answers to a replay are dropped"(b) {
		b.slow = true;
		b.welcome(START, 7, START + 4);
		b.tell(d.OUTPUT, [0, START], "oldnew");
		assert.equal(b.undrawn.length, 2);
		b.link.input(Uint8Array.of(1));
		b.undrawn[0]();
		b.link.input(Uint8Array.of(2));
		const [input, ...more] = b.taken(d.INPUT);

		assert.deepEqual([...input.payload, input.args[1]], [2, 7]);
		assert.equal(more.length, 0);
	},

	"input keeps to its window"(b) {
		b.welcome(0, 0);
		assert.ok(b.link.input(new Uint8Array(10000)));
		const [first, ...more] = b.taken(d.INPUT);

		assert.equal(first.payload.length, 4096);
		assert.equal(more.length, 0);
		b.tell(d.INPUT_ACK, [0, 1000]);
		assert.deepEqual(b.taken(d.INPUT).map((p) =>
			[p.args[1], p.payload.length]), [[4096, 1000]]);
		b.tell(d.INPUT_ACK, [0, 6000]);
		assert.equal(b.link.stats.malformed, 1);
		b.tell(d.INPUT_ACK, [0, 5096]);
		assert.equal(b.taken(d.INPUT)[0].payload.length, 4096);
		assert.equal(b.link.pending, 4904);
		assert.ok(!b.link.input(new Uint8Array(OUTBOX_MAX)));
	},

	"input that was not taken is sent again"(b) {
		b.welcome(0, 0);
		b.link.input(new TextEncoder().encode("abcdef"));
		b.link.call();
		b.link.input(new TextEncoder().encode("g"));
		b.taken(d.INPUT);
		b.welcome(0, 2);
		assert.deepEqual(b.taken(d.INPUT).map((p) =>
			[p.args[1], new TextDecoder().decode(p.payload)]),
		[[2, "cdef"], [6, "g"]]);
	},

	"the size is sent when it changes"(b) {
		b.link.resize(90, 30);
		assert.equal(b.taken(d.RESIZE).length, 0);
		b.welcome();
		b.link.resize(90, 30);
		b.link.resize(91, 30);
		assert.deepEqual(b.taken(d.RESIZE)[0].args.slice(0, 3),
			[0, 91, 30]);
	},

	"another document takes over"(b) {
		b.tell(d.WELCOME, [1, 0, 0, 0, 0], "", b.request ^ 1 || 2);
		assert.deepEqual(b.events, []);
		b.welcome();
		b.tell(d.WELCOME, [1, 0, 0, 0, 0], "", b.request ^ 1 || 2);
		assert.deepEqual(b.events, ["closed", "detached"]);
	},

	"other terminals and documents are passed over"(b) {
		b.welcome(0, 0);
		b.tell(d.OUTPUT, [1, 0], "other");
		b.tell(d.INPUT, [0, 0], "typed elsewhere");
		b.tell(d.WELCOME, [1, 1, 0, 0, 0], "", 5);
		assert.equal(b.shown, "");
		assert.equal(b.link.stats.malformed, 0);
	},

	"impossible replays are malformed"(b) {
		b.welcome(10, 0, 9);
		b.welcome(10, 0, 10 + 131073);
		assert.equal(b.link.stats.malformed, 2);
		assert.equal(b.taken(d.INPUT).length, 0);
	},
};

for (const [name, body] of Object.entries(CASES)) {
	const bench = new Bench();

	try {
		body(bench);
	} catch (error) {
		console.error(`FAIL ${name}:`, error);
		process.exitCode = 1;
	}
	bench.end();
}
