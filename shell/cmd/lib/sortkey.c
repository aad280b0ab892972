/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys of sort: finding them in a line and comparing them; see sort.h. The
 * rules are those of POSIX: sort, OPTIONS -k and -t, in the POSIX locale.
 */
#include "sort.h"

#include <ctype.h>
#include <string.h>

struct span {
	const char *p, *end;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

bool sort_set_flag(struct sort_flags *f, char c, bool start, bool end)
{
	if (c == 'b') {
		f->blanks_start |= start;
		f->blanks_end |= end;
	} else if (c == 'd') {
		f->dictionary = true;
	} else if (c == 'f') {
		f->fold = true;
	} else if (c == 'i') {
		f->printable = true;
	} else if (c == 'n') {
		f->numeric = true;
	} else if (c == 'r') {
		f->reverse = true;
	} else {
		return false;
	}
	return true;
}

static const char *parse_number(const char *s, size_t *value)
{
	size_t v = 0;

	if (!isdigit((unsigned char)*s))
		return NULL;
	for (; isdigit((unsigned char)*s); s++)
		v = v < (size_t)-1 / 20 ? v * 10 + (size_t)(*s - '0') : v;
	*value = v;
	return s;
}

static const char *parse_place(const char *s, size_t *field, size_t *chr,
	struct sort_flags *flags, bool start)
{
	s = parse_number(s, field);
	if (s && *s == '.')
		s = parse_number(s + 1, chr);
	if (!s || !*field)
		return NULL;
	while (*s && sort_set_flag(flags, *s, start, !start))
		s++;
	return s;
}

bool sort_add_key(struct sort_order *order, const char *text)
{
	struct sort_key k;

	memset(&k, 0, sizeof(k));
	k.start_char = 1;
	text = parse_place(text, &k.start_field, &k.start_char, &k.flags, true);
	if (!text || !k.start_char)
		return false;
	if (*text == ',')
		text = parse_place(
			text + 1, &k.end_field, &k.end_char, &k.flags, false);
	if (!text || *text)
		return false;
	order->keys = cmd_realloc(order->keys, (order->nkeys + 1) * sizeof(k));
	order->keys[order->nkeys++] = k;
	return true;
}

static bool has_flags(const struct sort_flags *f)
{
	return f->blanks_start || f->blanks_end || f->dictionary || f->fold ||
		f->printable || f->numeric || f->reverse;
}

void sort_finish(struct sort_order *order)
{
	static const struct sort_key whole = { .start_field = 1,
		.start_char = 1 };

	for (size_t i = 0; i < order->nkeys; i++)
		if (!has_flags(&order->keys[i].flags))
			order->keys[i].flags = order->flags;
	/* Letters without a key make the whole line one; -r alone does not. */
	if (!order->nkeys && has_flags(&order->flags)) {
		order->keys = cmd_alloc(sizeof(whole));
		order->keys[0] = whole;
		order->keys[0].flags = order->flags;
		order->nkeys = 1;
	}
}

/* Past n fields; with a separator also past the one that ends the last. */
static const char *skip_fields(
	const char *p, const char *end, size_t n, int separator)
{
	while (n-- && p < end) {
		if (separator >= 0) {
			p = memchr(p, separator, (size_t)(end - p));
			p = p ? p + 1 : end;
			continue;
		}
		while (p < end && is_blank(*p))
			p++;
		while (p < end && !is_blank(*p))
			p++;
	}
	return p;
}

static const char *field_end(const char *p, const char *end, int separator)
{
	if (separator >= 0) {
		p = memchr(p, separator, (size_t)(end - p));
		return p ? p : end;
	}
	return skip_fields(p, end, 1, separator);
}

static const char *advance(const char *p, const char *end, size_t n)
{
	return n < (size_t)(end - p) ? p + n : end;
}

static struct span key_of(const struct sort_order *order,
	const struct sort_key *k, const struct line *l)
{
	const char *end = l->text + l->len, *stop = end;
	const char *p = skip_fields(
		l->text, end, k->start_field - 1, order->separator);

	if (k->flags.blanks_start)
		while (p < end && is_blank(*p))
			p++;
	p = advance(p, end, k->start_char - 1);
	if (k->end_field) {
		stop = skip_fields(
			l->text, end, k->end_field - 1, order->separator);
		if (!k->end_char) {
			stop = field_end(stop, end, order->separator);
		} else {
			if (k->flags.blanks_end)
				while (stop < end && is_blank(*stop))
					stop++;
			stop = advance(stop, end, k->end_char);
		}
	}
	return (struct span){ p, stop > p ? stop : p };
}

/* An optional minus, digits, a point and digits, of any length. */
struct numeral {
	bool minus;
	struct span whole, part;
};

static struct numeral numeral_of(struct span s)
{
	struct numeral n;

