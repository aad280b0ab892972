/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Times on command lines; see file.h for the two forms.
 */
#include "file.h"

#include <ctype.h>
#include <string.h>
#include <time.h>

/* n digits; -1 when there are not so many. */
static int digits(const char **s, int n)
{
	int v = 0;

	for (; n > 0; n--, (*s)++) {
		if (!isdigit((unsigned char)**s))
			return -1;
		v = v * 10 + **s - '0';
	}
	return v;
}

/* The calendar's own limits; mktime() would carry 31 April over into May. */
static bool finish(struct tm *tm, bool utc, struct timespec *t)
{
	struct tm want = *tm;

	if (tm->tm_mon < 0 || tm->tm_mon > 11 || tm->tm_mday < 1 ||
		tm->tm_mday > 31 || tm->tm_hour < 0 || tm->tm_hour > 23 ||
		tm->tm_min < 0 || tm->tm_min > 59 || tm->tm_sec < 0 ||
		tm->tm_sec > 60)
		return false;
	tm->tm_isdst = -1;
	t->tv_sec = utc ? timegm(tm) : mktime(tm);
	return tm->tm_mon == want.tm_mon && tm->tm_mday == want.tm_mday;
}

bool time_parse_digits(const char *s, struct timespec *t)
{
	size_t n = strspn(s, "0123456789");
	time_t now = time(NULL);
	struct tm tm = *localtime(&now);

	if (n != 8 && n != 10 && n != 12)
		return false;
	if (n == 12) {
		tm.tm_year = digits(&s, 4) - 1900;
	} else if (n == 10) {
		/* POSIX: 69 to 99 are of the 20th century. */
		tm.tm_year = digits(&s, 2);
		tm.tm_year += tm.tm_year < 69 ? 100 : 0;
	}
	tm.tm_mon = digits(&s, 2) - 1;
	tm.tm_mday = digits(&s, 2);
	tm.tm_hour = digits(&s, 2);
	tm.tm_min = digits(&s, 2);
	tm.tm_sec = 0;
	if (*s == '.') {
		s++;
		tm.tm_sec = digits(&s, 2);
	}
	t->tv_nsec = 0;
	return !*s && finish(&tm, false, t);
}

static const char *fraction(const char *s, long *nsec)
{
	long unit = 100000000;

	for (; isdigit((unsigned char)*s); s++, unit /= 10)
		*nsec += (*s - '0') * unit;
	return s;
}

static bool parse_epoch(const char *s, struct timespec *t)
{
	long long v;

	if (!num_parse_signed(s, &v))
		return false;
	t->tv_sec = (time_t)v;
	t->tv_nsec = 0;
	return true;
}

bool time_parse_iso(const char *s, struct timespec *t)
{
	struct tm tm;
	bool utc;

	if (*s == '@')
		return parse_epoch(s + 1, t);
	memset(&tm, 0, sizeof(tm));
	t->tv_nsec = 0;
	tm.tm_year = digits(&s, 4) - 1900;
	if (*s++ != '-')
		return false;
	tm.tm_mon = digits(&s, 2) - 1;
	if (*s++ != '-')
		return false;
	tm.tm_mday = digits(&s, 2);
	if (*s == 'T' || *s == ' ') {
		s++;
		tm.tm_hour = digits(&s, 2);
		if (*s++ != ':')
			return false;
		tm.tm_min = digits(&s, 2);
		if (*s == ':') {
			s++;
			tm.tm_sec = digits(&s, 2);
			if (*s == '.' || *s == ',')
				s = fraction(s + 1, &t->tv_nsec);
		}
	}
	utc = *s == 'Z';
	return !s[utc] && finish(&tm, utc, t);
}
