// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Corners that were wrong once: a row for each case of edge*.c, and what needs
 * a shell to be seen.
 */
const signals = [
	"sigwait-child", "sigwait-kill", "ignore-pending", "poll-stopped",
	"orphaned-stopped", "sleep-for-ever", "spawn-unwanted", "spawn-killed",
	"spawn-child-killed",
];
const files = [
	"fifo-readers", "readv-pipe", "write-far", "path-truncate", "blocks",
	"many-pipes", "unmap-huge",
];

/** @type {import("./row.mjs").Row[]} */
export default [
	...signals.map((name) => ({ name: `edge-${name}`, out: "ok\n",
		run: `/t/edge ${name}` })),
	...files.map((name) => ({ name: `edge-${name}`, out: "ok\n",
		run: `/t/edge_files ${name}` })),
	{ name: "edge-unmount-open", options: ["--root"], out: "ok\n",
		run: "/t/edge_files unmount-open" },
	{ name: "edge-stray", out: "ok\nok\n",
		run: "/t/edge_files stray; /t/edge_files fresh" },
	{ name: "edge-fifo-background", out: "ok\none\ntwo\n2\n",
		run: "/t/edge_files fifo-readers; f=/tmp/fifo; " +
			"cat </tmp/fifo & echo one >$f; wait; " +
			"cat <$f & echo two >$f; wait; " +
			"cat <$f | wc -l & printf 'a\\nb\\n' >$f; wait" },
];
