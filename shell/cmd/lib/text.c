/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Small questions about strings; see cmd.h.
 */
#include "cmd.h"

size_t utf8_width(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

const char *base_name(const char *path)
{
	const char *base = path;

	for (; *path; path++)
		if (*path == '/' && path[1] && path[1] != '/')
			base = path + 1;
	return base;
}
