/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Editing with vi's keys: XCU sh, Command Line Editing (vi-mode). Keys of a
 * change are kept, so that `.` can press them again.
 */
#include "shell.h"
#include "chars.h"
#include "edit/edit.h"

static struct vi *const vi = &ed.vi;

/* The motion behind c, d or y; false if it leads nowhere. */
static bool operator_motion(int c)
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
		vi_operate(op, from, to + (op == 'd' && to < ed.n));
		return true;
	}
	if ((c == 'w' || c == 'W') && op == 'c' &&
		vi_class(ed.s[from], c == 'W') != 0) {
		c = c == 'w' ? 'e' : 'E';
		vi->stay = true;
	}
	if (!vi_motion(c, &to, &with))
		return false;
	if (with)
		to = text_right(to);
	vi_operate(op, from < to ? from : to, from < to ? to : from);
	return true;
}

/* The last change once more; a count takes the place of its own. */
static void again(void)
{
	struct buf *b = vi->again;
	size_t i = 0;

	vi->replay = true;
	while (vi->count && b && i < b->n && ch_digit(b->s[i]))
		i++;
	for (; b && i < b->n; i++)
		vi_key((unsigned char)b->s[i]);
	vi->replay = false;
}

/* To the n-th command, the oldest if n is 0. */
static void go_to(int n)
{
	history_go(n ? n - history_first() : 0);
}

/* Edit what was typed, or the command of that number, in vi; fc runs what it
 * leaves. */
static enum result full_screen(void)
{
	if (!vi->count) {
		history_add(ed.s, ed.n);
		if (!history_current())
			return ED_GO; /* it is private */
	}
	text_set("fc -e vi ", 9);
	if (vi->count) {
		char t[24];
		const char *s = num_text(t, vi->count);

		text_insert(s, strlen(s));
	}
	return ED_ACCEPT;
}

/* Complete, list or put in all, for the word at the cursor. */
static enum result word_key(int c)
{
	while (vi_class(ed.s[ed.at], true) && ed.s[ed.at])
		ed.at++;
	if (c != '=')
		vi_insertion('i');
	return c == '=' ? ED_LIST : c == '*' ? ED_ALL : ED_COMPLETE;
}

static enum result other(int c, int n)
{
	switch (c) {
	case 'u':
		text_undo();
		break;
	case 'U':
		while (ed.undo)
			text_undo();
		break;
	case 'Y':
		vi_operate('y', ed.at, text_line_end(ed.at));
		break;
	case 'j':
	case '+':
	case 'k':
	case '-':
		while (n-- > 1)
			common_key(c == 'j' || c == '+' ? KEY_DOWN : KEY_UP);
		return common_key(c == 'j' || c == '+' ? KEY_DOWN : KEY_UP);
	case 'G':
		go_to(vi->count);
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
	case '#':
		vi_comment();
		return ED_ACCEPT;
	case 'v':
		return full_screen();
	case '=':
	case '*':
	case '\\':
		return word_key(c);
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
		vi->ch_n = 0;
		return r;
	}
	if (vi->op) {
		changed = vi->op != 'y';
		changed = operator_motion(c) && changed;
	} else if (c == 'c' || c == 'd' || c == 'y') {
		vi->op = c;
		vi->op_count = vi->count;
		vi->count = 0;
		return r;
	} else if (vi_motion(c, &to, &with)) {
		ed.at = to;
	} else {
		changed = vi_insertion(c) || vi_change(c, n);
		if (!changed)
			r = other(c, n);
	}
	vi->count = 0;
	vi->changed = changed;
	return r;
}

/* The bytes of a character that starts with c. */
static unsigned bytes_of(unsigned char c)
{
	return c < 0xc0 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
}

/* A byte of the character f F t T or r waits for. */
static void waited(int c)
{
	int how = vi->wait, n = vi->count ? vi->count : 1;

	if (c >= ' ' && c < 256 && c != 127)
		vi->ch[vi->ch_n++] = (char)c;
	else
		how = 0; /* given up */
	if (how && vi->ch_n < bytes_of((unsigned char)vi->ch[0]))
		return;
	vi->wait = 0;
	if (how == 'r') {
		vi_replace(vi->ch, vi->ch_n, n);
		vi->changed = true;
	}
	if (!how || how == 'r') {
		vi->count = 0;
		return;
	}
	vi->find = how;
	memcpy(vi->find_ch, vi->ch, sizeof(vi->ch));
	vi->find_n = vi->ch_n;
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

/* Insertion: R takes away what is in the way of a character. */
static enum result insert_key(int c)
{
	if (vi->over && c >= ' ' && c < 256 && c != 127 && (c & 0xc0) != 0x80 &&
		ed.at < text_line_end(ed.at))
		text_delete(ed.at, text_right(ed.at));
	return common_key(c);
}

/* The next key is a new command: a step of its own for undo and for kills. */
static void command_start(void)
{
	vi->changed = false;
	vi->one = false;
	if (ed.last == LAST_KILL)
		ed.last = LAST_OTHER;
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
		vi->inserting = vi->over = false;
		if (ed.at > text_line_start(ed.at))
			ed.at = text_left(ed.at);
	} else if (!vi->command) {
		r = insert_key(c);
	} else if (c == 27) {
		vi->op = vi->wait = vi->count = 0;
		vi->changed = false;
	} else {
		if (!vi->op && !vi->wait && !vi->count)
			command_start();
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
