/* SPDX-License-Identifier: GPL-3.0-or-later */
/* set and shift: options and positional parameters. */
#include "shell.h"
#include "builtin.h"

#include <stdlib.h>

void params_free(void)
{
	int i;

	if (!sh.params.owned)
		return;
	for (i = 0; sh.params.base[i]; i++)
		free(sh.params.base[i]);
	free(sh.params.base);
	sh.params.owned = false;
}

void params_set(int n, char **v)
{
	char **copy = xmalloc(((size_t)n + 1) * sizeof(char *));
	int i;

	for (i = 0; i < n; i++)
		copy[i] = xstrdup(v[i]);
	copy[n] = NULL;
	params_free();
	sh.params.v = sh.params.base = copy;
	sh.params.n = n;
	sh.params.owned = true;
	sh.params.getopt_pos = 0;
}

static void print_options(bool commands)
{
	int i;

	if (!commands)
		out_str("Current option settings\n");
	for (i = 0; i < OPT_COUNT; i++) {
		const char *name = option_table[i].name;
		size_t n = strlen(name);

		if (commands) {
			out_format(
				"set %s %s\n", sh.opt[i] ? "-o" : "+o", name);
			continue;
		}
		out_str(name);
		do
			out_char(' ');
		while (++n < 16);
		out_str(sh.opt[i] ? "on\n" : "off\n");
	}
}

/* -abc, +abc, -o name at *argv; how many arguments it took, or -1. */
static int set_letters(char **argv)
{
	const char *s = *argv;
	bool on = *s++ == '-';
	int used = 1;

	for (; *s; s++) {
		if (*s == 'o') {
			const char *name = argv[used];

			if (!name) {
				print_options(!on);
				return used;
			}
			used++;
			if (!option_name(name, on)) {
				builtin_error("Illegal option %co %s",
					on ? '-' : '+', name);
				return -1;
			}
		} else if (*s == 'i' || *s == 's' || !option_letter(*s, on)) {
			builtin_error(
				"Illegal option %c%c", on ? '-' : '+', *s);
			return -1;
		}
	}
	return used;
}

int builtin_set(int argc, char **argv)
{
	(void)argc;
	if (!*++argv) {
		vars_print(0, "");
		return 0;
	}
	while (*argv && (**argv == '-' || **argv == '+')) {
		int n;

		if (!strcmp(*argv, "--")) {
			argv++;
			for (n = 0; argv[n]; n++)
				;
			params_set(n, argv);
			return 0;
		}
		if (!strcmp(*argv, "-")) {
			sh.opt[OPT_XTRACE] = sh.opt[OPT_VERBOSE] = false;
			argv++;
			break;
		}
		n = set_letters(argv);
		if (n < 0)
			return 2;
		argv += n;
	}
	if (*argv) {
		int n;

		for (n = 0; argv[n]; n++)
			;
		params_set(n, argv);
	}
	return 0;
}

int builtin_shift(int argc, char **argv)
{
	int n = 1;

	if (argc > 1 && !number_arg(argv[1], &n))
		return 2;
	if (n > sh.params.n)
		return builtin_error("can't shift that many");
	sh.params.v += n;
	sh.params.n -= n;
	sh.params.getopt_pos = 0;
	return 0;
}
