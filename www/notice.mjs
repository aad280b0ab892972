// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * NOTICE, for what is handed on: node www/notice.mjs FILE. It names what is in
 * the site and the package that others wrote, with versions, licences and where
 * the sources are, and holds the offer of source code that the GPL asks for.
 * EXA_CONTACT in the environment says who makes that offer.
 */
import { execFileSync } from "node:child_process";
import {
	existsSync, mkdtempSync, readdirSync, readFileSync, rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const TOP = dirname(dirname(fileURLToPath(import.meta.url)));
const PORTS = join(TOP, "build/ports");
const COMMON = "/usr/share/common-licenses";
const RULE = "=".repeat(78);

/** @typedef {{name: string, version: string, licence: string, text: string,
 *	source: string}} Part */

/** @param {string[]} path */
function read(...path) {
	return readFileSync(join(...path), "utf8").trim();
}

/** The licences that a Debian copyright file names.
 * @param {string} text */
function licencesOf(text) {
	const named = [...text.matchAll(/^License: *(\S.*)$/gm)]
		.map(([, licence]) => licence);

	if (named.length === 0)
		return /General Public License[^]*?version 2 dated/
			.test(text) ? "GPL-2" : "see below";
	return [...new Set(named)].join("; ");
}

/** Where Debian keeps a source package. @param {string} name
 * @param {string} version with its epoch */
function archiveOf(name, version) {
	return `https://snapshot.debian.org/package/${name}/${
		encodeURIComponent(version)}/`;
}

/** @returns {Part[]} the ports that are in the system */
function ports() {
	return readdirSync(join(TOP, "shell/ports")).sort()
		.filter((name) => existsSync(join(PORTS, `${name}.stamp`)) &&
			!/^\s+EXTRA$/m.test(read(TOP, "shell/ports", name,
				"recipe.cmake")))
		.map((name) => {
			const source = join(PORTS, name, "src");
			const version = read(source, "VERSION.debian");
			const text = read(source, "debian/copyright");

			return { name, version, text, licence: licencesOf(text),
				source: archiveOf(name, version) };
		});
}

/** @returns {Part} */
function musl() {
	const folder = mkdtempSync(join(tmpdir(), "exa-notice-"));
	const link = join(folder, "musl");

	try {
		execFileSync(join(TOP, "libc/fetch-musl.sh"),
			["--offline-ok", link], { stdio: "inherit" });
		const debian = existsSync(join(link, "VERSION.debian")) ?
			read(link, "VERSION.debian") : "";

		return { name: "musl", licence: "MIT",
			version: debian || read(link, "VERSION"),
			text: read(link, "COPYRIGHT"),
			source: debian ? archiveOf("musl", debian) :
				"https://musl.libc.org/" };
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** @returns {Part[]} what the pages' scripts have in them */
function modules() {
	const { dependencies } = JSON.parse(read(TOP, "package.json"));

	return Object.keys(dependencies).map((name) => {
		const folder = join(TOP, "node_modules", name);
		const { version, license } = JSON.parse(
			read(folder, "package.json"));

		return { name, version, licence: license,
			text: read(folder, "LICENSE"),
			source: `https://www.npmjs.com/package/${name}/v/${
				version}` };
	});
}

/** @param {Part[]} parts */
function table(parts) {
	const width = (/** @type {"name" | "version"} */ key) =>
		Math.max(...parts.map((one) => one[key].length)) + 2;
	const [name, version] = [width("name"), width("version")];

	return parts.map((one) => `${one.name.padEnd(name)}${
		one.version.padEnd(version)}${one.licence}\n${
		" ".repeat(name)}${one.source}`).join("\n");
}

/** @param {Part[]} parts @returns {string[]} texts that they refer to */
function commonLicences(parts) {
	const names = parts.flatMap(({ text }) => [...text.matchAll(
		/common-licenses\/([\w.-]*\w)/g)].map(([, name]) => name));

	return [...new Set(["GPL-2", ...names])].sort()
		.filter((name) => existsSync(join(COMMON, name)))
		.map((name) => `${name}\n${RULE}\n\n${read(COMMON, name)}`);
}

/** @param {Part[]} parts */
function notice(parts) {
	const contact = process.env.EXA_CONTACT ||
		"whoever gave you this copy, where you got it";

	return `EXA: what it is made of, and where its source code is
${RULE}

EXA itself is GPL-3.0-or-later: the file LICENSE. Its C library and the files
of its ABI, which are linked into programs, are MIT. Others wrote what is listed
here: name, version, licence, source. Ports are Debian's source packages, built
as shell/ports/NAME/recipe.cmake of EXA's source says. Programs also have parts
of LLVM's compiler-rt in them (Apache-2.0 with the LLVM exception, which asks
for nothing in compiled programs).

${table(parts)}

Offer of source code
${RULE}

BusyBox and others of these are under the GNU General Public License, version 2
or 3, or the GNU Lesser General Public License. For at least three years from
the day on which you got this copy, and as long as it is handed on, you or
anybody else can have the complete corresponding source code of all of it in
machine-readable form, with the scripts that build it, for no more than the cost
of handing it over. Ask ${contact}.

The versions above are also in Debian's archive at the addresses there.

${RULE}
${[...parts.map(({ name, version, text }) =>
	`${name} ${version}\n${RULE}\n\n${text}`),
	...commonLicences(parts)].join(`\n\n${RULE}\n`)}
`;
}

if (process.argv.length !== 3) {
	console.error("usage: node www/notice.mjs FILE");
	process.exit(2);
}
writeFileSync(process.argv[2], notice([musl(), ...ports(), ...modules()]));
