/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What vi's commands do to the line. */
#include "shell.h"
#include "edit/edit.h"

enum { PUT_MAX = 100 };

static struct vi *const vi = &ed.vi;

static void insert_mode(void)
{
	vi->command = false;
	vi->inserting = true;
}

void vi_operate(int op, size_t from, size_t to)
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

static void change_case(int n)
{
	text_change();
	for (; n-- && ed.at < text_line_end(ed.at); ed.at = text_right(ed.at)) {
		char *s = &ed.s[ed.at];

		if ((*s | 32) >= 'a' && (*s | 32) <= 'z')
			*s ^= 32;
	}
}

void vi_replace(const char *s, size_t len, int n)
{
	while (n-- && ed.at < text_line_end(ed.at))
		text_replace(ed.at, text_right(ed.at), s, len);
	if (ed.at > text_line_start(ed.at))
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

/* The n-th word of the command before, the last one if n is 0. */
static void word_of_last(int n)
{
	int i = history_count() - 1;
	const char *s = i < 0 ? "" : history_get(i), *word = s, *end = s;

	for (;;) {
		while (*s && !vi_class(*s, true))
			s++;
		if (!*s)
			break;
		word = s;
		while (*s && vi_class(*s, true))
			s++;
		end = s;
		if (!--n)
			break;
	}
	text_insert(" ", 1);
	text_insert(word, (size_t)(end - word));
}

bool vi_insertion(int c)
{
	size_t start = text_line_start(ed.at), end = text_line_end(ed.at);
	int n = vi->count ? vi->count : 1;

	switch (c) {
	case 'a':
	case '_':
		if (ed.at < end)
			ed.at = text_right(ed.at);
		if (c == '_')
			word_of_last(vi->count);
		break;
	case 'A':
		ed.at = end;
		break;
	case 'I':
		ed.at = start;
		break;
	case 'C':
		vi_operate('c', ed.at, end);
		break;
	case 'S':
		vi_operate('c', start, end);
		break;
	case 's':
		for (start = ed.at; n-- && start < end;)
			start = text_right(start);
		vi_operate('c', ed.at, start);
		break;
	case 'i':
	case 'R':
		break;
	default:
		return false;
	}
	insert_mode();
	vi->over = c == 'R';
	return true;
}

bool vi_change(int c, int n)
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

/* The command becomes a comment, to be remembered and not run. */
void vi_comment(void)
{
	size_t at = 0;

	do {
		text_replace(at, at, "#", 1);
		at = text_line_end(at) + 1;
	} while (at <= ed.n);
}
