/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where vi's motions lead. */
#include "shell.h"
#include "edit/edit.h"

static struct vi *const vi = &ed.vi;

/* Blanks, words, and everything else. */
int vi_class(int c, bool big)
{
	if (c == ' ' || c == '\t' || c == '\n')
		return 0;
	return big || text_is_word(c) ? 1 : 2;
}

static size_t word_next(size_t at, bool big)
{
	int k = vi_class(ed.s[at], big);

	while (at < ed.n && k && vi_class(ed.s[at], big) == k)
		at++;
	while (at < ed.n && !vi_class(ed.s[at], big))
		at++;
	return at;
}

static size_t word_end(size_t at, bool big)
{
	int k;

	if (!vi->stay)
		at = text_right(at);
	vi->stay = false;
	while (at < ed.n && !vi_class(ed.s[at], big))
		at++;
	k = vi_class(ed.s[at], big);
	while (at + 1 < ed.n && vi_class(ed.s[at + 1], big) == k)
		at++;
	while (at > 0 && (ed.s[at] & 0xc0) == 0x80)
		at--; /* to the start of the character */
	return at < ed.n ? at : text_left(at);
}

static size_t word_back(size_t at, bool big)
{
	int k;

	while (at && !vi_class(ed.s[at - 1], big))
		at--;
	k = at ? vi_class(ed.s[at - 1], big) : 0;
	while (at && vi_class(ed.s[at - 1], big) == k)
		at--;
	return at;
}

static bool found(size_t i, size_t end)
{
	return i + vi->find_n <= end &&
		!memcmp(ed.s + i, vi->find_ch, vi->find_n);
}

/* f F t T: to the character, within the line; SIZE_MAX: it is not there. */
static size_t find(size_t at, int how)
{
	size_t start = text_line_start(at), end = text_line_end(at), i = at;

	if (how == 'f' || how == 't') {
		for (i++; i < end && !found(i, end); i++)
			;
		return i >= end ? SIZE_MAX : how == 't' ? text_left(i) : i;
	}
	while (i > start)
		if (found(--i, end))
			return how == 'T' ? text_right(i) : i;
	return SIZE_MAX;
}

static size_t first_word(size_t at)
{
	while (ed.s[at] && ed.s[at] != '\n' && !vi_class(ed.s[at], true))
		at++;
	return at;
}

/* Where a motion leads; *to is behind it if the last character counts. */
bool vi_motion(int c, size_t *to, bool *with)
{
	size_t at = ed.at, start = text_line_start(at);
	int n = vi->count ? vi->count : 1;

	*with = false;
	if (c == ';' || c == ',') {
		int how = vi->find ^ (c == ',' ? 32 : 0);

		while (n-- && at != SIZE_MAX)
			at = find(at, how);
		*with = how == 'f' || how == 't';
		*to = at;
		return vi->find != 0 && at != SIZE_MAX;
	}
	switch (c) {
	case '0':
		at = start;
		break;
	case '^':
		at = first_word(start);
		break;
	case '$':
		at = text_line_end(at);
		break;
	case '|':
		for (at = start; --n && at < text_line_end(at);)
			at = text_right(at);
		break;
	default:
		while (n--)
			switch (c) {
			case 'h':
			case CTL('H'):
			case 127:
				at = at > start ? text_left(at) : at;
				break;
			case 'l':
			case ' ':
				at = at < text_line_end(at) ? text_right(at)
							    : at;
				break;
			case 'w':
			case 'W':
				at = word_next(at, c == 'W');
				break;
			case 'e':
			case 'E':
				at = word_end(at, c == 'E');
				*with = true;
				break;
			case 'b':
			case 'B':
				at = word_back(at, c == 'B');
				break;
			default:
				return false;
			}
	}
	*to = at;
	return true;
}
