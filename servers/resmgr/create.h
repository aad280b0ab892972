/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making and removing nodes in directories. */
#ifndef EXA_CREATE_H
#define EXA_CREATE_H

#include <stdbool.h>
#include <sys/types.h>

struct node_spec;
struct path;
struct vnode;

/*
 * Makes the node that path (resolved with PATH_PARENT, v == NULL) names, as
 * the current process: its ids, its umask (except for links). Returns 0 with
 * a reference in *result (unless result is NULL), or -errno.
 */
int node_create(struct path *path, mode_t mode, dev_t rdev, const char *target,
	struct vnode **result);

/* The part of it that a file without a name has too: checks that dir may be
 * written to, completes mode, uid and gid of spec. */
int node_prepare(struct vnode *dir, struct node_spec *spec);

/*
 * Whether the current process may take v's name out of dir: permission, the
 * sticky bit, the kind wanted, mounts. Returns 0 or -errno.
 */
int node_check_remove(struct vnode *dir, struct vnode *v, bool directory);

/* The last component is "." or "..". */
bool path_is_dot(const struct path *path);
bool path_is_dot_dot(const struct path *path);

#endif
