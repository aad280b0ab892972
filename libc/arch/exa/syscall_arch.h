/* SPDX-License-Identifier: MIT */
/*
 * System calls: the two doors into the kernel. See kernel/abi/calls.def.
 *
 * A number that is constant and marked FAST or ABSENT there goes straight to
 * the import exa.fast, which never suspends; callers of nothing else stay
 * free of Asyncify's instrumentation. Everything else goes through
 * __exa_call() (src/exa/call.c), which runs signal handlers on the way back.
 * 64-bit arguments take two slots, low half first, without padding (x has no
 * side effects: musl passes variables).
 */
#define __SYSCALL_LL_E(x) (long)(x), (long)((unsigned long long)(x) >> 32)
#define __SYSCALL_LL_O(x) __SYSCALL_LL_E((x))

#define __EXA_IMPORT(name) \
	__attribute__((__import_module__("exa"), __import_name__(#name)))

int __exa_fast(int, int, int, int, int, int, int) __EXA_IMPORT(fast);
__attribute__((__visibility__("hidden"))) long __exa_call(
	long, long, long, long, long, long, long);

static inline int __exa_is_fast(long n)
{
	switch (n) {
#include "exa_fast.h"
		return 1;
	}
	return 0;
}

static inline __attribute__((__always_inline__)) long __syscall6(
	long n, long a, long b, long c, long d, long e, long f)
{
	if (__builtin_constant_p(n) && __exa_is_fast(n))
		return __exa_fast(n, a, b, c, d, e, f);
	return __exa_call(n, a, b, c, d, e, f);
}

#define __EXA_INLINE static inline __attribute__((__always_inline__)) long

__EXA_INLINE __syscall0(long n)
{
	return __syscall6(n, 0, 0, 0, 0, 0, 0);
}

__EXA_INLINE __syscall1(long n, long a)
{
	return __syscall6(n, a, 0, 0, 0, 0, 0);
}

__EXA_INLINE __syscall2(long n, long a, long b)
{
	return __syscall6(n, a, b, 0, 0, 0, 0);
}

__EXA_INLINE __syscall3(long n, long a, long b, long c)
{
	return __syscall6(n, a, b, c, 0, 0, 0);
}

__EXA_INLINE __syscall4(long n, long a, long b, long c, long d)
{
	return __syscall6(n, a, b, c, d, 0, 0);
}

__EXA_INLINE __syscall5(long n, long a, long b, long c, long d, long e)
{
	return __syscall6(n, a, b, c, d, e, 0);
}
