/* SPDX-License-Identifier: MIT */
/*
 * Replaces musl's: a process has one thread. pthread_create() fails with
 * EAGAIN (POSIX: the system lacks the resources), pthread_exit() of the only
 * thread runs its handlers and ends the process, as musl's does for the last.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include "pthread_impl.h"

static void dummy(void)
{
}

weak_alias(dummy, __pthread_tsd_run_dtors);

/* The list of threads has one member: nobody to keep out. */
void __tl_lock(void)
{
}

void __tl_unlock(void)
{
}

void __tl_sync(pthread_t td)
{
	(void)td;
}

_Noreturn void __pthread_exit(void *result)
{
	pthread_t self = __pthread_self();

	self->canceldisable = 1;
	self->cancelasync = 0;
	self->result = result;
	while (self->cancelbuf) {
		void (*f)(void *) = self->cancelbuf->__f;
		void *x = self->cancelbuf->__x;
		self->cancelbuf = self->cancelbuf->__next;
		f(x);
	}
	__pthread_tsd_run_dtors();
	exit(0);
}

void __do_cleanup_push(struct __ptcb *cb)
{
	struct pthread *self = __pthread_self();

	cb->__next = self->cancelbuf;
	self->cancelbuf = cb;
}

void __do_cleanup_pop(struct __ptcb *cb)
{
	__pthread_self()->cancelbuf = cb->__next;
}

int __pthread_create(pthread_t *restrict res,
	const pthread_attr_t *restrict attr, void *(*entry)(void *),
	void *restrict arg)
{
	(void)res;
	(void)attr;
	(void)entry;
	(void)arg;
	return EAGAIN;
}

weak_alias(__pthread_exit, pthread_exit);
weak_alias(__pthread_create, pthread_create);
