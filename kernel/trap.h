/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef EXA_TRAP_H
#define EXA_TRAP_H

/* The signal that an outcome of host_resume() stands for (host.h). */
int trap_signal(int outcome);

#endif
