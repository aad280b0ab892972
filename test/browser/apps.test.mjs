// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The desktop's programs, in runlevel 5: by a document that the test is
 * (windows.js), and without one.
 */
import assert from "node:assert/strict";
import { sleep, suite, until } from "./machine.js";
import { run } from "./inpage.js";
import { openDesk } from "./windows.js";

/** @typedef {import("./windows.js").Desk} Desk */

const PROGRAMS = ["clock", "files", "mines", "paint", "settings", "testcard",
	"viewer"];
const KEY = { escape: 1, backspace: 14, enter: 28, a: 30, s: 31, z: 44, c: 46,
	v: 47, n: 49, f2: 60, right: 106, down: 108, delete: 111 };
const SHIFT = 1, CTRL = 2;
/* Of a program that looks at a folder, or at its children. */
const LOOK = 3000;

/** @param {Desk} desk @param {string} app */
async function start(desk, app) {
	await desk.run("i=0; until oxygenctl list >/dev/null 2>&1 || " +
		"[ $i -gt 50 ]; do sleep .1; i=$((i+1)); done");
	await desk.run(app);
	return desk.window(app.replace(/^.* (launch )?/, "")
		.replace(/\s.*/, ""));
}

/** @param {Desk} desk @param {string} line @param {string} wanted */
async function untilSays(desk, line, wanted) {
	let said = "";

	await until(`${line}: ${wanted}`, async () =>
		(said = await desk.run(line)) === wanted, LOOK * 2, 100)
		.catch((error) => {
			throw new Error(`${error.message}; it is: ${said}`);
		});
}

/** @param {Desk} desk @param {number} id */
async function close(desk, id) {
	await desk.call("close", id);
	await until("the window is gone", async () => !await desk.look(id));
}

/** A picture that the browser has packed, into the machine.
 * @param {Desk} desk @param {string} file */
async function upload(desk, file) {
	const text = await desk.page.evaluate(async () => {
		const canvas = new OffscreenCanvas(200, 100);
		const context = /** @type {OffscreenCanvasRenderingContext2D} */
			(canvas.getContext("2d"));

		for (let x = 0; x < 200; x++) {
			context.fillStyle = `rgb(${x},${255 - x},${x * 7 % 256})`;
			context.fillRect(x, 0, 1, 100);
		}
		context.clearRect(150, 50, 50, 50);
		const blob = await canvas.convertToBlob();

		return btoa(String.fromCharCode(
			...new Uint8Array(await blob.arrayBuffer())));
	});

	await desk.run(`echo ${text} | base64 -d >${file}`);
}

