/* SPDX-License-Identifier: MIT */
/*
 * How the host suspends and resumes a program (kernel/abi/user.h gives the
 * addresses). Suspending: a call that must wait makes the host call
 * __exa_unwind() and return 0 through the frames, then asyncify_stop_unwind().
 * Resuming: __exa_rewind(), _start(0), and in the import, once it is
 * reached again, asyncify_stop_rewind(). wasm-opt --asyncify supplies the
 * asyncify functions and turns the two imports here into calls of its own.
 *
 * The area ends where the live part of the main stack begins, and that is what
 * the host finds in EXA_SAVED_SP (fork copies from there). While a handler
 * runs on an alternate stack it is where it left the main one; the stack
 * pointer itself is kept here.
 */
#include "exa_libc.h"
#include "user.h"

#define ASYNCIFY(name) \
	__attribute__((__import_module__("asyncify"), __import_name__(#name)))

void __exa_start_unwind(uint32_t *area) ASYNCIFY(start_unwind);
void __exa_start_rewind(uint32_t *area) ASYNCIFY(start_rewind);

static uint32_t saved_sp;

void __exa_unwind(void)
{
	uint32_t sp = __exa_get_sp();
	uint32_t live = __exa_main_sp ? __exa_main_sp : sp;
	uint32_t *area = (uint32_t *)EXA_ASYNCIFY;

	area[0] = EXA_ASYNCIFY_AREA;
	area[1] = live;
	*(uint32_t *)EXA_SAVED_SP = live;
	saved_sp = sp;
	__exa_start_unwind(area);
}

void __exa_rewind(void)
{
	__exa_set_sp(saved_sp);
	__exa_start_rewind((uint32_t *)EXA_ASYNCIFY);
}
