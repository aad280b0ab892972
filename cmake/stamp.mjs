// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Writes into a site's documents what belongs to them: usage: node stamp.mjs
 * SITE. Each address of a file of the site gets its version (?v= and the first
 * 16 hex digits of its SHA-256), and machine.html gets
 *
 *   <meta name="exa-site" content='{"files": {FILE: VERSION}, "boot": [FILE],
 *   "kernel": BYTES, "pages": [FILE]}'>
 *
 * boot are the files under fs/ that the first prompt needs (bootset.list),
 * kernel is the size of exa.wasm, pages are the documents that are opened by
 * their bare names, as those of the folder demo are too. Doing it again
 * changes nothing; rootfs.mjs does it too when it writes a site's files anew.
 */
import { createHash } from "node:crypto";
import {
	existsSync, readdirSync, readFileSync, realpathSync, renameSync,
	statSync, writeFileSync,
} from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const DIGITS = 16;
const LINKS_MAX = 8;
const PAGES = ["index.html", "machine.html"];
/* Pages of examples, which a site may be without. */
const DEMO = "demo";
const MACHINE = "machine.html";
/* The page adds to the service worker's address what it is for (offline.js). */
const UNVERSIONED = ["sw.js"];

/** @param {string} file */
function versionOf(file) {
	return createHash("sha256").update(readFileSync(file)).digest("hex")
		.slice(0, DIGITS);
}

/**
 * The addresses of the site's files in a document, with their versions.
 * @param {string} text
 * @param {Record<string, string>} files
 */
function addVersions(text, files) {
	return text.replace(/\b(href|src)="([\w.-]+)(\?v=\w+)?"/g,
		(whole, attribute, file) => file in files ?
			`${attribute}="${file}?v=${files[file]}"` : whole);
}

/** A browser that asks at this moment gets the old one or the new one.
 * @param {string} file @param {string} text */
function rewrite(file, text) {
	if (readFileSync(file, "utf8") === text)
		return;
	writeFileSync(`${file}.new`, text);
	renameSync(`${file}.new`, file);
}

/** @param {string} site @returns {string[]} files under fs/ */
function bootSet(site) {
	const lines = readFileSync(path.join(site, "fs/index"), "utf8")
		.split("\n").map((line) => line.split("\t"));
	const nodes = new Map(lines.map((fields) => [`/${fields[6]}`, fields]));
	const wanted = readFileSync(path.join(HERE, "bootset.list"), "utf8")
		.split("\n").filter((line) => line.startsWith("/"));
	/** @type {Set<string>} */
	const found = new Set();

	for (let at of wanted) {
		for (let i = 0; i < LINKS_MAX; i++) {
			const fields = nodes.get(at);

			if (fields?.[0] === "f")
				found.add(fields[5]);
			if (fields?.[0] !== "l")
				break;
			at = path.resolve(path.dirname(at), fields[7]);
		}
	}
	return [...found];
}

/** @param {string} site folder, with all of its files but the versions */
export function stamp(site) {
	const names = readdirSync(site).sort();
	const demo = names.includes(DEMO) ?
		readdirSync(path.join(site, DEMO)).sort()
			.map((name) => `${DEMO}/${name}`) : [];
	const documents = names.filter((name) => name.endsWith(".html"));
	/** @type {Record<string, string>} */
	const files = {};
	const put = (/** @type {string} */ name) => {
		files[name] = versionOf(path.join(site, name));
	};
	const read = (/** @type {string} */ name) =>
		addVersions(readFileSync(path.join(site, name), "utf8"), files);

	[...names, ...demo].filter((name) =>
		/\.(js|css|svg|wasm)$/.test(name) &&
		!UNVERSIONED.includes(name)).forEach(put);
	put("fs/index");
	for (const name of documents.filter((one) => one !== MACHINE)) {
		rewrite(path.join(site, name), read(name));
		if (!PAGES.includes(name))
			put(name);
	}
	const content = JSON.stringify({ files, boot: bootSet(site),
		kernel: statSync(path.join(site, "exa.wasm")).size,
		pages: [...PAGES.filter((name) => documents.includes(name)),
			...demo.filter((name) => name.endsWith(".html"))] });

	rewrite(path.join(site, MACHINE), read(MACHINE).replace(
		/<meta name="exa-site" content=("[^"]*"|'[^']*')>/,
		() => `<meta name="exa-site" content='${content}'>`));
}

/** Stamps a site if all of it is there.
 * @param {string} site */
export function stampIfComplete(site) {
	if ([MACHINE, "exa.wasm", "worker.js", "fs/index"].every((name) =>
		existsSync(path.join(site, name))))
		stamp(site);
}

if (process.argv[1] &&
    realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
	if (process.argv.length !== 3) {
		console.error("usage: node stamp.mjs SITE");
		process.exit(2);
	}
	stamp(process.argv[2]);
}
