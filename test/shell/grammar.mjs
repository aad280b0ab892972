// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Random shell scripts that end, from a grammar. They run on a host, so they
 * call nothing that could do harm there: no kill, no rm, no cd, and files are
 * written under fixed names in the folder at hand only.
 *
 * A script is a tree: what it is made of can be left out or replaced to find
 * the least that still shows a difference.
 */

/** A piece of a script: s a command, w a word, n an expression. */
export class Piece {
	/**
	 * @param {"s" | "w" | "n"} kind
	 * @param {(string | Piece)[]} parts
	 */
	constructor(kind, parts) {
		this.kind = kind;
		this.parts = parts;
	}

	/** @returns {string} */
	toString() {
		return this.parts.join("");
	}
}

/** The least of each kind. */
export const LEAST = { s: ":", w: "x", n: "1" };

/** @param {number} seed a generator of numbers from 0 to 1 */
export function randomFrom(seed) {
	let a = seed * 2654435761 >>> 0;
	return () => {
		a = a + 0x6d2b79f5 >>> 0;
		let t = Math.imul(a ^ a >>> 15, a | 1);
		t ^= t + Math.imul(t ^ t >>> 7, t | 61);
		return ((t ^ t >>> 14) >>> 0) / 4294967296;
	};
}

const VARS = ["a", "b", "c", "a", "b", "u", "1", "2", "3"];
const PLAIN = ["x", "ab", "y1", "a*", "?", "b*", "[ab]*", "a.b", "-", "x:y",
	"~", "~/x", "=", "2", "10", "\\*", "\\ ", "\\\\", "\\$", "a\\b", "!",
	"{", "}", "%", "#", "^", ",", "[", "]", "[!a]*", "if", "do"];
const SINGLE = ["''", "'a b'", "'*'", "'$a'", "' '", "'\\'", "'\"'", "'}'",
	"'a:b:'", "' x  y '", "'1 2'"];
const IFS = ["' '", "':'", "''", "' :'", "'x'", "'\n'", "','"];
const BINARY = ["+", "-", "*", "/", "%", "<", ">", "<=", ">=", "==", "!=",
	"&", "|", "^", "<<", ">>", "&&", "||"];
const ASSIGN = ["=", "+=", "-=", "*=", "|=", "&=", "^=", "<<=", ">>="];

