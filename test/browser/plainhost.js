// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A web host that knows the types of a few files and sends no other headers but
 * those that a test names; of some files a test says what the next requests
 * get, and after that all is well.
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const TYPES = { ".html": "text/html", ".js": "text/javascript",
	".css": "text/css", ".svg": "image/svg+xml" };

/**
 * @param {string} folder
 * @param {object} [how]
 * @param {string} [how.path] below which it is served, with a slash at its end
 * @param {{[file: string]: import("./badhost.js").Answer[]}} [how.faults] taken
 *	from the list as they are used
 * @param {{[file: string]: Record<string, string>}} [how.headers]
 * @returns {Promise<string>} its address; it lives as long as the test, and
 *	keeps none that has failed
 */
export async function plainHost(folder, { path = "/", faults = {},
	headers = {} } = {}) {
	const server = createServer((request, response) => {
		const { pathname } = new URL(request.url ?? "", "http://h/");
		const file = pathname.slice(path.length)
			.replace(/^$|\/$/, "$&index.html");
		const name = join(folder, file);

		if (!pathname.startsWith(path) || !existsSync(name) ||
			!statSync(name).isFile()) {
			response.writeHead(404).end("no such file");
			return;
		}
		const type = /** @type {any} */ (TYPES)[extname(name)];

		if (type)
			response.setHeader("Content-Type", type);
		for (const [key, value] of Object.entries(headers[file] ?? {}))
			response.setHeader(key, value);
		(faults[file]?.shift() ?? ((r, body) => r.end(body)))(response,
			readFileSync(name));
	});

	await new Promise((done) => {
		server.listen(0, "127.0.0.1", () => done(null));
	});
	server.unref();
	const { port } = /** @type {import("node:net").AddressInfo} */ (
		server.address());

	return `http://127.0.0.1:${port}${path}`;
}
