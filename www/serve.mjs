// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A small static server for the built site, on 127.0.0.1 only:
 *	node www/serve.mjs DIR [--port N]
 * prints its URL when it listens; port 0 takes a free one. It does what any
 * static host does and no more: types, gzip, 304, no special header; FILE.br
 * and FILE.gz beside a file (pack.mjs) are sent to who takes them.
 * serve() is for tests, which start one in their own process.
 */
import { createServer } from "node:http";
import { realpathSync } from "node:fs";
import { readFile, readdir, realpath, stat } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { gzip } from "node:zlib";

/** @type {Record<string, string>} */
const TYPES = {
	".html": "text/html; charset=utf-8",
	".css": "text/css; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".mjs": "text/javascript; charset=utf-8",
	".json": "application/json",
	".map": "application/json",
	".svg": "image/svg+xml",
	".png": "image/png",
	".txt": "text/plain; charset=utf-8",
	".md": "text/plain; charset=utf-8",
	".wasm": "application/wasm",
};

const PACKED = new Set([".png", ".br", ".gz", ".xz", ".zip", ".woff2"]);
const WORTH_PACKING = 512;
/* What a body may be packed by, the best one first. */
const CODINGS = /** @type {const} */ (["br", "gzip"]);

/**
 * @typedef {object} Entry
 * @property {string} tag
 * @property {Buffer} plain
 * @property {{br?: Buffer, gzip?: Buffer}} packed
 */

/**
 * What was read and packed once, by path, as long as the tag is the same.
 * @typedef {Map<string, {tag: string, entry: Promise<Entry>}>} Cache
 */

/**
 * @param {string} root a real path
 * @param {string} url the request's path, encoded
 * @returns {Promise<{path: string, tag: string} | null>} null: no such file
 */
async function find(root, url) {
	try {
		const name = decodeURIComponent(url.split("?")[0]);
		let path = await realpath(join(root, name));

		if ((await stat(path)).isDirectory()) {
			if (!name.endsWith("/"))
				return null;
			path = await realpath(join(path, "index.html"));
		}
		if (!path.startsWith(root + sep))
			return null;
		const { size, mtimeMs, ino } = await stat(path);

		return { path, tag: `"${ino}-${size}-${mtimeMs}"` };
	} catch {
		return null;	/* not there, not readable, or nonsense */
	}
}

/**
 * @param {string} path
 * @param {string} tag
 * @returns {Promise<Entry>} rejected when the file cannot be read
 */
async function read(path, tag) {
	const plain = await readFile(path);
	const small = PACKED.has(extname(path)) || plain.length < WORTH_PACKING;
	const beside = (/** @type {string} */ suffix) =>
		small ? undefined : newer(path, suffix);

	return { tag, plain, packed: {
		br: await beside(".br"),
		gzip: await beside(".gz") ?? (small ? undefined :
			await promisify(gzip)(plain, { level: 9 })),
	} };
}

/**
 * A packed variant beside a file, unless the file has changed since.
 * @param {string} path
 * @param {string} suffix
 * @returns {Promise<Buffer | undefined>}
 */
async function newer(path, suffix) {
	try {
		const made = await stat(path + suffix);

		return made.mtimeMs >= (await stat(path)).mtimeMs ?
			await readFile(path + suffix) : undefined;
	} catch {
		return undefined;	/* there is none */
	}
}

/**
 * @param {Cache} cache
 * @param {string} path
 * @param {string} tag
 * @returns {Promise<Entry | null>} null: it cannot be read
 */
async function load(cache, path, tag) {
	let known = cache.get(path);

	if (known?.tag !== tag) {
		known = { tag, entry: read(path, tag) };
		cache.set(path, known);
	}
	try {
		return await known.entry;
	} catch {
		cache.delete(path);
		return null;
	}
}

