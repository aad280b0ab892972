/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The settings a terminal has when nobody changed them: getty and stty sane.
 */
#ifndef EXA_CMD_TTY_SANE_H
#define EXA_CMD_TTY_SANE_H

#include <termios.h>

/* Modes and control characters; the speed is left alone. */
void tty_sane(struct termios *t);

/* The value of a control character after a reset; 0: it is off. */
cc_t tty_default_char(int index);

#endif
