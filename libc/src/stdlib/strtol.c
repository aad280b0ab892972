/* SPDX-License-Identifier: MIT */
/*
 * musl's strtol() and its kin. What they share, static there, is a function
 * with a name that says that it never waits (libc/cc).
 */
#include <ctype.h>
#include <inttypes.h>
#include <limits.h>
#include <stdlib.h>
#include "intscan.h"
#include "shgetc.h"
#include "stdio_impl.h"

#define static hidden
#define strtox __exa_quiet_strtol
#include <../stdlib/strtol.c>
