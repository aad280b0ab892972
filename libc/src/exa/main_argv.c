/* SPDX-License-Identifier: MIT */
/*
 * Taken from the archive when main() has three parameters, the one form whose
 * symbol clang leaves alone.
 */
#include "exa_libc.h"

extern char **__environ;

int __main_argc_argv(int, char **);
int __exa_main3(int, char **, char **) __asm__("main");

int __main_argc_argv(int argc, char **argv)
{
	return __exa_main3(argc, argv, __environ);
}
