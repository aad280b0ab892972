// SPDX-License-Identifier: GPL-3.0-or-later
/*
 * usage: posix.mjs LIBC.WAT TESTS INCLUDE      (called by posix.sh)
 *
 * Compares docs/posix.md with test/lint/posix.list (every function appears
 * once, under its header), with the C library (what works is defined, and not
 * only by calls that calls.def has as ABSENT), and with the tests (what works
 * is named in one). What does not work names its errno.
 */
import { readFileSync } from 'node:fs';

const [wat, tests, include] = process.argv.slice(2);
const FUTEX = 98;
let complaints = 0;

/** @param {string} text */
function complain(text) {
	console.log(text);
	complaints++;
}

/**
 * The list: each function and its header.
 * @returns {Map<string, string>} "header function" to the function
 */
function readList() {
	const list = new Map();
	let header = '';
	const text = readFileSync('test/lint/posix.list', 'utf8');
	for (const line of text.split('\n')) {
		if (line.startsWith('#'))
			continue;
		const [, head, names] = /^(\S+:)?\s*(.*)$/.exec(line) ?? [];
		header = head ? head.slice(0, -1) : header;
		for (const name of (names ?? '').split(/\s+/).filter(Boolean))
			list.set(`${header} ${name}`, name);
	}
	return list;
}

/**
 * The table's rows: header, option, functions, state.
 * @returns {Map<string, string>} "header function" to the state
 */
function readTable() {
	const table = new Map();
	for (const line of readFileSync('docs/posix.md', 'utf8').split('\n')) {
		const cells = line.split('|').map((cell) => cell.trim());
		if (cells.length !== 6 || !/\.h$/.test(cells[1]))
			continue;
		for (const name of cells[3].split(' ')) {
			const key = `${cells[1]} ${name}`;
			if (table.has(key))
				complain(`docs/posix.md: ${key}: twice`);
			table.set(key, cells[4]);
		}
	}
	return table;
}

/**
 * calls.def: which numbers exist.
 * @returns {Map<number, boolean>} number to whether it is a CALL
 */
function readCalls() {
	const calls = new Map();
	const text = readFileSync('kernel/abi/calls.def', 'utf8');
	for (const row of text.matchAll(/^(CALL|ABSENT)\((\d+),/gm))
		calls.set(Number(row[2]), row[1] === 'CALL');
	return calls;
}

/**
 * A function of the library.
 * @typedef {{calls: Set<string>, numbers: Set<number>}} Code
 */

/**
 * @returns {{code: Map<string, Code>, exports: Map<string, string>}}
 */
function readLibrary() {
	const doors = new Set(['$__exa_call', '$__exa_fast', '$__exa_door',
		'$__syscall_cp', '$__syscall_cp_c']);
	const code = new Map();
	const exports = new Map();
	/** @type {Code} */
	let now = { calls: new Set(), numbers: new Set() };
	const lines = readFileSync(wat, 'utf8').split('\n');
	for (let i = 0; i < lines.length; i++) {
		const word = /^\s*\((func|call|export) (\S+)(.*)/.exec(lines[i]);
		if (word?.[1] === 'func') {
			now = { calls: new Set(), numbers: new Set() };
			code.set(word[2], now);
		} else if (word?.[1] === 'call') {
			now.calls.add(word[2].replace(/\)+$/, ''));
			const number = /\(i32\.const (\d+)\)/.exec(lines[i + 1]);
			if (doors.has(word[2]) && number)
				now.numbers.add(Number(number[1]));
		} else if (word?.[1] === 'export') {
			const target = /\(func (\S+)\)\)/.exec(word[3]);
			if (target)
				exports.set(word[2].slice(1, -1), target[1]);
		}
	}
	return { code, exports };
}

const list = readList();
const table = readTable();
const calls = readCalls();
const { code, exports } = readLibrary();
const listed = new Set([...list.values()].map((name) => exports.get(name)));
const tokens = new Set(readFileSync(tests, 'utf8')
	.replace(/\/\*[^]*?\*\//g, ' ').replace(/"(\\.|[^"\\\n])*"/g, '""')
	.match(/[A-Za-z_]\w*/g));

/**
 * The numbers of the calls that a function makes: itself and by whatever it
 * calls, or (own) only by helpers that are not in the list. futex is left out:
 * with one thread nobody ever waits for a lock.
 * @param {string} start
 * @param {boolean} own
 * @returns {number[]}
 */
function numbersOf(start, own) {
	const seen = new Set([start]);
	const numbers = new Set();
	for (const name of seen) {
		const body = code.get(name);
		for (const number of body?.numbers ?? [])
			numbers.add(number);
		for (const callee of body?.calls ?? []) {
			if (!own || !listed.has(callee))
				seen.add(callee);
		}
	}
	return [...numbers].filter((number) => calls.has(number) &&
		number !== FUTEX);
}

/**
 * Whether a header defines a macro of this name.
 * @param {string} header
 * @param {string} name
 */
function isMacro(header, name) {
	const text = readFileSync(`${include}/${header}`, 'utf8');
	return new RegExp(`#[ \\t]*define[ \\t]+${name}\\b`).test(text);
}

for (const key of list.keys()) {
	if (!table.has(key))
		complain(`docs/posix.md: ${key}: missing`);
}
for (const [key, state] of table) {
	const [header, name] = key.split(' ');
	if (!list.has(key)) {
		complain(`docs/posix.md: ${key}: not in test/lint/posix.list`);
		continue;
	}
	/* An alias has the export name of what it stands for (quiet.h). */
	const target = exports.get(name) ?? exports.get(`__exa_quiet_${name}`);
	const works = state === 'works';
	const numbers = target ? numbersOf(target, !works) : [];
	const present = numbers.filter((number) => calls.get(number));
	if (works) {
		if (!target && !isMacro(header, name))
			complain(`${key}: not in libc.a`);
		if (numbers.length > 0 && present.length === 0)
			complain(`${key}: its calls are absent: ${numbers}`);
		if (!tokens.has(name))
			complain(`${key}: no test names it`);
	} else if (!/^(no errno|E[A-Z0-9]+|SIG[A-Z]+)\b.*:/.test(state)) {
		complain(`${key}: does not work, but names no errno`);
	} else if (/^ENOSYS\b/.test(state) && numbers.length > 0 &&
			present.length === numbers.length) {
		complain(`${key}: ENOSYS, though its calls exist: ${numbers}`);
	}
}
process.exitCode = complaints > 0 ? 1 : 0;
