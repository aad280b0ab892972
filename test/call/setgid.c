/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setgid(): an unprivileged process may set its effective id to the real or the
 * saved one, else EPERM; root sets all three at once and cannot come back.
 */
#define _GNU_SOURCE
#include "ids.h"

enum { OTHER = 4321 };

/* Root has no way back once it has set all three. */
static int as_root(void)
{
	have_all();
	OK(setgid(OTHER));
	has_all(0);
	SAME(getgid(), OTHER);
	SAME(getegid(), OTHER);
	OK(setuid(OTHER));
	FAILS(setgid(0), EPERM);
	return 0;
}

static int child(void)
{
	gid_t self = getgid();

	have_all();
	OK(setgid(self));
	has_all(1);
	SAME(getgid(), self);
	SAME(getegid(), self);
	FAILS(setgid(OTHER), EPERM);
	FAILS(setgid(0), EPERM);
	SAME(getgid(), self);
	return 0;
}

int main(void)
{
	FAILS(setgid((gid_t)-1), EINVAL);
	SAME(status_of(in_child(geteuid() == 0 ? as_root : child)), 0);
	return 0;
}
