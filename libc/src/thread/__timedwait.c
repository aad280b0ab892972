/* SPDX-License-Identifier: MIT */
/*
 * Replaces musl's, which waits on a futex; see __wait.c. Returns 0 (look
 * again), EINTR, ETIMEDOUT or EINVAL, for pthread_cond_timedwait(), sem_wait().
 */
#include <pthread.h>
#include <time.h>
#include <errno.h>
#include "syscall.h"
#include "pthread_impl.h"

static volatile int dummy = 0;
weak_alias(dummy, __eintr_valid_flag);

/* What is left until at; 0, or EINVAL, or ETIMEDOUT when nothing is. */
static int time_left(
	struct timespec *left, clockid_t clk, const struct timespec *at)
{
	if (at->tv_nsec >= 1000000000UL)
		return EINVAL;
	if (__clock_gettime(clk, left))
		return EINVAL;
	left->tv_sec = at->tv_sec - left->tv_sec;
	left->tv_nsec = at->tv_nsec - left->tv_nsec;
	if (left->tv_nsec < 0) {
		left->tv_sec--;
		left->tv_nsec += 1000000000;
	}
	return left->tv_sec < 0 ? ETIMEDOUT : 0;
}

/* A word that other processes share: nobody wakes us, so look every ms. */
static int wait_shared(
	volatile int *addr, int val, clockid_t clk, const struct timespec *at)
{
	struct timespec left, turn;
	int r;

	while (*addr == val) {
		if (at && (r = time_left(&left, clk, at)))
			return r;
		turn.tv_sec = 0;
		turn.tv_nsec = 1000000;
		if (at && left.tv_sec == 0 && left.tv_nsec < turn.tv_nsec)
			turn.tv_nsec = left.tv_nsec;
		r = -__syscall_cp(SYS_ppoll, 0, 0, &turn, 0, _NSIG / 8);
		if (r == ECANCELED)
			return r;
		/* What was waited for counts more than a signal behind it. */
		if (r == EINTR && __eintr_valid_flag)
			return *addr == val ? r : 0;
	}
	return 0;
}

int __timedwait_cp(volatile int *addr, int val, clockid_t clk,
	const struct timespec *at, int priv)
{
	struct timespec left;
	int r;

	if (!priv)
		return wait_shared(addr, val, clk, at);
	if (at && (r = time_left(&left, clk, at)))
		return r;
	if (*addr != val)
		return 0;
	r = -__syscall_cp(SYS_ppoll, 0, 0, at ? &left : 0, 0, _NSIG / 8);
	if (r == 0)
		return ETIMEDOUT;
	if (r == EINTR && !__eintr_valid_flag)
		return 0;
	return r;
}

int __timedwait(volatile int *addr, int val, clockid_t clk,
	const struct timespec *at, int priv)
{
	int cs, r;

	__pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &cs);
	r = __timedwait_cp(addr, val, clk, at, priv);
	__pthread_setcancelstate(cs, 0);
	return r;
}
