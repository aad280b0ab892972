// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * The npm package, from a site that is built: node www/npm.mjs DIR writes
 * DIR/package and packs it as DIR/exa-unikernel-VERSION.tgz.
 *
 *   site/       what pages fetch
 *   browser.js  for bundlers; docs.js; testing.js
 *   node/       the same API for Node, and the machine's thread
 *   types/      declarations, from the JSDoc of the sources
 *   cli.js      npx exa-unikernel
 */
import { execFileSync } from "node:child_process";
import {
	chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readdirSync,
	readFileSync, rmSync, writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const WWW = dirname(fileURLToPath(import.meta.url));
const TOP = dirname(WWW);
const HOST = join(TOP, "kernel/host");
const LICENCE = "// SPDX-License-Identifier: GPL-3.0-or-later";
const HAS_TESTING = existsSync(join(WWW, "testing.js"));

function version() {
	const header = readFileSync(join(TOP, "kernel/info.h"), "utf8");
	const [, found] = /EXA_RELEASE "([\d.]+)"/.exec(header) ?? [];

	if (!found)
		throw new Error("kernel/info.h: no EXA_RELEASE");
	return found;
}

/** @param {string} declared @param {string} file */
function entry(declared, file) {
	return { types: `./types/${declared}.d.ts`, default: `./${file}.js` };
}

function manifest() {
	const browser = entry("www/npm/browser", "browser");

	return {
		name: "exa-unikernel",
		version: version(),
		description: "A Unix for pages and for Node: shell, pipes, " +
			"processes and files in one Web Worker",
		keywords: ["unix", "shell", "terminal", "wasm", "posix",
			"sandbox", "documentation"],
		license: "(GPL-3.0-or-later AND GPL-2.0-only)",
		type: "module",
		engines: { node: ">=20" },
		bin: { "exa-unikernel": "cli.js" },
		exports: {
			".": {
				browser,
				node: entry("www/api/node", "node/index"),
				...browser,
			},
			"./docs": entry("www/npm/docs", "docs"),
			...HAS_TESTING &&
				{ "./testing": entry("www/testing", "testing") },
			"./site/*": "./site/*",
			"./package.json": "./package.json",
		},
	};
}

/** What is elsewhere in the package than in this tree.
 * @type {import("esbuild").Plugin} */
const places = {
	name: "places",
	setup({ onResolve }) {
		onResolve({ filter: /^\.\.\/exa(-docs)?\.js$/ }, ({ path }) =>
			({ path: path.replace("..", "./site"),
				external: true }));
		onResolve({ filter: /\/nodeplaces\.js$/ }, () =>
			({ path: join(WWW, "npm/places.js") }));
	},
};

/** @param {Record<string, string>} entries @param {string} to
 * @param {Partial<import("esbuild").BuildOptions>} [more] */
async function bundle(entries, to, more) {
	await build({ entryPoints: entries, outdir: to, bundle: true,
		format: "esm", platform: "node", target: "node20",
		plugins: [places], banner: { js: LICENCE },
		legalComments: "none", logLevel: "warning", ...more });
}

/** @param {string} to */
async function scripts(to) {
	await bundle({ index: join(WWW, "api/node.js"),
		thread: join(HOST, "nodethread.js"),
		download: join(HOST, "download.js") },
	join(to, "node"), { splitting: true });
	await bundle({ browser: join(WWW, "npm/browser.js"),
		docs: join(WWW, "npm/docs.js") }, to,
	{ platform: "browser", external: ["./browser.js"] });
	if (HAS_TESTING)
		await bundle({ testing: join(WWW, "testing.js") }, to,
			{ packages: "external" });
	copyFileSync(join(WWW, "npm/cli.js"), join(to, "cli.js"));
	chmodSync(join(to, "cli.js"), 0o755);
}

/** Declarations of what is exported, and of what that refers to.
 * @param {string} to */
function types(to) {
	const sources = ["npm/browser.js", "npm/docs.js", "api/node.js"];
	const written = join(WWW, "testing.d.ts");

	if (HAS_TESTING && !existsSync(written))
		sources.push("testing.js");
	execFileSync(process.execPath, [join(TOP, "node_modules/.bin/tsc"),
		"--allowJs", "--declaration", "--emitDeclarationOnly",
		"--strict", "--skipLibCheck", "--target", "ES2022",
		"--module", "ES2022", "--moduleResolution", "bundler",
		"--lib", "ES2022,DOM,DOM.Iterable", "--types", "node",
		"--rootDir", TOP, "--outDir", to,
		...sources.map((name) => join(WWW, name))],
	{ cwd: TOP, stdio: "inherit" });
	if (HAS_TESTING && existsSync(written))
		copyFileSync(written, join(to, "www/testing.d.ts"));
}

/** @param {string} out */
async function main(out) {
	const to = join(out, "package");

	mkdirSync(out, { recursive: true });
	for (const name of readdirSync(out))
		if (name === "package" || /^exa-unikernel-.*\.tgz$/.test(name))
			rmSync(join(out, name), { recursive: true });
	mkdirSync(to);
	cpSync(join(TOP, "build/site"), join(to, "site"), { recursive: true,
		filter: (path) => !path.endsWith("/ready") });
	await scripts(to);
	types(join(to, "types"));
	writeFileSync(join(to, "package.json"),
		`${JSON.stringify(manifest(), null, "\t")}\n`);
	copyFileSync(join(WWW, "npm/README.md"), join(to, "README.md"));
	copyFileSync(join(TOP, "LICENSE"), join(to, "LICENSE"));
	execFileSync(process.execPath, [join(WWW, "notice.mjs"),
		join(to, "NOTICE")], { stdio: "inherit" });
	execFileSync("npm", ["pack", "--silent", "--ignore-scripts",
		"--pack-destination", out, to], { stdio: "inherit" });
}

if (process.argv.length !== 3) {
	console.error("usage: node www/npm.mjs DIR");
	process.exit(2);
}
await main(resolve(process.argv[2]));
