/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small helpers for strings; see cmd.h.
 */
#include "cmd.h"

#include <string.h>

void text_mem(struct text *t, const void *p, size_t n)
{
	const char *s = p;
	size_t at = t->len, end = t->skip + t->size;

	t->len += n;
	if (at < t->skip && at + n > t->skip) {
		s += t->skip - at;
		at = t->skip;
	}
	if (at >= t->skip && at < end)
		memcpy(t->buf + at - t->skip, s,
			t->len < end ? t->len - at : end - at);
}

void text_str(struct text *t, const char *s)
{
	text_mem(t, s, strlen(s));
}

const char *base_name(const char *path)
{
	const char *base = path;

	for (; *path; path++)
		if (*path == '/' && path[1] && path[1] != '/')
			base = path + 1;
	return base;
}
