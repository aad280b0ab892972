/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * read. No byte behind the line may be taken: a file's offset is put back,
 * from anything else bytes are read one by one.
 */
#include "shell.h"
#include "builtin.h"
#include "chars.h"
#include "expand.h"

#include <errno.h>
#include <unistd.h>

enum { READ_CHUNK = 512 };

/* Where the bytes come from. */
struct source {
	bool seekable;
	size_t n, at;
	char s[READ_CHUNK];
};

/* The next byte, or -1 at the end, or -2 after a trapped signal. */
static int source_next(struct source *in)
{
	ssize_t got;

	if (in->at < in->n)
		return (unsigned char)in->s[in->at++];
	do
		got = read(0, in->s, in->seekable ? READ_CHUNK : 1);
	while (got < 0 && errno == EINTR && !sh.trap.any);
	if (got < 0 && errno == EINTR)
		return -2;
	if (got < 0)
		warn("read error: %s", strerror(errno));
	if (got <= 0)
		return -1;
	in->n = (size_t)got;
	in->at = 1;
	return (unsigned char)in->s[0];
}

static void source_done(struct source *in)
{
	if (in->seekable && in->at < in->n)
		lseek(0, -(off_t)(in->n - in->at), SEEK_CUR);
}

/*
 * A line up to the delimiter; bytes behind a backslash are marked with
 * CTLESC. 0, or 1 at the end of the input, or -2.
 */
static int read_line(struct buf *b, bool raw, int delim)
{
	struct source in = { .n = 0 };
	int c;

	in.seekable = lseek(0, 0, SEEK_CUR) >= 0;
	while ((c = source_next(&in)) >= 0 && c != delim) {
		if (!c)
			continue;
		if (c == '\\' && !raw) {
			c = source_next(&in);
			if (c < 0)
				break;
			if (c == '\n')
				continue;
			buf_addc(b, CTLESC);
		} else if (c == CTLESC) {
			buf_addc(b, CTLESC);
		}
		buf_addc(b, c);
	}
	source_done(&in);
	return c == delim ? 0 : c == -2 ? -2 : 1;
}

static int ifs_class(const char *s)
{
	return *s == CTLESC ? 0 : sh.var.ifs_class[(unsigned char)*s];
}

static const char *skip_white(const char *s)
{
	while (*s && ifs_class(s) == IFS_WHITE)
		s++;
	return s;
}

/* The end of the field at s. */
static const char *field_end(const char *s)
{
	while (*s && !ifs_class(s))
		s += *s == CTLESC && s[1] ? 2 : 1;
	return s;
}

/* Behind the delimiter at s. */
static const char *skip_delimiter(const char *s)
{
	s = skip_white(s);
	if (*s && ifs_class(s) == IFS_OTHER)
		s = skip_white(s + 1);
	return s;
}

/* All that is left goes to the last variable, but for what delimits it. */
static const char *last_end(const char *s)
{
	const char *e = field_end(s), *end = s, *p;

	if (!*skip_delimiter(e))
		return e;
	for (p = s; *p;) {
		bool white = ifs_class(p) == IFS_WHITE;

		p += *p == CTLESC && p[1] ? 2 : 1;
		if (!white)
			end = p;
	}
	return end;
}

static bool set_field(const char *name, const char *s, const char *e)
{
	struct arena_mark mark = arena_mark(&sh.temp);
	char *t = arena_strn(&sh.temp, s, (size_t)(e - s));
	size_t n = t ? unmark(t, (size_t)(e - s)) : 0;
	bool ok = t && var_set(var_cell(name, strlen(name)), t, n);

	arena_release(&sh.temp, mark);
	if (!ok)
		builtin_error("%s: is read only", name);
	return ok;
}

static bool set_fields(char **names, const char *s)
{
	s = skip_white(s);
	for (; *names; names++) {
		const char *e = names[1] ? field_end(s) : last_end(s);

		if (!set_field(*names, s, e))
			return false;
		s = skip_delimiter(e);
	}
	return true;
}

int builtin_read(int argc, char **argv)
{
	const char *prompt = NULL;
	struct options o;
	bool raw = false;
	struct buf *b;
	int c, i, delim = '\n', status;

	(void)argc;
	opt_init(&o, argv);
	while ((c = opt_next(&o, "rp:d:")) != -1) {
		if (c == '?')
			return 2;
		if (c == 'r')
			raw = true;
		else if (c == 'p')
			prompt = o.arg;
		else
			delim = (unsigned char)*o.arg;
	}
	if (!*o.argv)
		return builtin_error("arg count");
	for (i = 0; o.argv[i]; i++)
		if (!*o.argv[i] || o.argv[i][name_len(o.argv[i])])
			return builtin_error(
				"%s: bad variable name", o.argv[i]);
	if (prompt && isatty(0))
		err_format("%s", prompt);
	out_flush();
	b = buf_get();
	status = read_line(b, raw, delim);
	if (status == -2)
		status = 128 + trap_pending();
	else if (b->failed)
		status = builtin_error("Out of space");
	else if (!set_fields(o.argv, buf_str(b)))
		status = 2;
	buf_put(b);
	return status;
}
