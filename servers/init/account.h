/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Users as passwd(5) and group(5) describe them. Pure: the caller reads. */
#ifndef EXA_INIT_ACCOUNT_H
#define EXA_INIT_ACCOUNT_H

#include <stddef.h>

#include "kernel/proc.h"

enum { ACCOUNT_PATH = 128 };

struct account {
	struct cred cred;
	char home[ACCOUNT_PATH];
	char shell[ACCOUNT_PATH];
};

/*
 * Fills in a from the first line of the passwd text for name: ids, home
 * ("/" if it is empty), shell ("/bin/sh" if it is empty). Lines that are
 * malformed or too long are passed over. Returns 0 or -ENOENT.
 */
int account_parse(
	struct account *a, const char *name, const char *passwd, size_t size);

/* Sets the groups: the one of the passwd line, then those whose line in the
 * group text lists name, PROC_GROUPS at most. */
void account_set_groups(
	struct account *a, const char *name, const char *group, size_t size);

#endif
