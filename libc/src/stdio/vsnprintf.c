/* SPDX-License-Identifier: MIT */
/* musl's vsnprintf() under a name that says that it never waits (libc/cc). */
#include <stdio.h>
#include "stdio_impl.h"

#define vsnprintf __exa_quiet_vsnprintf
#include <../stdio/vsnprintf.c>
#undef vsnprintf

weak_alias(__exa_quiet_vsnprintf, vsnprintf);
