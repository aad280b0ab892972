/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Resource limits: getrlimit(), setrlimit(), prlimit(), and their keeping. */
#ifndef EXA_RLIMIT_H
#define EXA_RLIMIT_H

#include <stdbool.h>
#include <stdint.h>

struct proc;

enum { RLIMITS = 16 }; /* RLIMIT_* there are */

/* Of one process; inherited by fork, kept by exec. */
struct rlimits {
	uint64_t cur[RLIMITS], max[RLIMITS];
};

/* What a process has that inherits from none. */
void rlimit_defaults(struct rlimits *limits);

/*
 * The limits of p, soft and hard, as programs are told. The stack of a program
 * cannot grow: while its limit is infinite, the size it has is told instead.
 * Returns 0 or -EINVAL.
 */
int rlimit_of(const struct proc *p, uint32_t resource, uint64_t pair[2]);

/* The descriptor that the current process cannot get any more. */
int rlimit_files(const struct proc *p);

/* Whether one more process may belong to p's user. */
bool rlimit_may_fork(const struct proc *p);

/* Whether one more signal may be queued for p, whose user has that many. */
bool rlimit_may_queue(const struct proc *p, int queued);

/* p has another limit of CPU time, or is new. */
void rlimit_cpu_changed(struct proc *p);

/* Whether p's memory may grow by so many bytes (AS and DATA). */
bool rlimit_may_grow(const struct proc *p, uint32_t bytes);

/*
 * A write of *size bytes at offset by the current process: cuts *size at the
 * limit, or sends SIGXFSZ and returns -EFBIG when nothing is left. Else 0.
 */
int rlimit_write(int64_t offset, uint32_t *size);

/* A file is to become size bytes long, which was of length old: 0, or -EFBIG
 * and SIGXFSZ. */
int rlimit_resize(int64_t old, int64_t size);

#endif