/** @param {() => number} random */
export function makeScript(random) {
	let counters = 0;
	let loops = 0;
	let calls = 0;
	/* The parts of a function or a substitution loop on their own. */
	let depth = 0;

	/** @param {number} n */
	const below = (n) => Math.floor(random() * n);
	/** @template T @param {T[]} list @returns {T} */
	const pick = (list) => list[below(list.length)];
	/** @param {...(string | Piece)} parts */
	const s = (...parts) => new Piece("s", parts);
	/** @param {...(string | Piece)} parts */
	const w = (...parts) => new Piece("w", parts);
	/** @param {...(string | Piece)} parts */
	const n = (...parts) => new Piece("n", parts);

	/** @param {() => Piece} make @param {string} between @param {number} k */
	function several(make, between, k) {
		/** @type {(string | Piece)[]} */
		const parts = [];
		for (let i = 0; i < k; i++)
			parts.push(...(i ? [between] : []), make());
		return parts;
	}

	/** @template T @param {() => T} make @returns {T} one level deeper */
	function deeper(make) {
		depth++;
		const made = make();
		depth--;
		return made;
	}

	/** @returns {Piece} */
	function arith() {
		return deeper(() => {
			const k = depth > 6 ? below(3) : below(10);
			if (k < 2)
				return n(String(pick([0, 1, 2, 3, 7, 10, 64, 255])));
			if (k < 3)
				return n(pick(["i", "j", "$i", "${j}", "k"]));
			if (k < 7)
				return n(arith(), pick([" ", ""]), pick(BINARY), " ",
					arith());
			if (k < 8)
				return n("(", arith(), ")");
			if (k < 9)
				return n(pick(["- ", "+ ", "!", "~"]), arith());
			return pick([
				() => n("(", arith(), "?", arith(), ":", arith(), ")"),
				() => n("(", pick(["i", "j", "k"]), pick(ASSIGN),
					arith(), ")"),
			])();
		});
	}

	/** @param {boolean} quoted within double quotes */
	function expansion(quoted) {
		return deeper(() => {
			const v = pick(VARS);
			const k = depth > 6 ? below(2) : below(12);
			if (k < 2)
				return w(quoted || random() < 0.5 ? `\${${v}}` : `$${v}`);
			if (k < 3)
				return w(pick(["$@", "$*", "$#", "${#a}", "$?"]));
			if (k < 5)
				return w(`\${${v}`, pick(["-", ":-", "+", ":+"]),
					quoted ? inQuotes() : word(), "}");
			if (k < 6)
				return w(`\${${pick(["a", "b", "u"])}`,
					pick(["=", ":="]),
					quoted ? inQuotes() : word(), "}");
			if (k < 8)
				return w(`\${${v}`, pick(["%", "%%", "#", "##"]),
					pattern(), "}");
			if (k < 10)
				return w("$( ", inner(), ")");
			if (k < 11)
				return w("$((", arith(), "))");
			return w("`echo ", pick(["x", "$a", "'a b'", "a*"]), "`");
		});
	}

	/** A list in a substitution: loops around it are not its own. */
	function inner() {
		const [l, c] = [loops, calls];
		loops = calls = 0;
		const made = deeper(() => s(...several(command, "; ",
			1 + below(2))));
		[loops, calls] = [l, c];
		return made;
	}

	/** @returns {Piece} what stands between double quotes */
	function inQuotes() {
		return w(...several(() => pick([
			() => w(pick(["x", " ", "a b", "*", "\\$", "\\\\", "\\a",
				":", "~"])),
			() => expansion(true)])(), "", 1 + below(2)));
	}

	/** @returns {Piece} */
	function piece() {
		return pick([
			() => w(pick(PLAIN)), () => w(pick(PLAIN)),
			() => w(pick(SINGLE)),
			() => w("\"", inQuotes(), "\""),
			() => expansion(false), () => expansion(false)])();
	}

	/** @returns {Piece} */
	function word() {
		return w(...several(piece, "", random() < 0.6 ? 1 : 2));
	}

	/** @returns {Piece} */
	function pattern() {
		return w(...several(() => pick([
			() => w(pick(["*", "?", "a", "b", "x", "[ab]", "[!a]",
				"[a-x]", "\\*", "[[:alpha:]]", "' '", "\"*\"", "\\\\",
				"[]a]"])),
			() => w("\"", pick(["$a", "$b", "*", "a"]), "\""),
			() => w(pick(["$a", "$b", "${u-*}"]))])(),
		"", 1 + below(3)));
	}

	function words() {
		return s(...several(word, " ", 1 + below(3)));
	}

	/** @returns {Piece} */
	function show() {
		return pick([
			() => s("printf '<%s>' ", words(), "; echo"),
			() => s("echo ", words())])();
	}

	/** @returns {Piece} */
	function condition() {
		return pick([
			() => s("[ ", pick(["-n ", "-z ", ""]), "\"", inQuotes(),
				"\" ]"),
			() => s("[ \"", inQuotes(), "\" ", pick(["=", "!="]), " ",
				"x", " ]"),
			() => s("[ $((", arith(), ")) ", pick(["-gt", "-eq", "-le"]),
				" 3 ]"),
			() => s(pick(["true", "false", "! true", "(exit 3)"])),
			command])();
	}

	/** @returns {Piece} */
	function simple() {
		return pick([show, show, show,
			() => s(pick(["a", "b", "c"]), "=", word()),
			() => s(pick(["a", "b"]), "=", word(), " ", pick(["b", "c"]),
				"=", word()),
			() => s("set -- ", words()),
			() => s(pick(["i", "j", "k"]), "=$((", arith(), "))"),
			() => s(": ${", pick(["a", "u"]), ":=", word(), "}"),
			() => s("IFS=", pick(IFS)),
			() => s("a=", word(), " eval 'echo \"$a\" ", pick(["$b", "$#"]),
				"'"),
			() => s("unset ", pick(["a", "b", "u", "IFS"])),
			() => s("set ", pick(["-f", "+f"])),
			() => s("shift; echo $#"),
			() => s("echo ", word(), " | { IFS=", pick(IFS),
				pick([" read a b", " read -r a", " read -r a b c"]),
				"; printf '[%s]' \"$?\" \"$a\" \"$b\"; echo; }"),
			() => s("echo ", word(), " >f; cat f"),
			() => document(`E${counters++}`),
			() => s("echo $? $#"),
			() => s(pick(["false", "true", "(exit 5)", ":"])),
			...loops ? [() => s(pick(["break", "continue", "break 2"]))] :
				[],
			...calls ? [() => s("return ", pick(["0", "3", ""])),
				() => s("local a; a=", word())] : []])();
	}

	/** @param {string} end each has its own: see docs/sh.md */
	function document(end) {
		return s("{ cat; } <<", pick([end, end, `'${end}'`, `-${end}`]),
			"\n", inQuotes(), "\n", end, "\n");
	}

	/** @returns {Piece} */
	function list() {
		return deeper(() => s(...several(command, pick(["; ", "\n"]),
			1 + below(3))));
	}

	/** @returns {Piece} */
	function looped() {
		loops++;
		const made = list();
		loops--;
		return made;
	}

	/** @returns {Piece} */
	function compound() {
		const k = `n${counters++}`;
		return deeper(() => pick([
			() => s("if ", condition(), "; then ", list(),
				...random() < 0.5 ? ["; else ", list()] : [], "; fi"),
			() => s("for ", pick(["a", "b", "c"]), " in ", words(), "; do ",
				looped(), "; done"),
			() => s(`${k}=0; `, pick(["while [ $", "until ! [ $"]), k,
				` -lt 2 ]; do ${k}=$((${k}+1)); `, looped(), "; done"),
			() => s("case ", word(), " in ", pattern(), ") ", list(),
				";; ", pattern(), "|", pattern(), ") ", list(),
				";; *) ", list(), ";; esac"),
			() => s("{ ", list(), "; }", pick(["", "", " >f; cat f"])),
			() => s("( ", inner(), ")"),
			() => s("(set -e; ", inner(), "; echo end)"),
			() => s("(set -u; ", inner(), ")"),
			() => s("(trap 'echo bye $?' EXIT; ", inner(), ")"),
			() => s(command(), pick([" && ", " || "]), command()),
			() => s("! ", simple()),
			() => s("( ", inner(), ") | cat"),
			() => s("eval 'echo ", pick(["$a", "\"$a\" \"$@\""]), "'"),
			() => called(k)])());
	}

	/** @param {string} name */
	function called(name) {
		const outer = loops;
		loops = 0;
		calls++;
		const body = list();
		calls--;
		loops = outer;
		return s(`f${name}() { `, body, `; }; f${name} `, words());
	}

	/** @returns {Piece} */
	function command() {
		return depth > 4 || random() < 0.6 ? simple() : compound();
	}

	return s("HOME=/h; i=1 j=2 k=3; : >ab; : >a.b; : >b1\n",
		...several(command, "\n", 3 + below(5)), "\n");
}
