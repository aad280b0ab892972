/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Start, end and messages of a command; see cmd.h for the contract.
 */
#include "cmd.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct cmd cmd;

void cmd_start(const char *name, const char *usage)
{
	cmd.name = name;
	cmd.usage = usage;
	cmd.trouble = 1;
	out_init(&cmd.out, STDOUT_FILENO, cmd.outbuf, sizeof(cmd.outbuf));
	out_init(&cmd.err, STDERR_FILENO, cmd.errbuf, sizeof(cmd.errbuf));
}

/* What was printed so far comes before the message on a terminal. */
static void begin(void)
{
	out_flush(&cmd.out);
	out_str(&cmd.err, cmd.name);
	out_str(&cmd.err, ": ");
}

static void end(void)
{
	out_char(&cmd.err, '\n');
	out_flush(&cmd.err);
	if (cmd.status < cmd.trouble)
		cmd.status = cmd.trouble;
}

void cmd_fail(const char *what)
{
	int err = errno;

	begin();
	out_str(&cmd.err, what);
	out_str(&cmd.err, ": ");
	out_str(&cmd.err, strerror(err));
	end();
	errno = err;
}

void cmd_say(const char *fmt, ...)
{
	va_list ap;

	begin();
	va_start(ap, fmt);
	out_vfmt(&cmd.err, fmt, ap);
	va_end(ap);
	end();
}

void cmd_die(const char *fmt, ...)
{
	va_list ap;

	begin();
	va_start(ap, fmt);
	out_vfmt(&cmd.err, fmt, ap);
	va_end(ap);
	end();
	exit(cmd.trouble);
}

void cmd_die_errno(const char *what)
{
	cmd_fail(what);
	exit(cmd.trouble);
}

void cmd_usage(void)
{
	out_flush(&cmd.out);
	out_str(&cmd.err, "usage: ");
	out_str(&cmd.err, cmd.usage);
	end();
	exit(cmd.trouble);
}

int cmd_done(void)
{
	out_flush(&cmd.out);
	if (cmd.out.err) {
		errno = cmd.out.err;
		cmd_fail("write error");
	}
	return cmd.status;
}
