/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making nodes in directories. */
#ifndef EXA_CREATE_H
#define EXA_CREATE_H

#include <sys/types.h>

struct path;
struct vnode;

/*
 * Makes the node that path (resolved with PATH_PARENT, v == NULL) names, as
 * the current process: its ids, its umask (except for links). Returns 0 with
 * a reference in *result (unless result is NULL), or -errno.
 */
int node_create(struct path *path, mode_t mode, dev_t rdev, const char *target,
	struct vnode **result);

#endif
