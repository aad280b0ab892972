/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Users and groups out of /etc/passwd and /etc/group, read once, for getty. The
 * C library's getpwnam() family would bring stdio and a name-service client.
 */
#ifndef EXA_CMD_ACCOUNT_H
#define EXA_CMD_ACCOUNT_H

#include "cmd.h"

#include <sys/types.h>

struct account {
	const char *name;
	uid_t uid;
	gid_t gid;
	const char *home;
	const char *shell;
};

/*
 * Reads both files. Without it nobody is known: the questions below must not
 * wait, or Asyncify would double what asks them.
 */
void account_load(void);

/* False when there is no such user. The strings live as long as the command. */
bool account_by_name(const char *name, struct account *a);

/*
 * The groups a user belongs to, its own group first; at most max are stored.
 * Returns their number.
 */
int account_groups(const char *name, gid_t own, gid_t *list, int max);

#endif
