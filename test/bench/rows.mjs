// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The rows of the benchmark, in the order in which they are shown.
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {string} unit
 * @property {string} [program] of test/bench, run on both sides
 * @property {string} [exaArgs] what it is given on the machine
 * @property {string[]} [nativeArgs] and on the host
 * @property {number} [scale] what it prints is divided by this
 * @property {boolean} [exaOnly] there is no native side
 * @property {string} [plain] the other side is this program on the machine
 * @property {"shell" | "size" | "prompt" | "cached" | "bytes" | "home" |
 *   "echo" | "exec" | "embed" | "flood" | "desktop"} [special] measured from
 *   outside; home: against IndexedDB
 * @property {"ratio" | "value"} of what the target speaks
 * @property {number} target
 * @property {boolean} [atLeast] more is better; otherwise at most
 */

const cpu = ["sieve", "matmul", "hash"];

/** @param {string} name @param {number} target @returns {Row[]} */
const shell = (name, target) => [{ name: `shell-${name}`, unit: "ms",
	program: "shell_script", exaArgs: `/bin/sh ${name}`,
	nativeArgs: ["/bin/dash", name], of: "ratio", target }];

/** @type {Row[]} */
export default [
	{ name: "null-call", unit: "ns", program: "null_call",
		of: "ratio", target: 0.35 },
	{ name: "pipe-rtt", unit: "us", program: "pipe_rtt", scale: 1000,
		of: "ratio", target: 0.4 },
	{ name: "pipe-bandwidth", unit: "MB/s", program: "pipe_bandwidth",
		of: "ratio", target: 1, atLeast: true },
	{ name: "unix-rtt", unit: "us", program: "unix_rtt", scale: 1000,
		of: "ratio", target: 0.5 },
	{ name: "tcp-bandwidth", unit: "MB/s", program: "tcp_bandwidth",
		of: "ratio", target: 1, atLeast: true },
	{ name: "fork", unit: "us", program: "fork", scale: 1000,
		of: "ratio", target: 1 },
	{ name: "spawn", unit: "us", program: "spawn", scale: 1000,
		of: "ratio", target: 0.5 },
	{ name: "shell-spawn-loop", unit: "ms", program: "shell_spawn_loop",
		exaArgs: "/bin/sh", nativeArgs: ["/bin/dash"],
		of: "ratio", target: 0.6 },
	/* Loops of a shell alone, and the size of ours. */
	...shell("count", 2.5), ...shell("subst", 0.5), ...shell("read", 1.5),
	{ name: "shell-size", unit: "bytes", special: "size",
		of: "value", target: 90000 },
	{ name: "poll-1000", unit: "us", program: "ready_1000", scale: 1000,
		exaArgs: "poll", nativeArgs: ["poll"],
		of: "ratio", target: 2 },
	{ name: "select-1000", unit: "us", program: "ready_1000", scale: 1000,
		exaArgs: "select", nativeArgs: ["select"],
		of: "ratio", target: 2 },
	{ name: "epoll-1000", unit: "us", program: "ready_1000", scale: 1000,
		exaArgs: "epoll", nativeArgs: ["epoll"],
		of: "ratio", target: 2 },
	/* Asyncify and bounds checks against gcc -O2; then what the loop
	 * counters add: the same program without them on the other side. */
	...cpu.map((name) => (/** @type {Row} */ ({
		name: `cpu-${name}`, unit: "ms", program: `cpu_${name}`,
		of: "ratio", target: 3 }))),
	...cpu.map((name) => (/** @type {Row} */ ({
		name: `counters-${name}`, unit: "ms", program: `cpu_${name}`,
		plain: `cpu_${name}_plain`, of: "ratio", target: 1.15 }))),
	{ name: "headless-true", unit: "ms", special: "shell",
		of: "value", target: 250 },
	{ name: "page-to-prompt", unit: "ms", special: "prompt",
		of: "value", target: 600 },
	{ name: "page-to-prompt-cached", unit: "ms", special: "cached",
		of: "value", target: 300 },
	{ name: "bytes-to-prompt", unit: "bytes", special: "bytes",
		of: "value", target: 400000 },
	/* From a key to its echo; a page's machine.exec("true"). */
	{ name: "key-echo", unit: "ms", special: "echo",
		of: "value", target: 8 },
	{ name: "exec-true", unit: "ms", special: "exec",
		of: "value", target: 3 },
	/* A page with a terminal that starts with it, cold; one with twenty
	 * blocks that nobody runs; from the click on Run to the output of echo,
	 * with the files cached; what twelve running widgets add to the memory
	 * of the browser's processes, and a key's echo in one of them. */
	{ name: "widget-prompt", unit: "ms", special: "embed",
		of: "value", target: 700 },
	{ name: "widget-bytes", unit: "bytes", special: "embed",
		of: "value", target: 450000 },
	{ name: "idle-blocks", unit: "bytes", special: "embed",
		of: "value", target: 15000 },
	{ name: "click-to-output", unit: "ms", special: "embed",
		of: "value", target: 350 },
	{ name: "twelve-memory", unit: "MB", special: "embed",
		of: "value", target: 250 },
	{ name: "twelve-echo", unit: "ms", special: "embed",
		of: "value", target: 100 },
	/* 10 MB of lines of 70 columns, cat to the terminal; from a key to its
	 * echo meanwhile, the worst. */
	{ name: "flood", unit: "MB/s", special: "flood",
		of: "value", target: 15, atLeast: true },
	{ name: "flood-echo", unit: "ms", special: "flood",
		of: "value", target: 100 },
	/* The desktop: shown, cold; bytes beyond those of a terminal; from the
	 * button to a terminal's prompt; with twenty of them, a key's echo and
	 * the processor's time while nothing happens; frames a second of a
	 * window that is dragged, and of a quarter of 800x600 pixels. */
	{ name: "desktop-shown", unit: "ms", special: "desktop",
		of: "value", target: 1200 },
	{ name: "desktop-bytes", unit: "bytes", special: "desktop",
		of: "value", target: 300000 },
	{ name: "window-open", unit: "ms", special: "desktop",
		of: "value", target: 120 },
	{ name: "windows-echo", unit: "ms", special: "desktop",
		of: "value", target: 16 },
	{ name: "windows-idle", unit: "%", special: "desktop",
		of: "value", target: 2 },
	{ name: "window-drag", unit: "frames/s", special: "desktop",
		of: "value", target: 55, atLeast: true },
	{ name: "surface-rate", unit: "frames/s", special: "desktop",
		of: "value", target: 55, atLeast: true },
	{ name: "shell-memory", unit: "bytes", program: "shell_memory",
		exaOnly: true, of: "value", target: 1048576 },
	{ name: "home-write", unit: "MB/s", special: "home",
		of: "ratio", target: 0.7, atLeast: true },
	{ name: "home-read", unit: "MB/s", special: "home",
		of: "ratio", target: 0.7, atLeast: true },
	{ name: "home-small", unit: "ms", special: "home",
		of: "ratio", target: 3 },
	{ name: "home-fsync", unit: "ms", special: "home",
		of: "ratio", target: 1.5 },
	/* What 100,000 files add to the time to the prompt, and to the
	 * kernel's memory. */
	{ name: "home-mount", unit: "ms", special: "home",
		of: "value", target: 1000 },
	{ name: "home-mount-memory", unit: "bytes", special: "home",
		of: "value", target: 41943040 },
];
