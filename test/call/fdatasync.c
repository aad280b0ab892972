/* SPDX-License-Identifier: GPL-3.0-or-later */
/* fdatasync(): like fsync() to a program. */
#define SYNC fdatasync
#include "fsync.c"
