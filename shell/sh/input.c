/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Input; input.h tells the rules. */
#include "shell.h"
#include "chars.h"
#include "expand.h"
#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { INPUT_CHUNK = 4096 };

void
input_text(struct input *in, const char *text, int line)
{
	memset(in, 0, sizeof(*in));
	in->kind = INPUT_TEXT;
	in->text = text;
	in->n = strlen(text);
	in->fd = -1;
	in->line = line;
	in->eof = true;
}

void
input_fd(struct input *in, int fd, bool interactive)
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

void
input_close(struct input *in)
{
	free(in->buf);
	if (in->fd > 0)
		close(in->fd);
}

bool
input_at_end(const struct input *in)
{
	const char *s = in->text + in->pos;

	while (ch_blank(*s) || *s == '\n')
		s++;
	return in->eof && !*s;
}

/* Room for more text; what was consumed goes first. */
static bool
input_room(struct input *in, size_t more)
{
	char *s;

	if (in->pos) {
		memmove(in->buf, in->buf + in->pos, in->n - in->pos + 1);
		in->n -= in->pos;
		in->pos = 0;
	}
	if (in->n + more + 1 <= in->cap)
		return true;
	s = realloc(in->buf, in->n * 2 + more + 1);
	if (!s)
		return false;
	in->buf = s;
	in->text = s;
	in->cap = in->n * 2 + more + 1;
	return true;
}

/* Bytes were read to the end of the buffer. Zero bytes are dropped. */
static void
input_added(struct input *in, size_t n)
{
	char *s = in->buf + in->n, *d, *e = s + n;

	d = memchr(s, 0, n);
	if (d) {
		for (s = d; s < e; s++)
			if (*s)
				*d++ = *s;
		n -= (size_t)(e - d);
		if (in->kind == INPUT_SHARED)
			in->kind = INPUT_FILE; /* offsets are off now */
	}
	in->n += n;
	in->buf[in->n] = 0;
}

static ssize_t
read_some(int fd, char *s, size_t n)
{
	for (;;) {
		ssize_t got = read(fd, s, n);
		int flags;

		if (got >= 0)
			return got;
		if (errno == EINTR) {
			if (sh.trap.any)
				trap_run();
			if (sh.skip)
				return -1;
			continue;
		}
		flags = fcntl(fd, F_GETFL);
		if (errno != EAGAIN || flags < 0 || !(flags & O_NONBLOCK))
			return -1;
		/* Somebody left the terminal in non-blocking mode. */
		fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
	}
}

/* A line of a stream, one byte at a time: the rest is not ours. */
static void
input_stream_line(struct input *in)
{
	char c = 0;

	while (c != '\n') {
		if (read_some(in->fd, &c, 1) != 1) {
			in->eof = !sh.skip;
			return;
		}
		if (!input_room(in, 1)) {
			in->eof = true;
			return;
		}
		in->buf[in->n] = c;
		input_added(in, 1);
	}
}

long
input_line(int fd, const char *prompt, char *buf, size_t size)
{
	err_format("%s", prompt);
	return read_some(fd, buf, size);
}

static void
input_terminal_line(struct input *in)
{
	struct arena_mark mark = arena_mark(&sh.temp);
	struct var *v = in->more ? sh.var.ps2 : sh.var.ps1;
	const char *prompt = var_value(v);
	long n;

	prompt = prompt ? expand_text(prompt) : "";
	if (!input_room(in, INPUT_CHUNK)) {
		in->eof = true;
		return;
	}
	n = input_line(in->fd, prompt ? prompt : "", in->buf + in->n,
		INPUT_CHUNK);
	arena_release(&sh.temp, mark);
	if (n > 0)
		input_added(in, (size_t)n);
	else if (!sh.skip)
		in->eof = true;
	in->more = true;
}

static void
input_chunk(struct input *in)
{
	size_t want = in->n - in->pos;
	ssize_t n;

	if (want < INPUT_CHUNK)
		want = INPUT_CHUNK;
	if (!input_room(in, want)) {
		in->eof = true;
		return;
	}
	n = read_some(in->fd, in->buf + in->n, want);
	if (n > 0)
		input_added(in, (size_t)n);
	else
		in->eof = true;
}

/* Whether what was read from `from` on can end what the lexer waits for. */
static bool
input_helps(const struct input *in, size_t from, const char *delim, int c)
{
	const char *s = in->text + from;
	size_t n = strlen(delim);

	if (c && !strchr(s, c))
		return false;
	if (!*delim && !n)
		return true;
	for (; *s; s++) {
		while (*s == '\t')
			s++;
		if (!strncmp(s, delim, n) && (s[n] == '\n' || !s[n]))
			return true;
		s = strchr(s, '\n');
		if (!s)
			break;
	}
	return false;
}

/* Get more text. The lexer tells what it waits for, to save it vain work. */
static void
input_more(struct input *in, const struct lexer *lx)
{
	char *delim = NULL;
	size_t from;

	if (in->kind == INPUT_TERMINAL) {
		input_terminal_line(in);
		return;
	}
	if (lx->wait_delim)
		delim = xstrdup(lx->wait_delim);
	from = in->n - in->pos;
	do {
		if (in->kind == INPUT_STREAM)
			input_stream_line(in);
		else
			input_chunk(in);
	} while (!in->eof && !sh.skip && (delim || lx->wait_char) &&
		!input_helps(in, from, delim ? delim : "", lx->wait_char));
	free(delim);
}

/* Before a command: a shared file continues where the text we used ends. */
static void
input_give_back(struct input *in)
{
	in->ahead = 0;
	if (in->kind != INPUT_SHARED || in->pos == in->n)
		return;
	in->offset = lseek(in->fd, -(off_t)(in->n - in->pos), SEEK_CUR);
	if (in->offset >= 0)
		in->ahead = in->n - in->pos;
}

/* After it: if nobody read, our text is still good. */
static void
input_take_back(struct input *in)
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

static void
input_syntax(const struct lexer *lx)
{
	sh.line = lx->line;
	warn("%s", lx->msg);
	sh.status = 2;
}

enum input_result
input_command(struct input *in, struct arena **ap, struct node **np)
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
static void
input_exec(struct input *in, struct arena *a, struct node *n, int flags)
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
static bool
input_recover(struct input *in)
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
static bool
input_stay(struct input *in, bool *warned)
{
	if (in->kind != INPUT_TERMINAL || !sh.interactive)
		return false;
	if (sh.opt[OPT_IGNOREEOF]) {
		err_format("\nUse \"exit\" to leave shell.\n");
	} else if (jobs_stopped() && !*warned) {
		err_format("\nYou have stopped jobs.\n");
		*warned = true;
	} else {
		return false;
	}
	in->eof = false;
	return true;
}

void
input_run(struct input *in, int flags)
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

int
exec_text(const char *text, int flags)
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

int
exec_file(int fd, const char *name)
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
