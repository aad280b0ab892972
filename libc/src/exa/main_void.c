/* SPDX-License-Identifier: MIT */
/* Taken from the archive when main() has parameters; see crt1.c. */
#include "exa_libc.h"

int __main_void(void);
int __main_argc_argv(int, char **);

int __main_void(void)
{
	return __main_argc_argv(__exa_argc, __exa_argv);
}
