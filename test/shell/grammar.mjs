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

/** @param {...(string | Piece)} parts */
const s = (...parts) => new Piece("s", parts);
/** @param {...(string | Piece)} parts */
const w = (...parts) => new Piece("w", parts);
/** @param {...(string | Piece)} parts */
const n = (...parts) => new Piece("n", parts);

class Maker {
	/** @param {() => number} random */
	constructor(random) {
		this.random = random;
		this.counters = 0;
		this.depth = 0;
		/* Loops and functions that `break` and `return` may leave. */
		this.loops = 0;
		this.calls = 0;
	}

	/** @param {number} limit */
	below(limit) {
		return Math.floor(this.random() * limit);
	}

	/** @template T @param {T[]} choices @returns {T} */
	pick(choices) {
		return choices[this.below(choices.length)];
	}

	/**
	 * @param {() => Piece} make
	 * @param {string} between
	 * @param {number} k
	 */
	several(make, between, k) {
		/** @type {(string | Piece)[]} */
		const parts = [];
		for (let i = 0; i < k; i++)
			parts.push(...(i ? [between] : []), make());
		return parts;
	}

	/** @template T @param {() => T} make @returns {T} one level deeper */
	deeper(make) {
		this.depth++;
		const made = make();
		this.depth--;
		return made;
	}

	/** @returns {Piece} */
	arith() {
		return this.deeper(() => {
			const k = this.below(this.depth > 6 ? 3 : 10);
			if (k < 2)
				return n(this.pick(["0", "1", "2", "3", "7", "10",
					"64", "255"]));
			if (k < 3)
				return n(this.pick(["i", "j", "$i", "${j}", "k"]));
			if (k < 7)
				return n(this.arith(), this.pick([" ", ""]), this.pick(BINARY),
					" ",
					this.arith());
			if (k < 8)
				return n("(", this.arith(), ")");
			if (k < 9)
				return n(this.pick(["- ", "+ ", "!", "~"]), this.arith());
			return this.pick([
				() => n("(", this.arith(), "?", this.arith(), ":",
					this.arith(), ")"),
				() => n("(", this.pick(["i", "j", "k"]), this.pick(ASSIGN),
					this.arith(), ")"),
			])();
		});
	}

	/** @param {boolean} quoted within double quotes */
	expansion(quoted) {
		return this.deeper(() => {
			const v = this.pick(VARS);
			const k = this.below(this.depth > 6 ? 2 : 12);
			if (k < 2)
				return w(quoted || this.random() < 0.5 ? `\${${v}}` : `$${v}`);
			if (k < 3)
				return w(this.pick(["$@", "$*", "$#", "${#a}", "$?"]));
			if (k < 5)
				return w(`\${${v}`, this.pick(["-", ":-", "+", ":+"]),
					quoted ? this.inQuotes() : this.word(), "}");
			if (k < 6)
				return w(`\${${this.pick(["a", "b", "u"])}`,
					this.pick(["=", ":="]),
					quoted ? this.inQuotes() : this.word(), "}");
			if (k < 8)
				return w(`\${${v}`, this.pick(["%", "%%", "#", "##"]),
					this.pattern(), "}");
			if (k < 10)
				return w("$( ", this.inner(), ")");
			if (k < 11)
				return w("$((", this.arith(), "))");
			return w("`echo ", this.pick(["x", "$a", "'a b'", "a*"]), "`");
		});
	}

	/** A list in a substitution: loops around it are not its own. */
	inner() {
		const [l, c] = [this.loops, this.calls];
		this.loops = this.calls = 0;
		const made = this.deeper(() => s(...this.several(
			() => this.command(), "; ", 1 + this.below(2))));
		[this.loops, this.calls] = [l, c];
		return made;
	}

	/** @returns {Piece} what stands between double quotes */
	inQuotes() {
		return w(...this.several(() => this.pick([
			() => w(this.pick(["x", " ", "a b", "*", "\\$", "\\\\", "\\a",
				":", "~"])),
			() => this.expansion(true)])(), "", 1 + this.below(2)));
	}

	/** @returns {Piece} */
	piece() {
		return this.pick([
			() => w(this.pick(PLAIN)), () => w(this.pick(PLAIN)),
			() => w(this.pick(SINGLE)),
			() => w("\"", this.inQuotes(), "\""),
			() => this.expansion(false),
			() => this.expansion(false)])();
	}

	/** @returns {Piece} */
	word() {
		return w(...this.several(() => this.piece(), "",
			this.random() < 0.6 ? 1 : 2));
	}

	/** @returns {Piece} */
	pattern() {
		return w(...this.several(() => this.pick([
			() => w(this.pick(["*", "?", "a", "b", "x", "[ab]", "[!a]",
				"[a-x]", "\\*", "[[:alpha:]]", "' '", "\"*\"", "\\\\",
				"[]a]"])),
			() => w("\"", this.pick(["$a", "$b", "*", "a"]), "\""),
			() => w(this.pick(["$a", "$b", "${u-*}"]))])(),
		"", 1 + this.below(3)));
	}

	words() {
		return s(...this.several(() => this.word(), " ", 1 + this.below(3)));
	}

