/* SPDX-License-Identifier: GPL-3.0-or-later */
/* exit(): ends the only thread, and so the process. */
#define CALL SYS_exit
#include "exit_group.c"
