/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The names of terminal settings, for stty: tables, printing, saving.
 */
#ifndef EXA_CMD_STTY_H
#define EXA_CMD_STTY_H

#include "cmd.h"

#include <sys/ioctl.h>
#include <termios.h>

enum stty_field { STTY_CONTROL, STTY_INPUT, STTY_OUTPUT, STTY_LOCAL };

/* A mode: within mask the bits are set; those with mask == bits have a -. */
struct stty_mode {
	const char *name;
	enum stty_field field;
	tcflag_t mask, bits;
	bool sane; /* stty without -a tells only what differs */
};

/* NULL when there is no such mode. */
const struct stty_mode *stty_mode_find(const char *name);

tcflag_t *stty_flags(struct termios *t, enum stty_field field);

/* Index in c_cc of a name, or -1. */
int stty_char_find(const char *name);

/* A speed as text or number; false and 0 when it is none. */
bool stty_speed(const char *text, speed_t *speed);
unsigned long stty_baud(speed_t speed);

/* What stty -g prints, and taking it back; false when text is not that. */
void stty_save(const struct termios *t);
bool stty_restore(struct termios *t, const char *text);

/* all: stty -a, otherwise what differs from the sane settings. */
void stty_print(struct termios *t, const struct winsize *size, bool all);

#endif
