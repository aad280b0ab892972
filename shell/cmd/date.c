/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * date [-u] [+format]                                         POSIX: date
 *
 * Prints the time; format is that of strftime(), %N is nanoseconds, and a -, _
 * or 0 behind the % fills a number with nothing, blanks or zeros. -u: in UTC.
 * The clock is the host's and cannot be set.
 *
 * Exit status: 0; 1 after an error.
 */
#include "lib/file.h"

#include <stdlib.h>
#include <time.h>

int main(int argc, char **argv)
{
	struct opts o = { argv, "u", NULL, 1, 0 };
	const char *format = "%a %b %e %H:%M:%S %Z %Y";
	static char utc[] = "TZ=UTC0";
	char line[8192];
	struct text text = { line, sizeof(line), 0, 0 };
	struct timespec now;
	struct tm *tm;

	cmd_start("date", "date [-u] [+format]");
	while (opt_next(&o) != -1)
		putenv(utc);
	if (argc - o.next > 1)
		cmd_usage();
	if (argv[o.next]) {
		if (argv[o.next][0] != '+')
			cmd_die("cannot set the date: '%s'", argv[o.next]);
		format = argv[o.next] + 1;
	}
	clock_gettime(CLOCK_REALTIME, &now);
	tm = localtime(&now.tv_sec);
	if (!tm)
		cmd_die_errno("local time");
	time_format(&text, format, &now, tm);
	if (text.len > sizeof(line))
		cmd_die("the format makes too long a line");
	out_mem(&cmd.out, line, text.len);
	out_char(&cmd.out, '\n');
	return cmd_done();
}
