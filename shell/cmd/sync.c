/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * sync [file...]                                              (not in POSIX)
 *
 * Has everything written that waits to be, or only the named files.
 *
 * Exit status: 0; 1 when a file could not be written.
 */
#include "lib/cmd.h"

#include <fcntl.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	struct opts o = { argv, "", NULL, 1, 0 };

	(void)argc;
	cmd_start("sync", "sync [file...]");
	opt_next(&o);
	if (!argv[o.next])
		sync();
	for (int i = o.next; argv[i]; i++) {
		int fd = open(argv[i], O_RDONLY | O_NONBLOCK);

		if (fd < 0 || fsync(fd) < 0)
			cmd_fail(argv[i]);
		if (fd >= 0)
			close(fd);
	}
	return cmd_done();
}
