// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A machine in runlevel 5 and a document for its windows that a test is master
 * of: it takes pixels, and sends keys and buttons (kernel/abi/oxygen.h).
 */

/** @typedef {import("./machine.js").Machine} Machine */

/**
 * Runs in the page, as text: boots, and makes globalThis.desk.
 * @param {string} uuidOf where the channel's name was put
 */
async function bootDesk(uuidOf) {
	/* @ts-ignore: of the site */
	const { Exa } = await import("./exa.js");
	const machine = await Exa.boot({ parameters: { runlevel: "5" },
		onStuck() {} });
	/** @type {any} */
	const scope = globalThis;

	scope.desk = makeDesk(new BroadcastChannel(scope[uuidOf]), machine);
}

/** Likewise: puts a datagram on the channel.
 * @param {BroadcastChannel} channel */
function makePost(channel) {
	/** @param {number} type @param {number[]} args @param {string} [text]
	 * @param {number} [request] */
	return (type, args, text = "", request = 0) => {
		const bytes = new TextEncoder().encode(text);
		const all = new Uint8Array(40 + bytes.length);
		const view = new DataView(all.buffer);

		view.setUint32(0, type, true);
		view.setUint32(4, request, true);
		args.forEach((arg, i) => view.setUint32(16 + 4 * i, arg, true));
		all.set(bytes, 40);
		channel.postMessage(all.buffer);
	};
}

/** Likewise: the document.
 * @param {BroadcastChannel} channel @param {unknown} machine */
function makeDesk(channel, machine) {
	const HELLO = 0x200, SIZE = 0x202, CLOSE = 0x204, INPUT = 0x205,
		DRAWN = 0x206, WINDOW = 0x281, GONE = 0x282, DAMAGE = 0x284;
	/** @type {Map<number, any>} */
	const windows = new Map();
	const post = makePost(channel);

	/** @param {number} pair @returns {[number, number]} */
	const unpair = (pair) => [pair << 16 >> 16, pair >> 16];

	/** @param {number[]} args @param {Uint8Array} bytes */
	function damage(args, bytes) {
		const w = windows.get(args[0]);
		const [x, y] = unpair(args[2]);
		const [width, height] = unpair(args[3]);

		w.canvas ??= document.body.appendChild(
			document.createElement("canvas"));
		if (w.canvas.width !== w.width || w.canvas.height !== w.height)
			Object.assign(w.canvas,
				{ width: w.width, height: w.height });
		w.canvas.getContext("2d").putImageData(new ImageData(
			new Uint8ClampedArray(bytes), width, height), x, y);
		w.pixels += width * height;
		w.frames++;
		post(DRAWN, [args[0], args[1]]);
	}

	/** @param {number[]} args @param {Uint8Array} bytes */
	function window(args, bytes) {
		const [app, title] = new TextDecoder().decode(bytes).split("\0");
		const old = windows.get(args[0]);
		const [width, height] = unpair(args[3]);

		windows.set(args[0], { pixels: 0, frames: 0, width, height,
			...old, id: args[0], app, title });
		if (!old && (args[5] & 0xffff) === 0)
			size(args[0], width, height);
	}

	/** @param {number} id @param {number} width @param {number} height */
	function size(id, width, height) {
		Object.assign(windows.get(id), { width, height });
		post(SIZE, [id, width, height]);
	}

	channel.onmessage = ({ data }) => {
		const view = new DataView(data);
		const args = [0, 1, 2, 3, 4, 5].map((i) =>
			view.getUint32(16 + 4 * i, true));
		const bytes = new Uint8Array(data, 40).slice();

		if (view.getUint32(0, true) === WINDOW)
			window(args, bytes);
		else if (view.getUint32(0, true) === DAMAGE)
			damage(args, bytes);
		else if (view.getUint32(0, true) === GONE) {
			windows.get(args[0])?.canvas?.remove();
			windows.delete(args[0]);
		}
	};
	return {
		machine, windows, size,
		/** @param {string} app */
		find: (app) => [...windows.values()].find((w) =>
			w.app === app && w.frames > 0),
		hello: () => post(HELLO, [1, 1200, 800], "", 7),
		/** @param {number} id */
		close: (id) => post(CLOSE, [id, 0]),
		/** @param {number} id @param {number} type @param {number} code
		 * @param {number} value @param {number} [x] @param {number} [y]
		 * @param {number} [modifiers] @param {string} [text] */
		input: (id, type, code, value, x = 0, y = 0, modifiers = 0,
			text = "") => post(INPUT, [id, type, code, value,
			(x & 0xffff | y << 16) >>> 0, modifiers], text),
	};
}

