/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sleep number[smhd]...                                       POSIX: sleep
 *
 * Waits for the sum of its arguments: seconds, minutes, hours or days, each
 * with a fraction if wanted (POSIX has only whole seconds).
 *
 * Exit status: 0; 1 when an argument is not a time.
 */
#include "lib/cmd.h"

#include <errno.h>
#include <time.h>

enum { BILLION = 1000000000, MOST = 1000000000 };

static long unit_of(char c)
{
	switch (c) {
	case '\0':
	case 's':
		return 1;
	case 'm':
		return 60;
	case 'h':
		return 3600;
	case 'd':
		return 86400;
	default:
		return 0;
	}
}

/* Adds a time; beyond thirty years it is for ever all the same. */
static bool add(const char *s, struct timespec *t)
{
	unsigned long long whole = 0, nsec = 0, unit = BILLION / 10;
	bool any = false;
	long factor;

	for (; *s >= '0' && *s <= '9'; s++, any = true)
		if (whole < MOST)
			whole = whole * 10 + (unsigned)(*s - '0');
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9'; s++, any = true) {
			nsec += unit * (unsigned)(*s - '0');
			unit /= 10;
		}
	factor = unit_of(*s);
	if (!any || !factor || (*s && s[1]))
		return false;
	nsec = nsec * (unsigned long)factor + (unsigned long long)t->tv_nsec;
	whole = whole * (unsigned long)factor + nsec / BILLION;
	t->tv_nsec = (long)(nsec % BILLION);
	t->tv_sec += (time_t)(whole < MOST ? whole : MOST);
	if (t->tv_sec > MOST)
		t->tv_sec = MOST;
	return true;
}

int main(int argc, char **argv)
{
	struct timespec t = { 0, 0 };

	cmd_start("sleep", "sleep number[smhd]...");
	if (argc > 1 && argv[1][0] == '-' && argv[1][1] == '-' && !argv[1][2])
		argv++;
	if (!argv[1])
		cmd_usage();
	while (*++argv)
		if (!add(*argv, &t))
			cmd_die("invalid time interval '%s'", *argv);
	while (nanosleep(&t, &t) < 0)
		if (errno != EINTR)
			cmd_die_errno("cannot sleep");
	return cmd_done();
}
