/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Editing with vi's keys: XCU sh, Command Line Editing (vi-mode). Keys of a
 * change are kept, so that `.` can press them again.
 */
#include "shell.h"
#include "edit/edit.h"

enum { PUT_MAX = 100 };

static struct vi *const vi = &ed.vi;

static void insert_mode(void)
{
	vi->command = false;
	vi->inserting = true;
}

static void operate(int op, size_t from, size_t to)
{
	size_t at = from;

	if (op == 'y' && from >= to)
		return;
	if (op == 'y') {
		size_t k = ed.at;

		text_kill(from, to);
		text_undo();
		ed.at = from < k ? from : k;
	} else {
		text_kill(from, to);
		ed.at = at;
	}
	if (op == 'c')
		insert_mode();
}

/* The motion behind c, d or y. */
static void operator_motion(int c)
{
	int op = vi->op;
	size_t to, from = ed.at;
	bool with;

	vi->op = 0;
	if (vi->op_count)
		vi->count = (vi->count ? vi->count : 1) * vi->op_count;
	if (c == op) {
		from = text_line_start(from);
		to = text_line_end(ed.at);
		operate(op, from, to + (op == 'd' && to < ed.n));
		return;
	}
	if ((c == 'w' || c == 'W') && op == 'c' &&
		vi_class(ed.s[from], c == 'W') != 0)
		c = c == 'w' ? 'e' : 'E';
	if (!vi_motion(c, &to, &with))
		return;
	if (with)
		to = text_right(to);
	operate(op, from < to ? from : to, from < to ? to : from);
}

static void change_case(int n)
{
	text_change();
	for (; n-- && ed.at < text_line_end(ed.at); ed.at = text_right(ed.at)) {
		char *s = &ed.s[ed.at];

		if ((*s | 32) >= 'a' && (*s | 32) <= 'z')
			*s ^= 32;
	}
}

static void replace(int c, int n)
{
	text_change();
	for (; n-- && ed.at < text_line_end(ed.at); ed.at++) {
		char ch = (char)c;
		size_t to = text_right(ed.at);

		text_replace(ed.at, to, &ch, 1);
		ed.at--;
	}
	ed.at = text_left(ed.at);
}

static void put(bool behind, int n)
{
	if (behind && ed.at < text_line_end(ed.at))
		ed.at = text_right(ed.at);
	for (n = n < PUT_MAX ? n : PUT_MAX; n > 0; n--)
		text_yank(0);
	ed.at = text_left(ed.at);
}

/* Commands that only begin an insertion; false for others. */
static bool insertion(int c)
{
	switch (c) {
	case 'a':
		if (ed.at < text_line_end(ed.at))
			ed.at = text_right(ed.at);
		break;
	case 'A':
		ed.at = text_line_end(ed.at);
		break;
	case 'I':
		ed.at = text_line_start(ed.at);
		break;
	case 'C':
		operate('c', ed.at, text_line_end(ed.at));
		break;
	case 'S':
		operate('c', text_line_start(ed.at), text_line_end(ed.at));
		break;
	case 's':
		operate('c', ed.at, text_right(ed.at));
		break;
	case 'i':
		break;
	default:
		return false;
	}
	insert_mode();
	return true;
}

/* Commands that change the line at once; false for others. */
static bool change(int c, int n)
{
	size_t to = ed.at;

	switch (c) {
	case 'x':
		while (n-- && to < text_line_end(to))
			to = text_right(to);
		text_kill(ed.at, to);
		break;
	case 'X':
		while (n-- && to > text_line_start(to))
			to = text_left(to);
		text_kill(to, ed.at);
		break;
	case 'D':
		text_kill(ed.at, text_line_end(ed.at));
		break;
	case '~':
		change_case(n);
		break;
	case 'p':
	case 'P':
		put(c == 'p', n);
		break;
	default:
		return false;
	}
	return true;
}

