/* SPDX-License-Identifier: GPL-3.0-or-later */
/* help: what the built-ins are for. */
#include "shell.h"
#include "builtin.h"

/* Name, tab, operands, tab, what it does; a line each, in order. */
static const char pages[] =
	".\tFILE\tread commands from a file\n"
	":\t[ARG...]\tdo nothing\n"
	"[\tEXPRESSION ]\tas test\n"
	"alias\t[NAME[=TEXT]...]\tshow or make aliases\n"
	"bg\t[JOB...]\tlet stopped jobs run on\n"
	"break\t[N]\tleave a loop\n"
	"cd\t[-LP] [DIR | -]\tchange the working directory\n"
	"chdir\t[DIR]\tas cd\n"
	"command\t[-pvV] NAME [ARG...]\trun a command, not a function\n"
	"continue\t[N]\tstart the next turn of a loop\n"
	"echo\t[-n] [ARG...]\tprint words\n"
	"eval\t[ARG...]\trun words as a command\n"
	"exec\t[COMMAND [ARG...]]\treplace the shell\n"
	"exit\t[STATUS]\tleave the shell\n"
	"export\t[-p] [NAME[=VALUE]...]\tgive variables to programs\n"
	"false\t\tfail\n"
	"fc\t[-nr] [-e EDITOR] [FIRST [LAST]] | -l ... | -s [OLD=NEW] "
	"[FIRST]\tedit, list or repeat earlier commands\n"
	"fg\t[JOB]\tbring a job to the foreground\n"
	"getopts\tOPTIONS NAME [ARG...]\ttake the next option\n"
	"hash\t[-r] [NAME...]\tshow or forget where commands are\n"
	"help\t[NAME...]\tshow this\n"
	"history\t[N]\tlist earlier commands\n"
	"jobs\t[-lp] [JOB...]\tshow jobs\n"
	"kill\t[-s SIGNAL | -l] [JOB | PID...]\tsend a signal\n"
	"local\t[NAME[=VALUE]...]\tmake variables of a function\n"
	"printf\tFORMAT [ARG...]\tprint by a format\n"
	"pwd\t[-LP]\tprint the working directory\n"
	"read\t[-r] [-p PROMPT] [-d DELIM] NAME...\tread a line\n"
	"readonly\t[-p] [NAME[=VALUE]...]\tprotect variables\n"
	"return\t[STATUS]\tleave a function or file\n"
	"set\t[-OPTIONS] [-o NAME] [--] [ARG...]\tset options and "
	"parameters\n"
	"shift\t[N]\tdrop parameters\n"
	"test\tEXPRESSION\tcompare words, look at files\n"
	"times\t\tshow the CPU time used\n"
	"trap\t[ACTION SIGNAL...]\tdo something when a signal comes\n"
	"true\t\tsucceed\n"
	"type\tNAME...\ttell what commands are\n"
	"ulimit\t[-HSa] [-LIMIT [N]]\tshow or set limits\n"
	"umask\t[-S] [MASK]\tshow or set the mask of new files\n"
	"unalias\t-a | NAME...\tremove aliases\n"
	"unset\t[-fv] NAME...\tremove variables or functions\n"
	"wait\t[JOB | PID...]\twait for jobs\n";

static const char *next_line(const char *s)
{
	return strchr(s, '\n') + 1;
}

static void show(const char *s, bool all)
{
	const char *args = strchr(s, '\t') + 1, *text = strchr(args, '\t') + 1;
	size_t n = (size_t)(args - s) - 1;

	out_add(s, n);
	if (all) {
		for (; n < 10; n++)
			out_char(' ');
	} else {
		out_char(text - args > 1 ? ' ' : '\n');
		out_add(args, (size_t)(text - args) - 1);
		if (text - args > 1)
			out_char('\n');
		out_str("    ");
	}
	out_add(text, (size_t)(next_line(text) - text));
}

int builtin_help(int argc, char **argv)
{
	const char *s;
	int status = 0;

	if (argc < 2)
		for (s = pages; *s; s = next_line(s))
			show(s, true);
	while (*++argv) {
		size_t n = strlen(*argv);

		for (s = pages; *s; s = next_line(s))
			if (!strncmp(s, *argv, n) && s[n] == '\t')
				break;
		if (*s) {
			show(s, false);
		} else {
			warn("%s: no such built-in", *argv);
			status = 1;
		}
	}
	return status;
}
