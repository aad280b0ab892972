/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What keys do: the usual emacs ones, and those that vi's insertion has too. */
#include "shell.h"
#include "edit/edit.h"

static enum result accept(void)
{
	if (text_whole(ed.s, ed.n))
		return ED_ACCEPT;
	ed.at = ed.n;
	text_insert("\n", 1);
	return ED_GO;
}

static void vertical(bool up)
{
	if (!text_vertical(up))
		history_move(up ? -1 : 1);
}

/* The suggestion is taken when the cursor is at the end. */
static void forward(size_t to)
{
	hint();
	if (*ed.hint) {
		text_insert(ed.hint, strlen(ed.hint));
		ed.now = LAST_OTHER;
	} else {
		ed.at = to;
	}
}

static void transpose(void)
{
	size_t l, m, r;
	char t[64];

	if (ed.at == ed.n && ed.at)
		ed.at = text_left(ed.at);
	m = ed.at;
	if (!m || ed.n < 2)
		return;
	l = text_left(m);
	r = text_right(m);
	if (m - l > sizeof(t))
		return;
	text_change();
	memcpy(t, ed.s + l, m - l);
	memmove(ed.s + l, ed.s + m, r - m);
	memcpy(ed.s + l + (r - m), t, m - l);
	ed.at = r;
}

static void insert_byte(int c)
{
	char ch = (char)c;

	ed.now = LAST_INSERT;
	text_insert(&ch, 1);
}

static enum result end_of_file(void)
{
	if (!ed.n)
		return ED_EOF;
	text_delete(ed.at, text_right(ed.at));
	return ED_GO;
}

static void move_key(int c)
{
	switch (c) {
	case CTL('P'):
	case KEY_UP:
		vertical(true);
		break;
	case CTL('N'):
	case KEY_DOWN:
		vertical(false);
		break;
	case KEY_LEFT:
		ed.at = text_left(ed.at);
		break;
	case KEY_RIGHT:
		forward(text_right(ed.at));
		break;
	case KEY_WORD_LEFT:
		ed.at = text_word_left(ed.at, false);
		break;
	case KEY_WORD_RIGHT:
		ed.at = text_word_right(ed.at);
		break;
	case KEY_HOME:
		ed.at = text_line_start(ed.at);
		break;
	case KEY_END:
		forward(text_line_end(ed.at));
		break;
	}
}

/* Keys that mean the same in both ways of editing. */
enum result common_key(int c)
{
	switch (c) {
	case '\r':
	case '\n':
		return accept();
	case CTL('C'):
		return ED_INTERRUPT;
	case CTL('D'):
		return end_of_file();
	case CTL('H'):
	case 127:
		text_delete(text_left(ed.at), ed.at);
		break;
	case CTL('U'):
		text_kill(text_line_start(ed.at), ed.at);
		break;
	case CTL('W'):
		text_kill(text_word_left(ed.at, true), ed.at);
		break;
	case CTL('Q'):
	case CTL('V'):
		ed.quote = true;
		break;
	case CTL('L'):
		ed.redraw = REDRAW_SCREEN;
		break;
	case CTL('R'):
		search_start();
		break;
	case KEY_DELETE:
		text_delete(ed.at, text_right(ed.at));
		break;
	case KEY_WORD_DELETE:
		text_kill(ed.at, text_word_right(ed.at));
		break;
	case KEY_PASTE:
		ed.paste = buf_get();
		break;
	case '\t':
		return ED_COMPLETE;
	default:
		if (c >= ' ' && c < 256)
			insert_byte(c);
		else
			move_key(c);
		break;
	}
	return ED_GO;
}

static enum result meta_key(int c)
{
	switch (c) {
	case 'b':
		ed.at = text_word_left(ed.at, false);
		break;
	case 'f':
		ed.at = text_word_right(ed.at);
		break;
	case 'd':
		text_kill(ed.at, text_word_right(ed.at));
		break;
	case CTL('H'):
	case 127:
		text_kill(text_word_left(ed.at, false), ed.at);
		break;
	case 'y':
		text_yank(1);
		break;
	case '<':
		history_move(-history_count());
		break;
	case '>':
		history_move(history_count());
		break;
	case '\r':
	case '\n': /* a line break that does not run it */
		text_insert("\n", 1);
		break;
	}
	return ED_GO;
}

enum result emacs_key(int c)
{
	if (c & KEY_META && c < KEY_UP)
		return meta_key(c & 255);
	switch (c) {
	case CTL('A'):
		ed.at = text_line_start(ed.at);
		break;
	case CTL('E'):
		forward(text_line_end(ed.at));
		break;
	case CTL('B'):
		ed.at = text_left(ed.at);
		break;
	case CTL('F'):
		forward(text_right(ed.at));
		break;
	case CTL('K'):
		text_kill(ed.at,
			ed.s[ed.at] == '\n' ? ed.at + 1 : text_line_end(ed.at));
		break;
	case CTL('Y'):
		text_yank(0);
		break;
	case CTL('T'):
		transpose();
		break;
	case CTL('_'):
		text_undo();
		break;
	default:
		return common_key(c);
	}
	return ED_GO;
}
