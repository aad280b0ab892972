/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strftime() of the POSIX locale for date; see file.h. The C library's brings
 * the whole of printf.
 */
#include "file.h"

#include <string.h>
#include <time.h>

static const char months[][10] = {
	"January",
	"February",
	"March",
	"April",
	"May",
	"June",
	"July",
	"August",
	"September",
	"October",
	"November",
	"December",
};

static const char weekdays[][10] = {
	"Sunday",
	"Monday",
	"Tuesday",
	"Wednesday",
	"Thursday",
	"Friday",
	"Saturday",
};

/* Conversions that stand for others. */
static const char *compound(char c)
{
	switch (c) {
	case 'c':
		return "%a %b %e %H:%M:%S %Y";
	case 'D':
	case 'x':
		return "%m/%d/%y";
	case 'F':
		return "%Y-%m-%d";
	case 'R':
		return "%H:%M";
	case 'r':
		return "%I:%M:%S %p";
	case 'T':
	case 'X':
		return "%H:%M:%S";
	default:
		return NULL;
	}
}

static int weeks_in(int year)
{
	int last = year - 1;
	int p = (year + year / 4 - year / 100 + year / 400) % 7;
	int q = (last + last / 4 - last / 100 + last / 400) % 7;

	return p == 4 || q == 3 ? 53 : 52;
}

/* ISO 8601: week 1 has the year's first Thursday. */
static int iso_week(const struct tm *tm, int *year)
{
	int week = (tm->tm_yday + 10 - (tm->tm_wday + 6) % 7) / 7;

	*year = tm->tm_year + 1900;
	if (week < 1)
		return weeks_in(--*year);
	if (week > weeks_in(*year)) {
		++*year;
		return 1;
	}
	return week;
}

/* The value of a numeric conversion and its width; false: not numeric. */
static bool number_of(char c, const struct tm *tm, long long *v, int *width)
{
	int year = tm->tm_year + 1900, hour = (tm->tm_hour + 11) % 12 + 1;
	int iso, week = iso_week(tm, &iso);
	const struct {
		char c, width;
		int v;
	} known[] = {
		{ 'C', 2, year / 100 },
		{ 'd', 2, tm->tm_mday },
		{ 'e', 2, tm->tm_mday },
		{ 'g', 2, iso % 100 },
		{ 'G', 4, iso },
		{ 'H', 2, tm->tm_hour },
		{ 'I', 2, hour },
		{ 'j', 3, tm->tm_yday + 1 },
		{ 'k', 2, tm->tm_hour },
		{ 'l', 2, hour },
		{ 'm', 2, tm->tm_mon + 1 },
		{ 'M', 2, tm->tm_min },
		{ 'S', 2, tm->tm_sec },
		{ 'u', 1, (tm->tm_wday + 6) % 7 + 1 },
		{ 'U', 2, (tm->tm_yday + 7 - tm->tm_wday) / 7 },
		{ 'V', 2, week },
		{ 'w', 1, tm->tm_wday },
		{ 'W', 2, (tm->tm_yday + 7 - (tm->tm_wday + 6) % 7) / 7 },
		{ 'y', 2, year % 100 },
		{ 'Y', 1, year },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (known[i].c == c) {
			*v = known[i].v;
			*width = known[i].width;
			return true;
		}
	return false;
}

/* flag: what a number is filled with instead, or - for nothing. */
static bool put_number(struct text *t, char c, char flag, const struct tm *tm)
{
	long long v;
	int width;

	if (!number_of(c, tm, &v, &width))
		return false;
	if (!flag && strchr("ekl", c))
		flag = '_';
	if (flag == '-')
		width = 1;
	if (flag == '_')
		text_fmt(t, "%*lld", width, v);
	else
		text_fmt(t, "%0*lld", width, v);
	return true;
}

static void put_zone(struct text *t, const struct tm *tm)
{
	long minutes = tm->tm_gmtoff / 60;
	char sign = minutes < 0 ? '-' : '+';

	if (minutes < 0)
		minutes = -minutes;
	text_fmt(t, "%c%02ld%02ld", sign, minutes / 60, minutes % 60);
}

static bool put_word(
	struct text *t, char c, const struct timespec *now, const struct tm *tm)
{
	bool pm = tm->tm_hour >= 12;

	switch (c) {
	case 'a':
		text_mem(t, weekdays[tm->tm_wday], 3);
		return true;
	case 'A':
		text_str(t, weekdays[tm->tm_wday]);
		return true;
	case 'b':
	case 'h':
		text_mem(t, months[tm->tm_mon], 3);
		return true;
	case 'B':
		text_str(t, months[tm->tm_mon]);
		return true;
	case 'n':
		text_str(t, "\n");
		return true;
	case 'N':
		text_fmt(t, "%09ld", now->tv_nsec);
		return true;
	case 'p':
		text_str(t, pm ? "PM" : "AM");
		return true;
	case 'P':
		text_str(t, pm ? "pm" : "am");
		return true;
	case 's':
		text_fmt(t, "%lld", (long long)now->tv_sec);
		return true;
	case 't':
		text_str(t, "\t");
		return true;
	case 'z':
		put_zone(t, tm);
		return true;
	case 'Z':
		text_str(t, tm->tm_zone);
		return true;
	case '%':
		text_str(t, "%");
		return true;
	default:
		return false;
	}
}

void time_format(struct text *t, const char *format, const struct timespec *now,
	const struct tm *tm)
{
	for (const char *p = format; *p; p++) {
		const char *start = p;
		char flag = 0;

		if (*p != '%') {
			text_mem(t, p, 1);
			continue;
		}
		if (p[1] == '-' || p[1] == '_' || p[1] == '0')
			flag = *++p;
		if ((p[1] == 'E' || p[1] == 'O') && p[2])
			p++;
		if (compound(p[1])) {
			time_format(t, compound(p[1]), now, tm);
		} else if (!put_number(t, p[1], flag, tm) &&
			!put_word(t, p[1], now, tm)) {
			text_mem(t, start, (size_t)(p - start) + 1);
			continue;
		}
		p++;
	}
}
