/* SPDX-License-Identifier: MIT */
/*
 * Where a program that only computes meets the system: the loop counters
 * (../counters.mjs) call __exa_tick() now and then. When a caught signal
 * waits, the host calls __exa_interrupt() from within. The program cannot be
 * suspended there, since its functions are not instrumented for it: a call of
 * the handler that must wait keeps the program on the host's stack meanwhile.
 */
#include "exa_libc.h"

/* Functions that call none may use this much below the stack pointer
 * (LLVM's WebAssembly target). */
enum { RED_ZONE = 128 };

void __exa_tick_import(void)
	__attribute__((__import_module__("exa"), __import_name__("tick")));

void __exa_tick(void);
void __exa_interrupt(void);

void __exa_tick(void)
{
	__exa_tick_import();
}

void __exa_interrupt(void)
{
	uint32_t sp = __exa_get_sp();

	__exa_set_sp(sp - RED_ZONE);
	__exa_run_handlers();
	__exa_set_sp(sp);
}
