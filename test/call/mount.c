/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mount() is root's: nobody else changes what is seen. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/mount.h>

int main(void)
{
	scratch();
	OK(mkdir("d", 0755));
	make_file("d/f", "");
	FAILS(mount("none", "d", "tmpfs", 0, NULL), EPERM);
	FAILS(mount("none", "d", "tmpfs", MS_RDONLY, "size=1000"), EPERM);
	FAILS(mount("d", "d", NULL, MS_BIND, NULL), EPERM);
	FAILS(mount("none", "/bin", "proc", MS_REMOUNT, NULL), EPERM);
	OK(access("d/f", F_OK));
	OK(access("/bin/sh", X_OK));
	OK(unlink("d/f"));
	OK(rmdir("d"));
	scratch_end();
	return 0;
}
