/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strace: a tracer is an open file from which the text of the calls of traced
 * processes is read. exa_tracefd() makes one; exa_trace(fd, flags) attaches
 * the caller to it.
 */
#ifndef EXA_TRACE_H
#define EXA_TRACE_H

#include <stdint.h>
#include <sys/types.h>

struct proc;

/* Flags of exa_trace(). */
enum trace_flags {
	TRACE_FOLLOW = 1,     /* children too */
	TRACE_AFTER_EXEC = 2, /* silent until the process has called execve */
};

/* The pid of the process that traces p; 0: none does. */
pid_t trace_pid(const struct proc *p);

/* Around a call of a traced process. */
void trace_enter(struct proc *p);
void trace_leave(struct proc *p, int32_t result);
/* A call that never waits. */
void trace_fast(
	struct proc *p, uint32_t number, const uint32_t *args, int32_t result);
/* p ended with a wait status. */
void trace_exit(struct proc *p, int status);

void trace_inherit(struct proc *child, const struct proc *parent);
void trace_detach(struct proc *p);

#endif
