/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading /proc, in the formats of Linux (proc(5)).
 */
#ifndef EXA_CMD_PROCFS_H
#define EXA_CMD_PROCFS_H

#include "cmd.h"

#include <sys/types.h>

/* What /proc/PID/stat and the owner of /proc/PID tell of a process. */
struct proc_info {
	long long pid, ppid, pgrp, session;
	long long tty;   /* device number, 0: none */
	long long tpgid; /* foreground group of the terminal, -1: none */
	char state;
	long long utime, stime; /* clock ticks */
	long long priority, nice;
	long long start; /* clock ticks after the boot */
	long long vsize; /* bytes */
	long long rss;   /* pages */
	char comm[64];
};

struct proc_owner {
	unsigned long long uid, euid, gid, egid;
};

/* Reads a whole small file; NULL when it cannot. The caller frees the text. */
char *proc_read(const char *path, size_t *size);

/* False when there is no such process (any more). */
bool proc_info(long long pid, struct proc_info *p);
bool proc_owner(long long pid, struct proc_owner *o);

/*
 * The arguments separated by spaces, "[comm]" when there are none. The caller
 * frees the text.
 */
char *proc_args(const struct proc_info *p);

/* Calls each() for every process, by rising pid. */
void proc_each(void (*each)(const struct proc_info *p));

/* "tty1", "pts/0", "console", or "?" for none; buf has room for 16 bytes. */
const char *proc_tty(long long device, char *buf);

/* Hundredths of a second since the boot; ends the command without /proc. */
unsigned long long proc_uptime(void);

/* Number of clock ticks in a second. */
long proc_hertz(void);

#endif
