/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * init, the process that starts the others: what /etc/inittab says, as System
 * V's init does, or the one command that the host gave at boot. Orphans become
 * its children, and it waits for them.
 */
#ifndef EXA_INIT_H
#define EXA_INIT_H

#include <stddef.h>

#include "servers/server.h"

struct proc;

extern struct server init_server;

/* The process that adopts orphans. */
struct proc *init_proc(void);

/*
 * Asks init for something, as telinit does by writing to /dev/initctl: the n
 * bytes of text are one letter and white space: a runlevel (0 to 9, S), a
 * pseudo level (a, b, c) whose ondemand entries are started, or q: read the
 * inittab again. Returns 0, -EINVAL or -ENOMEM.
 */
int init_control(const char *text, size_t n);

#endif
