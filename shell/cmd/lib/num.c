/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers of command lines; see cmd.h.
 */
#include "cmd.h"

#include <limits.h>

bool num_parse(const char *s, unsigned long long *value)
{
	unsigned long long v = 0;

	if (!*s)
		return false;
	for (; *s; s++) {
		unsigned d = (unsigned char)*s - (unsigned)'0';

		if (d > 9 || v > (ULLONG_MAX - d) / 10)
			return false;
		v = v * 10 + d;
	}
	*value = v;
	return true;
}
