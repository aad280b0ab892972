/* SPDX-License-Identifier: MIT */
/* What the pieces of the port share among themselves; hidden from programs. */
#ifndef EXA_LIBC_H
#define EXA_LIBC_H

#include <features.h>
#include <stddef.h>
#include <stdint.h>

/* main()'s arguments, for the thunks in main_void.c and main_argv.c. */
extern hidden int __exa_argc;
extern hidden char **__exa_argv;

/* Set by the kernel when a caught signal waits: struct exa_setup. */
extern hidden volatile int32_t __exa_sigflag;

/* SP of the main stack while a handler runs on an alternate one, else 0. */
extern hidden uint32_t __exa_main_sp;

/* That alternate stack. It may lie within the main one, in an array of a
 * function. */
extern hidden struct exa_altstack {
	uint32_t base, size;
} __exa_altstack;

/* The import exa.call itself, for those that must not run handlers. */
int __exa_door(int, int, int, int, int, int, int)
	__attribute__((__import_module__("exa"), __import_name__("call")));

/* The linker's: the end of the main stack's region, the start of data. */
extern hidden char __global_base;

hidden void __exa_setup(void);

/* mmap() of anonymous memory; sets errno. */
hidden void *__exa_mmap(void *, size_t, int prot, int flags);

/* Runs what waits; 1: the first handler had SA_RESTART (or none ran). */
hidden int __exa_run_handlers(void);

/*
 * The C stack pointer. Callers must be functions without a frame of their own,
 * and must keep the compiler from giving them one (no locals in memory).
 */
static inline uint32_t __exa_get_sp(void)
{
	uint32_t sp;
	__asm__ __volatile__(".globaltype __stack_pointer, i32\n"
			     "global.get __stack_pointer\nlocal.set %0"
			     : "=r"(sp));
	return sp;
}

static inline void __exa_set_sp(uint32_t sp)
{
	__asm__ __volatile__(".globaltype __stack_pointer, i32\n"
			     "local.get %0\nglobal.set __stack_pointer"
			     :
			     : "r"(sp)
			     : "memory");
}

/* Whether that stack is the one in use, as Linux tells it. */
static inline int __exa_on_stack(uint32_t base, uint32_t size)
{
	return __exa_get_sp() - base - 1 < size;
}

#endif
