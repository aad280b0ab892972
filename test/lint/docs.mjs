// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Checks the documents against the code:
 * - a path in backticks, and a relative link, leads to something that exists;
 * - docs/protocol.md names every datagram of kernel/abi/datagram.h, and no
 *   other; docs/how-it-works.md names every call of EXA's own;
 * - README.md names every npm package that is used, and every Debian package
 *   that set-up installs;
 * - docs/userland.md names the applets that BusyBox is built without, and every
 *   port.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { execFileSync } from "node:child_process";
import path from "node:path";

let complaints = 0;

/** @param {string} text */
function complain(text) {
	console.error(text);
	complaints++;
}

/** @param {string} file */
function read(file) {
	if (existsSync(file))
		return readFileSync(file, "utf8");
	complain(`${file}: is missing`);
	return "";
}

/**
 * Names such as `test/call/NAME.c` or `servers/*` are patterns, not paths.
 * @param {string} word
 */
function isPath(word) {
	return /^\.?[\w-]+(\/[\w.-]+)+\/?$/.test(word) &&
		!/[A-Z]{3}|\.\./.test(word);
}

/** @param {string} file */
function checkPaths(file) {
	const text = read(file);
	const tops = /^(kernel|servers|libc|shell|www|test|docs|cmake)\//;
	for (const [, word] of text.matchAll(/`([^`\n]+)`/g))
		if (isPath(word) && tops.test(word) && !existsSync(word))
			complain(`${file}: ${word} does not exist`);
	for (const [, link] of text.matchAll(/\]\(([^)#:]+)(#[^)]*)?\)/g))
		if (!existsSync(path.join(path.dirname(file), link)))
			complain(`${file}: the link ${link} leads nowhere`);
}

function checkDatagrams() {
	const header = read("kernel/abi/datagram.h");
	const protocol = read("docs/protocol.md");
	const types = header.slice(header.indexOf("enum datagram_type"));
	const names = [...types.matchAll(/^\tDATAGRAM_([A-Z_]+)/gm)]
		.map(([, name]) => name);
	if (names.length === 0)
		complain("kernel/abi/datagram.h: no types found");
	for (const name of names)
		if (!new RegExp(`(\\b|_)${name}\\b`).test(protocol))
			complain(`docs/protocol.md: ${name} is missing`);
	for (const [name] of protocol.matchAll(/\bDATAGRAM_[A-Z_]+\b/g))
		if (!header.includes(name))
			complain(`docs/protocol.md: there is no ${name}`);
}

function checkOwnCalls() {
	const table = read("kernel/abi/calls.def");
	const text = read("docs/how-it-works.md");
	for (const [, name] of table.matchAll(/^CALL\(1\d\d\d, (\w+)/gm))
		if (!text.includes(name))
			complain(`docs/how-it-works.md: call ${name} is missing`);
}

function checkDependencies() {
	const readme = read("README.md");
	const npm = JSON.parse(read("package.json"));
	const setup = read("cmake/setup.sh");
	const lists = setup.slice(setup.indexOf("tools_site="),
		setup.indexOf("# missing PAIRS"));
	const debian = [...lists.matchAll(/^\S+ ([\w-]+)['"]?$/gm)]
		.map(([, name]) => name);
	const names = [...debian, ...Object.keys(npm.dependencies),
		...Object.keys(npm.devDependencies)];
	for (const name of names)
		if (!readme.includes(name))
			complain(`README.md: ${name} is not named`);
}

function checkUserland() {
	const text = read("docs/userland.md");
	const recipe = read("shell/ports/busybox/recipe.cmake");
	const left = new Set([...recipe.matchAll(
		/^without=(["'])(?:\$without )?([^"']*)\1/gm)]
		.flatMap(([, , names]) => names.trim().split(/\s+/)));
	const table = text.slice(text.indexOf("| reason |")
		+ "| reason | not there |".length);
	const told = new Set([...table.slice(0, table.indexOf("\n\n"))
		.matchAll(/^\|[^|]*\| ([a-z_0-9 ]+) \|$/gm)]
		.flatMap(([, names]) => names.trim().split(" ")));
	if (left.size === 0)
		complain("shell/ports/busybox/recipe.cmake: no applets found");
	for (const name of left)
		if (!told.has(name))
			complain(`docs/userland.md: ${name} is left out, too`);
	for (const name of told)
		if (!left.has(name))
			complain(`docs/userland.md: ${name} is not left out`);
	for (const port of readdirSync("shell/ports"))
		if (!text.includes(`\`${port}\``))
			complain(`docs/userland.md: port ${port} is missing`);
	for (const file of readdirSync("shell/cmd"))
		if (file.endsWith(".c") && !text.includes(
			`\`${file.slice(0, -2)}\``))
			complain(`docs/userland.md: why is ${file} our own?`);
}

const documents = execFileSync("git", ["ls-files", "--cached", "--others",
	"--exclude-standard", "--", "*.md"]).toString().trim().split("\n");
documents.filter((file) => file && existsSync(file)).forEach(checkPaths);
checkDatagrams();
checkOwnCalls();
checkDependencies();
checkUserland();
process.exit(complaints === 0 ? 0 : 1);
