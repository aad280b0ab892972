// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Programs that compute without a call: the others go on, signals arrive, the
 * terminal is heard.
 */
const cases = [
	"handler-flag", "virtual-timer", "recursion", "handler-longjmp",
	"handler-waits", "kill-child", "kill-several", "many", "stop-child",
	"handler-leaves", "nested", "red-zone", "fairness", "reuse", "deep",
];

/** @type {import("./row.mjs").Row[]} */
export default [
	...cases.map((name) => ({ name: `busy-${name}`, out: "ok\n",
		run: `/t/busy ${name}` })),
	{ name: "busy-timeout", run: "timeout 1 /t/busy spin", status: 124,
		least: 1000, limit: 3000 },
	{ name: "busy-timeout-kill", status: 137, least: 400, limit: 3000,
		run: "timeout -k 0.2 -s STOP 0.2 /t/busy spin" },
	{ name: "busy-kill", out: "143\n",
		run: "/t/busy spin & kill $!; wait $!; echo $?", err: /.*/ },
	{ name: "busy-background", out: "one\ntwo\n137\n", err: /.*/,
		run: "/t/busy spin & p=$!; echo one; sleep 0.1; echo two | cat; " +
			"kill -9 $p; wait $p; echo $?" },
	{ name: "busy-input", out: "x\n", stdin: "x\n", limit: 5000,
		run: "/t/busy spin & read x; echo $x; kill -9 $!" },
	{ name: "busy-exit", out: "", limit: 3000, status: 3,
		run: "/t/busy spin & exit 3" },
	{ name: "busy-interrupt", out: /130/, keys: [
		[/\$ $/, "/t/busy tell\n"],
		[/here\r\n$/, "\x03"],
		[/\$ $/, "echo $?; exit\n"],
	] },
	/* The second ^C within two seconds, servers/tty/interrupt.c. */
	{ name: "busy-ignore", out: /here[^]*st 137/, keys: [
		[/\$ $/, "/t/busy ignore\n"],
		[/here\r\n$/, "\x03"],
		[/\^C$/, "\x03"],
		[/\$ $/, "echo st $?; exit\n"],
	] },
	{ name: "busy-catch", out: /\^Ccaught\r\n\^C[^]*st 137/, keys: [
		[/\$ $/, "/t/busy catch\n"],
		[/here\r\n$/, "\x03"],
		[/caught\r\n$/, "\x03"],
		[/\$ $/, "echo st $?; exit\n"],
	] },
	{ name: "busy-trap", out: /\^Cheard\r\n\^C[^]*st 137/, keys: [
		[/\$ $/, "sh -c 'trap \"echo heard\" INT; echo go''on; " +
			"while :; do :; done'\n"],
		[/goon\r\n$/, "\x03"],
		[/heard\r\n$/, "\x03"],
		[/\$ $/, "echo st $?; exit\n"],
	] },
	/* Not one that waits for its commands, */
	{ name: "busy-trap-waits", out: /(heard[^]*){2}st 9/, keys: [
		[/\$ $/, "sh -c 'trap \"echo heard; n=1\\$n\" INT; n=; " +
			"echo go''on; until [ x$n = x11 ]; do sleep 0.05; done; " +
			"exit 9'\n"],
		[/goon\r\n$/, "\x03"],
		[/heard\r\n$/, "\x03"],
		[/\$ $/, "echo st $?; exit\n"],
	] },
	/* nor the shell at its prompt, nor one that looks at its terminal. */
	{ name: "busy-prompt", out: /st 130/, keys: [
		[/\$ $/, "\x03"],
		[/\$ $/, "\x03"],
		[/\$ $/, "echo st $?; exit\n"],
	] },
	{ name: "busy-looks", out: /(caught[^]*){2}st 0/, keys: [
		[/\$ $/, "/t/busy look\n"],
		[/here\r\n$/, "\x03"],
		[/caught\r\n$/, "\x03"],
		[/caught\r\n$/, "q\n"],
		[/\$ $/, "echo st $?; exit\n"],
	] },
	{ name: "busy-typed", out: /went on[^]*143/, keys: [
		[/\$ $/, "/t/busy spin & p=$!\n"],
		[/\$ $/, "echo went\\ on\n"],
		[/\$ $/, "kill $p; wait $p; echo $?; exit\n"],
	] },
	/* The host's signals end a machine that computes on a terminal. */
	{ name: "busy-terminated", out: "ended\n", limit: 20000,
		files: { run: "echo $$ >pid\n" +
			"exec \"$EXA\" sh -v \"$T:/t\" -c '/t/busy tell'\n" },
		host: "cd $W; (sleep 15 | script -qfec 'sh ./run' out) " +
			">/dev/null 2>&1 & " +
			"until grep -q here out 2>/dev/null; do sleep 0.1; done; " +
			"kill -TERM $(cat pid); sleep 1; " +
			"kill -0 $(cat pid) 2>/dev/null || echo ended" },
	{ name: "busy-uncounted", out: "ok\n", host:
		"echo 'int main(void){return 0;}' >$W/a.c && " +
		"$EXA cc -fno-interrupt -o $W/a $W/a.c && " +
		"$EXA cc -o $W/b $W/a.c && [ $(wc -c <$W/a) -lt " +
		"$(wc -c <$W/b) ] && $EXA sh -v $W:/w -c '/w/a && /w/b' && " +
		"echo ok", limit: 30000 },
	/* Without Asyncify a program waits where it is, but cannot fork. */
	{ name: "busy-unwoven", out: "-1\nhi\n", limit: 30000,
		files: { "a.c": "#include <stdio.h>\n#include <unistd.h>\n" +
			"int main(void) { char s[9] = \"\"; " +
			"printf(\"%d\\n\", fork()); usleep(20000); " +
			"read(0, s, 8); printf(\"%s\", s); return 0; }\n" },
		host: "cd $W && $EXA cc -fno-suspend -o a a.c && " +
			"$EXA sh -v $W:/w -c '(sleep 0.1; echo hi) | /w/a'" },
];
