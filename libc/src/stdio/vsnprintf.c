/* SPDX-License-Identifier: MIT */
/* musl's vsnprintf() under a name that says that it never waits (libc/cc). */
#include <stdio.h>
#include "stdio_impl.h"

#include "../quiet.h"

QUIET(vsnprintf)
int __exa_quiet_vsnprintf(
	char *restrict, size_t, const char *restrict, va_list);

#define vsnprintf __exa_quiet_vsnprintf
#include <../stdio/vsnprintf.c>
#undef vsnprintf

weak_alias(__exa_quiet_vsnprintf, vsnprintf);
