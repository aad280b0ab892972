// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Builds the JavaScript part of the site: node www/build.mjs --out DIR.
 * Bundles the documents' scripts and the worker, copies the documents, and
 * prints the sizes. The result refers to no other site. --debug leaves the
 * scripts readable and adds source maps.
 */
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const WWW = dirname(fileURLToPath(import.meta.url));

const COPIED = ["index.html", "index.css", "machine.html", "terminal.html",
	"desktop.html", "icon.svg", "demo/tutorial.html", "demo/widgets.html", "demo/builder.html"];

/* What becomes which file of the site. */
const ENTRIES = {
	machine: join(WWW, "machine.js"),
	terminal: join(WWW, "ui/terminal.js"),
	desktop: join(WWW, "desktop/desktop.js"),
	worker: join(WWW, "../kernel/host/worker.js"),
	sw: join(WWW, "sw.js"),
};

/* Modules: what is loaded by import, when it is needed. */
const MODULES = {
	exa: join(WWW, "exa.js"),
	"exa-more": join(WWW, "api/exa-more.js"),
	"exa-desktop": join(WWW, "exa-desktop.js"),
	"exa-docs": join(WWW, "exa-docs.js"),
	watch: join(WWW, "watch.js"),
	port: join(WWW, "../kernel/host/pageport.js"),
	tools: join(WWW, "ui/tools.js"),
	index: join(WWW, "index.js"),
	"demo/widgets": join(WWW, "demo/widgets.js"),
	"demo/builder": join(WWW, "demo/builder.js"),
};

/**
 * @param {Record<string, string>} entries
 * @param {"iife" | "esm"} format
 * @param {string} out
 * @param {boolean} debug
 */
async function bundle(entries, format, out, debug) {
	const result = await build({
		entryPoints: entries,
		outdir: out,
		bundle: true,
		/* Loaded once, whoever asks for it. */
		external: ["./exa.js", "../exa.js", "./exa-more.js",
			"./exa-desktop.js"],
		/* Browsers keep the compiled code of scripts; sw.js has them
		 * do so at once, which they do for modules only later. */
		format,
		target: "es2022",
		minify: !debug,
		sourcemap: debug ? "inline" : false,
		metafile: true,
		legalComments: "linked",
		banner: {
			js: "// SPDX-License-Identifier: GPL-3.0-or-later",
			css: "/* SPDX-License-Identifier: GPL-3.0-or-later */",
		},
		logLevel: "warning",
	});

	return Object.keys(result.metafile.outputs)
		.filter((path) => /\.(js|css)$/.test(path))
		.map((path) => relative(out, path));
}

/**
 * @param {string} out
 * @param {string[]} files
 */
function report(out, files) {
	let sum = 0;
	/** @param {string} name @param {string|number} n @param {number} z */
	const row = (name, n, z) => console.log(name.padEnd(16) +
		String(n).padStart(9) + String(z).padStart(9) + " gzip");

	for (const file of files.sort()) {
		const bytes = readFileSync(join(out, file));
		const packed = gzipSync(bytes, { level: 9 }).length;

		sum += packed;
		row(file, bytes.length, packed);
	}
	row("total", "", sum);
}

const { values } = parseArgs({
	options: {
		out: { type: "string" },
		debug: { type: "boolean", default: false },
	},
});

if (!values.out) {
	console.error("usage: node www/build.mjs --out DIR [--debug]");
	process.exit(2);
}
mkdirSync(join(values.out, "demo"), { recursive: true });
for (const file of COPIED)
	copyFileSync(join(WWW, file), join(values.out, file));
const bundled = [
	...await bundle(ENTRIES, "iife", values.out, values.debug),
	...await bundle(MODULES, "esm", values.out, values.debug),
];

report(values.out, [...COPIED, ...bundled]);
