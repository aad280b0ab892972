/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setfsuid(): answers what was before; the process may take one of its own
 * ids, anything else is refused silently; root's files are made with it.
 */
#define _GNU_SOURCE
#include "ids.h"
#include <sys/fsuid.h>

enum { OTHER = 4321, NONE = -1 };

static int fs_id(void)
{
	return (int)syscall(SYS_setfsuid, NONE);
}

static int as_root(void)
{
	struct stat st;

	have_all();
	SAME(setfsuid(OTHER), 0);
	has_all(0);
	SAME(fs_id(), OTHER);
	SAME(geteuid(), 0);
	make_file("f", "");
	OK(stat("f", &st));
	SAME(st.st_uid, OTHER);
	OK(unlink("f"));
	/* Setting the effective one takes it along. */
	OK(seteuid(OTHER + 1));
	SAME(fs_id(), OTHER + 1);
	return 0;
}

static int child(void)
{
	int self = (int)getuid();

	have_all();
	SAME(setfsuid((uid_t)self), self);
	SAME(setfsuid(OTHER), self);
	has_all(1);
	SAME(setfsuid(0), self);
	SAME(fs_id(), self);
	return 0;
}

int main(void)
{
	scratch();
	OK(chmod(".", 0777));
	SAME(fs_id(), geteuid());
	SAME(status_of(in_child(geteuid() == 0 ? as_root : child)), 0);
	scratch_end();
	return 0;
}
