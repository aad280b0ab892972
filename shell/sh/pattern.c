/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pattern matching, XCU 2.13. Quoted characters carry a CTLESC before them;
 * a backslash quotes too (it comes from an expansion). The work is at most
 * the product of the lengths.
 */
#include "shell.h"
#include "chars.h"
#include "expand.h"

static bool class_match(const char *name, size_t n, int c)
{
	bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z';
	bool digit = ch_digit(c), graph = c > 32 && c < 127;
	const struct {
		const char *name;
		bool is;
	} classes[] = {
		{ "alnum", lower || upper || digit },
		{ "alpha", lower || upper },
		{ "blank", ch_blank(c) },
		{ "cntrl", c < 32 || c == 127 },
		{ "digit", digit },
		{ "graph", graph },
		{ "lower", lower },
		{ "print", graph || c == ' ' },
		{ "punct", graph && !lower && !upper && !digit },
		{ "space", ch_space(c) },
		{ "upper", upper },
		{ "xdigit", digit || ((c | 32) >= 'a' && (c | 32) <= 'f') },
	};
	size_t i;

	for (i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
		if (strlen(classes[i].name) == n &&
			!memcmp(classes[i].name, name, n))
			return classes[i].is;
	return false;
}

/* One element of a bracket expression: its byte, quoting resolved. */
static int bracket_char(const char **pp, const char *pe)
{
	const char *p = *pp;

	if ((*p == CTLESC || *p == '\\') && p + 1 < pe)
		p++;
	else if (*p == '[' && p + 4 < pe && (p[1] == '.' || p[1] == '=') &&
		p[3] == p[1] && p[4] == ']') {
		*pp = p + 5;
		return (unsigned char)p[2];
	}
	*pp = p + 1;
	return (unsigned char)*p;
}

/* [:name:] at p: its end, or NULL. */
static const char *bracket_class(const char *p, const char *pe)
{
	const char *q;

	if (pe - p < 4 || p[0] != '[' || p[1] != ':')
		return NULL;
	for (q = p + 2; q < pe && ch_is(*q, CH_ALPHA); q++)
		;
	return q + 1 < pe && q[0] == ':' && q[1] == ']' ? q + 2 : NULL;
}

/*
 * A bracket expression behind its [. Its end, and whether c is in it; NULL
 * if the bracket is never closed: it stands for itself then.
 */
static const char *bracket_match(const char *p, const char *pe, int c, bool *in)
{
	bool not = false, found = false, first = true;

	if (p < pe && (*p == '!' || *p == '^')) {
		not = true;
		p++;
	}
	for (; p < pe && (first || *p != ']'); first = false) {
		const char *end = bracket_class(p, pe);
		int lo, hi;

		if (end) {
			found |= class_match(p + 2, (size_t)(end - p - 4), c);
			p = end;
			continue;
		}
		lo = hi = bracket_char(&p, pe);
		if (p + 1 < pe && *p == '-' && p[1] != ']') {
			p++;
			hi = bracket_char(&p, pe);
		}
		found |= c >= lo && c <= hi;
	}
	if (p >= pe)
		return NULL;
	*in = found != not ;
	return p + 1;
}

/*
 * The element at p, which is not `*`, against c: the element's end if it
 * matches, else NULL.
 */
static const char *element_match(const char *p, const char *pe, int c)
{
	const char *end;
	bool in = false;

	if (*p == '?')
		return p + 1;
	if (*p == '[') {
		end = bracket_match(p + 1, pe, c, &in);
		if (end)
			return in ? end : NULL;
	} else if ((*p == CTLESC || *p == '\\') && p + 1 < pe) {
		p++;
	}
	return (unsigned char)*p == c ? p + 1 : NULL;
}

bool pattern_match(const char *p, const char *pe, const char *s, const char *se)
{
	const char *star = NULL, *from = NULL, *next;

	while (s < se) {
		if (p < pe && *p == '*') {
			star = ++p;
			from = s;
			if (p == pe)
				return true;
			continue;
		}
		next = p < pe ? element_match(p, pe, (unsigned char)*s) : NULL;
		if (next) {
			p = next;
			s++;
		} else if (star) {
			p = star;
			s = ++from;
		} else {
			return false;
		}
	}
	while (p < pe && *p == '*')
		p++;
	return p == pe;
}

bool pattern_has_magic(const char *p, const char *pe)
{
	bool open = false;

	for (; p < pe; p++) {
		if (*p == '*' || *p == '?' || (*p == ']' && open))
			return true;
		if (*p == '[')
			open = true;
		else if ((*p == CTLESC || *p == '\\') && p + 1 < pe)
			p++;
	}
	return false;
}