static void again(void)
{
	struct buf *b = vi->again;
	size_t i;

	vi->replay = true;
	vi->count = 0;
	for (i = 0; b && i < b->n; i++)
		vi_key((unsigned char)b->s[i]);
	vi->replay = false;
}

static enum result other(int c, int n)
{
	switch (c) {
	case 'u':
		text_undo();
		break;
	case 'j':
	case '+':
	case 'k':
	case '-':
		while (n-- > 1)
			common_key(c == 'j' || c == '+' ? KEY_DOWN : KEY_UP);
		return common_key(c == 'j' || c == '+' ? KEY_DOWN : KEY_UP);
	case 'G':
		history_move(-history_count());
		break;
	case '/':
	case '?':
		search_start();
		break;
	case 'n':
	case 'N':
		search_again(c == 'n' ? -1 : 1);
		break;
	case '.':
		again();
		break;
	default:
		if (c < ' ' || c > 255)
			return common_key(c);
	}
	return ED_GO;
}

/* A key in command mode, when none waits for it. */
static enum result command(int c)
{
	enum result r = ED_GO;
	size_t to;
	bool with, changed = false;
	int n;

	if (c >= '0' + !vi->count && c <= '9') {
		if (vi->count < 1000)
			vi->count = vi->count * 10 + c - '0';
		return r;
	}
	n = vi->count ? vi->count : 1;
	if (c == 'f' || c == 'F' || c == 't' || c == 'T' || c == 'r') {
		vi->wait = c;
		return r;
	}
	if (vi->op) {
		changed = vi->op != 'y';
		operator_motion(c);
	} else if (c == 'c' || c == 'd' || c == 'y') {
		vi->op = c;
		vi->op_count = vi->count;
		vi->count = 0;
		return r;
	} else if (vi_motion(c, &to, &with)) {
		ed.at = to;
	} else {
		changed = insertion(c) || change(c, n);
		if (!changed)
			r = other(c, n);
	}
	vi->count = 0;
	vi->changed = changed;
	return r;
}

/* The character f F t T or r waited for. */
static void waited(int c)
{
	int how = vi->wait, n = vi->count ? vi->count : 1;

	vi->wait = 0;
	if (how == 'r') {
		if (c >= ' ' && c < 127)
			replace(c, n);
		vi->changed = true;
		vi->count = 0;
		return;
	}
	vi->find = how;
	vi->find_ch = c;
	command(';');
}

static void remember(int c)
{
	if (vi->replay)
		return;
	if (!vi->keys)
		vi->keys = buf_get();
	if (!vi->again)
		vi->again = buf_get();
	if (c < 256)
		buf_addc(vi->keys, c);
	if (vi->changed && !vi->inserting) {
		vi->again->n = 0;
		buf_add(vi->again, vi->keys->s, vi->keys->n);
	}
	if (!vi->inserting && !vi->op && !vi->wait && !vi->count)
		vi->keys->n = 0;
}

enum result vi_key(int c)
{
	enum result r = ED_GO;

	if (c == CTL('C') && (vi->op || vi->wait)) {
		vi->op = vi->wait = 0;
		return common_key(c);
	}
	if (!vi->command && c == 27) {
		vi->command = true;
		vi->inserting = false;
		if (ed.at > text_line_start(ed.at))
			ed.at = text_left(ed.at);
	} else if (!vi->command) {
		r = common_key(c);
	} else if (c == 27) {
		vi->op = vi->wait = vi->count = 0;
		vi->changed = false;
	} else {
		if (!vi->op && !vi->wait && !vi->count)
			vi->changed = false;
		if (vi->wait)
			waited(c);
		else
			r = command(c);
	}
	remember(c);
	if (vi->command && ed.at == text_line_end(ed.at) &&
		ed.at > text_line_start(ed.at) && r == ED_GO)
		ed.at = text_left(ed.at);
	return r;
}
