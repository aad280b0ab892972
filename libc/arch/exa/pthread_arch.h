/* SPDX-License-Identifier: MIT */
/* The one thread's struct pthread has a fixed place: src/env/__init_tls.c. */
extern char __exa_thread[] __attribute__((__visibility__("hidden")));

static inline uintptr_t __get_tp(void)
{
	return (uintptr_t)__exa_thread;
}

#define MC_PC __pc
