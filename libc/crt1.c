/* SPDX-License-Identifier: MIT */
/*
 * crt1.o: where a program begins. The host calls _start(sp) once, and
 * _start(0) to go on after a suspension (Asyncify then leads straight back to
 * the suspended call).
 *
 * At sp the kernel has written argc, argv, NULL, envp, NULL and the auxiliary
 * vector. This object must come first in the link: the functions whose
 * addresses it takes fill slots 1 to 3 of the function table, which as signal
 * handlers would mean SIG_IGN and SIG_HOLD.
 */
#include "libc.h"
#include "exa_libc.h"

int __main_void(void);
void __wasm_call_ctors(void);
int __libc_start_main(int (*)(int, char **, char **), int, char **,
	void (*)(void), void (*)(void), void (*)(void));

/* Called through a pointer with three arguments, whatever main() takes. */
static int run_main(int argc, char **argv, char **envp)
{
	(void)envp;
	__exa_argc = argc;
	__exa_argv = argv;
	return __main_void();
}

void _init(void)
{
	__wasm_call_ctors();
}

static void no_fini(void)
{
}

void _start(long *sp)
{
	__exa_setup();
	__libc_start_main(
		run_main, sp[0], (char **)(sp + 1), _init, no_fini, no_fini);
}
