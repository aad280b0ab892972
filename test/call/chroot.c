/* SPDX-License-Identifier: GPL-3.0-or-later */
/* chroot() is root's. */
#define _GNU_SOURCE
#include "test/call/call.h"

int main(void)
{
	char name[8];

	scratch();
	FAILS(chroot("."), EPERM);
	FAILS(chroot("/"), EPERM);
	OK(access("/bin/sh", X_OK));
	OK(chdir("/"));
	CHECK(getcwd(name, sizeof(name)) != NULL && strcmp(name, "/") == 0);
	OK(chdir(scratch_name));
	scratch_end();
	return 0;
}
