/* SPDX-License-Identifier: GPL-3.0-or-later */
/* umask(): returns the old mask, keeps nine bits, rules what creat() gives. */
#define _GNU_SOURCE
#include "call.h"

static int child(void)
{
	SAME(umask(0), 0137);
	return 0;
}

int main(void)
{
	scratch();
	SAME(umask(027), 022);
	SAME(umask(027), 027);
	OK(close((int)OK(creat("file", 0777))));
	SAME(mode_of("file"), S_IFREG | 0750);
	OK(mkdir("dir", 0777));
	SAME(mode_of("dir"), S_IFDIR | 0750);
	/* The bits above are not kept. */
	umask(07777);
	SAME(umask(0), 0777);
	umask(0137);
	SAME(status_of(in_child(child)), 0);
	SAME(umask(022), 0137);
	OK(unlink("file"));
	OK(rmdir("dir"));
	scratch_end();
	return 0;
}
