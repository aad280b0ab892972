// SPDX-License-Identifier: GPL-3.0-or-later
/* The desktop of a machine in runlevel 5: its windows, by pointer and by
 * keyboard, and that they outlive the document and the manager. */
import assert from "node:assert/strict";
import { suite, until } from "./machine.js";
import { tell, withDesk } from "./desk.js";

const NORMAL = 0, MAXIMISED = 1, FULL = 2, LEFT = 3, RIGHT = 4, TOP_LEFT = 5;
/** The title bar's height, and the task bar's. */
const BAR = 36, TASKS = 49;

/** Where a window's title can be taken hold of.
 * @param {{x: number, y: number, w: number}} window
 * @returns {[number, number]} */
function grip({ x, y, w }) {
	return [x + w / 2, y + BAR / 2];
}

await suite({
	"launcher, terminal, typing": withDesk(async (desk) => {
		const { keyboard } = desk.page;

		await desk.press("Control+Escape");
		await desk.frame.waitForSelector("#launcher[open]");
		await keyboard.type("shel");
		await desk.frame.waitForFunction(() => document.querySelector(
			"#found [aria-selected=true]")?.getAttribute("data-id") ===
			"terminal");
		await keyboard.press("Enter");
		await until("a window", async () =>
			(await desk.windows()).length === 1);
		const [{ id }] = await desk.windows();

		await desk.until("a prompt", id, ({ text }) => /\$ ?$/.test(text));
		assert.equal(await desk.run("echo $((6 * 7))"), "42");
		/* For those who hear the page, and those who read the DOM. */
		await desk.frame.waitForFunction(() => {
			const one = document.querySelector("[role=dialog]");
			const name = document.getElementById(
				one?.getAttribute("aria-labelledby") ?? "");

			return name?.textContent === "Terminal" &&
				one?.querySelector(".xterm-rows")?.textContent
					?.includes("42");
		});
		/* As terminal(1) asked for. */
		assert.equal(await desk.run("stty size"), "24 80");
		await keyboard.type("printf '\\033]2;renamed\\a'\n");
		await desk.until("the title", id, ({ title }) =>
			title === "renamed");
	}),

	"move, resize, snap by the pointer": withDesk(async (desk) => {
		const start = await desk.terminal();
		const { id } = start;
		const [x, y] = grip(start);

		await desk.drag([x, y], [x + 200, y + 90]);
		const moved = await desk.until("it is moved", id, (one) =>
			one.x === start.x + 200 && one.y === start.y + 90);
		await desk.drag([moved.x + moved.w + 2, moved.y + moved.h + 2],
			[moved.x + moved.w + 62, moved.y + moved.h + 42]);
		const large = await desk.until("it is larger", id, (one) =>
			one.w === moved.w + 60 && one.h === moved.h + 40);
		await desk.drag([large.x - 2, large.y + 100],
			[large.x - 42, large.y + 160]);
		const wide = await desk.until("its left edge is moved", id,
			(one) => one.x === large.x - 40 &&
				one.w === large.w + 40 && one.h === large.h);
		const [rows, cols] = (await desk.run("stty size")).split(" ");

		assert.ok(Number(rows) === 26 && Number(cols) > 88,
			`${rows} ${cols}`);
		await desk.drag(grip(wide), [1, 300], true);
		await desk.frame.waitForSelector(".preview:not([hidden])");
		await desk.page.mouse.up();
		await desk.until("the left half", id, (one) =>
			one.state === LEFT && one.x === 0 && one.w === 600 &&
				one.h === 760 - TASKS + 1);
		/* Dragged off it has its size again. */
		await desk.drag([300, 12], [600, 200]);
		await desk.until("as it was", id, (one) => one.w === wide.w &&
			one.h === wide.h && one.state === NORMAL);
		const now = await desk.window(id);

		await desk.page.mouse.click(...grip(now), { count: 2 });
		await desk.until("all", id, (one) =>
			one.state === MAXIMISED && one.w === 1200);
		await desk.page.mouse.click(...grip(
			await desk.window(id)), { count: 2 });
		await desk.until("no more", id, (one) => one.state === NORMAL);
		/* Escape ends a drag as if it had not been. */
		await desk.drag(grip(now), [700, 500], true);
		await desk.press("Escape");
		await desk.page.mouse.up();
		const { x: left, y: top } = await desk.window(id);

		assert.deepEqual([left, top], [now.x, now.y]);
	}),

	"all of it by the keyboard": withDesk(async (desk) => {
		await desk.press("Control+Alt+KeyT");
		await until("a window", async () =>
			(await desk.windows()).length === 1);
		const [first] = await desk.windows();
		const { id } = first;
		const second = await desk.terminal();

		for (const [keys, state] of /** @type {[string, number][]} */ ([
			["Control+Alt+ArrowRight", RIGHT],
			["Control+Alt+ArrowLeft", NORMAL],
			["Control+Alt+ArrowLeft", LEFT],
			["Control+Alt+ArrowUp", TOP_LEFT],
			["Control+Alt+ArrowUp", MAXIMISED],
			["Control+Alt+ArrowDown", NORMAL],
			["Control+Alt+KeyF", FULL], ["Control+Alt+KeyF", NORMAL],
			["Alt+F10", MAXIMISED], ["Alt+F10", NORMAL]])) {
			await desk.press(keys);
			await desk.until(keys, second.id, (one) =>
				one.state === state);
		}
		await desk.press("Control+Alt+KeyF");
		await desk.frame.waitForFunction(() =>
			document.fullscreenElement);
		await desk.until("all of it", second.id, ({ state, h }) =>
			state === FULL && h === 760);
		await desk.frame.evaluate(() => document.exitFullscreen());
		const before = await desk.until("no more", second.id,
			({ state }) => state === NORMAL);

		await desk.press("Alt+F7");
		for (const key of ["ArrowRight", "ArrowDown", "ArrowDown",
			"Shift+ArrowLeft", "Enter"])
			await desk.press(key);
		await desk.until("it is moved", second.id, (one) =>
			one.x === before.x + 15 && one.y === before.y + 32);
		await desk.press("Alt+F8");
		await desk.press("ArrowRight");
		await desk.press("Escape");
		await desk.until("its size is as it was", second.id, (one) =>
			one.w === before.w);
		await desk.press("Alt+Tab");
		await desk.until("the other one", id, (one) => one.focused);
		await desk.press("Control+Alt+KeyM");
		await desk.until("minimised", id, (one) =>
			one.minimised && !one.focused);
		assert.ok((await desk.window(second.id)).focused);
		await desk.press("Alt+Backquote");
		await desk.until("back", id, (one) =>
			!one.minimised && one.focused);
		assert.equal(await desk.run("echo the keyboard is here"),
			"the keyboard is here");
		await desk.press("Alt+F4");
		await until("it is closed", async () =>
			(await desk.windows()).length === 1);
	}),

	"minimised, and its picture in the task bar": withDesk(async (desk) => {
		const { id, x, y } = await desk.terminal();

		await desk.run("echo to be seen");
		await desk.click(`.frame[data-window="${id}"] .minimise`);
		await desk.until("minimised", id, (one) => one.minimised);
		await desk.frame.hover(`.task[data-window="${id}"]`);
		await desk.frame.waitForSelector(".popup canvas");
		/* Of more than one colour. */
		await desk.frame.waitForFunction(() => {
			const canvas = /** @type {HTMLCanvasElement} */ (
				document.querySelector(".popup canvas"));
			const { data } = /** @type {any} */ (
				canvas.getContext("2d")).getImageData(0, 0,
				canvas.width, canvas.height);

			return new Set(new Uint32Array(data.buffer)).size > 2;
		});
		await desk.click(`.task[data-window="${id}"]`);
		await desk.until("restored", id, (one) => !one.minimised &&
			one.focused && one.x === x && one.y === y);
	}),

	"workspaces": withDesk(async (desk) => {
		const { id } = await desk.terminal();
		const shown = () => desk.frame.$eval(".frame", (one) =>
			!(/** @type {HTMLElement} */ (one).hidden));

		await desk.press("Control+Alt+PageDown");
		await until("the second", async () => !await shown());
		assert.equal(await desk.focused(), undefined);
		const other = await desk.terminal();

		assert.equal(other.workspace, 1);
		await desk.press("Control+Alt+PageUp");
		await until("the first", shown);
		await desk.until("its window", id, (one) => one.focused);
		await desk.press("Control+Alt+Shift+PageDown");
		await desk.until("it has gone along", id, (one) =>
			one.workspace === 1 && one.focused);
	}),

	"tabs": withDesk(async (desk) => {
		const first = await desk.terminal();

		await desk.run("echo in the first");
		await desk.click(".frame .add");
		await until("a tab", async () =>
			(await desk.windows()).length === 2);
		const second = await desk.focused();

		assert.equal(second.group, first.group);
		await desk.until("a prompt", second.id, ({ text, x, y, w, h }) =>
			/\$ ?$/.test(text) && x === first.x && y === first.y &&
				w === (second.w) && h === second.h);
		assert.equal(await desk.run("echo typed in the tab"),
			"typed in the tab");
		assert.equal((await desk.frame.$$(".frame")).length, 1);
		assert.equal(await desk.frame.$eval("[role=tablist]", (one) =>
			one.children.length), 2);
		await desk.click(`[role=tab][data-window="${first.id}"]`);
		await desk.until("the first one", first.id,
			(one) => one.focused);
		assert.equal(await desk.frame.$eval("[aria-selected=true]",
			(one) => one.getAttribute("data-window")),
		String(first.id));
		await desk.press("Control+Alt+Period");
		await desk.until("the second", second.id, (one) => one.focused);
		await desk.page.keyboard.type("exit\n");
		await until("it is gone", async () =>
			(await desk.windows()).length === 1);
		await desk.until("the first again", first.id, (one) =>
			one.focused);
	}),

	"close, and an offer to kill": withDesk(async (desk) => {
		const { id } = await desk.terminal();

		await desk.page.keyboard.type("trap '' HUP; while :; do " +
			"sleep 1; done\n");
		await desk.click(`.frame[data-window="${id}"] .close`);
		await desk.click(".offer .main");
		await until("it is gone", async () =>
			(await desk.windows()).length === 0);
		const other = await desk.terminal();

		await desk.click(`.frame[data-window="${other.id}"] .close`);
		await until("it ends by SIGHUP", async () =>
			(await desk.windows()).length === 0, 2500);
	}),

	"the document is loaded anew": withDesk(async (desk) => {
		const first = await desk.terminal();

		await desk.run("echo before $((40 + 2))");
		await desk.terminal();
		await desk.press("Control+Alt+ArrowRight");
		await until("the right half", async () =>
			(await desk.focused()).state === RIGHT);
		const before = await desk.windows();

		await desk.frame.evaluate(() => location.reload());
		await until("another document", () => desk.frame.evaluate(() =>
			performance.getEntriesByType("navigation").some((one) =>
				/** @type {any} */ (one).type === "reload"))
			.catch(() => false));
		await desk.ready();
		await desk.until("its text", first.id, ({ text }) =>
			text.includes("before 42"));
		const told = (/** @type {any[]} */ list) => list.map((
			{ id, x, y, w, h, state, title, focused }) =>
			({ id, x, y, w, h, state, title, focused }));

		assert.deepEqual(told(await desk.windows()), told(before));
		await desk.page.focus("iframe");
		assert.equal(await desk.run("echo goes on"), "goes on");
	}),

	"the manager is killed": withDesk(async (desk) => {
		const { id } = await desk.terminal();
		const killed = await desk.m.exec("old=$(pidof oxygen); kill -9 " +
			"$old; while new=$(pidof oxygen); [ \"${new:-$old}\" = " +
			"$old ]; do sleep 0.1; done; echo other", { user: "root" });

		assert.equal(killed.stdout, "other\n");
		assert.equal(await desk.run("echo still here"), "still here");
		assert.ok((await desk.window(id)).focused);
		await desk.terminal();
	}),

	"the manager is killed again and again": withDesk(async (desk) => {
		const root = /** @type {const} */ ({ user: "root" });
		const ids = [];

		for (let i = 0; i < 8; i++) {
			const kill = desk.m.exec(`sleep 0.${i * 7 % 10}; ` +
				"kill -9 $(pidof oxygen)", root);

			if (i % 2)
				await desk.press("Control+Alt+ArrowLeft");
			ids.push((await desk.terminal()).id);
			await kill;
			assert.deepEqual((await desk.windows()).map((one) =>
				one.id).sort((a, b) => a - b), ids);
		}
		assert.equal(await desk.run("echo all here"), "all here");
	}),

	"icons": withDesk(async (desk) => {
		const icon = (/** @type {string} */ name) =>
			`#icons button[title$="${name}"]`;

		await desk.frame.waitForSelector(icon("/home/exa"));
		await desk.m.exec("mkdir -p ~/Desktop; cd ~/Desktop; " +
			"echo what it says >note.txt; printf '[Desktop Entry]" +
			"\nType=Application\nName=Own\nExec=terminal -t own" +
			"\n' >own.desktop; chmod +x own.desktop");
		await desk.frame.waitForSelector(icon("/note.txt"));
		await desk.frame.focus(icon("/note.txt"));
		await desk.page.keyboard.press("Enter");
		await until("the text", async () => (await desk.windows())
			.some(({ app, text }) => app === "editor" &&
				text.includes("what it says")));
		await desk.frame.focus(icon("/own.desktop"));
		await desk.page.keyboard.press("Enter");
		await until("the program", async () => (await desk.windows())
			.some(({ title }) => title === "own"));
	}),

	"notes, and another machine": withDesk(async (desk) => {
		const { page } = desk;
		const post = (/** @type {object} */ message) =>
			page.$eval("iframe", (frame, data) =>
				/** @type {HTMLIFrameElement} */ (frame)
					.contentWindow?.postMessage(data,
						location.origin), message);
		const says = (/** @type {string} */ text) =>
			desk.frame.waitForFunction((wanted) => {
				const one = document.getElementById("notice");

				return !one?.hidden &&
					one?.textContent?.includes(wanted);
			}, {}, text);
		const before = desk.frame.url();

		await desk.terminal();
		await until("the title", async () =>
			await page.title() === "Terminal – EXA");
		await post({ type: "note", text: "a note" });
		await says("a note");
		await post({ type: "stuck", stuck: { name: "hog", deaf: false } });
		await says("hog keeps the machine busy");
		await post({ type: "stuck", stuck: null });
		await post({ type: "type", text: "echo $((6*7))\n" });
		await until("it is typed", async () =>
			/^42$/m.test((await desk.focused()).text));
		await tell(desk, "0x108", "The machine was stopped.");
		await says("The machine was stopped.");
		await desk.click("#restart");
		await until("another one", () => desk.page.frames().some(
			(frame) => /desktop[.]html/.test(frame.url()) &&
				frame.url() !== before));
		await desk.ready();
		assert.equal((await desk.windows()).length, 0);
		await desk.terminal();
	}),
});
