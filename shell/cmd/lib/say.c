/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Messages with a format; apart, so that a command without them is spared the
 * formatter.
 */
#include "message.h"

#include <stdlib.h>

static void say(const char *fmt, va_list ap)
{
	struct text t;

	message_begin(&t, cmd.name);
	text_vfmt(&t, fmt, ap);
	message_end(&t);
}

void cmd_say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

void cmd_die(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	exit(cmd.trouble);
}
