/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shell at a terminal: keys are typed at the master of a pseudo-terminal,
 * and the screen is what a small terminal makes of what comes back. @ stands
 * for the cursor. The whole shell is linked, so all of it is under the
 * sanitizers.
 *
 * Links: shell/sh/arith.c shell/sh/arithop.c shell/sh/chars.c
 * Links: shell/sh/cmdsub.c shell/sh/command.c shell/sh/exec.c
 * Links: shell/sh/expand.c shell/sh/glob.c shell/sh/heredoc.c
 * Links: shell/sh/input.c shell/sh/inputread.c shell/sh/jobctl.c
 * Links: shell/sh/jobs.c shell/sh/jobtext.c shell/sh/lex.c
 * Links: shell/sh/lexdollar.c shell/sh/lexword.c shell/sh/mem.c
 * Links: shell/sh/num.c shell/sh/options.c shell/sh/out.c shell/sh/param.c
 * Links: shell/sh/parse.c shell/sh/parsecmd.c shell/sh/pattern.c
 * Links: shell/sh/pipeline.c shell/sh/redir.c shell/sh/signal.c
 * Links: shell/sh/simple.c shell/sh/spawn.c shell/sh/trap.c shell/sh/var.c
 * Links: shell/sh/builtin/alias.c shell/sh/builtin/cd.c
 * Links: shell/sh/builtin/echo.c shell/sh/builtin/float.c
 * Links: shell/sh/builtin/flow.c shell/sh/builtin/getopts.c
 * Links: shell/sh/builtin/job.c shell/sh/builtin/limits.c
 * Links: shell/sh/builtin/printf.c shell/sh/builtin/read.c
 * Links: shell/sh/builtin/set.c shell/sh/builtin/table.c
 * Links: shell/sh/builtin/test.c shell/sh/builtin/traps.c
 * Links: shell/sh/builtin/type.c shell/sh/builtin/vars.c
 * Links: shell/sh/edit/candidates.c shell/sh/edit/colour.c
 * Links: shell/sh/edit/complete.c shell/sh/edit/draw.c
 * Links: shell/sh/edit/emacs.c shell/sh/edit/fc.c shell/sh/edit/help.c
 * Links: shell/sh/edit/histfile.c shell/sh/edit/history.c
 * Links: shell/sh/edit/keys.c shell/sh/edit/layout.c shell/sh/edit/loop.c
 * Links: shell/sh/edit/near.c shell/sh/edit/prompt.c shell/sh/edit/scan.c
 * Links: shell/sh/edit/search.c shell/sh/edit/text.c shell/sh/edit/tty.c
 * Links: shell/sh/edit/vi.c shell/sh/edit/vichange.c
 * Links: shell/sh/edit/vimove.c shell/sh/edit/width.c
 */
#define main shell_main
int shell_main(int argc, char **argv);
#include "shell/sh/main.c"
#undef main

#include "test/unit/check.h"
#include "shell/sh/edit/edit.h"
#include "test/unit/edit_term.h"

#include <poll.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>

enum { ROWS = 12, COLS = 20, PATIENCE = 10000 };

struct scene {
	const char *name;
	const char *keys; /* \1 waits: the rest is typed later */
	const char *screen;
};

#define UP "\033[A"
#define DOWN "\033[B"
#define RIGHT "\033[C"
#define LEFT "\033[D"
#define HOME "\033[H"
#define END "\033[F"
#define DELETE "\033[3~"