/** @type {Parameters<typeof suite>[0]} */
const CASES = {
	async "without a document, each opens its window and closes it"(m) {
		const desk = await openDesk(m, false);

		await desk.run("sleep 2");
		for (const app of PROGRAMS)
			await desk.run(`${app} >>/tmp/said 2>&1 &`);
		await untilSays(desk, "oxygenctl list | cut -f 7 | sort | " +
			"tr '\\n' ' '", `${PROGRAMS.join(" ")} `);
		await sleep(1500);
		await desk.run("for w in $(oxygenctl list | cut -f 1); do " +
			"oxygenctl close ${w%\\*}; done");
		await untilSays(desk, "oxygenctl list | wc -l", "0\n");
		assert.equal(await desk.run("cat /tmp/said"), "");
	},

	async "where there is no desktop, each says so"(m) {
		const said = await run(m, `async (machine) => {
			const all = [];

			for (const app of ${JSON.stringify(PROGRAMS)}) {
				const { stderr, exitCode } =
					await machine.exec(app);

				all.push(exitCode + " " + stderr);
			}
			return all;
		}`);

		for (const one of said)
			assert.match(one, /^1 \w+: no window .*Runlevel 5/);
	},

	async "clock draws what has changed, and no more"(m) {
		const desk = await openDesk(m);
		const id = await start(desk, "oxygenctl launch clock");

		await sleep(1500);
		const before = await desk.look(id);

		await sleep(3500);
		const after = await desk.look(id);
		const frames = (after?.frames ?? 0) - (before?.frames ?? 0);
		const pixels = (after?.pixels ?? 0) - (before?.pixels ?? 0);

		assert.ok(frames >= 2 && frames <= 6, `${frames} frames`);
		assert.ok(pixels / frames < 220 * 244 * 0.7, `${pixels} pixels`);
		await close(desk, id);
	},

	async "what paint saves, viewer shows; what is damaged, it says"(m) {
		const desk = await openDesk(m);
		const paint = await start(desk, "oxygenctl launch paint");

		/* Red; the largest pen; from left to right. */
		await desk.click(paint, 8 + 3 * 20 + 5, 10);
		await desk.key(paint, 6, "5");
		await desk.drag(paint, [100, 200], [300, 200], [500, 200]);
		await until("a red line", async () =>
			await desk.pixel(paint, 400, 205) === "205,45,40");
		await desk.key(paint, KEY.s, "", CTRL);
		await untilSays(desk, "head -c 14 ~/picture.ppm",
			"P6\n640 440\n255");
		await desk.key(paint, KEY.z, "", CTRL);
		await until("it is taken back", async () =>
			await desk.pixel(paint, 400, 205) === "255,255,255");
		await close(desk, paint);
		await desk.run("printf 'P6 2 2 255\\n' >~/q.ppm; " +
			"xdg-open ~/picture.ppm");
		const viewer = await desk.window("viewer");

		/* The window is as wide; the picture a little lower. */
		await until("the line is shown", async () =>
			await desk.pixel(viewer, 320, 170) === "205,45,40");
		await desk.key(viewer, KEY.right);
		await until("the next one", async () =>
			(await desk.look(viewer))?.title === "q.ppm");
		await until("no picture any more", async () =>
			await desk.pixel(viewer, 320, 170) === "236,238,242");
		await desk.call("close", viewer);
	},

	async "viewer shows a PNG of the browser's"(m) {
		const desk = await openDesk(m);

		await upload(desk, "/tmp/x.png");
		const id = await start(desk, "xdg-open /tmp/x.png; : viewer");

		/* In the middle of 640x456. */
		const left = (640 - 200) / 2, top = (480 - 24 - 100) / 2;

		for (const x of [0, 50, 120, 199])
			assert.equal(await desk.pixel(id, left + x, top + 20),
				[x, 255 - x, x * 7 % 256].join());
		/* What is clear has the chequered ground. */
		assert.match(await desk.pixel(id, left + 170, top + 70),
			/^(255,255,255|205,205,205)$/);
		await desk.key(id, 78, "+");
		await until("it is larger", async () => await desk.pixel(id,
			left - 20, top + 20) === "4,251,28");
	},

	async "files copies, renames, deletes and puts back"(m) {
		const desk = await openDesk(m);

		await desk.run("cd; mkdir a b; for i in 1 2; do " +
			"echo $i >a/$i.txt; done; ln -s nowhere a/l");
		const id = await start(desk, "oxygenctl open ~/a; : files");

		await desk.key(id, KEY.a, "", CTRL);
		await desk.key(id, KEY.c, "", CTRL);
		await desk.key(id, KEY.backspace);
		await desk.key(id, 48, "b");
		await desk.key(id, KEY.enter);
		await until("it is in b", async () =>
			(await desk.look(id))?.title === "/home/exa/b");
		await desk.key(id, KEY.v, "", CTRL);
		await untilSays(desk, "cd ~/b; sleep .2; echo *; cat 1.txt 2.txt",
			"1.txt 2.txt l\n1\n2\n");
		await desk.key(id, KEY.down);
		await desk.key(id, KEY.f2);
		await desk.key(id, 102);
		await desk.key(id, 44, "zü ");
		await desk.key(id, KEY.enter);
		await untilSays(desk, "echo ~/b/*.txt",
			"/home/exa/b/2.txt /home/exa/b/zü 1.txt\n");
		await desk.key(id, KEY.delete);
		await untilSays(desk, "echo ~/b/*.txt; cd ~/.local/share/Trash; " +
			"echo files/*; grep Path info/*",
		"/home/exa/b/2.txt\nfiles/zü 1.txt\n" +
			"Path=/home/exa/b/z%C3%BC%201.txt\n");
		/* The buttons: Bin; in it all, Restore. */
		await desk.click(id, 120, 20);
		await until("it is in the bin", async () =>
			(await desk.look(id))?.title === "Bin");
		await desk.key(id, KEY.a, "", CTRL);
		await desk.click(id, 290, 20);
		await untilSays(desk, "cat ~/b/zü*; ls ~/.local/share/Trash/*",
			"1\n/home/exa/.local/share/Trash/files:\n\n" +
			"/home/exa/.local/share/Trash/info:\n");
	},

	async "files deletes for good when asked twice, and sees what comes"(m) {
		const desk = await openDesk(m);

		await desk.run("mkdir -p ~/d/sub; touch ~/d/sub/x ~/d/y");
		const id = await start(desk, "files ~/d >/dev/null 2>&1 & : files");

		await desk.key(id, KEY.a, "", CTRL);
		await desk.key(id, KEY.delete, "", SHIFT);
		await desk.key(id, KEY.escape);
		await sleep(300);
		assert.equal(await desk.run("ls ~/d"), "sub\ny\n");
		await desk.key(id, KEY.delete, "", SHIFT);
		await desk.key(id, KEY.enter);
		await untilSays(desk, "ls ~/d", "");
		const before = await desk.look(id);

		await desk.run("echo new >~/d/new");
		await until("it is drawn", async () =>
			(await desk.look(id))?.pixels !== before?.pixels, LOOK);
		await desk.run("rm -r ~/d");
		await until("it has left the folder", async () =>
			(await desk.look(id))?.title === "/home/exa", LOOK);
	},

	async "settings are set, got, and refused"(m) {
		const desk = await openDesk(m);
		const id = await start(desk, "oxygenctl launch settings");

		/* Theme: light is the second. */
		assert.equal(await desk.pixel(id, 300, 15), "252,252,253");
		await desk.key(id, KEY.right);
		await desk.key(id, KEY.right);
		await untilSays(desk, "oxygenctl get theme", "dark\n");
		await until("it is dark", async () =>
			await desk.pixel(id, 300, 15) === "30,33,39");
		await desk.click(id, 350, 56 + 2 * 40 + 10);
		await untilSays(desk, "oxygenctl get wallpaper", "dusk\n");
		await desk.run("oxygenctl set workspaces 7");
		assert.equal(await desk.run("cat ~/.config/oxygen"),
			"theme=dark\nwallpaper=dusk\nworkspaces=7\n");
		for (const wrong of ["set a/b 1", "set '' 1", "get nothing",
			"set a \"$(printf 'b\\tc')\"", "set a"])
			await assert.rejects(desk.run(`oxygenctl ${wrong}`),
				/: [12]: /);
	},

	async "mines: a field is opened, a flag put, a game begun"(m) {
		const desk = await openDesk(m);
		const id = await start(desk, "mines -s 9x9 -m 9 -r 1 & : mines");
		const [x, y] = [4 * 28 + 3, 40 + 4 * 28 + 3];
		const closed = await desk.pixel(id, x, y);

		await desk.click(id, 8 * 28 + 9, 40 + 8 * 28 + 9, 0, 0x111);
		await desk.click(id, x, y);
		await until("it is open", async () =>
			await desk.pixel(id, x, y) === "252,252,253");
		await until("there is a flag", async () => await desk.pixel(id,
			8 * 28 + 14, 40 + 8 * 28 + 10) === "220,60,50");
		await desk.key(id, KEY.n, "n");
		await until("it is closed", async () =>
			await desk.pixel(id, x, y) === closed);
	},

	async "testcard counts its frames"(m) {
		const desk = await openDesk(m);

		assert.ok(Number(await desk.run("sleep 2; testcard -n 20")) > 1);
		await assert.rejects(desk.run("testcard -n 0"), /: 2: usage/);
	},

	async "windows of any size, and any key: nothing crashes"(m) {
		const desk = await openDesk(m);
		const sizes = [[1, 1], [3, 200], [900, 2], [4096, 30], [60, 9]];

		await desk.run("sleep 2; echo P5 1 1 9 >~/bad.pgm; mkdir /tmp/d");
		for (const app of PROGRAMS) {
			/* Enter is to open nothing. */
			const file = app === "files" ? "/tmp/d" : "";

			await desk.run(`(${app} ${file} 2>>/tmp/said; ` +
				`echo ${app} $? >>/tmp/ends) >/dev/null &`);
			const id = await desk.window(app);

			for (const [width, height] of sizes) {
				await desk.call("size", id, width, height);
				for (const key of [1, 2, 28, 102, 104, 108])
					await desk.key(id, key, "1");
				await desk.drag(id, [0, 0], [-500, 20], [width,
					height], [30000, -30000]);
				await desk.wheel(id, -3);
			}
			/* Of more events than 64 at once, some are lost. */
			await until(`${app} is gone`, async () => {
				await desk.call("close", id);
				return !await desk.look(id);
			}, LOOK * 2, 200);
		}
		await untilSays(desk, "sort /tmp/ends | tr '\\n' ' '",
			PROGRAMS.map((app) => `${app} 0 `).join(""));
		assert.equal(await desk.run("cat /tmp/said"), "");
	},
};

suite(CASES);
