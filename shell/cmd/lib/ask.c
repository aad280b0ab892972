/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The question that rm, mv, cp and ln ask before they destroy something.
 */
#include "cmd.h"

#include <unistd.h>

bool cmd_ask(const char *fmt, ...)
{
	struct text t = { cmd.outbuf, sizeof(cmd.outbuf), 0, 0 };
	va_list ap;
	char c, first = 0;

	out_flush(&cmd.out);
	text_str(&t, cmd.name);
	text_str(&t, ": ");
	va_start(ap, fmt);
	text_vfmt(&t, fmt, ap);
	va_end(ap);
	write_all(STDERR_FILENO, t.buf, t.len < t.size ? t.len : t.size);
	/* Byte by byte: the rest of the input belongs to the next answer. */
	while (read(STDIN_FILENO, &c, 1) == 1 && c != '\n')
		if (!first)
			first = c;
	return first == 'y' || first == 'Y';
}
