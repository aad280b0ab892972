/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading more text for an input; input.h tells how far ahead. */
#include "shell.h"
#include "chars.h"
#include "expand.h"
#include "input.h"
#include "edit/edit.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* Room for more text; what was consumed goes first. */
static bool input_room(struct input *in, size_t more)
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
static void input_added(struct input *in, size_t n)
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

static ssize_t read_some(int fd, char *s, size_t n)
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
static void input_stream_line(struct input *in)
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

long input_line(int fd, const char *prompt, char *buf, size_t size)
{
	char *s = arena_strn(&sh.temp, prompt, strlen(prompt)), *d = s;

	/* Without the marks around what takes no room. */
	for (; s && *prompt; prompt++)
		if (*prompt != 1 && *prompt != 2)
			*d++ = *prompt;
	if (s)
		*d = 0;
	err_format("%s", s);
	return read_some(fd, buf, size);
}

/* A whole command from the line editor. */
static void input_edited(struct input *in, const char *prompt)
{
	const char *ps2 = var_value(sh.var.ps2);
	struct buf *b = buf_get();

	ps2 = ps2 ? prompt_expand(ps2) : "";
	if (!edit_command(in->fd, prompt, ps2 ? ps2 : "", b))
		in->eof = !sh.skip;
	else if (b->failed || !input_room(in, b->n))
		in->eof = true;
	else {
		memcpy(in->buf + in->n, b->s, b->n);
		input_added(in, b->n);
	}
	buf_put(b);
}

static void input_plain(struct input *in, const char *prompt)
{
	long n;

	if (!input_room(in, INPUT_CHUNK)) {
		in->eof = true;
		return;
	}
	n = input_line(in->fd, prompt, in->buf + in->n, INPUT_CHUNK);
	if (n > 0)
		input_added(in, (size_t)n);
	else if (!sh.skip)
		in->eof = true;
}

static void input_terminal_line(struct input *in)
{
	struct arena_mark mark = arena_mark(&sh.temp);
	struct var *v = in->more ? sh.var.ps2 : sh.var.ps1;
	const char *prompt = var_value(v);

	prompt = prompt ? prompt_expand(prompt) : "";
	if (edit_wanted(in->fd))
		input_edited(in, prompt ? prompt : "");
	else
		input_plain(in, prompt ? prompt : "");
	arena_release(&sh.temp, mark);
	in->more = true;
}

static void input_chunk(struct input *in)
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
static bool input_helps(
	const struct input *in, size_t from, const char *delim, int c)
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

/* The lexer tells what it waits for, to save it vain work. */
void input_more(struct input *in, const struct lexer *lx)
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
