/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files of the mount table share. */
#ifndef EXA_MOUNT_H
#define EXA_MOUNT_H

#include <stdint.h>

#include "servers/resmgr/vnode.h"

/* Takes fs off the tree: 0, or -EBUSY while it is in use (unless detach: then
 * it ends when it no longer is). */
int mount_remove(struct filesystem *fs, bool detach);

/* Moves a mount to another directory, which may not lie in it. */
int mount_move(struct filesystem *fs, struct vnode *to, const char *target);

#endif
