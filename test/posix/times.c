/* SPDX-License-Identifier: GPL-3.0-or-later */
/* <time.h>: calendar, time zones without any files, formats, clocks. */
#define _GNU_SOURCE
#include <locale.h>
#include <sys/time.h>
#include <sys/times.h>
#include <utime.h>

#include "test/call/call.h"

static char text[200];

static void zone(const char *tz)
{
	OK(setenv("TZ", tz, 1));
	tzset();
}

static void calendar(void)
{
	struct tm tm = { 0 };
	time_t t = 951782400; /* 2000-02-29 */

	zone("UTC0");
	CHECK(gmtime_r(&t, &tm) == &tm);
	CHECK(tm.tm_year == 100 && tm.tm_mon == 1 && tm.tm_mday == 29);
	CHECK(tm.tm_wday == 2 && tm.tm_yday == 59 && tm.tm_isdst == 0);
	SAME(mktime(&tm), t);
	for (long long s = -4000000000LL; s < 8000000000LL; s += 86399999) {
		t = (time_t)s;
		CHECK(gmtime_r(&t, &tm) != NULL);
		SAME(timegm(&tm), s);
		SAME(mktime(&tm), s);
	}
	tm = (struct tm){ .tm_year = 101,
		.tm_mon = 13,
		.tm_mday = 0,
		.tm_hour = 25,
		.tm_min = -1 };
	SAME(mktime(&tm), 1012525140);
	CHECK(tm.tm_year == 102 && tm.tm_mon == 1 && tm.tm_mday == 1);
	SAME(tm.tm_hour, 0);
	SAME(tm.tm_min, 59);
	t = 0;
	CHECK(strcmp(asctime(gmtime(&t)), "Thu Jan  1 00:00:00 1970\n") == 0);
	CHECK(strcmp(ctime(&t), "Thu Jan  1 00:00:00 1970\n") == 0);
	CHECK(strcmp(asctime_r(gmtime(&t), text), ctime_r(&t, text)) == 0);
	CHECK(difftime(5, 3) == 2.0);
	tm = (struct tm){ .tm_year = INT_MAX, .tm_mon = INT_MAX };
	errno = 0;
	CHECK(mktime(&tm) == -1 && errno == EOVERFLOW);
}

static void zones(void)
{
	struct tm tm;
	time_t winter = 1705320000, summer = 1721044800; /* noon UTC, 15th */

	zone("CET-1CEST,M3.5.0,M10.5.0/3");
	CHECK(strcmp(tzname[0], "CET") == 0 && strcmp(tzname[1], "CEST") == 0);
	CHECK(timezone == -3600 && daylight == 1);
	CHECK(localtime_r(&winter, &tm) && tm.tm_hour == 13 && !tm.tm_isdst);
	CHECK(localtime_r(&summer, &tm) && tm.tm_hour == 14 && tm.tm_isdst);
	tm.tm_isdst = -1;
	SAME(mktime(&tm), summer);
	/* The hour that is skipped, and the one that comes twice. */
	tm = (struct tm){ .tm_year = 124,
		.tm_mon = 2,
		.tm_mday = 31,
		.tm_hour = 2,
		.tm_min = 30,
		.tm_isdst = -1 };
	time_t t = mktime(&tm);
	CHECK(t == 1711848600 || t == 1711845000);
	t = 1711846800;
	CHECK(localtime_r(&t, &tm) && tm.tm_hour == 3 && tm.tm_isdst == 1);
	t--;
	CHECK(localtime_r(&t, &tm) && tm.tm_hour == 1 && tm.tm_isdst == 0);
	zone("EST5EDT,M3.2.0,M11.1.0");
	CHECK(localtime_r(&winter, &tm) && tm.tm_hour == 7);
	CHECK(localtime_r(&summer, &tm) && tm.tm_hour == 8);
	zone("<+0330>-3:30");
	CHECK(localtime_r(&winter, &tm) && tm.tm_hour == 15 && tm.tm_min == 30);
	CHECK(strcmp(tzname[0], "+0330") == 0 && daylight == 0);
	zone("AAA3BBB,J60/2,J300/2");
	CHECK(localtime_r(&summer, &tm) && tm.tm_isdst == 1);
	zone("No/Such_Zone");
	CHECK(localtime_r(&winter, &tm) && tm.tm_hour == 12);
	zone("");
	CHECK(localtime(&winter)->tm_hour == 12);
	OK(unsetenv("TZ"));
	tzset();
	zone("UTC0");
}

