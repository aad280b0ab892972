/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tracing calls for strace: a tracer is an open file from which records
 * (kernel/abi/trace.h) of what traced processes do are read. exa_tracefd()
 * makes one; exa_trace(fd, pid, flags) attaches a process to it.
 */
#ifndef EXA_TRACE_H
#define EXA_TRACE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct proc;
struct siginfo_sent;

/* The pid of the process that traces p; 0: none does. */
pid_t trace_pid(const struct proc *p);

/* Whether the caller may trace p, as ptrace(2) has it. */
bool trace_allowed(const struct proc *p);

/* Whether a traced p may gain rights by an exec: only if the tracer has all. */
bool trace_lets_gain(const struct proc *p);

/* Around a call of a traced process. */
void trace_enter(struct proc *p);
void trace_leave(struct proc *p, int32_t result);
/* A call that never waits. */
void trace_fast(
	struct proc *p, uint32_t number, const uint32_t *args, int32_t result);
/* A signal takes effect on p: is caught, ignored, stops or ends it. */
void trace_signal(struct proc *p, int sig, const struct siginfo_sent *info);
void trace_stop(struct proc *p, int sig);
/* p ended with a wait status. */
void trace_exit(struct proc *p, int status);

void trace_inherit(struct proc *child, const struct proc *parent);
void trace_detach(struct proc *p);

#endif
