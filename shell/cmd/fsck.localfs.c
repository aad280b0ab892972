/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * fsck.localfs [-n] [dir]                                     (not in POSIX)
 *
 * Reads all of the store that dir, on a localfs, belongs to, and compares it
 * with what is in memory; a line for each error. What can be is corrected: -n
 * only looks. Without dir it is /home, or $HOME for who does not own that. The
 * owner of dir may ask, and root. The file system stays mounted.
 *
 * Exit status: 0 there are no errors; 1 they were corrected; 4 some are left;
 * 8 it could not be checked; 16 usage.
 */
#include "lib/cmd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kernel/abi/fsck.h"

enum { TEXT = 1 << 20, CORRECTED = 1, LEFT = 4, FAILED = 8, USAGE = 16 };

static int ask(const char *path, struct exa_fsck *f)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY), result;

	if (fd < 0)
		return -1;
	result = ioctl(fd, (int)EXA_FSCK, f);
	close(fd);
	return result;
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "n", NULL, 1, 0 };
	const char *dir = "/home", *home = getenv("HOME");
	struct exa_fsck f = { 0 };
	char *text;
	int result;

	cmd_start("fsck.localfs", "fsck.localfs [-n] [dir]");
	cmd.trouble = USAGE;
	while (opt_next(&o) != -1)
		f.flags = EXA_FSCK_ONLY_LOOK;
	if (argc - o.next > 1)
		cmd_usage();
	cmd.trouble = FAILED;
	if (argc > o.next)
		dir = argv[o.next];
	text = cmd_alloc(TEXT);
	f.text = (uint32_t)(uintptr_t)text;
	f.size = TEXT;
	result = ask(dir, &f);
	if (result < 0 && errno == EPERM && argc == o.next && home) {
		dir = home;
		result = ask(dir, &f);
	}
	if (result < 0)
		cmd_die_errno(dir);
	out_mem(&cmd.out, text, f.used < TEXT ? f.used : TEXT);
	if (f.used > TEXT)
		out_str(&cmd.out, "...\n");
	cmd.status = f.left ? LEFT : f.corrected ? CORRECTED : 0;
	return cmd_done();
}