/**
 * The files that a first visit asks for, as machine.html names them; the rest
 * of fs/ is much, and not needed before it is used.
 * @param {string} root
 * @returns {Promise<Set<string>>} by name in the folder
 */
async function bootFiles(root) {
	const page = await readFile(join(root, "machine.html"), "utf8");
	const list = /"boot":(\[[^\]]*\])/.exec(page)?.[1] ?? "[]";

	return new Set(["index", ...JSON.parse(list)].map((name) =>
		join("fs", name)));
}

/**
 * Pack what is needed first beforehand, so that nobody waits for it.
 * @param {string} root
 * @param {Cache} cache
 */
async function warm(root, cache) {
	const boot = await bootFiles(root);

	for (const name of await readdir(root, { recursive: true })) {
		if (name.startsWith(join("fs", sep)) && !boot.has(name))
			continue;
		const url = name.split(sep).map(encodeURIComponent).join("/");
		const file = await find(root, url);

		if (file)
			await load(cache, file.path, file.tag);
	}
}

/**
 * @param {Entry} entry
 * @param {string} path
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 */
function answer(entry, path, request, response) {
	const accepts = String(request.headers["accept-encoding"] ?? "");
	const coding = CODINGS.find((name) => entry.packed[name] &&
		new RegExp(`\\b${name}\\b`).test(accepts));
	const body = (coding && entry.packed[coding]) ?? entry.plain;

	response.setHeader("ETag", entry.tag);
	response.setHeader("Cache-Control", "no-cache");
	response.setHeader("Vary", "Accept-Encoding");
	if (request.headers["if-none-match"] === entry.tag) {
		response.writeHead(304).end();
		return;
	}
	response.setHeader("Content-Type",
		TYPES[extname(path)] ?? "application/octet-stream");
	if (coding)
		response.setHeader("Content-Encoding", coding);
	response.setHeader("Content-Length", body.length);
	response.writeHead(200).end(
		request.method === "HEAD" ? undefined : body);
}

/**
 * @param {string} dir
 * @param {number} port 0: a free one
 * @returns {Promise<{url: string, close: () => void}>} rejected when the port
 *	is taken
 */
export async function serve(dir, port) {
	const root = await realpath(resolve(dir));
	/** @type {Cache} */
	const cache = new Map();
	const server = createServer(async (request, response) => {
		if (request.method !== "GET" && request.method !== "HEAD") {
			response.writeHead(405, { Allow: "GET, HEAD" }).end();
			return;
		}
		const file = await find(root, request.url ?? "/");
		const entry = file && await load(cache, file.path, file.tag);

		if (file && entry)
			answer(entry, file.path, request, response);
		else
			response.writeHead(404, { "Content-Type":
				"text/plain" }).end("404: no such file\n");
	});

	await new Promise((done, failed) => {
		server.once("error", failed);
		server.listen(port, "127.0.0.1", () => done(null));
	});
	const address = /** @type {import("node:net").AddressInfo} */
		(server.address());

	/* A folder that cannot be listed is served all the same. */
	warm(root, cache).catch(() => {});
	return {
		url: `http://127.0.0.1:${address.port}/`,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}

async function main() {
	const { values, positionals } = parseArgs({
		options: { port: { type: "string", default: "8080" } },
		allowPositionals: true,
	});
	const port = Number(values.port);

	if (positionals.length !== 1 || !Number.isInteger(port) ||
	    port < 0 || port > 65535) {
		console.error("usage: node www/serve.mjs DIR [--port N]");
		process.exit(2);
	}
	try {
		console.log((await serve(positionals[0], port)).url);
	} catch (error) {
		const { code, message } =
			/** @type {NodeJS.ErrnoException} */ (error);

		console.error(`serve: ${code === "EADDRINUSE" ?
			`port ${port} is taken; choose another with --port` :
			message}`);
		process.exit(1);
	}
}

if (process.argv[1] &&
    realpathSync(process.argv[1]) === fileURLToPath(import.meta.url))
	await main();
