/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of exec: what it is told (execargs.c), what it finds (exectext.c),
 * and what the program is given (execblock.c). */
#ifndef EXA_EXEC_H
#define EXA_EXEC_H

#include <sys/stat.h>

#include "kernel/proc.h"

/* Copies argv and envp of the current program. Returns 0, -EFAULT, -E2BIG or
 * -ENOMEM; on success exec_args_free() it. */
int exec_args_from_user(struct exec_args *args, uint32_t argv, uint32_t envp);

/* What is to be executed: as path_resolve(). */
struct exec_target {
	int dirfd;
	const char *path;
	unsigned how;
};

/* What was found for it. */
struct exec_found {
	int module;
	struct vnode *image; /* a reference */
	struct stat st;      /* of the image */
};

/*
 * Finds the program for a target. For a script args are changed to be its
 * interpreter's. Returns a module number, or -errno.
 */
int exec_find(const struct exec_target *target, struct exec_args *args,
	struct exec_found *found);

/*
 * Writes the argument block at the break of p's new memory, and moves the
 * break behind it. The last string of args, after the environment, is the name
 * of the file. secure: AT_SECURE. Returns 0 or -ENOMEM.
 */
int exec_put_block(struct proc *p, const struct exec_args *args, bool secure);

#endif
