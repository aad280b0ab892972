// SPDX-License-Identifier: GPL-3.0-or-later
/* What the desktop has besides its windows: surfaces, files in and out,
 * pictures, notifications, the clipboard, themes, links; and what it does with
 * datagrams that are not as they should be. */
import assert from "node:assert/strict";
import {
	mkdtempSync, readFileSync, rmSync, statSync, writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectAccessible, wish, WISHES } from "./audit.js";
import { Desk, tell, withDesk } from "./desk.js";
import { suite, until } from "./machine.js";
import { makeSite } from "./site.js";

const site = makeSite([]);

/** Bytes for printf(1). @param {(number | string)[]} parts 32 bits each, or
 *	text */
function bytes(parts) {
	return parts.map((part) => {
		const all = typeof part === "string" ? Buffer.from(part) :
			Buffer.from(Uint32Array.of(part).buffer);

		return [...all].map((byte) =>
			`\\${byte.toString(8).padStart(3, "0")}`).join("");
	}).join("");
}

/* Two halves of a frame, red, green, blue and white. */
const FIRST = bytes([4, 10, 20, 2, 1, 1, 0xff0000ff, 0xff00ff00]);
const SECOND = bytes([4, 10, 21, 2, 1, 0, 0xffff0000, 0xffffffff]);

/** A program that has a surface, draws on it when it is shown, tells all that
 * it is sent, and ends with the key Escape. */
const PROBE = `exec 3<>/dev/oxygen
printf '${bytes([1, 0, 300, 200, 0, 0, "probe\0A probe"])}' >&3
while :; do
	e=$(dd bs=64 count=1 <&3 2>/dev/null | od -An -v -td4 | tr -s ' \\n' ' ')
	echo "$e"
	case "$e" in
	" 2 "*) printf '${FIRST}' >&3; printf '${SECOND}' >&3 ;;
	" 1 "*" 1 1 1 "*) break ;;
	esac
done`;

/** The colours of some pixels. @param {Desk} desk @param {number} x
 * @param {number} y @param {number} w @param {number} h
 * @returns {Promise<number[]>} */
function pixels(desk, x, y, w, h) {
	return desk.frame.$eval("canvas[role=application]", (canvas, box) => {
		const context = /** @type {HTMLCanvasElement} */ (canvas)
			.getContext("2d");
		const { data } = /** @type {any} */ (context).getImageData(
			box[0], box[1], box[2], box[3]);

		return [...new Uint32Array(data.buffer)];
	}, [x, y, w, h]);
}

/** What a program was told, without the window's number.
 * @param {string} text */
function eventsOf(text) {
	return text.trim().split("\n").map((line) => {
		const [type, , ...rest] = line.trim().split(" ").map(Number);

		return [type, ...rest].join(" ");
	});
}

/** @param {Desk} desk @param {string} key @param {string} value */
async function set(desk, key, value) {
	await tell(desk, "0x208", `set\t${key}\t${value}`);
}

/** In the document: the colours of its parts. */
function colorsOf() {
	return ["#desk", "#taskbar", ".frame .bar", ".pane"].map((name) => {
		const one = document.querySelector(name);
		const style = one && getComputedStyle(one);

		return [style?.color, style?.backgroundColor,
			style?.backgroundImage].join();
	}).join("\n");
}

