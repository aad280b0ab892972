/* SPDX-License-Identifier: GPL-3.0-or-later */
/* siginfo_t as a program sees it. */
#ifndef EXA_SIGINFO_H
#define EXA_SIGINFO_H

#include <signal.h>

#include "kernel/signal.h"

void signal_fill_info(siginfo_t *si, int sig, const struct siginfo_sent *info);

#endif
