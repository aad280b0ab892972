/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the two halves of ps share: ps.c chooses processes and columns,
 * lib/ps.c knows what a column shows.
 */
#ifndef EXA_CMD_PS_H
#define EXA_CMD_PS_H

#include "procfs.h"

#include <time.h>

enum { PS_CELL = 64 }; /* bytes a cell may need in the caller's buffer */

/* The machine at the time of the listing. */
struct ps_clock {
	long hertz;
	unsigned long long uptime; /* hundredths of a second */
	unsigned long long memory; /* bytes; 0: not known */
	time_t boot, now;
};

struct row {
	const struct proc_info *p;
	struct proc_owner owner;
	const char *args;
	const struct ps_clock *clock;
};

struct column {
	const char *name, *heading;
	int width;
	bool left;
	/* Writes into buf (PS_CELL bytes), or returns a text of its own. */
	const char *(*get)(const struct row *r, char *buf);
};

/* The column of a name as -o takes it; NULL when there is none. */
const struct column *column_find(const char *name, size_t len);

#endif