	while (s.p < s.end && is_blank(*s.p))
		s.p++;
	n.minus = s.p < s.end && *s.p == '-';
	s.p += n.minus;
	while (s.p < s.end && *s.p == '0')
		s.p++;
	n.whole.p = s.p;
	while (s.p < s.end && isdigit((unsigned char)*s.p))
		s.p++;
	n.whole.end = s.p;
	if (s.p < s.end && *s.p == '.')
		s.p++;
	n.part.p = s.p;
	while (s.p < s.end && isdigit((unsigned char)*s.p))
		s.p++;
	while (s.p > n.part.p && s.p[-1] == '0')
		s.p--;
	n.part.end = s.p;
	/* Nothing and -0 are 0. */
	if (n.whole.p == n.whole.end && n.part.p == n.part.end)
		n.minus = false;
	return n;
}

static int compare_bytes(struct span a, struct span b)
{
	size_t m = (size_t)(a.end - a.p), n = (size_t)(b.end - b.p);
	int r = memcmp(a.p, b.p, m < n ? m : n);

	return r ? r : (m > n) - (m < n);
}

static int compare_numbers(struct span s, struct span t)
{
	struct numeral a = numeral_of(s), b = numeral_of(t);
	ptrdiff_t d = (a.whole.end - a.whole.p) - (b.whole.end - b.whole.p);
	int r;

	if (a.minus != b.minus)
		return a.minus ? -1 : 1;
	r = d ? (d > 0) - (d < 0) : compare_bytes(a.whole, b.whole);
	if (!r)
		r = compare_bytes(a.part, b.part);
	return a.minus ? -r : r;
}

static bool ignored(const struct sort_flags *f, unsigned char c)
{
	if (f->dictionary && !isalnum(c) && !is_blank((char)c))
		return true;
	return f->printable && !isprint(c);
}

static int compare_text(
	const struct sort_flags *f, struct span a, struct span b)
{
	if (!f->dictionary && !f->printable && !f->fold)
		return compare_bytes(a, b);
	for (;;) {
		int c, d;

		while (a.p < a.end && ignored(f, (unsigned char)*a.p))
			a.p++;
		while (b.p < b.end && ignored(f, (unsigned char)*b.p))
			b.p++;
		if (a.p == a.end || b.p == b.end)
			return (a.p < a.end) - (b.p < b.end);
		c = (unsigned char)*a.p++;
		d = (unsigned char)*b.p++;
		if (f->fold) {
			c = toupper(c);
			d = toupper(d);
		}
		if (c != d)
			return c - d;
	}
}

int sort_compare(const struct sort_order *order, const struct line *a,
	const struct line *b)
{
	const struct span whole_a = { a->text, a->text + a->len };
	const struct span whole_b = { b->text, b->text + b->len };
	int r;

	for (size_t i = 0; i < order->nkeys; i++) {
		const struct sort_key *k = &order->keys[i];
		struct span s = key_of(order, k, a), t = key_of(order, k, b);

		r = k->flags.numeric ? compare_numbers(s, t)
				     : compare_text(&k->flags, s, t);
		if (r)
			return k->flags.reverse ? -r : r;
	}
	if (order->nkeys && order->no_last_resort)
		return 0;
	r = compare_bytes(whole_a, whole_b);
	return order->flags.reverse ? -r : r;
}
