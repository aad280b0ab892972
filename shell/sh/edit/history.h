/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the history in memory and its file. */
#ifndef SH_EDIT_HISTORY_H
#define SH_EDIT_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

/* $HISTSIZE: how many are kept. */
int history_size(void);
bool history_remember(const char *s, size_t n);

void histfile_read(void);
void histfile_append(const char *s, size_t n);

#endif
