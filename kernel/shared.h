/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shared mappings: MAP_SHARED of files and of anonymous memory.
 *
 * Programs have memories of their own, so a shared page exists once in the
 * kernel, in a shared_object, and once in each process that maps it. Only one
 * process runs at a time, which makes that enough: what a process has written
 * is stored into the object when it stops running, and what others have
 * written is loaded into its memory before it runs again. Calls on a mapped
 * file store before and load after. What is left of the difference to real
 * shared memory is in docs/limits.md.
 */
#ifndef EXA_SHARED_H
#define EXA_SHARED_H

#include <stdbool.h>
#include <stdint.h>

struct proc;
struct shared_map;
struct shared_object;
struct vm;
struct vnode;

/* What is to be mapped. */
struct shared_range {
	uint32_t start, end; /* addresses, whole pages */
	struct vnode *v;     /* NULL: anonymous memory */
	uint32_t first;      /* page of the file that start stands for */
	bool writes;         /* PROT_WRITE */
	bool may_write;      /* mprotect() may give it */
};

/* Around the time that p, or its kernel half, runs. */
void shared_resume(struct proc *p);
void shared_pause(struct proc *p);

/* Stores what p has written; p is running and its memory is about to go. */
void shared_store(struct proc *p);

/*
 * Map for the current process, whose memory there has been reserved and is
 * zero. Return 0 or -errno. Files: of a file system with fs_ops.nowait.
 */
int shared_map_anonymous(const struct shared_range *range);
int shared_map_file(const struct shared_range *range);

/* The current process's mappings in [start, end) end, as far as they lie in
 * it. Never sleeps. Returns 0 or -ENOMEM (then nothing was done). */
int shared_unmap(uint32_t start, uint32_t end);

/* mprotect() with PROT_WRITE: 0, or -EACCES for a file not open for it. */
int shared_protect(uint32_t start, uint32_t end);

/* Whether [start, end) has shared pages of the current process. */
bool shared_overlaps(uint32_t start, uint32_t end);

/* Writes the files behind the current process's mappings in the range. */
int shared_sync(uint32_t start, uint32_t end);

/* fork(): the child maps what the parent does. Returns 0 or -ENOMEM. */
int shared_copy(struct vm *to, const struct vm *from);

/* exec, exit: all mappings of vm end. */
void shared_drop(struct vm *vm);

/* Lets go of what was unmapped and writes what is dirty, now and not later. */
void shared_settle(void);

/* v, for which v->shared is set, is about to be read or written by a call;
 * and has been changed by one. */
void shared_before(struct vnode *v);
void shared_after(struct vnode *v);

#endif
