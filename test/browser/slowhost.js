// SPDX-License-Identifier: GPL-3.0-or-later
/* A site whose files are long on their way. */
import { createServer } from "node:http";
import { sleep } from "./machine.js";

/** The site, from a host that takes its time.
 * @param {string} url of the site @param {[RegExp, number][]} which comes that
 *	many ms later */
export async function slowHost(url, which) {
	const server = createServer(async (request, response) => {
		const path = request.url ?? "/";
		const [, ms = 0] = which.find(([one]) => one.test(path)) ?? [];

		await sleep(ms);
		const answer = await fetch(new URL(path, url));
		const type = answer.headers.get("Content-Type");

		response.writeHead(answer.status,
			type === null ? {} : { "Content-Type": type });
		response.end(Buffer.from(await answer.arrayBuffer()));
	}).listen(0, "127.0.0.1");

	await new Promise((go) => server.once("listening", go));
	return server;
}
