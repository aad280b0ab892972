/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys from the bytes of xterm and its like: ECMA-48 5.4, xterm's ctlseqs. */
#include "shell.h"
#include "edit/edit.h"

enum { GROUND, ESCAPE, CSI, SS3, SKIP_ONE };

static int key_number(int n, bool moved)
{
	switch (n) {
	case 1:
	case 7:
		return KEY_HOME;
	case 4:
	case 8:
		return KEY_END;
	case 3:
		return moved ? KEY_WORD_DELETE : KEY_DELETE;
	case 200:
		return KEY_PASTE;
	case 201:
		return KEY_PASTE_END;
	default:
		return KEY_NONE;
	}
}

static int key_final(struct keys *k, int c)
{
	/* Alt and Ctrl, as bits of the second number less one. */
	bool moved = k->meta || (k->num[1] > 1 && (k->num[1] - 1) & 6);

	switch (c) {
	case 'A':
		return KEY_UP;
	case 'B':
		return KEY_DOWN;
	case 'C':
		return moved ? KEY_WORD_RIGHT : KEY_RIGHT;
	case 'D':
		return moved ? KEY_WORD_LEFT : KEY_LEFT;
	case 'H':
		return KEY_HOME;
	case 'F':
		return KEY_END;
	case '~':
		return key_number(k->num[0], moved);
	default:
		return KEY_NONE;
	}
}

static int key_csi(struct keys *k, int c)
{
	if (c >= '0' && c <= '9') {
		if (k->n < 2 && k->num[k->n] < 1000)
			k->num[k->n] = k->num[k->n] * 10 + c - '0';
		return KEY_MORE;
	}
	if (c == ';')
		k->n++;
	if (c == '[' && !k->n && !k->num[0])
		k->state = SKIP_ONE; /* function keys of Linux's console */
	else if (c >= 0x40 && c < 0x7f)
		k->state = GROUND;
	else if (c < 0x20 || c >= 0x7f)
		k->state = GROUND;
	if (k->state == GROUND)
		return c >= 0x40 && c < 0x7f ? key_final(k, c)
			: c == 27            ? key_feed(k, c)
					     : c;
	return KEY_MORE;
}

/* A key, or KEY_MORE when it takes more bytes. */
int key_feed(struct keys *k, int c)
{
	switch (k->state) {
	case ESCAPE:
		if (c == 27) {
			k->meta = true;
			return KEY_MORE;
		}
		k->state = c == '[' ? CSI : c == 'O' ? SS3 : GROUND;
		/* ^C is what it is behind anything, so is what is no ASCII. */
		if (c == 3 || c >= 0x80)
			return c;
		return k->state == GROUND ? KEY_META | c : KEY_MORE;
	case CSI:
		return key_csi(k, c);
	case SS3:
		k->state = GROUND;
		return key_final(k, c);
	case SKIP_ONE:
		k->state = GROUND;
		return KEY_NONE;
	default:
		if (c != 27)
			return c;
		memset(k, 0, sizeof(*k));
		k->state = ESCAPE;
		return KEY_MORE;
	}
}
