/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setresgid(): -1 leaves an id alone; an unprivileged process may choose among
 * its three, anything else is EPERM and changes nothing; root may set any.
 */
#define _GNU_SOURCE
#include "ids.h"

enum { OTHER = 4321 };

static int as_root(void)
{
	have_all();
	OK(setresgid(OTHER, OTHER + 1, 0));
	has_all(0);
	SAME(getgid(), OTHER);
	SAME(getegid(), OTHER + 1);
	/* Back through the saved one. */
	OK(setresgid(-1, 0, -1));
	SAME(getgid(), OTHER);
	SAME(getegid(), 0);
	OK(setresgid(OTHER, OTHER, OTHER));
	OK(setuid(OTHER));
	FAILS(setresgid(-1, 0, -1), EPERM);
	return 0;
}

static int child(void)
{
	gid_t self = getgid();

	have_all();
	OK(setresgid(-1, -1, -1));
	OK(setresgid(self, self, self));
	has_all(1);
	FAILS(setresgid(0, -1, -1), EPERM);
	FAILS(setresgid(-1, 0, -1), EPERM);
	FAILS(setresgid(-1, -1, 0), EPERM);
	FAILS(setresgid(self, OTHER, self), EPERM);
	SAME(getgid(), self);
	SAME(getegid(), self);
	return 0;
}

int main(void)
{
	SAME(status_of(in_child(geteuid() == 0 ? as_root : child)), 0);
	return 0;
}