	/** @returns {Piece} */
	show() {
		return this.pick([
			() => s("printf '<%s>' ", this.words(), "; echo"),
			() => s("echo ", this.words())])();
	}

	/** @returns {Piece} */
	condition() {
		return this.pick([
			() => s("[ ", this.pick(["-n ", "-z ", ""]), "\"", this.inQuotes(),
				"\" ]"),
			() => s("[ \"", this.inQuotes(), "\" ", this.pick(["=", "!="]), " ",
				"x", " ]"),
			() => s("[ $((", this.arith(), ")) ", this.pick(["-gt", "-eq",
				"-le"]),
				" 3 ]"),
			() => s(this.pick(["true", "false", "! true", "(exit 3)"])),
			() => this.command()])();
	}

	/** @returns {Piece} */
	simple() {
		return this.pick([() => this.show(), () => this.show(),
			() => this.show(),
			() => s(this.pick(["a", "b", "c"]), "=", this.word()),
			() => s(this.pick(["a", "b"]), "=", this.word(), " ",
				this.pick(["b", "c"]),
				"=", this.word()),
			() => s("set -- ", this.words()),
			() => s(this.pick(["i", "j", "k"]), "=$((", this.arith(), "))"),
			() => s(": ${", this.pick(["a", "u"]), ":=", this.word(), "}"),
			() => s("IFS=", this.pick(IFS)),
			() => s("a=", this.word(), " eval 'echo \"$a\" ", this.pick(["$b",
				"$#"]),
				"'"),
			() => s("unset ", this.pick(["a", "b", "u", "IFS"])),
			() => s("set ", this.pick(["-f", "+f"])),
			() => s("shift; echo $#"),
			() => s("echo ", this.word(), " | { IFS=", this.pick(IFS),
				this.pick([" read a b", " read -r a", " read -r a b c"]),
				"; printf '[%s]' \"$?\" \"$a\" \"$b\"; echo; }"),
			() => s("echo ", this.word(), " >f; cat f"),
			() => this.document(`E${this.counters++}`),
			() => s("echo $? $#"),
			() => s(this.pick(["false", "true", "(exit 5)", ":"])),
			...this.loops ? [() => s(this.pick(["break", "continue",
				"break 2"]))] :
				[],
			...this.calls ? [() => s("return ", this.pick(["0", "3", ""])),
				() => s("local a; a=", this.word())] : []])();
	}

	/** @param {string} end each has its own: see docs/sh.md */
	document(end) {
		return s("{ cat; } <<", this.pick([end, end, `'${end}'`, `-${end}`]),
			"\n", this.inQuotes(), "\n", end, "\n");
	}

	/** @returns {Piece} */
	list() {
		return this.deeper(() => s(...this.several(() => this.command(),
			this.pick(["; ", "\n"]),
			1 + this.below(3))));
	}

	/** @returns {Piece} */
	looped() {
		this.loops++;
		const made = this.list();
		this.loops--;
		return made;
	}

	/** @returns {Piece} */
	compound() {
		const k = `n${this.counters++}`;
		return this.deeper(() => this.pick([
			() => s("if ", this.condition(), "; then ", this.list(),
				...this.random() < 0.5 ? ["; else ", this.list()] : [], "; fi"),
			() => s("for ", this.pick(["a", "b", "c"]), " in ", this.words(),
				"; do ",
				this.looped(), "; done"),
			() => s(`${k}=0; `, this.pick(["while [ $", "until ! [ $"]), k,
				` -lt 2 ]; do ${k}=$((${k}+1)); `, this.looped(), "; done"),
			() => s("case ", this.word(), " in ", this.pattern(), ") ",
				this.list(),
				";; ", this.pattern(), "|", this.pattern(), ") ", this.list(),
				";; *) ", this.list(), ";; esac"),
			() => s("{ ", this.list(), "; }", this.pick(["", "",
				" >f; cat f"])),
			() => s("( ", this.inner(), ")"),
			() => s("(set -e; ", this.inner(), "; echo end)"),
			() => s("(set -u; ", this.inner(), ")"),
			() => s("(trap 'echo bye $?' EXIT; ", this.inner(), ")"),
			() => s(this.command(), this.pick([" && ", " || "]),
				this.command()),
			() => s("! ", this.simple()),
			() => s("( ", this.inner(), ") | cat"),
			() => s("eval 'echo ", this.pick(["$a", "\"$a\" \"$@\""]), "'"),
			() => this.called(k)])());
	}

	/** @param {string} name */
	called(name) {
		const outer = this.loops;
		this.loops = 0;
		this.calls++;
		const body = this.list();
		this.calls--;
		this.loops = outer;
		return s(`f${name}() { `, body, `; }; f${name} `, this.words());
	}

	/** @returns {Piece} */
	command() {
		return this.depth > 4 || this.random() < 0.6 ? this.simple() :
			this.compound();
	}

	/** @returns {Piece} a whole script */
	script() {
		return s("HOME=/h; i=1 j=2 k=3; : >ab; : >a.b; : >b1\n",
			...this.several(() => this.command(), "\n",
				3 + this.below(5)), "\n");
	}
}

/** @param {() => number} random @returns {Piece} */
export function makeScript(random) {
	return new Maker(random).script();
}
