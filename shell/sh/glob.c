/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Path name expansion, XCU 2.13.3, and the directories of tildes. */
#include "shell.h"
#include "chars.h"
#include "expand.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A walk: `path` is the part of the name that is already decided. */
struct glob {
	struct buf *path;
	struct args *out;
	const char *end; /* of the pattern */
};

static void glob_walk(struct glob *g, const char *p);

static int glob_compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Heap sort: no recursion, no allocation. */
void sort_names(char **v, int n)
{
	int i, start = n / 2, end = n;

	while (end > 1) {
		char *x;

		if (start > 0) {
			x = v[--start];
		} else {
			x = v[--end];
			v[end] = v[0];
		}
		for (i = start; 2 * i + 1 < end;) {
			int c = 2 * i + 1;

			if (c + 1 < end && glob_compare(&v[c + 1], &v[c]) > 0)
				c++;
			if (strcmp(v[c], x) <= 0)
				break;
			v[i] = v[c];
			i = c;
		}
		v[i] = x;
	}
}

static bool glob_wanted(const char *name, const char *p, const char *pe)
{
	/* A leading dot is matched by a dot only, quoted or not. */
	if (name[0] == '.' && *p != '.' &&
		!((*p == CTLESC || *p == '\\') && p + 1 < pe && p[1] == '.'))
		return false;
	return pattern_match(p, pe, name, name + strlen(name));
}

/* Go on with each entry of the directory that matches the component p. */
static void glob_scan(struct glob *g, const char *p, const char *pe)
{
	size_t n = g->path->n;
	const char *dir = n ? buf_str(g->path) : ".";
	struct dirent *e;
	DIR *d = opendir(dir);

	if (!d)
		return;
	while ((e = readdir(d))) {
		if (!glob_wanted(e->d_name, p, pe))
			continue;
		buf_adds(g->path, e->d_name);
		glob_walk(g, pe);
		g->path->n = n;
	}
	closedir(d);
}

/* The pattern from p on, which is at the start or at a slash. */
static void glob_walk(struct glob *g, const char *p)
{
	size_t n = g->path->n;
	struct stat st;

	while (p < g->end) {
		const char *pe = p;

		if (*p == '/') {
			buf_addc(g->path, *p++);
			continue;
		}
		while (pe < g->end && *pe != '/')
			pe++;
		if (pattern_has_magic(p, pe)) {
			glob_scan(g, p, pe);
			g->path->n = n;
			return;
		}
		for (; p < pe; p++) {
			if ((*p == CTLESC || *p == '\\') && p + 1 < pe)
				p++;
			buf_addc(g->path, *p);
		}
	}
	if (!lstat(buf_str(g->path), &st)) {
		char *s = arena_strn(&sh.temp, g->path->s, g->path->n);

		if (s)
			args_add(g->out, s);
	}
	g->path->n = n;
}

bool glob_add(struct args *a, const char *pattern)
{
	struct glob g = { .path = buf_get(), .out = a };
	int first = a->n;

	g.end = pattern + strlen(pattern);
	glob_walk(&g, pattern);
	buf_put(g.path);
	if (a->n > first)
		sort_names(a->v + first, a->n - first);
	return a->n > first;
}

/* The home directory in the line of /etc/passwd that starts with `user:`. */
static bool passwd_home(const char *s, const char *user, struct buf *out)
{
	size_t n = strlen(user);
	int field = 0;

	while (*s) {
		const char *e = strchr(s, '\n');

		if (!e)
			e = s + strlen(s);
		if (!strncmp(s, user, n) && s[n] == ':') {
			for (; s < e && field < 5; s++)
				field += *s == ':';
			while (s < e && *s != ':')
				buf_addc(out, *s++);
			return field == 5;
		}
		s = *e ? e + 1 : e;
	}
	return false;
}

struct buf *file_text(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct buf *text;

	if (fd < 0)
		return NULL;
	text = buf_get();
	if (!read_all(fd, text))
		text->failed = true;
	close(fd);
	return text;
}

struct buf *passwd_text(void)
{
	return file_text("/etc/passwd");
}

/*
 * What ~user stands for: NULL if there is no such user; text in b, or the
 * value of HOME.
 */
const char *tilde_home(const char *user, struct buf *b)
{
	struct buf *text;
	bool ok = false;

	if (!*user)
		return var_value(sh.var.home);
	text = passwd_text();
	if (!text)
		return NULL;
	if (!text->failed)
		ok = passwd_home(buf_str(text), user, b);
	buf_put(text);
	return ok ? buf_str(b) : NULL;
}
