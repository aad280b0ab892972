/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * echo [-neE] [string...]                                     POSIX: echo
 *
 * Writes its arguments, separated by spaces, and a newline. -n: no newline.
 * -e: the escapes \a \b \c \e \f \n \r \t \v \\ \0ooo \xhh mean what they do
 * in C (\c ends the output). -E: they do not, which is the default. POSIX
 * leaves both to the implementation; this is what Linux does.
 *
 * Exit status: 0; 1 after a write error.
 */
#include "lib/cmd.h"

#include <string.h>

static const char *number(const char *s, int base, int max, int *value)
{
	const char *set = "0123456789abcdef";

	for (*value = 0; max > 0 && *s; max--, s++) {
		const char *d = strchr(set, *s | (*s >= 'A' ? 0x20 : 0));

		if (!d || d - set >= base)
			break;
		*value = *value * base + (int)(d - set);
	}
	return s;
}

/* One escape; s is behind the backslash. NULL: \c, stop. */
static const char *escape(struct out *o, const char *s)
{
	static const char from[] = "abefnrtv\\", to[] = "\a\b\033\f\n\r\t\v\\";
	const char *p = *s ? strchr(from, *s) : NULL, *end;
	int value;

	if (p) {
		out_char(o, to[p - from]);
		return s + 1;
	}
	if (*s == 'c')
		return NULL;
	if (*s == '0' || *s == 'x') {
		end = number(
			s + 1, *s == 'x' ? 16 : 8, *s == 'x' ? 2 : 3, &value);
		if (*s == '0' || end > s + 1) {
			out_char(o, (char)value);
			return end;
		}
	}
	out_char(o, '\\');
	return s;
}

static bool put_escaped(struct out *o, const char *s)
{
	while (*s) {
		if (*s != '\\') {
			out_char(o, *s++);
			continue;
		}
		s = escape(o, s + 1);
		if (!s)
			return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	bool newline = true, escapes = false;
	int i;

	cmd_start("echo", "echo [-neE] [string...]");
	for (i = 1; i < argc && argv[i][0] == '-' && argv[i][1] &&
		!argv[i][1 + strspn(argv[i] + 1, "neE")];
		i++)
		for (const char *p = argv[i] + 1; *p; p++) {
			if (*p == 'n')
				newline = false;
			else
				escapes = *p == 'e';
		}
	for (; i < argc; i++) {
		if (!escapes)
			out_str(&cmd.out, argv[i]);
		else if (!put_escaped(&cmd.out, argv[i]))
			return cmd_done();
		if (i + 1 < argc)
			out_char(&cmd.out, ' ');
	}
	if (newline)
		out_char(&cmd.out, '\n');
	return cmd_done();
}
