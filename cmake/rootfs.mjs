// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Makes what netfs serves: files named by their content, and an index.
 * usage: node rootfs.mjs OUT TREE...
 *
 * Of each TREE the folders bin, etc and usr are taken; a later tree wins. A
 * TREE that is not there is that of a port, NAME/root, which could not be
 * built: /etc/motd says so. Two ports must not have the same file. OUT gets
 * one file per content, named by the first 32 hex digits of its SHA-256, and
 * `index` (docs/netfs.md): the line "exa-index 1", then a line per
 * node, fields separated by tabs, parents before children, sorted by path:
 *   type (d, f, l)  mode (octal)  size  mtime  sha256 or -  file or -  path
 * and for a link an eighth field, its target. The same input gives the same
 * bytes: mtime is SOURCE_DATE_EPOCH or a fixed date, never the clock's.
 */
import { createHash } from "node:crypto";
import {
	existsSync, lstatSync, mkdirSync, readdirSync, readFileSync,
	readlinkSync, renameSync, rmSync, writeFileSync,
} from "node:fs";
import path from "node:path";
import { stampIfComplete } from "./stamp.mjs";

const TOP = ["bin", "etc", "usr"];
/* Of a SHA-256: enough that nobody finds another content for one. */
const DIGITS = 32;
const FIXED_TIME = 1704067200; /* 2024-01-01T00:00:00Z */

/**
 * @typedef {object} Node
 * @property {string} type d, f or l
 * @property {number} mode permission bits
 * @property {string} path absolute, on the machine
 * @property {string} [source] file on the host
 * @property {string} [target] of a link
 */

const here = path.dirname(new URL(import.meta.url).pathname);
const [out, ...trees] = process.argv.slice(2);
const mtime = Number(process.env.SOURCE_DATE_EPOCH ?? FIXED_TIME);
/** @type {Map<string, Node>} */
const nodes = new Map();

/**
 * @param {string} where
 * @param {string} target
 */
function addLink(where, target) {
	nodes.set(where, { type: "l", mode: 0o777, path: where, target });
}

/** @param {string} where */
function addFolder(where) {
	nodes.set(where, { type: "d", mode: 0o755, path: where });
}

/**
 * @param {string} source folder or file on the host
 * @param {string} where its path on the machine
 */
function collect(source, where) {
	if (/[\t\n]/.test(where))
		throw new Error(`${source}: tab or newline in a name`);
	const stat = lstatSync(source);
	if (stat.isSymbolicLink()) {
		addLink(where, readlinkSync(source));
	} else if (stat.isDirectory()) {
		addFolder(where);
		for (const name of readdirSync(source))
			collect(path.join(source, name), `${where}/${name}`);
	} else if (path.basename(source) !== ".gitkeep") {
		const mode = stat.mode & 0o111 ? 0o755 : 0o644;
		nodes.set(where, { type: "f", mode, path: where, source });
	}
}

function collectLinks() {
	const list = readFileSync(path.join(here, "rootfs.links"), "utf8");
	for (const line of list.split("\n")) {
		const [where, target] = line.split(/\s+/);
		if (target && where !== "#" && !nodes.has(where))
			addLink(where, target);
	}
}

/** Every folder above a node is a node too. */
function addParents() {
	for (const where of [...nodes.keys()]) {
		let dir = path.dirname(where);
		for (; dir !== "/"; dir = path.dirname(dir))
			if (!nodes.has(dir))
				addFolder(dir);
	}
}

/**
 * @param {Buffer} bytes
 * @returns {string} the extension that makes web servers send the right type
 */
function extension(bytes) {
	if (bytes.subarray(0, 4).toString("latin1") === "\0asm")
		return "wasm";
	return bytes.includes(0) ? "bin" : "txt";
}

/**
 * @param {Node} node of a file
 * @returns {Buffer} its content
 */
function bytesOf(node) {
	const bytes = readFileSync(String(node.source));
	const lacking = trees.filter((tree) => !existsSync(tree))
		.map((tree) => path.basename(path.dirname(tree)));

	if (node.path !== "/etc/motd" || lacking.length === 0)
		return bytes;
	return Buffer.concat([bytes, Buffer.from("Without " +
		`${lacking.join(", ")}: not built, \`./exa build\` says why.\n`)]);
}

/**
 * @param {Node} node
 * @param {Set<string>} kept names of the files in OUT
 * @returns {string} its line in the index
 */
function publish(node, kept) {
	let size = 0;
	let sum = "-";
	let file = "-";
	if (node.source) {
		const bytes = bytesOf(node);
		size = bytes.length;
		sum = createHash("sha256").update(bytes).digest("hex")
			.slice(0, DIGITS);
		file = `${sum}.${extension(bytes)}`;
		kept.add(file);
		if (!existsSync(path.join(out, file)))
			writeAtomically(file, bytes);
	} else if (node.target) {
		size = Buffer.byteLength(node.target);
	}
	const mode = node.mode.toString(8);
	const where = node.path.slice(1); /* relative to the root */
	const fields = [node.type, mode, size, mtime, sum, file, where];
	if (node.target)
		fields.push(node.target);
	return fields.join("\t");
}

/**
 * A machine that is running at the same time never sees half a file.
 * @param {string} name
 * @param {string | Buffer} content
 */
function writeAtomically(name, content) {
	const temporary = path.join(out, `.${name}.new`);
	writeFileSync(temporary, content);
	renameSync(temporary, path.join(out, name));
}

/** @type {Map<string, string>} the port that has a path */
const owners = new Map();

/** @param {string} tree @param {string} where */
function isIn(tree, where) {
	return lstatSync(path.join(tree, where),
		{ throwIfNoEntry: false }) !== undefined;
}

/** @param {string} tree collected just now; of a port if it is NAME/root */
function noteOwner(tree) {
	const port = path.basename(path.dirname(tree));

	if (path.basename(tree) !== "root" || port === "wasm")
		return;
	for (const node of nodes.values()) {
		if (node.type === "d" || !isIn(tree, node.path))
			continue;
		const other = owners.get(node.path);
		if (other !== undefined)
			throw new Error(`ports ${other} and ${port} both have ` +
				`${node.path}: one recipe must leave it out`);
		owners.set(node.path, port);
	}
}

for (const tree of trees) {
	for (const name of TOP)
		if (existsSync(path.join(tree, name)))
			collect(path.join(tree, name), `/${name}`);
	noteOwner(tree);
}
collectLinks();
addParents();

mkdirSync(out, { recursive: true });
const kept = new Set(["index"]);
const sorted = [...nodes.values()].sort((a, b) =>
	Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
const lines = sorted.map((node) => publish(node, kept));
writeAtomically("index", `exa-index 1\n${lines.join("\n")}\n`);
for (const name of readdirSync(out))
	if (!kept.has(name))
		rmSync(path.join(out, name));
stampIfComplete(path.dirname(path.resolve(out)));
