/* SPDX-License-Identifier: MIT */
/* musl's vsscanf() under a name that says that it never waits (libc/cc). */
#include <stdio.h>
#include "stdio_impl.h"

#define vsscanf __exa_quiet_vsscanf
#include <../stdio/vsscanf.c>
#undef vsscanf

weak_alias(__exa_quiet_vsscanf, vsscanf);
