/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setregid(): an unprivileged process may swap and choose among its group
 * ids, else EPERM; when the saved id follows; root may set any.
 */
#define _GNU_SOURCE
#include "ids.h"

enum { OTHER = 4321 };

static void ids(gid_t real, gid_t effective, gid_t saved)
{
	gid_t r, e, s;

	OK(getresgid(&r, &e, &s));
	SAME(r, real);
	SAME(e, effective);
	SAME(s, saved);
}

static int as_root(void)
{
	have_all();
	OK(setregid(OTHER, -1));
	has_all(1);
	ids(OTHER, 0, 0);
	OK(setregid(-1, OTHER));
	has_all(0);
	ids(OTHER, OTHER, 0);
	OK(setegid(0));
	ids(OTHER, 0, 0);
	OK(setregid(-1, OTHER + 1));
	ids(OTHER, OTHER + 1, OTHER + 1);
	return 0;
}

/* Root, having one id saved, gives up all others, and its user. */
static int as_mixed(void)
{
	OK(setresgid(OTHER, OTHER + 1, OTHER + 2));
	OK(setuid(OTHER));
	OK(setregid(-1, -1));
	ids(OTHER, OTHER + 1, OTHER + 2);
	FAILS(setregid(OTHER + 2, -1), EPERM);
	FAILS(setregid(-1, 0), EPERM);
	OK(setregid(-1, OTHER));
	ids(OTHER, OTHER, OTHER + 2);
	OK(setregid(-1, OTHER + 2));
	ids(OTHER, OTHER + 2, OTHER + 2);
	OK(setregid(OTHER + 2, OTHER));
	ids(OTHER + 2, OTHER, OTHER);
	return 0;
}

static int child(void)
{
	gid_t self = getgid();

	have_all();
	OK(setregid(-1, -1));
	OK(setregid(self, self));
	has_all(1);
	ids(self, self, self);
	FAILS(setregid(0, -1), EPERM);
	FAILS(setregid(-1, 0), EPERM);
	FAILS(setregid(self, OTHER), EPERM);
	FAILS(setregid(OTHER, self), EPERM);
	ids(self, self, self);
	return 0;
}

int main(void)
{
	if (geteuid() != 0) {
		SAME(status_of(in_child(child)), 0);
		return 0;
	}
	SAME(status_of(in_child(as_root)), 0);
	SAME(status_of(in_child(as_mixed)), 0);
	return 0;
}
