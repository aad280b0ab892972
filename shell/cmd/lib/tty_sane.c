/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sane terminal settings, those of Linux; see tty_sane.h.
 */
#include "cmd.h"

#include "tty_sane.h"

#include <string.h>

#ifndef IUTF8
#define IUTF8 040000
#endif

enum {
	CTRL_C = 3,
	CTRL_D = 4,
	CTRL_O = 15,
	CTRL_Q = 17,
	CTRL_R = 18,
	CTRL_S = 19,
	CTRL_U = 21,
	CTRL_V = 22,
	CTRL_W = 23,
	CTRL_Z = 26,
	CTRL_BACKSLASH = 28,
	RUBOUT = 127
};

/* The value of a control character; 0: it is off. */
static cc_t default_char(int index)
{
	switch (index) {
	case VINTR:
		return CTRL_C;
	case VQUIT:
		return CTRL_BACKSLASH;
	case VERASE:
		return RUBOUT;
	case VKILL:
		return CTRL_U;
	case VEOF:
		return CTRL_D;
	case VMIN:
		return 1;
	case VSTART:
		return CTRL_Q;
	case VSTOP:
		return CTRL_S;
	case VSUSP:
		return CTRL_Z;
	case VREPRINT:
		return CTRL_R;
	case VDISCARD:
		return CTRL_O;
	case VWERASE:
		return CTRL_W;
	case VLNEXT:
		return CTRL_V;
	default:
		return 0;
	}
}

void tty_sane(struct termios *t)
{
	t->c_iflag = BRKINT | ICRNL | IXON | IUTF8;
	t->c_oflag = OPOST | ONLCR;
	t->c_cflag = (t->c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8 | CREAD;
	t->c_lflag = ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK | ECHOCTL |
		ECHOKE;
	for (int i = 0; i < NCCS; i++)
		t->c_cc[i] = default_char(i);
}
