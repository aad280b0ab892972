// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The interactive shell on a host terminal: line editing of the line
 * discipline, the keys that send signals, the end of input.
 */
const prompt = /[$#] $/;
const end = /** @type {[RegExp, string]} */ ([prompt, "exit 5\r"]);

/** @type {import("./row.mjs").Row[]} */
export default [
	{ name: "typed-echo", status: 5, out: /\r\nhello\r\n/,
		keys: [[prompt, "echo hel''lo\r"], end] },
	{ name: "typed-erase", status: 5, out: /\r\nabc\r\n/,
		keys: [[prompt, "echo a''bX\x7fc\r"], end] },
	{ name: "typed-end-of-input", keys: [[prompt, "\x04"]] },
	{ name: "typed-interrupt", status: 5, limit: 8000, out: /\^C/,
		keys: [[prompt, "sleep 100\r"], [/sleep 100\r\n/, "\x03"],
			end] },
	{ name: "typed-interrupt-pipeline", status: 5, limit: 8000,
		keys: [[prompt, "cat | cat\r"], [/cat\r\n/, "x\r"],
			[/x\r\nx\r\n/, "\x03"], end] },
	{ name: "typed-interrupt-output", status: 5, limit: 15000,
		keys: [[prompt, "while :; do echo yes; done\r"],
			[/(\nyes\r){100}/, "\x03"], end] },
	{ name: "typed-stop", status: 5, limit: 8000,
		keys: [[prompt, "sleep 100\r"], [/sleep 100\r\n/, "\x1a"],
			/* The first exit may only warn of the stopped job. */
			[prompt, "exit 5\rexit 5\r"]] },
	{ name: "typed-jobs", status: 5, limit: 15000,
		out: /\[1\] \+ Stopped .*sleep 100[^]*\[1\] sleep 100[^]*Running/,
		keys: [[prompt, "sleep 100\r"], [/sleep 100\r\n/, "\x1a"],
			[prompt, "bg\r"], [prompt, "jobs\r"],
			[prompt, "fg\r"], [/fg\r\nsleep 100\r\n/, "\x03"],
			[prompt, "jobs; echo s$?\r"],
			[/s0\r\n[^]*[$#] $/, "exit 5\r"]] },
	{ name: "typed-background-reader", status: 5, limit: 15000,
		out: /Stopped \(tty input\) +cat/,
		keys: [[prompt, "cat &\r"], [prompt, "\r"],
			[/Stopped[^]*[$#] $/, "fg\r"],
			[/fg\r\ncat\r\n/, "mine\r"],
			[/mine\r\nmine\r\n/, "\x04"], end] },
	{ name: "typed-tostop", status: 5, limit: 15000,
		out: /Stopped \(tty output\)/,
		keys: [[prompt, "stty tostop; (sleep 0; echo w''rote) &\r"],
			[prompt, "sleep 1\r"],
			[/Stopped[^]*[$#] $/, "stty -tostop; fg\r"],
			[/wrote\r\n[^]*[$#] $/, "exit 5\r"]] },
	{ name: "typed-quit", status: 5, limit: 8000, out: /Quit/,
		keys: [[prompt, "sleep 100\r"], [/sleep 100\r\n/, "\x1c"],
			end] },
	/* What is wrong leaves the terminal as it was. */
	{ name: "typed-bad-input", status: 5, limit: 20000,
		out: /too deeply nested[^]*Syntax error[^]*\r\nsame\r\n/,
		keys: [[prompt, "m=$(stty -g); f() { f; }; f\r"],
			[prompt, "fi\r"], [prompt, "echo 'a\r"],
			[/> $/, "\x03"], [prompt, "echo \x01\xff${\r"],
			[/> $/, "\x03"],
			[prompt, "[ \"$m\" = \"$(stty -g)\" ] && echo sa''me\r"],
			end] },
	{ name: "typed-home-export", status: 5,
		out: /home-export: an archive is nothing for a terminal/,
		keys: [[prompt, "home-export\r"], end] },
	{ name: "typed-home-import", status: 5,
		out: /home-import: a terminal has no archive/,
		keys: [[prompt, "home-import\r"], end] },
	{ name: "typed-tty", status: 5, out: /\r\n\/dev\/(tty|pts|console)/,
		keys: [[prompt, "tty\r"], end] },
];
