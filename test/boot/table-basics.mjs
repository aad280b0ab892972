// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What a user of the headless machine relies on: statuses, streams, mounts,
 * files, pipes, the processes that are there after the boot.
 */
const bytes = Buffer.from(Array.from({ length: 300000 },
	(_, i) => (i * 167 + (i >> 8) * 13) & 255));
const servers = ["resmgr", "tty", "netfs", "pipe", "init"];

/** @type {import("./row.mjs").Row[]} */
export default [
	{ name: "true", run: "true" },
	{ name: "false", run: "false", status: 1 },
	{ name: "exit-status", run: "exit 7", status: 7 },
	{ name: "exit-signal", run: "kill -TERM $$", status: 143,
		err: /^(Terminated\n)?$/ },
	{ name: "streams", run: "echo out; echo err >&2",
		out: "out\n", err: "err\n" },
	{ name: "utf8", run: "echo 'žluť 漢字 😀'",
		out: "žluť 漢字 😀\n" },
	{ name: "arguments",
		args: ["-c", 'echo "$0|$1|$2|$#"', "n", "a b", "*"],
		out: "n|a b|*|2\n" },
	{ name: "script-file", args: ["$W/s.sh", "a b", "c"],
		files: { "s.sh": 'echo "$1|$2|$#"\nexit 3\n' },
		out: "a b|c|2\n", status: 3 },
	{ name: "script-stdin", args: [],
		stdin: "echo one\nx=2\necho $x\nexit 4\n",
		out: "one\n2\n", status: 4 },
	{ name: "stdin-of-command", args: ["-c", "cat"],
		stdin: "a\nb", out: "a\nb" },
	{ name: "help", run: "help | grep -c . && help nosuch; help umask reboot",
		out: /^4\d\numask \[-S\] .*\n .*\nshutdown (.*\n)+Exit status: /,
		err: /nosuch: no help; try nosuch --help or man nosuch\n$/ },
	{ name: "help-lost", run: "mount -t tmpfs none /usr/share; help",
		options: ["--root"], status: 2,
		err: /cannot read \/usr\/share\/help\n$/ },
	{ name: "ps-pids", run: "ps -e", out: new RegExp(servers
		.map((name, i) => `^ *${i + 1} .*\\b${name}\\b.*\\n`)
		.join(""), "m") },
	{ name: "dmesg", run: "dmesg", out: /^\[ *\d+\.\d+\] .*\bEXA\b/m },
	{ name: "sort-sources",
		run: "cat /src/kernel/*.c /src/servers/*/*.c | sort | wc -l",
		same: "cat kernel/*.c servers/*/*.c | sort | wc -l",
		limit: 30000 },
	{ name: "binary-in", host: '"$EXA" sh -c cat <"$W/d" | cmp - "$W/d"',
		files: { d: bytes } },
	{ name: "binary-file",
		host: '"$EXA" sh -v "$W:/w" -c "cat /w/d" | cmp - "$W/d"',
		files: { d: bytes } },
	{ name: "mount-write",
		host: '"$EXA" sh -v "$W:/w" -c "echo new >/w/f" && cat "$W/f"',
		out: "new\n" },
	{ name: "mount-read-only", run: "echo x >/w/f; echo $?",
		options: ["-v", "$W:/w:ro"],
		out: /^[12]\n$/, err: /Read-only file system/ },
	{ name: "home", host: '"$EXA" sh --home "$W/h" -c "cd; echo kept >f" ' +
		'&& "$EXA" sh --home "$W/h" -c "cd; cat f"', out: "kept\n" },
	{ name: "home-installed", host: '"$EXA" sh --home "$W/h" -c "mkdir ' +
		'/usr/local/bin; echo echo kept >/usr/local/bin/say; ' +
		'chmod 755 /usr/local/bin/say" && "$EXA" sh --home "$W/h" ' +
		'-c "sh /usr/local/bin/say"', out: "kept\n" },
	{ name: "output-closed", limit: 15000, out: "y\n",
		host: `"$EXA" sh -c 'while :; do echo y; done' | head -n 1`,
		err: /^[^\n]*\n?$/ },
	{ name: "pipe-closed", out: "y\n",
		run: "while :; do echo y; done | head -n 1" },
	{ name: "pipe-megabyte", out: "1000000\n",
		run: "head -c 1000000 /dev/zero | cat | cat | wc -c" },
	{ name: "pipeline-status", run: "true | false; echo $?; false | true",
		out: "1\n" },
	{ name: "wait-status", run: "(exit 3) & wait $!; echo $?", out: "3\n" },
	{ name: "not-found", run: "nosuchcommand; echo $?", out: "127\n",
		err: /nosuchcommand.*not found/ },
	{ name: "no-such-file", run: "/nosuch/file; echo $?", out: "127\n",
		err: /nosuch/ },
	{ name: "not-executable", run: "/etc/passwd; echo $?", out: "126\n",
		err: /Permission denied/ },
	{ name: "script-by-interpreter", run: "/w/s a 'b c'",
		files: { s: '#!/bin/sh\necho "$0|$1|$2"\n' },
		out: "/w/s|a|b c\n" },
	{ name: "script-without-interpreter", run: "/w/s a",
		files: { s: "echo $1\n" }, out: "a\n" },
	{ name: "devices", out: "5\n0\n",
		run: "head -c 5 /dev/zero | wc -c; wc -c </dev/null" },
	{ name: "device-full", run: "cat /etc/passwd >/dev/full", status: 1,
		err: /No space left on device/ },
	{ name: "folders", out: "/\n/tmp/a/b\n/tmp/a\nf\n",
		run: "cd /; pwd; mkdir -p /tmp/a/b && cd /tmp/a/b && pwd && " +
			"cd .. && pwd && rmdir b && echo x >f && ls && " +
			"rm f && cd / && rmdir /tmp/a" },
	{ name: "symlink-loop", status: 1, err: /[Ss]ymbolic link|ELOOP/,
		run: "cd /tmp; ln -s a b; ln -s b a; cat a" },
	{ name: "tree-across-mounts", out: "/\n", run: "cd /w/.. && pwd" },
	{ name: "sleep-lasts", run: "sleep 1", least: 1000 },
	{ name: "sleeps-together", limit: 8000,
		run: "for a in 1 2 3 4; do for b in 1 2 3 4; do " +
			"sleep 1 & done; done; wait" },
	{ name: "zombies-reaped", out: /^(?![^]*(defunct|zombie))/i,
		run: "sleep 0 & sleep 0 & wait; ps -e" },
	{ name: "cc-pipes", out: "1 2 3\n", limit: 30000,
		host: '"$EXA" cc -O1 test/boot/pipes.c -o "$W/t" && ' +
			'"$EXA" sh -v "$W:/w" -c /w/t' },
];
