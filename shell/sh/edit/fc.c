/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fc and history: listing, repeating and editing what was typed. XCU, fc. */
#include "shell.h"
#include "builtin.h"
#include "chars.h"
#include "expand.h"
#include "edit/edit.h"

#include <fcntl.h>
#include <unistd.h>

struct fc {
	bool list, bare, reverse, again;
	const char *editor;
	int newest; /* the entry before the one that runs us */
	int first, last;
};

/* The entry an operand names, or -1. */
static int entry(const struct fc *f, const char *s)
{
	long long n;
	int i;

	if (!number_parse(*s == '-' ? s + 1 : s, &n)) {
		i = history_find(f->newest, -1, s, strlen(s), false);
		if (i < 0)
			builtin_error("%s: no such command", s);
		return i;
	}
	n = *s == '-' ? f->newest + 1 - n : n - history_first();
	n = n < 0 ? 0 : n;
	return (int)(n < f->newest ? n : f->newest);
}

static void list(const struct fc *f)
{
	int from = f->reverse ? f->last : f->first;
	int to = f->reverse ? f->first : f->last, step = from <= to ? 1 : -1;
	int i;

	for (i = from; i != to + step; i += step) {
		const char *s = history_get(i);

		if (!f->bare)
			out_format("%d", history_first() + i);
		out_char('\t');
		for (; *s; s++) {
			out_char(*s);
			if (*s == '\n')
				out_char('\t');
		}
		out_char('\n');
	}
}

/* Run it in place of the fc that asked for it. */
static int run(const char *s, size_t n)
{
	char *text = arena_strn(&sh.temp, s, n);

	if (!text)
		return builtin_error("Out of space");
	if (history_current())
		history_drop();
	history_add(text, n);
	err_format("%s%s", text, n && text[n - 1] == '\n' ? "" : "\n");
	sh.command = NULL;
	return exec_text(text, 0);
}

static int again(struct fc *f, char **argv)
{
	const char *at = *argv, *sep = at ? strchr(at, '=') : NULL, *s;
	struct buf *b = buf_get();
	int status = 2;

	argv += sep != NULL;
	f->first = *argv ? entry(f, *argv) : f->newest;
	if (f->first >= 0) {
		s = history_get(f->first);
		if (sep) {
			char *old = arena_strn(
				&sh.temp, at, (size_t)(sep - at));
			const char *hit = strstr(s, old);

			if (hit) {
				buf_add(b, s, (size_t)(hit - s));
				buf_adds(b, sep + 1);
				s = hit + (sep - at);
			}
		}
		buf_adds(b, s);
		status = run(b->s, b->n);
	}
	buf_put(b);
	return status;
}

static bool save(const struct fc *f, const char *file)
{
	int fd = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	int from = f->reverse ? f->last : f->first;
	int to = f->reverse ? f->first : f->last, step = from <= to ? 1 : -1;
	int i, bad = fd < 0;

	for (i = from; !bad && i != to + step; i += step) {
		const char *s = history_get(i);

		bad = write_all(fd, s, strlen(s)) || write_all(fd, "\n", 1);
	}
	if (fd >= 0)
		close(fd);
	if (bad)
		builtin_error("cannot write %s", file);
	return !bad;
}

/* What the editor left, run if it ended well. */
static int edited(const char *file, int status)
{
	struct buf *b = file_text(file);

	unlink(file);
	if (b && !b->failed && !status && !sh.skip)
		status = run(b->s, b->n);
	if (b)
		buf_put(b);
	return status;
}

static int edit(const struct fc *f)
{
	struct buf *b = buf_get();
	const char *dir = var_get("TMPDIR");
	char *file;
	int status = 2;

	buf_adds(b, dir && *dir ? dir : "/tmp");
	buf_adds(b, "/fc.");
	buf_num(b, getpid());
	file = arena_strn(&sh.temp, b->s, b->n);
	b->n = 0;
	buf_adds(b, f->editor ? f->editor : "${FCEDIT:-${EDITOR:-ed}}");
	buf_addc(b, ' ');
	buf_adds(b, file);
	if (save(f, file))
		status = edited(file, exec_text(buf_str(b), 0));
	buf_put(b);
	return status;
}

static char **bad_option(const char *fmt, int c)
{
	builtin_error(fmt, c);
	return NULL;
}

/* Behind the options; -5 is none. */
static char **options(struct fc *f, char **argv)
{
	while (*++argv && **argv == '-' && !ch_digit((*argv)[1])) {
		const char *s = *argv + 1;

		if (*s == '-' && !s[1])
			return argv + 1;
		for (; *s && *s != 'e'; s++) {
			f->list |= *s == 'l';
			f->bare |= *s == 'n';
			f->reverse |= *s == 'r';
			f->again |= *s == 's';
			if (!strchr("lnrs", *s))
				return bad_option("Illegal option -%c", *s);
		}
		if (!*s)
			continue;
		f->editor = s[1] ? s + 1 : *++argv;
		if (!f->editor)
			return bad_option("No arg for -%c option", *s);
	}
	return argv;
}

int builtin_fc(int argc, char **argv)
{
	struct fc f = { .list = false };

	(void)argc;
	argv = options(&f, argv);
	if (!argv)
		return 2;
	history_load();
	f.newest = history_count() - 1 - history_current();
	if (f.newest < 0)
		return f.list ? 0 : builtin_error("no command yet");
	if (f.again || (f.editor && !strcmp(f.editor, "-")))
		return again(&f, argv);
	f.last = f.newest;
	f.first = f.list ? f.newest - 15 : f.newest;
	if (f.first < 0)
		f.first = 0;
	if (*argv) {
		f.first = entry(&f, *argv);
		if (argv[1])
			f.last = entry(&f, argv[1]);
		else if (!f.list)
			f.last = f.first;
	}
	if (f.first < 0 || f.last < 0)
		return 2;
	if (!f.list)
		return edit(&f);
	list(&f);
	return 0;
}

int builtin_history(int argc, char **argv)
{
	struct fc f = { .list = true };
	int n;

	history_load();
	n = history_count();
	f.last = n - 1;
	if (argc > 1 && !number_arg(argv[1], &n))
		return 2;
	if (f.last < 0 || !n)
		return 0;
	f.first = n > f.last ? 0 : f.last + 1 - n;
	list(&f);
	return 0;
}
