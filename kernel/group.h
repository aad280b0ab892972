/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Process groups and sessions. */
#ifndef EXA_GROUP_H
#define EXA_GROUP_H

#include <stdbool.h>
#include <sys/types.h>

struct proc;

/* setpgid(): caller puts p into group pgid (0: a group of its own). Returns 0,
 * -EPERM or -EINVAL. */
int group_set(struct proc *caller, struct proc *p, pid_t pgid);

/* setsid(): p leads a new session. Returns the session's id or -EPERM. */
int group_new_session(struct proc *p);

/* Whether some process of session sid is in group pgid. */
bool group_in_session(pid_t pgid, pid_t sid);

#endif
