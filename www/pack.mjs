// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * Packed variants for hosts that serve them: node www/pack.mjs DIR. Beside each
 * file of DIR it writes FILE.br and FILE.gz, where they are smaller; the same
 * files give the same bytes.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { extname, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const PACKED = new Set([".br", ".gz", ".png", ".woff2"]);
/* A packet of the network: nothing is gained below that. */
const WORTH = 1024;

/** @param {Buffer} bytes */
function brotli(bytes) {
	return promisify(brotliCompress)(bytes, { params: {
		[constants.BROTLI_PARAM_QUALITY]:
			constants.BROTLI_MAX_QUALITY,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
	} });
}

/** @param {string} file */
async function pack(file) {
	const bytes = readFileSync(file);

	if (bytes.length < WORTH)
		return;
	const variants = await Promise.all([brotli(bytes),
		promisify(gzip)(bytes, { level: 9 })]);

	variants.forEach((packed, i) => {
		if (packed.length < bytes.length)
			writeFileSync(file + [".br", ".gz"][i], packed);
	});
}

if (process.argv.length !== 3) {
	console.error("usage: node www/pack.mjs DIR");
	process.exit(2);
}
const top = process.argv[2];

for (const name of readdirSync(top, { recursive: true }).map(String)) {
	const file = join(top, name);

	if (statSync(file).isFile() && !PACKED.has(extname(file)))
		await pack(file);
}
