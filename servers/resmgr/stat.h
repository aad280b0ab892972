/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the calls on attributes share. */
#ifndef EXA_STAT_H
#define EXA_STAT_H

#include <stdint.h>

/* AT_SYMLINK_NOFOLLOW and AT_EMPTY_PATH as flags of path_resolve(). */
unsigned follow_flags(uint32_t at_flags);

#endif
