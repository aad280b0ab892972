// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * What is around the terminal, for people: the row of keys, copy and paste, the
 * way out by the keyboard, screen reader mode, print, and the question before a
 * program is left.
 */
import assert from "node:assert/strict";
import { wish } from "./audit.js";
import { sleep, suite, until } from "./machine.js";

/** @typedef {import("./machine.js").Machine} Machine */

const PROMPT = /\$ ?$/;

/** Boots, and waits for what is loaded later.
 * @param {Machine} m @param {string} [path] */
async function start(m, path) {
	await m.boot(path);
	await until("the tools", () => m.terminal?.evaluate(() =>
		document.body.dataset.tools === "ready"));
}

/** @param {Machine} m @param {string} selector in the terminal's document */
async function press(m, selector) {
	await m.terminal?.evaluate((at) => /** @type {HTMLElement} */ (
		document.querySelector(at)).click(), selector);
}

/** @param {Machine} m @param {string} selector */
async function textAt(m, selector) {
	return await m.terminal?.$eval(selector, (one) => one.textContent) ?? "";
}

/** The middle of an element of the terminal's document, which fills the page.
 * @param {Machine} m @param {string} selector */
async function middleOf(m, selector) {
	return /** @type {{x: number, y: number}} */ (await m.terminal?.$eval(
		selector, (one) => {
			const { x, y, width, height } =
				one.getBoundingClientRect();

			return { x: x + width / 2, y: y + height / 2 };
		}));
}

/** @param {Machine} m @param {string} selector */
async function tap(m, selector) {
	const { x, y } = await middleOf(m, selector);

	await m.page.touchscreen.tap(x, y);
}

/** @param {Machine} m @param {string[]} permissions */
async function allow(m, permissions) {
	await m.page.browserContext().overridePermissions(m.url,
		/** @type {any} */ (permissions));
}

/** The text of what the browser asks when the page is left; empty: nothing.
 * @param {Machine} m */
async function askedOnLeaving(m) {
	let asked = "";

	m.page.once("dialog", (dialog) => {
		asked = dialog.type();
		void dialog.dismiss();
	});
	await m.page.evaluate(() => {
		location.href = "demo/tutorial.html";
	});
	await until("an answer", () => asked !== "" ||
		m.page.url().includes("tutorial"));
	return asked;
}

