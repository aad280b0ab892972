/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setresuid(): -1 leaves an id alone; an unprivileged process may choose among
 * its three, anything else is EPERM and changes nothing; root may set any.
 */
#define _GNU_SOURCE
#include "ids.h"

enum { OTHER = 4321 };

static int as_root(void)
{
	have_all();
	OK(setresuid(OTHER, OTHER + 1, 0));
	has_all(0);
	SAME(getuid(), OTHER);
	SAME(geteuid(), OTHER + 1);
	/* Back through the saved one. */
	OK(setresuid(-1, 0, -1));
	SAME(getuid(), OTHER);
	SAME(geteuid(), 0);
	OK(setresuid(OTHER, OTHER, OTHER));
	FAILS(setresuid(-1, 0, -1), EPERM);
	return 0;
}

static int child(void)
{
	uid_t self = getuid();

	have_all();
	OK(setresuid(-1, -1, -1));
	OK(setresuid(self, self, self));
	has_all(1);
	FAILS(setresuid(0, -1, -1), EPERM);
	FAILS(setresuid(-1, 0, -1), EPERM);
	FAILS(setresuid(-1, -1, 0), EPERM);
	FAILS(setresuid(self, OTHER, self), EPERM);
	SAME(getuid(), self);
	SAME(geteuid(), self);
	return 0;
}

int main(void)
{
	SAME(status_of(in_child(geteuid() == 0 ? as_root : child)), 0);
	return 0;
}
