/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What exec.c shares with spawn.c. */
#ifndef EXA_EXEC_H
#define EXA_EXEC_H

#include "kernel/proc.h"

/* Copies argv and envp of the current program. Returns 0, -EFAULT, -E2BIG or
 * -ENOMEM; on success exec_args_free() it. */
int exec_args_from_user(struct exec_args *args, uint32_t argv, uint32_t envp);

#endif
