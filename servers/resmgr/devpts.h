/* SPDX-License-Identifier: GPL-3.0-or-later */
/* devpts, the file system of /dev/pts: a node for each pseudo-terminal. */
#ifndef EXA_DEVPTS_H
#define EXA_DEVPTS_H

struct filesystem;
struct pty;
struct pty_node;
struct vnode;

/* Options: gid= (else the opener's), mode=, ptmxmode=. All mounts show the
 * same terminals; the options of the last count. */
int devpts_mount(
	struct filesystem *fs, const char *source, const char *options);

/* The attributes of a slave that the current process makes. */
void devpts_new_node(struct pty_node *node);

/* The vnode of a slave, with a reference for the caller. Returns 0, -ENOENT
 * when no devpts is mounted, or -ENOMEM. */
int devpts_vnode(struct pty *p, struct vnode **result);

#endif
