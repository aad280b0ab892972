// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * A web host with an index of a few files, which misbehaves as a test says:
 * for each file there is a list of what the next requests get, and after that
 * all is well.
 */
import { createHash } from "node:crypto";
import { createServer } from "node:http";

/** What a request may get. */
export const BAD = {
	/** @param {import("node:http").ServerResponse} response */
	missing: (response) => response.writeHead(404).end("no such file"),
	/** @param {import("node:http").ServerResponse} response */
	wrong: (response, /** @type {Buffer} */ body) =>
		response.end(Buffer.alloc(body.length, "x")),
	/** @param {import("node:http").ServerResponse} response */
	short: (response, /** @type {Buffer} */ body) =>
		response.end(body.subarray(1)),
	/** Breaks off in the middle.
	 * @param {import("node:http").ServerResponse} response */
	truncated(response, /** @type {Buffer} */ body) {
		response.writeHead(200, { "Content-Length": body.length });
		response.write(body.subarray(0, body.length >> 1), () =>
			response.destroy());
	},
	/** Sends nothing.
	 * @param {import("node:http").ServerResponse} _response */
	silent(_response) {},
	/** Sends the half, and no more.
	 * @param {import("node:http").ServerResponse} response */
	stalled(response, /** @type {Buffer} */ body) {
		response.writeHead(200, { "Content-Length": body.length });
		response.write(body.subarray(0, body.length >> 1));
	},
	/** Slow, but it goes on: 10 pieces, one every 150 ms.
	 * @param {import("node:http").ServerResponse} response */
	slow(response, /** @type {Buffer} */ body) {
		const step = Math.ceil(body.length / 10);
		let at = 0;
		const timer = setInterval(() => {
			response.write(body.subarray(at, at += step));
			if (at < body.length)
				return;
			clearInterval(timer);
			response.end();
		}, 150);
	},
};

/** @typedef {(response: import("node:http").ServerResponse, body: Buffer) =>
 *	unknown} Answer */

/** @param {Record<string, string>} files by path, folders before */
function makeIndex(files) {
	/** @type {Set<string>} */
	const folders = new Set();
	const lines = ["exa-index 1"];

	for (const [path, text] of Object.entries(files)) {
		const folder = path.includes("/") ? path.split("/")[0] : "";

		if (folder && !folders.has(folder))
			lines.push(["d", "755", 0, 1, "-", "-", folder]
				.join("\t"));
		folders.add(folder);
		lines.push(["f", "644", Buffer.byteLength(text), 1,
			createHash("sha256").update(text).digest("hex"),
			path.replace("/", "-"), path].join("\t"));
	}
	return `${lines.join("\n")}\n`;
}

/**
 * @param {Record<string, string>} files contents by path, of at most one folder
 * @param {{[file: string]: Answer[]}} [faults] by name on the host: the path
 *	with - for /, or "index"
 * @param {string} [origin] who may read it from elsewhere; none otherwise
 */
export async function badHost(files, faults = {}, origin) {
	/** @type {string[]} */
	const requests = [];
	const bodies = new Map([["index", makeIndex(files)],
		...Object.entries(files).map(([path, text]) =>
			/** @type {[string, string]} */
			([path.replace("/", "-"), text]))]);
	const server = createServer((request, response) => {
		const name = (request.url ?? "").replace(/^\/x\//, "");
		const body = bodies.get(name);

		requests.push(name);
		if (origin)
			response.setHeader("Access-Control-Allow-Origin",
				origin);
		if (body === undefined)
			BAD.missing(response);
		else
			(faults[name]?.shift() ?? ((r, b) => r.end(b)))(
				response, Buffer.from(body));
	});

	await new Promise((done) => {
		server.listen(0, "127.0.0.1", () => done(null));
	});
	const { port } = /** @type {import("node:net").AddressInfo} */
		(server.address());

	return {
		url: `http://127.0.0.1:${port}/x/`,
		requests,
		/** @param {string} name */
		count: (name) => requests.filter((one) => one === name).length,
		close() {
			server.close();
			server.closeAllConnections();
		},
	};
}
