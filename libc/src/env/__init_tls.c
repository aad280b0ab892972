/* SPDX-License-Identifier: MIT */
/*
 * Replaces musl's: one thread, no TLS segment (clang makes thread-local
 * variables of a single-threaded program plain ones), no program headers.
 */
#include "pthread_impl.h"
#include "libc.h"

volatile int __thread_list_lock;

char __exa_thread[sizeof(struct pthread)]
	__attribute__((__aligned__(__alignof__(struct pthread))));

void __init_tls(size_t *aux)
{
	struct pthread *self = __pthread_self();

	(void)aux;
	self->self = self;
	self->detach_state = DT_JOINABLE;
	self->tid = __syscall(SYS_set_tid_address, &__thread_list_lock);
	self->locale = &libc.global_locale;
	self->robust_list.head = &self->robust_list.head;
	self->next = self->prev = self;
}
