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
#include "lib/duration.h"

#include <errno.h>
#include <time.h>

int main(int argc, char **argv)
{
	struct timespec t = { 0, 0 };

	cmd_start("sleep", "sleep number[smhd]...");
	if (argc > 1 && argv[1][0] == '-' && argv[1][1] == '-' && !argv[1][2])
		argv++;
	if (!argv[1])
		cmd_usage();
	while (*++argv)
		if (!duration_add(*argv, &t))
			cmd_die("invalid time interval '%s'", *argv);
	while (nanosleep(&t, &t) < 0)
		if (errno != EINTR)
			cmd_die_errno("cannot sleep");
	return cmd_done();
}
