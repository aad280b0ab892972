/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "duration.h"

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

bool duration_add(const char *s, struct timespec *t)
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
