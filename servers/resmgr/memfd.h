/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Seals on files in memory. */
#ifndef EXA_MEMFD_H
#define EXA_MEMFD_H

#include <stdint.h>

struct file;

/* F_ADD_SEALS (0 or -errno) and F_GET_SEALS (the seals or -errno). */
int memfd_seals(struct file *f, int command, uint32_t seals);

#endif
