/* SPDX-License-Identifier: GPL-3.0-or-later */
/* echo (XSI: escapes are always known), true, false, : */
#include "shell.h"
#include "builtin.h"

int builtin_colon(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return 0;
}

int builtin_false(int argc, char **argv)
{
	(void)argc;
	(void)argv;
	return 1;
}

/*
 * What follows a backslash at *s, which is moved behind it: a byte,
 * ESCAPE_END for \c, or ESCAPE_NONE, with nothing consumed. An octal number
 * starts with a 0 that does not count if `zero`.
 */
int escape_char(const char **s, bool zero)
{
	static const char from[] = "abefnrtv\\";
	static const char to[] = "\a\b\033\f\n\r\t\v\\";
	const char *at = **s ? strchr(from, **s) : NULL;
	int v = 0, digits = 3;

	if (at) {
		++*s;
		return to[at - from];
	}
	if (**s == 'c') {
		++*s;
		return ESCAPE_END;
	}
	if (**s < '0' || **s > '7')
		return ESCAPE_NONE;
	if (**s == '0' && zero)
		++*s;
	while (digits-- && **s >= '0' && **s <= '7')
		v = v * 8 + *(*s)++ - '0';
	return v & 255;
}

/* False after \c. */
static bool echo_word(const char *s)
{
	for (;;) {
		const char *run = s;
		int c;

		while (*s && *s != '\\')
			s++;
		out_add(run, (size_t)(s - run));
		if (!*s)
			return true;
		s++;
		c = escape_char(&s, true);
		if (c == ESCAPE_END)
			return false;
		out_char(c == ESCAPE_NONE ? '\\' : c);
	}
}

int builtin_echo(int argc, char **argv)
{
	bool newline = true;

	(void)argc;
	if (*++argv && !strcmp(*argv, "-n")) {
		newline = false;
		argv++;
	}
	for (; *argv; argv++) {
		if (!echo_word(*argv))
			return 0;
		if (argv[1])
			out_char(' ');
	}
	if (newline)
		out_char('\n');
	return 0;
}