static const struct scene scenes[] = {
	{ "a line", "echo hi\n", "$ echo hi\nhi\n$ @" },
	{ "motions", "bc\1" HOME "a\005d\002\002\006X", "$ abcX@d" },
	{ "by word", "one two tri\033b\033bX\033fY\033[1;5DZ",
		"$ one Z@XtwoY tri" },
	{ "kill and yank", "one two\027" HOME "\031 \005\013\025x\031",
		"$ xtwo one @" },
	{ "kill to the end", "one two" HOME "\033[1;5C\013" HOME "\031|",
		"$  two|@one" },
	{ "transpose, undo", "ab\024c\037", "$ ba@" },
	{ "quoted insert", "a\026\033b", "$ a^[b@" },
	{ "delete", "abc" HOME DELETE "\004", "$ @c" },
	{ "the last column", "123456789012345678", "$ 123456789012345678\n@" },
	{ "beyond it", "1234567890123456789" LEFT LEFT,
		"$ 12345678901234567@8\n9" },
	{ "wrapped, inserting", "12345678901234567890" HOME "ab",
		"$ ab@1234567890123456\n7890" },
	{ "shrinks", "1234567890123456789\025x", "$ x@" },
	{ "wide at the edge", "12345678901234567日x",
		"$ 12345678901234567\n日x@" },
	{ "wide, combining", "日e\xcc\x81本" LEFT LEFT "\004", "$ 日@本" },
	{ "an invalid byte",
		"a\xff"
		"b",
		"$ a<ff>b@" },
	{ "more lines", "if true\nthen echo y\nfi" UP UP "X",
		"$ ifX@ true\n> then echo y\n> fi" },
	{ "more lines run", "if true\nthen echo y\nfi\n",
		"$ if true\n> then echo y\n> fi\ny\n$ @" },
	{ "recalled as a whole", "echo a'\n'b\n\1" UP UP HOME "X",
		"$ echo a'\n> 'b\na\nb\n$ X@echo a'\n> 'b" },
	{ "prefix", "echo 1\n\1:\n\1ec" UP, "$ echo 1\n1\n$ :\n$ echo 1@" },
	{ "back from history", ":\n\1ab" UP DOWN, "$ :\n$ ab@" },
	{ "suggestion", "echo abc\n\1ec" RIGHT,
		"$ echo abc\nabc\n$ echo abc@" },
	{ "suggestion is seen", "echo abc\n\1ec",
		"$ echo abc\nabc\n$ ec@ho abc" },
	{ "suggestion goes", "echo abc\n\1:ec\n\1ec\003\1",
		"$ echo abc\nabc\n$ :ec\nsh: 2: :ec: not foun\nd\n$ ec^C\n$ "
		"@" },
	{ "suggestion goes from a list", ": xq\n\1: x\t\t",
		"$ : xq\n$ : xyz\nxyz1  xyz2\n$ : xyz@" },
	{ "private", " :\n\1" UP, "$  :\n$ @" },
	{ "search", "echo abc\n\1:\n\1\022ab",
		"$ echo abc\nabc\n$ :\n"
		"(search)`ab': echo @a\nbc" },
	{ "search given up", "echo abc\n\1x\022ab\007",
		"$ echo abc\nabc\n$ x@" },
	{ "search, then on", ":\n\1\022:" DOWN, "$ :\n$ @" },
	{ "escape, interrupt", "ab\033\003\1", "$ ab^C\n$ @" },
	{ "paste that never ends", "\033[200~echo a\003\1x", "$ ^C\n$ x@" },
	{ "complete a user", "echo ~roo\tz", "$ echo ~root/z@" },
	{ "complete a job", "set -m\n\1/bin/sleep 3&\n\1\014fg %\t",
		"$ fg %1 @" },
	{ "complete a directory's variable", "cd $HOM\t", "$ cd $HOME/@" },
	{ "a directory of control characters",
		"cd $'c\\1\\33d';PS1='\\W>'\n\1\014", "c??d>@" },
	{ "colours", "echo a\n\1\014echo 'b'\003\1ec",
		"$ echo 'b'^C\n$ ec@ho a\ncoloured" },
	{ "colours: none", "NO_COLOR=1\n\1echo a\n\1\014echo 'b'\003\1ec",
		"$ echo 'b'^C\n$ ec@\nplain" },
	{ "colours: not of the line",
		"set -o nosuggest -o nohighlight\n\1echo a\n\1\014echo "
		"'b'\003\1ec",
		"$ echo 'b'^C\n$ ec@\nplain" },
	{ "paste", "\033[200~echo a\recho b\033[201~", "$ echo a\n> echo b@" },
	{ "interrupt", "echo\003\1x", "$ echo^C\n$ x@" },
	{ "no end of line", "printf ab\n", "$ printf ab\nab\n$ @" },
	{ "not found", "printx\n",
		"$ printx\nsh: 1: printx: not f\nound (did "
		"you mean p\nrintf?)\n$ @" },
	{ "complete a file", "cat a\\ \t", "$ cat a\\ file @" },
	{ "complete a directory", "cd sub\t", "$ cd subdir/@" },
	{ "complete in quotes", "cat \"a \t", "$ cat \"a file\" @" },
	{ "complete to what is common", "cat x\t", "$ cat xyz@" },
	{ "complete, list", "cat x\t\t", "$ cat xyz\nxyz1  xyz2\n$ cat xyz@" },
	{ "complete what is nobody", "echo ~${x/\tz", "$ echo ~${x/z@" },
	{ "complete a command", "unali\t", "$ unalias @" },
	{ "complete a variable", "echo ${SH_EDIT_T\t",
		"$ echo ${SH_EDIT_TES\nT}@" },
	{ "clear", "echo a\n\1b\014", "$ b@" },
	{ "stays within rows", "'\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12",
		"> 1\n> 2\n> 3\n> 4\n> 5\n> 6\n> 7\n> 8\n> 9\n> 10\n> 11\n"
		"> 12@" },
	{ "vi", "set -o vi\n\1one two\033bcwx\0330iy",
		"$ set -o vi\n$ y@one x" },
	{ "vi: counts, again", "set -o vi\n\1a b c d\03302x.u",
		"$ set -o vi\n$ @b c d" },
	{ "vi: find", "set -o vi\n\1a.b.c\0330f.;xp", "$ set -o vi\n$ a.bc@." },
	{ "vi: nowhere", "set -o vi\n\1ab c\033dfz0yhrzx",
		"$ set -o vi\n$ @b c" },
	{ "vi: letters of many bytes", "set -o vi\n\1aäbäc\0330fär日;rß$Tß~",
		"$ set -o vi\n$ a日bß@C" },
	{ "vi: replaces on, undoes it",
		"set -o vi\n\1one two\0330Rxyz\033wiq\033",
		"$ set -o vi\n$ xyz @qtwo" },
	{ "vi: a command is a step",
		"set -o vi\n\1one two\0330cwx y\0333rz3puu",
		"$ set -o vi\n$ x @y two" },
	{ "vi: undoes all", "set -o vi\n\1one\033xxiq\033U",
		"$ set -o vi\n$ @" },
	{ "vi: kills are apart", "set -o vi\n\1abcd\0330xxp",
		"$ set -o vi\n$ c@bd" },
	{ "vi: columns, yank to the end", "set -o vi\n\1abcdef\0334|Y0P",
		"$ set -o vi\n$ de@fabcdef" },
	{ "vi: word of the last command",
		"set -o vi\n\1: ab cd\n\1x\033_\0332_",
		"$ set -o vi\n$ : ab cd\n$ x cd ab@" },
	{ "vi: an older one by number", "set -o vi\n\1: b\n\1: c\n\1\0332G",
		"$ set -o vi\n$ : b\n$ : c\n$ @: b" },
	{ "vi: the oldest", "set -o vi\n\1: b\n\1\033G",
		"$ set -o vi\n$ : b\n$ @set -o vi" },
	{ "vi: cw in a word of one letter", "set -o vi\n\1[a bcd]\0330lcwX",
		"$ set -o vi\n$ [X@ bcd]" },
	{ "vi: changes to what is next", "set -o vi\n\1abc\0330dtb",
		"$ set -o vi\n$ @bc" },
	{ "vi: again with another count", "set -o vi\n\1abcdef\0330x3.",
		"$ set -o vi\n$ @ef" },
	{ "vi: nowhere is no change", "set -o vi\n\1abcd\0330xdfz.",
		"$ set -o vi\n$ @cd" },
	{ "vi: older ones whatever is typed", "set -o vi\n\1: a\n\1xyz\033kxu",
		"$ set -o vi\n$ : a\n$ @: a" },
	{ "vi: s to the end of the line", "set -o vi\n\1abc\0330l5sX",
		"$ set -o vi\n$ aX@" },
	{ "vi: all of a folder", "set -o vi\n\1: \"./x\033*",
		"$ set -o vi\n$ : \"./xyz1\" \"./xyz2\n\" @" },
	{ "vi: a private line is not edited", "set -o vi\n\1 a\033v",
		"$ set -o vi\n$  @a" },
	{ "vi: a comment", "set -o vi\n\1if x\nthen y\033#\1\033k",
		"$ set -o vi\n$ #if x\n> #then y\n$ @#if x\n> #then y" },
	{ "vi: list, all", "set -o vi\n\1cat x\033=\033*",
		"$ set -o vi\n$ cat x\nxyz1  xyz2\n$ cat xyz1 xyz2 @" },
	{ "vi: again is of this line", "set -o vi\n\1: a\n\1bc\033.x",
		"$ set -o vi\n$ : a\n$ @b" },
	{ "vi: a search fetches", "set -o vi\n\1echo a\n\1\033/ech\n",
		"$ set -o vi\n$ echo a\na\n$ @echo a" },
	{ "fc", "echo a\n\1fc -s a=b\n",
		"$ echo a\na\n$ fc -s a=b\necho b\nb\n$ @" },
	{ "dumb", "TERM=dumb\n\1echo a\n", "$ TERM=dumb\n$ echo a\na\n$ @" },
	{ "end of input", "\004", "$\nexit 0@" },
};

