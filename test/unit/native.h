/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What native.c offers to tests beside the kernel's allocator. */
#ifndef EXA_TEST_NATIVE_H
#define EXA_TEST_NATIVE_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Makes kmalloc fail after n more successes; -1 (as at the start): never.
 * The sanitizer finds leaks at exit, so tests free what they make.
 */
void native_fail_after(long n);

/* Whether kmalloc returns addresses of 32 bits, as requests carry them. */
void native_low_memory(bool on);

/* The next number of a fixed random sequence; *state must not be 0. */
static inline uint32_t native_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

#endif
