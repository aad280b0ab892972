/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The settings a terminal has when nobody changed them.
 */
#ifndef EXA_CMD_TTY_SANE_H
#define EXA_CMD_TTY_SANE_H

#include <termios.h>

/* Modes and control characters; the speed is left alone. */
void tty_sane(struct termios *t);

#endif
