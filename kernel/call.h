/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The door by which programs enter the kernel. do_<name>() of every row in
 * kernel/abi/calls.def is declared here; each takes the six arguments and
 * returns a value >= 0 or -errno.
 */
#ifndef EXA_CALL_H
#define EXA_CALL_H

#include <stdbool.h>
#include <stdint.h>

struct proc;

/* What kernel_call() answers the host besides a result. */
enum call_outcome {
	CALL_SUSPENDED = INT32_MIN, /* unwind the program */
	CALL_GONE,                  /* its stack is to be dropped */
};

enum call_number {
#define CALL(number, name, mode, a, b, c, d, e, f) CALL_##name = number,
#define ALIAS(number, name)
#define ABSENT(number, name, mode)
#include "kernel/abi/calls.def"
#undef CALL
#undef ALIAS
#undef ABSENT
};

#define CALL(number, name, mode, a, b, c, d, e, f) \
	int do_##name(const uint32_t *args);
#define ALIAS(number, name)
#define ABSENT(number, name, mode)
#include "kernel/abi/calls.def"
#undef CALL
#undef ALIAS
#undef ABSENT

/* Notes whether the kernel works for a program, which is on the host's stack
 * below it: a trap is then the kernel's. */
void call_set_entered(bool inside);

/* What the host is told once p's call is done: its result, or CALL_GONE. */
int32_t call_outcome_of(struct proc *p);

/* A zombie whose parent will not wait for it is freed. */
void call_reap_if_unwanted(struct proc *p);

/* Two 32-bit halves of a 64-bit argument. */
static inline int64_t call_wide(uint32_t low, uint32_t high)
{
	return (int64_t)((uint64_t)high << 32 | low);
}

#endif
