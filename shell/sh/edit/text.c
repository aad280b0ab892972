/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line being edited: changes, undo, killed text, motions. */
#include "shell.h"
#include "edit/edit.h"

enum { UNDO_BYTES = 1 << 20 };

#include <stdlib.h>

struct editor ed;

/* What the line was before a change. */
struct undo {
	struct undo *next;
	size_t n, at;
	char s[];
};

static void text_room(size_t n)
{
	char *s;

	if (n + 1 <= ed.cap)
		return;
	ed.cap = n * 2 + 64;
	s = xmalloc(ed.cap);
	if (ed.n)
		memcpy(s, ed.s, ed.n);
	s[ed.n] = 0;
	free(ed.s);
	ed.s = s;
}

/* All but the newest `keep`, and those that are too much with them. */
static void undo_free(struct undo **list, int keep)
{
	size_t size = 0;

	while (*list && keep-- > 0 && size < UNDO_BYTES) {
		size += (*list)->n;
		list = &(*list)->next;
	}
	while (*list) {
		struct undo *u = *list;

		*list = u->next;
		free(u);
	}
}

/* Before a change, unless it goes on with the last one. */
void text_change(void)
{
	struct undo *u;

	if (ed.vi.group && ed.vi.one)
		return;
	ed.vi.one = true;
	u = xmalloc(sizeof(*u) + ed.n + 1);
	u->n = ed.n;
	u->at = ed.at;
	if (ed.n)
		memcpy(u->s, ed.s, ed.n);
	u->next = ed.undo;
	ed.undo = u;
	undo_free(&ed.undo, EDIT_UNDO);
}

void text_undo(void)
{
	struct undo *u = ed.undo;

	/* Steps that changed nothing are none. */
	while (u && u->n == ed.n && !memcmp(u->s, ed.s, ed.n)) {
		ed.undo = u->next;
		free(u);
		u = ed.undo;
	}
	if (!u)
		return;
	text_room(u->n);
	memcpy(ed.s, u->s, u->n);
	ed.n = u->n;
	ed.s[ed.n] = 0;
	ed.at = u->at;
	ed.undo = u->next;
	free(u);
}

void text_forget(void)
{
	undo_free(&ed.undo, 0);
}

void text_reset(void)
{
	text_forget();
	ed.n = ed.at = 0;
	text_room(0);
	ed.s[0] = 0;
}

void text_set(const char *s, size_t n)
{
	text_change();
	text_room(n);
	memmove(ed.s, s, n);
	ed.s[n] = 0;
	ed.n = ed.at = n;
}

void text_insert(const char *s, size_t n)
{
	if (ed.last != LAST_INSERT || ed.now != LAST_INSERT)
		text_change();
	text_room(ed.n + n);
	memmove(ed.s + ed.at + n, ed.s + ed.at, ed.n - ed.at + 1);
	memcpy(ed.s + ed.at, s, n);
	ed.n += n;
	ed.at += n;
}

void text_delete(size_t from, size_t to)
{
	if (from >= to)
		return;
	text_change();
	memmove(ed.s + from, ed.s + to, ed.n - to + 1);
	ed.n -= to - from;
	if (ed.at >= to)
		ed.at -= to - from;
	else if (ed.at > from)
		ed.at = from;
}

/* Killed text; what is killed in a row is put together. */
void text_kill(size_t from, size_t to)
{
	char *old = ed.kills[0], *s;
	size_t n, k;
	bool before = from < ed.at;

	if (from >= to)
		return;
	n = to - from;
	if (ed.last == LAST_KILL && old) {
		k = strlen(old);
		s = xmalloc(n + k + 1);
		memcpy(s + (before ? n : 0), old, k);
		memcpy(s + (before ? 0 : k), ed.s + from, n);
		n += k;
		free(old);
	} else {
		free(ed.kills[EDIT_KILLS - 1]);
		memmove(ed.kills + 1, ed.kills,
			(EDIT_KILLS - 1) * sizeof(*ed.kills));
		s = xmalloc(n + 1);
		memcpy(s, ed.s + from, n);
	}
	s[n] = 0;
	ed.kills[0] = s;
	ed.now = LAST_KILL;
	text_delete(from, to);
}

/* 0: the newest; the next older one in place of what was just yanked: 1. */
void text_yank(int which)
{
	const char *s;

	if (which) {
		if (ed.last != LAST_YANK)
			return;
		text_delete(ed.yank_at, ed.at);
		ed.yank = (ed.yank + 1) % EDIT_KILLS;
		if (!ed.kills[ed.yank])
			ed.yank = 0;
	} else {
		ed.yank = 0;
	}
	s = ed.kills[ed.yank];
	ed.yank_at = ed.at;
	if (s)
		text_insert(s, strlen(s));
	ed.now = LAST_YANK;
}

/* A character with what joins it. */
size_t text_right(size_t at)
{
	int cp;

	if (at < ed.n)
		at += utf8_next(ed.s + at, ed.n - at, &cp);
	while (at < ed.n) {
		size_t k = utf8_next(ed.s + at, ed.n - at, &cp);

		if (cp < 0 || char_width(cp))
			break;
		at += k;
	}
	return at;
}

size_t text_left(size_t at)
{
	size_t start = text_line_start(at), next;

	if (start == at)
		return at ? at - 1 : 0;
	while ((next = text_right(start)) < at)
		start = next;
	return start;
}

bool text_is_word(int c)
{
	return (c & 0x80) || (c >= '0' && c <= '9') ||
		((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_';
}

/* big: words end at blanks only. */
size_t text_word_left(size_t at, bool big)
{
	const char *s = ed.s;

	while (at &&
		(big ? s[at - 1] == ' ' || s[at - 1] == '\n'
		     : !text_is_word(s[at - 1])))
		at--;
	while (at &&
		(big ? s[at - 1] != ' ' && s[at - 1] != '\n'
		     : text_is_word(s[at - 1])))
		at--;
	return at;
}

size_t text_word_right(size_t at)
{
	while (at < ed.n && !text_is_word(ed.s[at]))
		at++;
	while (at < ed.n && text_is_word(ed.s[at]))
		at++;
	return at;
}

size_t text_line_start(size_t at)
{
	while (at && ed.s[at - 1] != '\n')
		at--;
	return at;
}

size_t text_line_end(size_t at)
{
	while (at < ed.n && ed.s[at] != '\n')
		at++;
	return at;
}

bool text_vertical(bool up)
{
	size_t start = text_line_start(ed.at), end = text_line_end(ed.at);
	size_t i, col = 0;

	if (up ? !start : end == ed.n)
		return false;
	for (i = start; i < ed.at; i = text_right(i))
		col++;
	if (ed.goal != SIZE_MAX)
		col = ed.goal;
	ed.goal = col;
	i = up ? text_line_start(start - 1) : end + 1;
	while (col-- && i < ed.n && ed.s[i] != '\n')
		i = text_right(i);
	ed.at = i;
	return true;
}

void text_replace(size_t from, size_t to, const char *s, size_t n)
{
	text_change();
	text_room(ed.n + n);
	memmove(ed.s + from + n, ed.s + to, ed.n - to + 1);
	memcpy(ed.s + from, s, n);
	ed.n = ed.n - (to - from) + n;
	ed.at = from + n;
}
