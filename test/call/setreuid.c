/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setreuid(): an unprivileged process may swap and choose among its user
 * ids, else EPERM; when the saved id follows; root may set any.
 */
#define _GNU_SOURCE
#include "ids.h"

enum { OTHER = 4321 };

static void ids(uid_t real, uid_t effective, uid_t saved)
{
	uid_t r, e, s;

	OK(getresuid(&r, &e, &s));
	SAME(r, real);
	SAME(e, effective);
	SAME(s, saved);
}

static int as_root(void)
{
	have_all();
	OK(setreuid(OTHER, -1));
	has_all(1);
	ids(OTHER, 0, 0);
	OK(setreuid(-1, OTHER));
	has_all(0);
	ids(OTHER, OTHER, 0);
	OK(seteuid(0));
	ids(OTHER, 0, 0);
	OK(setreuid(-1, OTHER + 1));
	ids(OTHER, OTHER + 1, OTHER + 1);
	return 0;
}

/* Root, having one id saved, gives up all others. */
static int as_mixed(void)
{
	OK(setresuid(OTHER, OTHER + 1, OTHER + 2));
	OK(setreuid(-1, -1));
	ids(OTHER, OTHER + 1, OTHER + 2);
	FAILS(setreuid(OTHER + 2, -1), EPERM);
	FAILS(setreuid(-1, 0), EPERM);
	OK(setreuid(-1, OTHER));
	ids(OTHER, OTHER, OTHER + 2);
	OK(setreuid(-1, OTHER + 2));
	ids(OTHER, OTHER + 2, OTHER + 2);
	OK(setreuid(OTHER + 2, OTHER));
	ids(OTHER + 2, OTHER, OTHER);
	return 0;
}

static int child(void)
{
	uid_t self = getuid();

	have_all();
	OK(setreuid(-1, -1));
	OK(setreuid(self, self));
	has_all(1);
	ids(self, self, self);
	FAILS(setreuid(0, -1), EPERM);
	FAILS(setreuid(-1, 0), EPERM);
	FAILS(setreuid(self, OTHER), EPERM);
	FAILS(setreuid(OTHER, self), EPERM);
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
