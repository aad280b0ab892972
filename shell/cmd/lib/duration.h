/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times as operands of sleep and timeout: a number, a fraction, a unit. */
#ifndef EXA_CMD_DURATION_H
#define EXA_CMD_DURATION_H

#include "cmd.h"

#include <time.h>

/*
 * Adds what s says to *t: digits, maybe a fraction, and s (the default), m, h
 * or d. Beyond thirty years it is for ever all the same. False: s is no time.
 */
bool duration_add(const char *s, struct timespec *t);

#endif
