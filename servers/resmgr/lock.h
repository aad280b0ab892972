/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Advisory locks: record locks of processes (POSIX fcntl()) and of open file
 * descriptions (Linux F_OFD_*), which exclude each other, and flock(2), which
 * goes its own way.
 */
#ifndef EXA_LOCK_H
#define EXA_LOCK_H

#include <stdint.h>

struct file;
struct proc;
struct vnode;

/* fcntl() with F_GETLK, F_SETLK, F_SETLKW or their F_OFD_ kin; argument: the
 * program's struct flock. Sleeps. Returns 0 or -errno. */
int lock_record(struct file *f, uint32_t command, uint32_t argument);

/* p has closed a descriptor of v: its record locks on v end. */
void locks_drop_process(struct proc *p, struct vnode *v);

/* f is closed for good: its flock and OFD locks end. */
void locks_drop_file(struct file *f);

/* v is no longer used, and so not locked. */
void locks_free(struct vnode *v);

#endif