await suite({
	async "a touch screen has the row of keys; Ctrl and c interrupt"(m) {
		await m.page.setViewport({ width: 390, height: 700,
			hasTouch: true, isMobile: true });
		await start(m);
		assert.ok(await m.terminal?.$("#keys:not([hidden])"));
		await m.terminal?.focus("textarea");
		await m.type("sleep 100\n");
		await sleep(300);
		await tap(m, "[data-hold=ctrl]");
		assert.ok(await m.terminal?.$(
			"[data-hold=ctrl][aria-pressed=true]"));
		assert.ok(await m.terminal?.$("textarea:focus"),
			"the keyboard would close");
		await m.type("c");
		await m.waitFor(/sleep 100\n\^C\n.*\$ ?$/);
		/* It held for one key. */
		await m.type("echo c\n");
		await m.waitFor(/\nc\n.*\$ ?$/);
	},

	async "what the keys of the row send"(m) {
		await start(m, "machine.html?keys=always");
		await m.type("stty -echo; cat -v\n");
		await sleep(300);
		for (const key of ["up", "esc", "tab"])
			await press(m, `[data-key=${key}]`);
		await press(m, "[data-hold=ctrl]");
		await press(m, "[data-key=left]");
		await press(m, "[data-hold=alt]");
		await m.type("xy\n");
		await m.waitFor("^[[A^[\t^[[1;5D^[xy".replace("\t", "    "))
			.catch(() => m.waitFor(/\^\[\[A\^\[\s+\^\[\[1;5D\^\[xy/));
		/* In the mode that programs with a screen ask for. */
		await m.control("KeyC");
		await m.type("printf '\\033[?1h'; cat -v\n");
		await sleep(300);
		await press(m, "[data-key=up]");
		await m.type("\n");
		await m.waitFor("^[OA");
		/* Nobody may type where that is not wanted. */
		await m.open("machine.html?keys=always&readonly");
		await m.waitFor(PROMPT);
		await until("the tools", () => m.terminal?.evaluate(() =>
			document.body.dataset.tools === "ready"));
		assert.ok(await m.terminal?.$("#keys[hidden]"));
	},

	async "the buttons to copy and paste"(m) {
		await start(m);
		await allow(m, ["clipboard-read", "clipboard-write",
			"clipboard-sanitized-write"]);
		await m.run("echo on the screen");
		await press(m, "#copy");
		await until("the copy", async () => /^on the screen$/m.test(
			await m.terminal?.evaluate(() =>
				navigator.clipboard.readText()) ?? ""));
		assert.match(await textAt(m, "#said"), /nothing was selected/);
		await m.terminal?.evaluate(() => navigator.clipboard.writeText(
			"echo first\necho second"));
		await press(m, "#paste");
		await m.waitFor("echo second");
		/* The shell has asked for brackets: nothing runs yet. */
		await sleep(200);
		assert.doesNotMatch(await m.screen(), /^first$/m);
		await m.type("\n");
		await m.waitFor(/^first\nsecond$/m);
	},

	async "a clipboard that may not be read is told"(m) {
		await start(m);
		await allow(m, []);
		await press(m, "#paste");
		await until("the words", async () => /did not let .* Ctrl\+Shift\+V/
			.test(await textAt(m, "#said")));
		assert.equal(await m.terminal?.$eval("#said",
			(one) => one.getAttribute("role")), "status");
	},

	async "the keyboard alone leads out of the terminal, and back"(m) {
		await start(m, "");
		await m.type("echo here\n");
		await m.waitFor(/^here$/m);
		await m.page.keyboard.down("Control");
		await m.page.keyboard.down("Shift");
		await m.page.keyboard.press("KeyH");
		await m.page.keyboard.up("Shift");
		await m.page.keyboard.up("Control");
		const active = () => m.terminal?.evaluate(() =>
			document.activeElement?.id);
		assert.equal(await active(), "copy");
		await m.page.keyboard.press("Escape");
		await m.type("echo back\n");
		await m.waitFor(/^back$/m);
		await m.terminal?.focus("#ask");
		await m.page.keyboard.press("Enter");
		await until("the help", () => m.terminal?.$eval("#help", (one) =>
			/** @type {HTMLDialogElement} */ (one).open));
		assert.match(await textAt(m, "#help"), /Ctrl W[^]*browser’s/);
		/* Its beginning and its button, though there is no room for
		 * all of it. */
		assert.deepEqual(await m.terminal?.$eval("#help", (one) => [
			one.scrollHeight > one.clientHeight, one.scrollTop,
			(one.querySelector("button")?.getBoundingClientRect()
				.bottom ?? Infinity) < innerHeight]),
		[true, 0, true]);
		await m.page.keyboard.press("Escape");
		await until("the terminal's focus", () =>
			m.terminal?.$("textarea:focus"));
		await m.terminal?.focus("#ask");
		await m.page.keyboard.press("Tab");
		await until("the next button of the page", () =>
			m.page.evaluate(() => document.activeElement
				?.getAttribute("data-type") === "ps -e"));
		await m.page.keyboard.press("Enter");
		await m.waitFor(/PID[^]*resmgr/);
		/* It has the keyboard again. */
		await m.type("echo again\n");
		await m.waitFor(/^again$/m);
	},

	async "screen reader mode is chosen, and kept"(m) {
		await start(m);
		assert.equal(await m.terminal?.$(".xterm-accessibility"), null);
		await press(m, "#reader");
		await m.run("echo read me");
		await until("the text for readers", () => m.terminal?.evaluate(
			() => document.querySelector(".xterm-accessibility")
				?.textContent?.includes("read me")));
		await start(m);
		assert.ok(await m.terminal?.$(".xterm-accessibility"));
		await press(m, "#reader");
		await start(m, "machine.html?screenreader");
		assert.ok(await m.terminal?.$(".xterm-accessibility"));
	},

	async "what is printed is the text on the screen"(m) {
		await start(m);
		await m.run("printf '\\033[33;44mon paper\\033[m\\n'");
		await wish(m, {}, "print");
		await until("the paper", async () => /^on paper$/m.test(
			await textAt(m, "#paper")));
		assert.deepEqual(await m.terminal?.evaluate(() =>
			["#paper", "#terminal", "#tools"].map((at) =>
				/** @type {Element} */ (document
					.querySelector(at)).checkVisibility(
					{ checkOpacity: true }))),
		[true, false, false]);
		await wish(m, {});
		/* As the browser does it, there is an event before. */
		await m.run("echo later");
		await m.page.pdf();
		assert.match(await textAt(m, "#paper"), /^later$/m);
	},

	async "a program that runs is not left without a question"(m) {
		await start(m, "");
		await m.type("sleep 100\n");
		await sleep(300);
		assert.equal(await askedOnLeaving(m), "beforeunload");
		await m.control("KeyC");
		await m.waitFor(PROMPT);
		await m.type("vi\n");
		await m.waitFor(/^~$/m);
		assert.equal(await askedOnLeaving(m), "beforeunload");
		await m.type(":q!\n");
		await m.waitFor(PROMPT);
		await sleep(200);
		assert.equal(await askedOnLeaving(m), "");
	},

	async "full screen"(m) {
		await start(m);
		const { x, y } = await middleOf(m, "#terminal");

		await m.page.mouse.move(x, y);
		const full = await middleOf(m, "#full");
		await m.page.mouse.click(full.x, full.y);
		await until("it", () => m.terminal?.evaluate(() =>
			document.fullscreenElement !== null));
		await until("what it says", async () =>
			/^(All keys|Escape)/.test(await textAt(m, "#said")));
		await m.run("echo types on");
	},
});
