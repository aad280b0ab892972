/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What processes use of the machine: getrusage(), times(), wait4(). */
#ifndef EXA_USAGE_H
#define EXA_USAGE_H

#include <stdint.h>

struct proc;

/* The unit of times(): AT_CLKTCK and sysconf(_SC_CLK_TCK) say 100. */
enum { USAGE_TICK_MS = 10 };

/* Of one process, or summed over children that were waited for. */
struct usage {
	double user, system; /* CPU time in ms */
	uint32_t maxrss;     /* KiB; of several the largest */
	uint32_t nvcsw, nivcsw;
};

/* struct rusage as musl's wrappers expect it where long is 32 bits wide. */
struct user_rusage {
	int32_t user_sec, user_usec, system_sec, system_usec;
	int32_t maxrss;
	int32_t memory[3]; /* not kept on Linux either */
	int32_t minflt, majflt, nswap;
	int32_t inblock, oublock;
	int32_t messages[2], nsignals; /* not kept on Linux either */
	int32_t nvcsw, nivcsw;
};

/* What p itself has used so far. */
void usage_of(struct proc *p, struct usage *usage);

/* Adds one usage to another. */
void usage_add(struct usage *sum, const struct usage *usage);

/* In the form getrusage() and wait4() hand out. There are no page faults, no
 * swap, and no block devices: their counts are 0. */
void usage_to_user(struct user_rusage *to, const struct usage *usage);

#endif
