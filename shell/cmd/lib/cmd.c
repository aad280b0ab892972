/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Start, end and messages of a command; see cmd.h for the contract.
 */
#include "message.h"

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
}

void message_begin(struct text *t, const char *prefix)
{
	/* What was printed so far comes before the message on a terminal. */
	out_flush(&cmd.out);
	t->buf = cmd.outbuf;
	t->size = sizeof(cmd.outbuf) - 1;
	t->len = t->skip = 0;
	text_str(t, prefix);
	text_str(t, ": ");
}

void message_end(struct text *t)
{
	if (t->len > t->size)
		t->len = t->size;
	t->buf[t->len++] = '\n';
	/* There is nobody to tell when standard error fails too. */
	write_all(STDERR_FILENO, t->buf, t->len);
	if (cmd.status < cmd.trouble)
		cmd.status = cmd.trouble;
}

void cmd_tell(const char *a, const char *b, const char *c)
{
	struct text t;

	message_begin(&t, cmd.name);
	text_str(&t, a);
	text_str(&t, b);
	text_str(&t, c);
	message_end(&t);
}

void cmd_fail(const char *what)
{
	int err = errno;

	cmd_tell(what, ": ", strerror(err));
	errno = err;
}

void cmd_die_errno(const char *what)
{
	cmd_fail(what);
	exit(cmd.trouble);
}

void cmd_usage(void)
{
	struct text t;

	message_begin(&t, "usage");
	text_str(&t, cmd.usage);
	message_end(&t);
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
