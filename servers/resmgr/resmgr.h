/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The resource manager: processes, devices and the virtual file system. */
#ifndef EXA_RESMGR_H
#define EXA_RESMGR_H

#include "servers/server.h"

extern struct server resmgr_server;

/* Gives a server process files, a root and a working directory, so that it
 * can open files and start programs (init). Returns 0 or -errno. */
int resmgr_equip(struct proc *p);

/* Mounts what lies on other servers; once they are there. */
int resmgr_mount_all(void);

#endif
