/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lock.c and flock.c share. */
#ifndef EXA_LOCK_IMPL_H
#define EXA_LOCK_IMPL_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel/proc.h"
#include "servers/resmgr/lock.h"

/* A lock, held or wanted, on the bytes start to end, both included. */
struct lock {
	struct list link;
	struct proc *proc; /* the owner, or */
	struct file *file; /* of flock and OFD locks */
	bool exclusive;
	int64_t start, end;
};

struct lock_list {
	struct list records, flocks; /* of struct lock */
	struct waitq queue;
};

/* The locks of v, made if there are none. NULL: no memory. */
struct lock_list *lock_list_of(struct vnode *v);

/* Of the locks that forbid the one wanted that with the lowest start, or
 * NULL. */
struct lock *lock_conflict(struct list *held, const struct lock *want);

/* Sleeps until the lock can be had. Returns 0 or -errno. */
int lock_wait(
	struct lock_list *locks, struct list *held, const struct lock *want);

/* Locks or unlocks; there is no conflict. Returns 0 or -ENOLCK. */
int lock_change(struct lock_list *locks, struct list *held,
	const struct lock *want, bool unlock);

void lock_drop(struct lock *l);

/* Drops all that p or f owns. Returns whether there was one. */
bool lock_drop_owned(
	struct list *held, const struct proc *p, const struct file *f);

void lock_wake(struct lock_list *locks);

#endif
