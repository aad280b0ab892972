// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Bad input and broken programs: each gets its signal or its errno, and what
 * comes after it on the same machine goes on.
 */
const header = Buffer.from([0, 97, 115, 109, 1, 0, 0, 0]);
const corrupt = Buffer.concat([header, Buffer.from([9, 200, 1, 2, 3])]);
const double = "x=0123456789abcdef; for i in 1 2 3 4 5 6 7 8 9 10 11 12 ";
const killed = /^(.*Killed.*\n)?$/;

/** @type {import("./row.mjs").Row[]} */
export default [
	{ name: "kill-sleeping", out: "137\n", err: killed,
		run: "sleep 100 & kill -9 $!; wait $!; echo $?" },
	{ name: "kill-pipe-blocked", out: "137\n", err: killed,
		/* wait waits for the whole pipeline, as dash's does. */
		run: "sleep 2 | cat & kill -9 $!; wait $!; echo $?" },
	{ name: "kill-writer", out: "137 137\n", run: "/t/blocked" },
	{ name: "divide-by-zero", run: "/t/divide 0; echo $?", out: "136\n",
		err: /Floating point exception/ },
	{ name: "divide-overflow", run: "/t/divide -1; echo $?", out: "136\n",
		err: /Floating point exception/ },
	{ name: "recursion", run: "/t/recurse; echo $?; /bin/echo alive",
		out: "139\nalive\n", err: /Segmentation fault/ },
	{ name: "recursion-in-calls", out: "139\nalive\n",
		run: "/t/recurse call; echo $?; /bin/echo alive",
		err: /Segmentation fault/ },
	{ name: "bad-pointer", run: "/t/badptr; echo $?", out: "139\n",
		err: /Segmentation fault/ },
	{ name: "trap", run: "/t/trap; echo $?", out: /^(132|139)\n$/,
		err: /Illegal instruction|Segmentation fault/ },
	{ name: "abort", run: "/t/trap abort; echo $?", out: "134\n",
		err: /Aborted/ },
	{ name: "out-of-memory", run: "/t/hog; echo $?; /bin/echo alive",
		out: "0\nalive\n", limit: 30000 },
	{ name: "wasm-corrupt", run: "/w/bad; echo $?", files: { bad: corrupt },
		out: "126\n", err: /Exec format error/ },
	{ name: "wasm-foreign", run: "/w/bad; echo $?", files: { bad: header },
		out: "126\n", err: /Exec format error/ },
	{ name: "arguments-too-long", out: "126\nalive\n",
		run: `${double} 13 14 15 16 17 18; do x=$x$x; done; ` +
			'/bin/echo "$x"; echo $?; /bin/echo alive',
		err: /Argument list too long/ },
	/* One argument may have 128 KiB, all together 2 MiB. */
	{ name: "arguments-long", out: "1048592\n",
		run: `${double}; do x=$x$x; done; set $x $x $x $x; ` +
			"/bin/echo $* $* $* $* | wc -c" },
	{ name: "option-mount-readonly", options: ["-v", "$W:/ro:ro"],
		run: "dmesg", out: /^(?![^]*unknown option)/ },
	{ name: "option-env", args: ["-e", "NAME", "-c", "true"], status: 2,
		err: /-e NAME: expected NAME=VALUE/ },
	{ name: "option-home", args: ["--home", "/dev/null/h", "-c", "true"],
		status: 2, err: /--home \/dev\/null\/h: cannot keep files / },
	{ name: "home-newer", status: 2,
		host: 'mkdir "$W/h"; echo "exa store 2" >"$W/h/store.log"; ' +
			'"$EXA" sh --home "$W/h" -c true',
		err: /of version 2; this program knows version 1 only/ },
	{ name: "option-folder", args: ["/"], status: 2, err: /not a file/ },
	/* Whole boots with an inittab, and its users, of their own. */
	{ name: "inittab-malformed", out: /inittab:3: /,
		files: { "etc/inittab": "id:3:initdefault:\n# comment\n" +
			"this is not a line\nd:3:wait:dmesg >/w/log\n" +
			"h:3:once:/sbin/poweroff\n" },
		host: 'cp www/rootfs/etc/passwd www/rootfs/etc/group "$W/etc"; ' +
			'"$EXA" sh --boot -v "$W:/w" -v "$W/etc:/etc:ro" && ' +
			'cat "$W/log"' },
	/* A session starts with a terminal as it should be. */
	{ name: "getty-resets", out: /\x1b\[!p\x0f\x1b\(BWelcome/,
		host: "{ (sleep 1; echo exit) | timeout -k 1 3 " +
			"script -qec \"$EXA sh --boot\" /dev/null; } " +
			"2>/dev/null; true" },
	/* It tells when what is stored at home will not stay. */
	{ name: "getty-home-in-memory", out: /\/home is in memory: what you /,
		host: "{ (sleep 1; echo exit) | timeout -k 1 3 " +
			"script -qec \"$EXA sh --boot\" /dev/null; } " +
			"2>/dev/null; true" },
	{ name: "getty-home-read-only", limit: 20000,
		out: /^ready\n[^]*\/home is read-only: another tab or window /,
		host: '"$EXA" sh --home "$W/h" -c "echo ready; sleep 4" & ' +
			"sleep 1.5; { (sleep 1; echo exit) | timeout -k 1 3 " +
			'script -qec "$EXA sh --boot --home $W/h" /dev/null; ' +
			"} 2>/dev/null; wait" },
	{ name: "init-respawns", out: "again\nagain\nagain\n",
		files: { "etc/inittab": "id:3:initdefault:\n" +
			"r:3:respawn:echo again >>/w/log; sleep 1\n" +
			"h:3:once:sleep 2.5; /sbin/poweroff\n" },
		host: 'cp www/rootfs/etc/passwd www/rootfs/etc/group "$W/etc"; ' +
			'"$EXA" sh --boot -v "$W:/w" -v "$W/etc:/etc:ro" && ' +
			'cat "$W/log"' },
	{ name: "forks-500", run: "/t/forks 500", out: "ok\n", limit: 60000 },
	{ name: "forks-500-shell", limit: 60000, out: "alive\n",
		run: "sh -c 'for a in 0 1 2 3 4; do " +
			"for b in 0 1 2 3 4 5 6 7 8 9; do " +
			"for c in 0 1 2 3 4 5 6 7 8 9; do " +
			"(sleep 1) & done; done; done; wait' 2>/dev/null; " +
			"echo alive" },
];