/* So long nothing must have come, in ms, for the shell to be done. */
static int silence = 60;

static void child(int slave)
{
	static char *argv[] = { (char *)"sh", (char *)"-i", NULL };

	setsid();
	ioctl(slave, TIOCSCTTY, 0);
	dup2(slave, 0);
	dup2(slave, 1);
	dup2(slave, 2);
	clearenv();
	setenv("PS1", "$ ", 1);
	setenv("TERM", "xterm", 1);
	setenv("PATH", "/nonexistent", 1);
	setenv("HOME", ".", 1);
	setenv("SH_EDIT_TEST", "x", 1);
	exit(shell_main(2, argv));
}

/* What comes until nothing has come for a while; false at the end. */
static bool follow(struct term *t, int master, int quiet)
{
	struct pollfd p = { .fd = master, .events = POLLIN };
	char s[4096];

	while (poll(&p, 1, quiet) > 0) {
		ssize_t n = read(master, s, sizeof(s));

		if (n <= 0)
			return false;
		term_write(t, s, (size_t)n);
		quiet = silence;
	}
	return true;
}

/* Typed slowly where \1 says so, and byte by byte or at once. */
static void type(struct term *t, int master, const char *keys, bool slow)
{
	follow(t, master, PATIENCE);
	while (*keys) {
		size_t n = strcspn(keys, "\1"), k;

		for (k = 0; k < n; k += slow ? 1 : n) {
			(void)!write(master, keys + k, slow ? 1 : n);
			if (slow)
				poll(NULL, 0, 2);
		}
		keys += n;
		/* \1 is ^A as well: at the end of a part it only waits. */
		if (!follow(t, master, PATIENCE))
			return;
		keys += *keys == '\1';
	}
}

