/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where each character of the line stands: rows from the last line of the
 * prompt on, as a terminal wraps. A line that fills its row goes on in the
 * next one, so the cursor behind it has a place.
 */
#include "shell.h"
#include "edit/edit.h"

#include <stdlib.h>

struct pen {
	struct frame *f;
	int row, col;
	uint8_t attr;
};

static void pen_wrap(struct pen *p)
{
	if (p->col >= ed.cols) {
		p->row++;
		p->col = 0;
	}
}

static struct cell *pen_cell(struct pen *p, const char *s, size_t len)
{
	struct frame *f = p->f;
	struct cell *c;

	if (f->n == f->cap) {
		f->cap = f->cap * 2 + 128;
		c = xmalloc(f->cap * sizeof(*c));
		if (f->n)
			memcpy(c, f->c, f->n * sizeof(*c));
		free(f->c);
		f->c = c;
	}
	c = &f->c[f->n++];
	c->at = (unsigned)f->b->n;
	c->row = p->row;
	c->col = (short)p->col;
	c->len = (uint8_t)len;
	c->width = 0;
	c->attr = p->attr;
	c->newline = false;
	buf_add(f->b, s, len);
	return c;
}

static void pen_put(struct pen *p, const char *s, size_t len, int width)
{
	struct frame *f = p->f;

	if (!width && f->n && f->c[f->n - 1].len + len < 250) {
		buf_add(f->b, s, len);
		f->c[f->n - 1].len = (uint8_t)(f->c[f->n - 1].len + len);
		return;
	}
	if (width == 2 && p->col == ed.cols - 1)
		pen_put(p, " ", 1, 1); /* it does not fit */
	pen_wrap(p);
	pen_cell(p, s, len)->width = (uint8_t)width;
	p->col += width;
}

static void pen_newline(struct pen *p)
{
	const char *s = ed.prompt2;

	pen_wrap(p);
	pen_cell(p, "", 0)->newline = true;
	p->row++;
	p->col = 0;
	p->attr = ATTR_PS2;
	while (*s) {
		int cp;
		size_t k = utf8_next(s, strlen(s), &cp);
		int w = char_width(cp);

		if (w >= 0)
			pen_put(p, s, k, w);
		s += k;
	}
}

/* There is something for a combining character to join. */
static bool pen_joins(const struct pen *p)
{
	return p->f->n && !p->f->c[p->f->n - 1].newline;
}

/* One character in a way that can be seen; its length. */
static size_t pen_char(struct pen *p, const char *s, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	int cp, w;
	size_t k = utf8_next(s, n, &cp);
	char t[4] = { '<', hex[(*s >> 4) & 15], hex[*s & 15], '>' };

	w = cp < 0 ? -1 : char_width(cp);
	if (cp == '\n') {
		pen_newline(p);
	} else if (cp == '\t') {
		do
			pen_put(p, " ", 1, 1);
		while (p->col % 8 && p->col < ed.cols);
	} else if (cp >= 0 && cp < 0x80 && w < 0) {
		t[1] = (char)(cp ^ 64);
		pen_put(p, "^", 1, 1);
		pen_put(p, t + 1, 1, 1);
	} else if (w < 0 || (!w && !pen_joins(p))) {
		for (w = 0; w < 4; w++)
			pen_put(p, t + w, 1, 1);
	} else {
		pen_put(p, s, k, w);
	}
	return k;
}

/* Escape sequences take no room; \001 and \002 are around what else takes
 * none. */
void prompt_measure(const char *s, int cols, int *row, int *col)
{
	bool hidden = false;

	*row = *col = 0;
	while (*s) {
		int cp, w;
		size_t k = utf8_next(s, strlen(s), &cp);

		if (*s == 1 || *s == 2)
			hidden = *s == 1;
		if (*s == 27 && s[1] == '[') {
			for (s += 2; *s >= 0x20 && *s < 0x40; s++)
				;
			s += *s != 0;
			continue;
		}
		if (*s == 27 && s[1] == ']') {
			while (*s && *s != 7 && !(*s == 27 && s[1] == '\\'))
				s++;
			s += *s == 27 ? 2 : *s == 7;
			continue;
		}
		s += k;
		w = char_width(cp);
		if (hidden || w <= 0)
			continue;
		if (*col + w > cols) {
			(*row)++;
			*col = 0;
		}
		*col += w;
	}
	if (*col >= cols) {
		(*row)++;
		*col = 0;
	}
}

/* Only the rows that the screen has room for; the cursor's is one of them. */
static void layout_window(struct frame *f)
{
	size_t i, n = 0;

	if (f->end_row < ed.rows)
		ed.top = 0;
	if (f->row < ed.top)
		ed.top = f->row;
	if (f->row >= ed.top + ed.rows)
		ed.top = f->row - ed.rows + 1;
	if (!ed.top && f->end_row < ed.rows)
		return;
	for (i = 0; i < f->n; i++) {
		struct cell c = f->c[i];

		if (c.row < ed.top || c.row >= ed.top + ed.rows)
			continue;
		c.row = (short)(c.row - ed.top);
		f->c[n++] = c;
	}
	f->n = n;
	f->row -= ed.top;
	f->line_row -= ed.top;
	f->end_row -= ed.top;
	if (f->end_row >= ed.rows) {
		f->end_row = ed.rows - 1;
		f->end_col = ed.cols - 1;
	}
}

void layout(struct frame *f)
{
	struct pen p = { .f = f };
	size_t i = 0, k, next, line = text_line_start(ed.at);

	if (!f->b)
		f->b = buf_get();
	f->n = f->b->n = 0;
	f->line_row = 0;
	prompt_measure(ed.prompt1, ed.cols, &p.row, &p.col);
	for (;;) {
		if (i == line && line)
			f->line_row = p.row;
		if (i >= ed.n)
			break;
		p.attr = ed.attrs[i];
		k = f->n;
		next = i + pen_char(&p, ed.s + i, ed.n - i);
		if (i == ed.at && k < f->n) {
			/* Before a wide character there may be a filler. */
			if (k + 1 < f->n && f->c[k + 1].width == 2)
				k++;
			f->row = f->c[k].row;
			f->col = f->c[k].col;
		}
		i = next;
	}
	if (ed.at == ed.n) {
		pen_wrap(&p);
		f->row = p.row;
		f->col = p.col;
	}
	p.attr = ATTR_HINT;
	for (i = 0, k = strlen(ed.hint); i < k;) {
		i += pen_char(&p, ed.hint + i, k - i);
		p.attr = ATTR_HINT;
	}
	pen_wrap(&p);
	f->end_row = p.row;
	f->end_col = p.col;
	layout_window(f);
}
