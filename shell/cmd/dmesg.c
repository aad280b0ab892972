/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * dmesg [-r]                                                  (not in POSIX)
 *
 * Prints the kernel's messages. -r: with their levels in <>.
 *
 * Exit status: 0; 1 when they cannot be read.
 */
#include "lib/cmd.h"

#include <string.h>
#include <sys/klog.h>

/* Actions of syslog(2). */
enum { READ_ALL = 3, SIZE_BUFFER = 10 };

static const char *skip_level(const char *p, const char *end)
{
	const char *q = p;

	if (q < end && *q == '<') {
		for (q++; q < end && *q >= '0' && *q <= '9'; q++)
			;
		if (q < end && *q == '>')
			return q + 1;
	}
	return p;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "r", NULL, 1, 0 };
	bool raw = false;
	const char *p, *end;
	char *buf;
	int n;

	(void)argc;
	cmd_start("dmesg", "dmesg [-r]");
	while (opt_next(&o) != -1)
		raw = true;
	if (argv[o.next])
		cmd_usage();
	n = klogctl(SIZE_BUFFER, NULL, 0);
	if (n < 0)
		cmd_die_errno("kernel messages");
	buf = cmd_alloc((size_t)n);
	n = klogctl(READ_ALL, buf, n);
	if (n < 0)
		cmd_die_errno("kernel messages");
	end = buf + n;
	for (p = buf; p < end;) {
		const char *nl = memchr(p, '\n', (size_t)(end - p));
		const char *stop = nl ? nl : end;

		if (!raw)
			p = skip_level(p, stop);
		out_mem(&cmd.out, p, (size_t)(stop - p));
		out_char(&cmd.out, '\n');
		p = nl ? nl + 1 : end;
	}
	return cmd_done();
}
