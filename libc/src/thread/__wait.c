/* SPDX-License-Identifier: MIT */
/*
 * Replaces musl's, which waits on a futex: in a process of one thread only a
 * signal handler can change the word, so wait for one. Signals are delivered
 * at calls only: none can slip in between the look and the sleep.
 */
#include "pthread_impl.h"

void __wait(volatile int *addr, volatile int *waiters, int val, int priv)
{
	(void)waiters;
	(void)priv;
	while (*addr == val)
		__syscall(SYS_ppoll, 0, 0, 0, 0, _NSIG / 8);
}
