/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setuid(): an unprivileged process may set its effective id to the real or the
 * saved one, else EPERM; root sets all three at once and cannot come back.
 */
#define _GNU_SOURCE
#include "ids.h"

enum { OTHER = 4321 };

/* Root has no way back once it has set all three. */
static int as_root(void)
{
	have_all();
	OK(setuid(OTHER));
	has_all(0);
	SAME(getuid(), OTHER);
	SAME(geteuid(), OTHER);
	FAILS(setuid(0), EPERM);
	return 0;
}

static int child(void)
{
	uid_t self = getuid();

	have_all();
	OK(setuid(self));
	has_all(1);
	SAME(getuid(), self);
	SAME(geteuid(), self);
	FAILS(setuid(OTHER), EPERM);
	FAILS(setuid(0), EPERM);
	SAME(getuid(), self);
	return 0;
}

int main(void)
{
	FAILS(setuid((uid_t)-1), EINVAL);
	SAME(status_of(in_child(geteuid() == 0 ? as_root : child)), 0);
	return 0;
}
