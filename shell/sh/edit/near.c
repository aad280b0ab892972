/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The command that was meant: one mistake away from the name, two from a long
 * one, a mistake being a letter too few, too many, another, or two swapped.
 */
#include "shell.h"
#include "edit/edit.h"
#include "edit/complete.h"

enum { NEAR_MAX = 32 };

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Mistakes from a to b, of n and m bytes up to NEAR_MAX. */
static int distance(const char *a, int n, const char *b, int m)
{
	int row[3][NEAR_MAX + 1], i, j, *old = row[0], *last = row[1],
					*now = row[2];

	for (j = 0; j <= m; j++)
		last[j] = old[j] = j;
	for (i = 1; i <= n; i++) {
		int *t = old;

		now[0] = i;
		for (j = 1; j <= m; j++) {
			int d = least(last[j], now[j - 1]) + 1;

			d = least(d, last[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
				a[i - 2] == b[j - 1])
				d = least(d, old[j - 2] + 1);
			now[j] = d;
		}
		old = last;
		last = now;
		now = t;
	}
	return last[m];
}

const char *near_command(const char *name)
{
	struct want w = { .lead = "" };
	int n = (int)strlen(name), i, best = n > 5 ? 24 : 16;
	const char *found = NULL;

	if (n < 2 || n > NEAR_MAX || strchr(name, '/'))
		return NULL;
	candidates_command(&w);
	for (i = 0; i < w.names.n; i++) {
		const char *s = w.names.v[i];
		int m = (int)strlen(s), cost;

		if (m > NEAR_MAX || m < 2 || m - n > 2 || n - m > 2)
			continue;
		/* Of equals, one that begins so, and is shorter. */
		cost = distance(name, n, s, m) * 8 + (*s != *name) * 2 +
			(m > n);
		if (cost < best) {
			best = cost;
			found = s;
		}
	}
	return found;
}