await suite({
	"a surface: pixels, keys, pointer, wheel": withDesk(async (desk) => {
		const { keyboard, mouse } = desk.page;
		const done = desk.m.exec(PROBE);

		await until("its pixels", async () =>
			(await pixels(desk, 10, 20, 2, 2).catch(() => []))
				.join() === [0xff0000ff, 0xff00ff00, 0xffff0000,
				0xffffffff].join());
		const [one] = await desk.windows();
		const { id, x, y, w, h, title, frames } = one;

		assert.deepEqual([title, w, h], ["A probe", 300, 236]);
		assert.ok(frames >= 1);
		await mouse.move(x + 50, y + 36 + 40);
		await mouse.down();
		await mouse.up();
		await mouse.wheel({ deltaY: 200 });
		await desk.until("the keyboard", id, ({ focused }) => focused);
		await keyboard.down("KeyA");
		await keyboard.up("KeyA");
		await keyboard.down("ShiftLeft");
		await desk.frame.focus("#launch");	/* lets go of the key */
		await keyboard.up("ShiftLeft");
		await desk.frame.focus("canvas[role=application]");
		await keyboard.press("Escape");
		const { stdout } = await done;
		const events = eventsOf(stdout);
		const at = 50 + (40 << 16);

		for (const wanted of ["2 300 200 0 0 0 0",
			`1 3 0 50 ${at} 0 0`, `1 1 272 1 ${at} 0 0`,
			`1 1 272 0 ${at} 0 0`, `1 2 8 -2 ${at} 0 0`,
			`1 1 30 1 ${at} 0 1 ${"a".charCodeAt(0)}`,
			`1 1 30 0 ${at} 0 0`, `1 1 42 1 ${at} 1 0`,
			`1 1 42 0 ${at} 0 0`])
			assert.ok(events.includes(wanted),
				`${wanted} is not in\n${stdout}`);
		await until("its window goes with it", async () =>
			(await desk.windows()).length === 0);
	}),

	"a surface has the size of its window": withDesk(async (desk) => {
		const done = desk.m.exec(PROBE);

		await until("the window", async () =>
			(await desk.windows()).length === 1);
		const [{ x, y, w, h }] = await desk.windows();

		await desk.drag([x + w + 2, y + h + 2],
			[x + w + 42, y + h + 12]);
		await until("the canvas", () => desk.frame.$eval(
			"canvas[role=application]", (one) => {
				const { width, height } =
					/** @type {HTMLCanvasElement} */ (one);

				return width === 340 && height === 210;
			}));
		await desk.page.keyboard.press("Escape");
		assert.ok(eventsOf((await done).stdout)
			.includes("2 340 210 0 0 0 0"));
	}),

	"files come in and go out": withDesk(async (desk) => {
		const { id } = await desk.terminal();
		const folder = mkdtempSync(join(tmpdir(), "exa-down-"));
		const session = await desk.page.createCDPSession();

		await session.send("Browser.setDownloadBehavior",
			{ behavior: "allow", downloadPath: folder });
		/* Of several parts. */
		await desk.frame.evaluate(() => {
			const data = new DataTransfer();
			const text = Array.from({ length: 12000 }, (_, i) =>
				`line ${i}`).join("\n");

			data.items.add(new File([text], "in coming.txt"));
			data.items.add(new File([], "empty"));
			for (const type of ["dragover", "drop"])
				document.getElementById("desk")?.dispatchEvent(
					new DragEvent(type, { bubbles: true,
						cancelable: true,
						dataTransfer: data }));
		});
		await until("they are taken", async () =>
			(await desk.stats()).transfers === 0);
		assert.equal(await desk.run("tail -n1 'in coming.txt'; " +
			"wc -c < empty"), "line 119990");
		await desk.page.keyboard.type(
			"oxygenctl download 'in coming.txt'\n");
		const file = join(folder, "in coming.txt");

		await until("the file", () => {
			try {
				return statSync(file).size > 100000;
			} catch {
				return false;
			}
		});
		const lines = readFileSync(file, "utf8").split("\n");

		assert.equal(lines.length, 12000);
		assert.ok(lines.every((line, i) => line === `line ${i}`));
		rmSync(folder, { recursive: true });
		/* One that cannot be stored. */
		await tell(desk, "0x286", "failed\t1\tthere is no space left");
		await desk.frame.waitForFunction(() => document.querySelector(
			".toast[role=alert]")?.textContent?.includes("no space"));
		assert.ok((await desk.window(id)).focused);
	}),

	"a file is dropped onto a folder": withDesk(async (desk) => {
		await desk.m.exec("mkdir -p docs; oxygenctl launch files; " +
			"oxygenctl launch files docs; oxygenctl launch clock",
		{ cwd: "/home/exa" });
		await until("the folder", async () => (await desk.windows())
			.some(({ title }) => title === "/home/exa/docs"));
		const drop = (/** @type {string} */ title, /** @type {string} */
			name) => desk.frame.evaluate((wanted, file) => {
			const data = new DataTransfer();
			const event = new DragEvent("drop", { bubbles: true,
				cancelable: true, dataTransfer: data });

			data.items.add(new File(["dropped"], file));
			[...document.querySelectorAll(".frame")].find((one) =>
				one.querySelector(".title")?.textContent ===
				wanted)?.querySelector("canvas")
				?.dispatchEvent(event);
		}, title, name);

		await drop("Clock", "nowhere");
		await drop("/home/exa/docs", "there");
		await until("it is there", async () => (await desk.m.exec(
			"cat /home/exa/docs/there")).stdout === "dropped");
		assert.equal((await desk.m.exec("find /home -name nowhere"))
			.stdout, "");
	}),

	"pictures": withDesk(async (desk) => {
		const { id } = await desk.terminal();
		const size = (/** @type {string} */ file) => desk.run(
			`od -An -tx1 -j16 -N8 ${file} | tr -d ' '; ` +
			`head -c 4 ${file} | tail -c 3`);
		const wide = (/** @type {number} */ n) =>
			n.toString(16).padStart(8, "0");

		await desk.run("oxygenctl screenshot /tmp/all.png");
		assert.equal(await size("/tmp/all.png"),
			`${wide(1200)}${wide(760)}\nPNG`);
		await desk.run(`oxygenctl screenshot -w ${id} /tmp/one.png`);
		const [width, height] = await desk.frame.$eval(".xterm-screen",
			(one) => [one.clientWidth, one.clientHeight]);

		assert.equal(await size("/tmp/one.png"),
			`${wide(width)}${wide(height)}\nPNG`);
		assert.match(await desk.run("oxygenctl screenshot -w 99 " +
			"/tmp/none.png || echo refused"), /refused/);
	}),

	"notifications": withDesk(async (desk) => {
		await desk.terminal();
		await desk.page.keyboard.type("notify-send -t 0 First 'a body'; " +
			"notify-send -u critical Second\n");
		await desk.frame.waitForSelector(".toast[role=status]");
		await desk.frame.waitForSelector(".toast[role=alert]");
		assert.equal(await desk.frame.$eval(".toast[role=status]",
			(one) => one.textContent), "Firsta body");
		await desk.click("#bell");
		await desk.frame.waitForFunction(() => document
			.querySelectorAll(
			"#notices li").length === 2);
		await desk.click("#notices [aria-label='Close: First']");
		await desk.frame.waitForFunction(() => document.querySelector(
			"#bell")?.getAttribute("aria-label") ===
			"Notifications: 1" && document.querySelectorAll(
			".toast[role=status]").length === 0);
	}),

	"text for the clipboard": withDesk(async (desk) => {
		const context = desk.page.browserContext();

		await context.overridePermissions(
			new URL(desk.page.url()).origin,
			["clipboard-read", "clipboard-sanitized-write"]);
		await tell(desk, "0x285", "copied ünicode");
		await until("it is there", () => desk.frame.evaluate(async () =>
			await navigator.clipboard.readText() ===
				"copied ünicode"));
	}),

	"datagrams that are not as they should be": withDesk(async (desk) => {
		const before = await desk.stats();

		await desk.terminal();
		/* Short, unknown, no such window, not of that form. */
		await tell(desk, "0x299", "");
		await tell(desk, "0x28f", "what");
		await tell(desk, "0x282", "more", [1]);
		await tell(desk, "0x281", "app\0title", [1, 1, 1, 0]);
		await tell(desk, "0x284", "abc", [1, 1, 0, 65537, 65537]);
		await tell(desk, "0x102", "", [4, 5, 6, 7]);
		for (const said of ["status\tx\ty\tz", "notify\tno",
			"got", "data\t9\t0", "screenshot\tone", "", "new\t1"])
			await tell(desk, "0x286", said);
		await until("they are counted", async () => {
			const now = await desk.stats();

			return now.malformed >= before.malformed + 4 &&
				now.tells >= before.tells + 5;
		});
		assert.equal(await desk.run("echo alive"), "alive");
	}),

	"a link that asks for an application": withDesk(async (desk) => {
		await desk.click("#run .main");
		await until("its window", async () =>
			(await desk.windows())[0]?.app === "monitor");
	}, "&run=monitor"),

	"it starts nothing unasked, nor what is not there": withDesk(
		async (desk) => {
			await desk.frame.waitForFunction(() => document
				.querySelector(".toast")?.textContent
				?.includes("not there"));
			assert.equal((await desk.windows()).length, 0);
		}, "&run=nothing%3Cb%3E"),

	async "an element of a page"(m) {
		m.allow(/favicon/);
		writeFileSync(join(site, "desk.html"), `<!DOCTYPE html>
<title>Desk</title><script type="module" src="exa.js"></script>
<exa-desktop persist="" run="terminal"></exa-desktop>`);
		await m.open("desk.html");
		await until("the element", () => m.page.evaluate(() =>
			customElements.get("exa-desktop") !== undefined));
		await m.page.evaluate(() => /** @type {any} */ (
			document.querySelector("exa-desktop")).run());
		const desk = new Desk(m);

		await desk.ready();
		await desk.click("#run .main");
		await until("a prompt", async () =>
			/[$] ?$/.test((await desk.windows())[0]?.text));
		await m.page.evaluate(() => /** @type {any} */ (
			document.querySelector("exa-desktop"))
			.write("echo $((6*7))\n"));
		await until("what it printed", async () =>
			/^42$/m.test((await desk.windows())[0].text));
	},

	...Object.fromEntries(Object.entries(WISHES).map(([name, wishes]) => [
		`nothing in the way of readers: ${name}`,
		withDesk(async (desk) => {
			await wish(desk.m, wishes);
			await desk.terminal();
			await desk.run("ls -l /");
			await desk.click(".frame .add");
			await until("a tab", async () =>
				(await desk.windows()).length === 2);
			await tell(desk, "0x286",
				"notify\t7\t1\t0\nSummary\nBody");
			await tell(desk, "0x286",
				"desktop\nHome\t/home/exa\tfolder");
			await desk.frame.waitForSelector("#icons button");
			await expectAccessible(desk.m);
			await desk.press("Control+Escape");
			await expectAccessible(desk.m);
			await desk.press("Escape");
			await desk.press("Control+Alt+KeyH");
			await expectAccessible(desk.m);
			await desk.press("Escape");
			await desk.click("#bell");
			await expectAccessible(desk.m);
			await desk.press("Escape");
			await desk.click(".frame .menu");
			await expectAccessible(desk.m);
			await desk.press("Escape");
			await desk.page.keyboard.down("Alt");
			await desk.page.keyboard.press("Tab");
			await expectAccessible(desk.m);
			await desk.page.keyboard.up("Alt");
		})])),

	"themes": withDesk(async (desk) => {
		await desk.terminal();

		const colors = new Set();

		for (const theme of ["light", "dark", "contrast"]) {
			await set(desk, "theme", theme);
			await until(theme, () => desk.frame.evaluate((name) => {
				const { dataset } = document.documentElement;

				return (dataset.strong === "true") ===
					(name === "contrast") && (name !==
					"dark" || dataset.theme === "dark");
			}, theme));
			colors.add(await desk.frame.evaluate(colorsOf));
			if (process.env.EXA_SHOTS)
				await desk.page.screenshot({ path: join(
					process.env.EXA_SHOTS, `${theme}.png`) });
		}
		assert.equal(colors.size, 3);
		await set(desk, "theme", "light");
		await set(desk, "wallpaper", "#102030");
		await until("the colour", () => desk.frame.$eval("#desk",
			(one) => getComputedStyle(one).backgroundImage.includes(
				"rgb(16, 32, 48)")));
	}),
}, site);
