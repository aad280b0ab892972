/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The question that rm, mv, cp and ln ask before they destroy something.
 */
#include "cmd.h"

#include <unistd.h>

bool cmd_ask(const char *fmt, ...)
{
	va_list ap;
	char c, first = 0;

	out_flush(&cmd.out);
	out_str(&cmd.err, cmd.name);
	out_str(&cmd.err, ": ");
	va_start(ap, fmt);
	out_vfmt(&cmd.err, fmt, ap);
	va_end(ap);
	out_flush(&cmd.err);
	/* Byte by byte: the rest of the input belongs to the next answer. */
	while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n')
		if (!first)
			first = c;
	return first == 'y' || first == 'Y';
}
