/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Input; input.h tells the rules. */
#include "shell.h"
#include "chars.h"
#include "expand.h"
#include "input.h"
#include "edit/edit.h"

#include <stdlib.h>
#include <unistd.h>

void input_text(struct input *in, const char *text, int line)
{
	memset(in, 0, sizeof(*in));
	in->kind = INPUT_TEXT;
	in->text = text;
	in->n = strlen(text);
	in->fd = -1;
	in->line = line;
	in->eof = true;
}

void input_fd(struct input *in, int fd, bool interactive)
{
	memset(in, 0, sizeof(*in));
	in->fd = fd;
	in->line = 1;
	in->buf = xmalloc(INPUT_CHUNK);
	in->cap = INPUT_CHUNK;
	in->buf[0] = 0;
	in->text = in->buf;
	if (interactive)
		in->kind = INPUT_TERMINAL;
	else if (lseek(fd, 0, SEEK_CUR) < 0)
		in->kind = INPUT_STREAM;
	else
		in->kind = fd == 0 ? INPUT_SHARED : INPUT_FILE;
}

void input_close(struct input *in)
{
	free(in->buf);
	if (in->fd > 0)
		close(in->fd);
}

bool input_at_end(const struct input *in)
{
	const char *s = in->text + in->pos;

	while (ch_blank(*s) || *s == '\n')
		s++;
	return in->eof && !*s;
}

/* Before a command: a shared file continues where the text we used ends. */
static void input_give_back(struct input *in)
{
	in->ahead = 0;
	if (in->kind != INPUT_SHARED || in->pos == in->n)
		return;
	in->offset = lseek(in->fd, -(off_t)(in->n - in->pos), SEEK_CUR);
	if (in->offset >= 0)
		in->ahead = in->n - in->pos;
}

/* After it: if nobody read, our text is still good. */
static void input_take_back(struct input *in)
{
	if (!in->ahead)
		return;
	if (lseek(in->fd, 0, SEEK_CUR) == in->offset) {
		lseek(in->fd, (off_t)in->ahead, SEEK_CUR);
	} else {
		in->n = in->pos = 0;
		in->buf[0] = 0;
	}
	in->ahead = 0;
}

static void input_syntax(const struct lexer *lx)
{
	sh.line = lx->line;
	warn("%s", lx->msg);
	sh.status = 2;
}

enum input_result input_command(
	struct input *in, struct arena **ap, struct node **np)
{
	struct lexer lx;
	enum lex_err err;
	size_t used;

	*ap = NULL;
	in->more = false;
	input_take_back(in);
	if (in->pos == in->n && !in->eof) {
		memset(&lx, 0, sizeof(lx));
		input_more(in, &lx);
	}
	for (;;) {
		if (sh.skip)
			return INPUT_INTERRUPTED;
		*ap = arena_new();
		if (!*ap) {
			fail("Out of space");
			return INPUT_INTERRUPTED;
		}
		lex_init(&lx, *ap, in->text + in->pos, in->line);
		lx.eof = in->eof;
		lx.aliases = &sh.aliases;
		err = parse_command(&lx, np);
		if (err != LEX_MORE)
			break;
		input_more(in, &lx);
		arena_unref(*ap);
		*ap = NULL;
	}
	if (err == LEX_SYNTAX || err == LEX_NOMEM) {
		input_syntax(&lx);
		in->pos = in->n; /* a prompt starts anew */
		return INPUT_SYNTAX;
	}
	used = (size_t)(lx.p - in->text) - in->pos;
	if (sh.opt[OPT_VERBOSE] && in->kind != INPUT_TERMINAL) {
		out_flush();
		(void)write_all(2, in->text + in->pos, used);
	}
	in->pos += used;
	in->line = lx.line;
	return err == LEX_END ? INPUT_END : INPUT_OK;
}

/* Run one command of the input. */
static void input_exec(
	struct input *in, struct arena *a, struct node *n, int flags)
{
	struct arena *outer = sh.commands.parsing;
	struct arena_mark mark = arena_mark(&sh.temp);

	input_give_back(in);
	sh.commands.parsing = a;
	if (!input_at_end(in))
		flags &= ~EV_EXIT;
	exec_node(n, flags | (sh.tested ? EV_TESTED : 0));
	sh.commands.parsing = outer;
	arena_release(&sh.temp, mark);
	out_flush();
}

/* What went wrong ends with the line at a prompt. True: go on. */
static bool input_recover(struct input *in)
{
	if (sh.skip == SKIP_EXIT || in->kind != INPUT_TERMINAL ||
		!sh.interactive || sh.subshell)
		return false;
	if (sh.skip == SKIP_INTERRUPT) {
		err_format("\n");
		sh.status = 128 + SIGINT;
	}
	sh.skip = SKIP_NONE;
	sh.depth = sh.loops = sh.calls = 0;
	sh.command = NULL;
	sh.out.capture = NULL;
	in->pos = in->n;
	return true;
}

/* ^D: true if the shell is to stay. */
static bool input_stay(struct input *in, bool *warned)
{
	if (in->kind != INPUT_TERMINAL || !sh.interactive)
		return false;
	/* A terminal that is gone says so for ever. */
	if (sh.opt[OPT_IGNOREEOF] && isatty(in->fd)) {
		err_format("\nUse \"exit\" to leave shell.\n");
	} else if (jobs_stopped() && !*warned) {
		err_format("\nYou have stopped jobs.\n");
		*warned = true;
	} else {
		if (edit_wanted(in->fd))
			err_format("\n");
		return false;
	}
	in->eof = false;
	return true;
}

void input_run(struct input *in, int flags)
{
	struct input *outer = sh.input;
	bool warned = false;

	sh.input = in;
	for (;;) {
		struct arena *a;
		struct node *n;
		enum input_result r;

		if (in->kind == INPUT_TERMINAL)
			jobs_notify();
		r = input_command(in, &a, &n);
		if (r == INPUT_OK && n)
			input_exec(in, a, n, flags);
		if (a)
			arena_unref(a);
		if (r == INPUT_OK && n)
			warned = false;
		if (r == INPUT_SYNTAX)
			sh.skip = SKIP_ABORT;
		if (r == INPUT_END && !input_stay(in, &warned))
			break;
		if (!sh.skip)
			trap_check();
		if (sh.skip && !input_recover(in))
			break;
	}
	sh.input = outer;
}

int exec_text(const char *text, int flags)
{
	struct input in;

	input_text(&in, text, sh.line);
	if (++sh.depth > SH_MAX_DEPTH)
		fail("too deeply nested");
	else
		input_run(&in, flags);
	sh.depth--;
	return sh.status;
}

int exec_file(int fd, const char *name)
{
	const char *old = sh.name, *command = sh.command;
	int line = sh.line;
	struct input in;

	sh.command = NULL;
	input_fd(&in, fd, false);
	in.kind = in.kind == INPUT_SHARED ? INPUT_FILE : in.kind;
	sh.name = name;
	if (++sh.depth > SH_MAX_DEPTH)
		fail("too deeply nested");
	else
		input_run(&in, 0);
	sh.depth--;
	sh.name = old;
	sh.command = command;
	sh.line = line;
	input_close(&in);
	return sh.status;
}
