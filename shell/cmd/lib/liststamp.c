/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The times of ls; see list.h.
 */
#include "list.h"

enum { HALF_YEAR = 31556952 / 2 };

struct timespec list_stamp(const struct stat *st, enum list_time which)
{
	if (which == LIST_ATIME)
		return st->st_atim;
	return which == LIST_CTIME ? st->st_ctim : st->st_mtim;
}

/* POSIX: the time of day within six months, else the year. */
void list_set_stamp(const struct list_how *how, struct list_entry *e)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t t = list_stamp(&e->st, how->time).tv_sec;
	struct tm tm;

	if (!localtime_r(&t, &tm)) {
		str_fmt(e->stamp, sizeof(e->stamp), "%12s", "?");
		return;
	}
	if (t > how->now || t <= how->now - HALF_YEAR)
		str_fmt(e->stamp, sizeof(e->stamp), "%.3s %2d  %4d",
			months + 3 * tm.tm_mon, tm.tm_mday, tm.tm_year + 1900);
	else
		str_fmt(e->stamp, sizeof(e->stamp), "%.3s %2d %02d:%02d",
			months + 3 * tm.tm_mon, tm.tm_mday, tm.tm_hour,
			tm.tm_min);
}
