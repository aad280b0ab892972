/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * date [-u] [+format]                                         POSIX: date
 *
 * Prints the time; format is that of strftime(), and %N nanoseconds. -u: in
 * UTC. The clock is the host's and cannot be set.
 *
 * Exit status: 0; 1 after an error.
 */
#include "lib/cmd.h"

#include <stdlib.h>
#include <time.h>

/* One conversion at a time: strftime() cannot tell empty from too long. */
static const char *convert(
	const char *p, const struct timespec *now, const struct tm *tm)
{
	char spec[4] = "%", text[256];
	size_t n = 1;

	if (*p == 'N') {
		out_fmt(&cmd.out, "%09ld", now->tv_nsec);
		return p + 1;
	}
	if (*p == 'E' || *p == 'O')
		spec[n++] = *p++;
	if (!*p) {
		out_str(&cmd.out, spec);
		return p;
	}
	spec[n] = *p;
	n = strftime(text, sizeof(text), spec, tm);
	out_mem(&cmd.out, text, n);
	return p + 1;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "u", NULL, 1, 0 };
	const char *format = "%a %b %e %H:%M:%S %Z %Y";
	static char utc[] = "TZ=UTC0";
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
	while (*format) {
		if (*format != '%')
			out_char(&cmd.out, *format++);
		else
			format = convert(format + 1, &now, tm);
	}
	out_char(&cmd.out, '\n');
	return cmd_done();
}
