/* SPDX-License-Identifier: MIT */
/*
 * The host calls __exa_trapped() when the program has trapped and has a handler
 * for that (kernel/trap.c). The stack pointer is where the trap left it, in a
 * recursion without end below all that can be used: the handler then needs an
 * alternate stack, which must be switched to before anything needs a frame.
 * When the handler returns, the program ends by the signal.
 */
#include <signal.h>
#include "exa_libc.h"
#include "syscall.h"
#include "user.h"

/* Functions that call none may use this much below the stack pointer (LLVM's
 * WebAssembly target); what a handler needs at least. */
enum { RED_ZONE = 128, ROOM = 4096 };

/* As kernel/trap.c has it. */
enum { ONSTACK = 2 };

static stack_t alt;

void __exa_trapped(int how);

static uint32_t top_of(const stack_t *ss)
{
	return ((uint32_t)ss->ss_sp + ss->ss_size) & -16u;
}

/* No frame of its own: see exa_libc.h. */
void __exa_trapped(int how)
{
	uint32_t sp = __exa_get_sp();

	__syscall(SYS_sigaltstack, 0, &alt);
	if (how == ONSTACK && !(alt.ss_flags & SS_DISABLE) &&
		!__exa_on_stack((uint32_t)alt.ss_sp, alt.ss_size)) {
		if (!__exa_main_sp)
			__exa_main_sp = sp;
		__exa_altstack.base = (uint32_t)alt.ss_sp;
		__exa_altstack.size = alt.ss_size;
		__exa_set_sp(top_of(&alt));
	} else if ((int32_t)sp < EXA_ASYNCIFY_AREA + ROOM) {
		return;
	} else {
		__exa_set_sp(sp - RED_ZONE);
	}
	__exa_run_handlers();
	__exa_set_sp(sp);
}