const EV_KEY = 1, EV_REL = 2, EV_ABS = 3, REL_WHEEL = 8, BTN_LEFT = 0x110;

/** What a test does with the windows. */
export class Desk {
	/** @param {Machine} m */
	constructor(m) {
		this.page = m.page;
	}

	/** @param {string} line @returns {Promise<string>} what it prints */
	async run(line) {
		const { stdout, stderr, exitCode } = await this.page.evaluate(
			(text) => /** @type {any} */ (globalThis).desk.machine
				.exec(text, { timeoutMs: 20000 }), line);

		if (exitCode !== 0)
			throw new Error(`${line}: ${exitCode}: ${stderr}`);
		return stdout;
	}

	/**
	 * The window of an application, when it has drawn.
	 * @param {string} app
	 * @returns {Promise<number>}
	 */
	async window(app) {
		const found = await this.page.waitForFunction((name) =>
			/** @type {any} */ (globalThis).desk.find(name)?.id,
		{ timeout: 20000 }, app);

		return /** @type {Promise<number>} */ (found.jsonValue());
	}

	/** Its title, how many pixels it has drawn; null: it is gone.
	 * @param {number} id */
	async look(id) {
		return this.page.evaluate((n) => {
			const w = /** @type {any} */ (globalThis)
				.desk.windows.get(n);

			return w ? { title: w.title, pixels: w.pixels,
				frames: w.frames } : null;
		}, id);
	}

	/** @param {number} id @param {number} x @param {number} y
	 * @returns {Promise<string>} its colour */
	async pixel(id, x, y) {
		return this.page.evaluate((n, left, top) => {
			const { data } = /** @type {any} */ (globalThis).desk
				.windows.get(n).canvas.getContext("2d")
				.getImageData(left, top, 1, 1);

			return [...data.slice(0, 3)].join();
		}, id, x, y);
	}

	/** @param {string} name @param {unknown[]} args */
	async call(name, ...args) {
		await this.page.evaluate((method, rest) =>
			/** @type {any} */ (globalThis).desk[method](...rest),
		name, args);
	}

	/** @param {number} id @param {number} code @param {string} [text]
	 * @param {number} [modifiers] */
	async key(id, code, text = "", modifiers = 0) {
		await this.call("input", id, EV_KEY, code, 1, 0, 0, modifiers,
			text);
		await this.call("input", id, EV_KEY, code, 0, 0, 0, modifiers);
	}

	/** @param {number} id @param {number} x @param {number} y
	 * @param {number} [modifiers] @param {number} [button] */
	async click(id, x, y, modifiers = 0, button = BTN_LEFT) {
		await this.call("input", id, EV_ABS, 0, 0, x, y, modifiers);
		for (const down of [1, 0])
			await this.call("input", id, EV_KEY, button, down, x, y,
				modifiers);
	}

	/** @param {number} id @param {[number, number][]} places */
	async drag(id, ...places) {
		await this.call("input", id, EV_KEY, BTN_LEFT, 1, ...places[0]);
		for (const place of places)
			await this.call("input", id, EV_ABS, 0, 0, ...place);
		await this.call("input", id, EV_KEY, BTN_LEFT, 0,
			...places[places.length - 1]);
	}

	/** @param {number} id @param {number} lines */
	async wheel(id, lines) {
		await this.call("input", id, EV_REL, REL_WHEEL, lines, 50, 50);
	}
}

/**
 * @param {Machine} m
 * @param {boolean} [attach] a document says HELLO
 * @returns {Promise<Desk>}
 */
export async function openDesk(m, attach = true) {
	const desk = new Desk(m);

	m.allow(/favicon/);
	await m.page.evaluateOnNewDocument(() => {
		const Channel = BroadcastChannel;

		globalThis.BroadcastChannel = class extends Channel {
			/** @param {string} name */
			constructor(name) {
				super(name);
				if (name.startsWith("exa:"))
					/** @type {any} */ (globalThis.top)
						.exaChannel = name;
			}
		};
	});
	await m.open("machine.css");
	await m.page.evaluate(`${makePost}${makeDesk}(${bootDesk})("exaChannel")`);
	if (attach)
		await desk.call("hello");
	return desk;
}