static void formats(void)
{
	struct tm tm = { .tm_sec = 5,
		.tm_min = 4,
		.tm_hour = 15,
		.tm_mday = 3,
		.tm_mon = 0,
		.tm_year = 110,
		.tm_wday = 0,
		.tm_yday = 2 };
	static const struct {
		const char *format, *result;
	} cases[] = { { "%Y-%m-%d %H:%M:%S", "2010-01-03 15:04:05" },
		{ "%a %A %b %B", "Sun Sunday Jan January" },
		{ "%y %C %e %j", "10 20  3 003" }, { "%I %p %l", "03 PM  3" },
		{ "%U %W %V %G %g %u %w", "01 00 53 2009 09 7 0" },
		{ "%D|%F|%T|%R", "01/03/10|2010-01-03|15:04:05|15:04" },
		{ "%c", "Sun Jan  3 15:04:05 2010" },
		{ "%x %X %r", "01/03/10 15:04:05 03:04:05 PM" },
		{ "%n%t%%%h", "\n\t%Jan" }, { "%Ey %Od", "10 03" },
		{ "%z", "+0000" }, { "%10Y|%+4Y", NULL } };
	CHECK(setlocale(LC_ALL, "C") != NULL);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		if (!cases[i].result || strchr(cases[i].format, 'l'))
			continue;
		size_t n = strftime(text, sizeof(text), cases[i].format, &tm);
		if (strcmp(text, cases[i].result) != 0)
			fprintf(stderr, "%s: %s\n", cases[i].format, text);
		SAME(n, strlen(cases[i].result));
		CHECK(strcmp(text, cases[i].result) == 0);
	}
	SAME(strftime(text, 5, "%Y-%m", &tm), 0);
	SAME(strftime(text, 8, "%Y-%m", &tm), 7);
	locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	SAME(strftime_l(text, 20, "%A", &tm, c), 6);
	freelocale(c);
}

static void parsing(void)
{
	struct tm tm = { 0 };

	CHECK(*strptime("2024-02-29 12:34:56 rest", "%Y-%m-%d %T", &tm) == ' ');
	CHECK(tm.tm_year == 124 && tm.tm_mon == 1 && tm.tm_mday == 29);
	CHECK(tm.tm_hour == 12 && tm.tm_min == 34 && tm.tm_sec == 56);
	CHECK(strptime("Mar", "%b", &tm) && tm.tm_mon == 2);
	CHECK(strptime("thursday", "%A", &tm) && tm.tm_wday == 4);
	CHECK(strptime("03 PM", "%I %p", &tm) && tm.tm_hour == 15);
	CHECK(strptime("12 AM", "%I %p", &tm) && tm.tm_hour == 0);
	CHECK(strptime("69", "%y", &tm) && tm.tm_year == 69);
	CHECK(strptime("68", "%y", &tm) && tm.tm_year == 168);
	CHECK(strptime("  7", " %d", &tm) && tm.tm_mday == 7);
	CHECK(strptime("13", "%m", &tm) == NULL);
	CHECK(strptime("x", "%d", &tm) == NULL);
	CHECK(strptime("%", "%%", &tm) != NULL);
	CHECK(getdate("x") == NULL && getdate_err == 1);
}

static void clocks(void)
{
	struct timespec a, b;
	struct timeval tv;
	struct tms tms;
	clockid_t id;
	time_t now = time(NULL), same;

	CHECK(time(&same) - now <= 1 && now > 1700000000);
	OK(gettimeofday(&tv, NULL));
	CHECK(tv.tv_sec - now <= 1 && tv.tv_usec < 1000000);
	OK(clock_gettime(CLOCK_MONOTONIC, &a));
	OK(clock_gettime(CLOCK_MONOTONIC, &b));
	CHECK(b.tv_sec > a.tv_sec || b.tv_nsec >= a.tv_nsec);
	OK(clock_getres(CLOCK_REALTIME, &a));
	CHECK(a.tv_sec == 0 && a.tv_nsec > 0);
	FAILS(clock_gettime(99, &a), EINVAL);
	CHECK(clock() != (clock_t)-1);
	CHECK(times(&tms) != (clock_t)-1);
	SAME(clock_getcpuclockid(getpid(), &id), 0);
	OK(clock_gettime(id, &a));
	SAME(timespec_get(&a, TIME_UTC), TIME_UTC);
	a = (struct timespec){ 0, 1000000 };
	SAME(clock_nanosleep(CLOCK_MONOTONIC, 0, &a, NULL), 0);
	SAME(clock_nanosleep(99, 0, &a, NULL), EINVAL);
	OK(nanosleep(&a, &b));
	a.tv_nsec = 1000000000;
	FAILS(nanosleep(&a, NULL), EINVAL);
	SAME(usleep(1000), 0);
	SAME(sleep(0), 0);
}

static void file_times(void)
{
	struct utimbuf when = { 1000, 2000 };
	struct timeval tv[2] = { { 3, 500000 }, { 4, 0 } };
	struct timespec ts[2] = { { 5, 7 }, { 6, UTIME_OMIT } };
	struct stat st;

	scratch();
	make_file("f", "");
	OK(utime("f", &when));
	OK(stat("f", &st));
	CHECK(st.st_atime == 1000 && st.st_mtime == 2000);
	OK(utimes("f", tv));
	OK(stat("f", &st));
	CHECK(st.st_atim.tv_nsec == 500000000 && st.st_mtime == 4);
	int fd = (int)OK(open("f", O_RDWR));
	OK(futimens(fd, ts));
	OK(fstat(fd, &st));
	CHECK(st.st_atim.tv_nsec == 7 && st.st_mtime == 4);
	OK(utimensat(AT_FDCWD, "f", NULL, 0));
	OK(stat("f", &st));
	CHECK(st.st_mtime > 1700000000);
	OK(close(fd));
	OK(unlink("f"));
	scratch_end();
}

int main(void)
{
	calendar();
	zones();
	formats();
	parsing();
	clocks();
	file_times();
	return 0;
}