static void place_cursor(struct term *t)
{
	char *cell = t->cell[t->row][t->col];

	if (*cell && *cell != 1 && strlen(cell) < 8) {
		memmove(cell + 1, cell, strlen(cell) + 1);
		*cell = '@';
	} else {
		strcpy(cell, "@");
	}
}

static bool play(const struct scene *scene, bool slow, bool last)
{
	static struct term t;
	struct winsize w = { .ws_row = ROWS, .ws_col = COLS };
	int master = posix_openpt(O_RDWR | O_NOCTTY), slave, status = 0;
	const char *got;
	bool ok;
	pid_t pid;

	unlink(".sh_history");
	grantpt(master);
	unlockpt(master);
	slave = open(ptsname(master), O_RDWR | O_NOCTTY);
	ioctl(slave, TIOCSWINSZ, &w);
	pid = fork();
	if (!pid) {
		close(master);
		child(slave);
	}
	close(slave);
	term_init(&t, ROWS, COLS);
	type(&t, master, scene->keys, slow);
	if (!strcmp(scene->name, "end of input") &&
		waitpid(pid, &status, 0) == pid && !status)
		term_write(&t, "exit 0", 6);
	place_cursor(&t);
	if (!strncmp(scene->name, "colours", 7))
		term_write(
			&t, t.coloured ? "\r\ncoloured" : "\r\nplain   ", 10);
	got = term_text(&t);
	ok = !strcmp(got, scene->screen);
	if (!ok && last) {
		fprintf(stderr, "%s%s: wanted\n%s\ngot\n%s\n", scene->name,
			slow ? " (slowly)" : "", scene->screen, got);
		check_failures(1);
	}
	close(master);
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return ok;
}

