/* SPDX-License-Identifier: MIT */
/*
 * The call of a cancellation point, in assembly elsewhere. Only the thread
 * itself can cancel it, so looking once before the call is enough; the
 * addresses that musl compares a program counter with match nothing.
 */
#include "pthread_impl.h"
#include "syscall.h"

hidden long __cancel(void);
hidden long __syscall_cp_asm(volatile void *, syscall_arg_t, syscall_arg_t,
	syscall_arg_t, syscall_arg_t, syscall_arg_t, syscall_arg_t,
	syscall_arg_t);

hidden const char __cp_begin[1], __cp_end[1], __cp_cancel[1];

long __syscall_cp_asm(volatile void *cancel, syscall_arg_t n, syscall_arg_t a,
	syscall_arg_t b, syscall_arg_t c, syscall_arg_t d, syscall_arg_t e,
	syscall_arg_t f)
{
	if (*(volatile int *)cancel)
		return __cancel();
	return __exa_call(n, a, b, c, d, e, f);
}
