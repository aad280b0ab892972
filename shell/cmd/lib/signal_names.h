/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals by name, without SIG, as kill -l prints them.
 */
#ifndef EXA_CMD_SIGNAL_NAMES_H
#define EXA_CMD_SIGNAL_NAMES_H

/* The name of a signal, or NULL. */
const char *signal_name(int sig);

/*
 * The number of a name (with or without SIG, any case) or of a decimal
 * number; -1 when it is neither. 0 and EXIT are 0.
 */
int signal_number(const char *text);

#endif