/* On a busy host the shell may be silent for long: patience is tried last. */
static void play_both(const struct scene *scene)
{
	int slow;

	for (slow = 0; slow < 2; slow++) {
		if (play(scene, slow, false))
			continue;
		silence = 600;
		play(scene, slow, true);
		silence = 60;
	}
}

static void make(const char *name)
{
	close(open(name, O_WRONLY | O_CREAT, 0600));
}

/* What a document holds is none of the shell's quotes and words. */
static void check_documents(void)
{
	static const struct {
		const char *text, *attrs;
	} cases[] = {
		{ "cat <<E\nit's\nE\nif", "ccc.....ssssssskk" },
		{ "cat << \"E\" >f\nif\n\tE\nif", "ccc....sss....sssssskk" },
		{ "cat <<E\nit's", "ccc.....ssss" },
		{ "cat <<", "ccc..." },
	};
	static const char names[] = {
		[ATTR_NONE] = '.',
		[ATTR_COMMAND] = 'c',
		[ATTR_KEYWORD] = 'k',
		[ATTR_STRING] = 's',
	};
	size_t i, k;

	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *s = cases[i].text;
		char got[64] = "";
		uint8_t attrs[64];
		struct scan at;

		scan(s, strlen(s), attrs, &at);
		for (k = 0; s[k]; k++)
			got[k] = attrs[k] < sizeof(names) ? names[attrs[k]] : 0;
		CHECK_STR(got, cases[i].attrs);
	}
}

int main(int argc, char **argv)
{
	char dir[] = "/tmp/sh_edit.XXXXXX";
	size_t i;

	if (!mkdtemp(dir) || chdir(dir))
		return 1;
	check_documents();
	make("a file");
	make("xyz1");
	make("xyz2");
	mkdir("subdir", 0700);
	mkdir("c\1\33d", 0700);
	for (i = 0; i < sizeof(scenes) / sizeof(*scenes); i++) {
		if (argc > 1 && strcmp(argv[1], scenes[i].name) != 0)
			continue;
		play_both(&scenes[i]);
	}
	unlink(".sh_history");
	unlink("a file");
	unlink("xyz1");
	unlink("xyz2");
	rmdir("subdir");
	rmdir("c\1\33d");
	(void)!chdir("/");
	rmdir(dir);
	return check_status();
}
