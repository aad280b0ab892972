/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shows the line: from the first cell that differs from what is shown to the
 * end. Rows count from the last line of the prompt, or from the top of the
 * screen when the line is longer than that. A row is left by wrapping where
 * the line wraps, so that the terminal knows that they belong together.
 */
#include "shell.h"
#include "edit/edit.h"

#include <unistd.h>

static const char *const colours[] = {
	[ATTR_NONE] = "",
	[ATTR_COMMAND] = "",
	[ATTR_KNOWN] = "\033[32m",
	[ATTR_UNKNOWN] = "\033[31m",
	[ATTR_KEYWORD] = "\033[35m",
	[ATTR_STRING] = "\033[33m",
	[ATTR_COMMENT] = "\033[90m",
	[ATTR_VAR] = "\033[36m",
	[ATTR_HINT] = "\033[90m",
	[ATTR_PS2] = "\033[90m",
};

static void put(const char *s)
{
	buf_adds(ed.out, s);
}

static void put_move(int n, int how)
{
	if (n < 1)
		return;
	put("\033[");
	if (n > 1)
		buf_num(ed.out, n);
	buf_addc(ed.out, how);
}

static void flush(void)
{
	(void)write_all(2, ed.out->s, ed.out->n);
	ed.out->n = 0;
}

static void go(int row, int col)
{
	/* Behind a full row: a blank goes to the next one. */
	if (ed.col >= ed.cols && row > ed.row) {
		put(" \r");
		ed.row++;
		ed.col = 0;
	}
	put_move(ed.row - row, 'A');
	for (; ed.row < row; ed.row++) {
		buf_addc(ed.out, '\n'); /* with a CR: ONLCR is on */
		ed.col = 0;
	}
	ed.row = row;
	if (col == ed.col)
		return;
	if (ed.col >= ed.cols || col < ed.col - 4 || !col) {
		buf_addc(ed.out, '\r');
		ed.col = 0;
	}
	for (; ed.col > col; ed.col--)
		buf_addc(ed.out, '\b');
	put_move(col - ed.col, 'C');
	ed.col = col;
}

static bool same(const struct cell *a, const struct cell *b)
{
	return a->row == b->row && a->col == b->col && a->attr == b->attr &&
		a->len == b->len && a->newline == b->newline &&
		!memcmp(ed.shown.b->s + a->at, ed.next.b->s + b->at, a->len);
}

static void paint(const struct frame *f, size_t i)
{
	int attr = ATTR_NONE;

	/* A row that continues one is entered by wrapping. */
	if (i && i < f->n && !f->c[i].col && !f->c[i - 1].newline)
		i--;
	for (; i < f->n; i++) {
		const struct cell *c = &f->c[i];
		bool wraps = ed.col >= ed.cols && !c->col &&
			c->row == ed.row + 1 && c->len;

		if (!wraps)
			go(c->row, c->col);
		if (c->newline) {
			put("\033[K");
			continue;
		}
		if (c->attr != attr && !ed.plain) {
			if (*colours[attr])
				put("\033[m");
			put(colours[c->attr]);
			attr = c->attr;
		}
		buf_add(ed.out, f->b->s + c->at, c->len);
		ed.row = c->row;
		ed.col = c->col + c->width;
	}
	if (*colours[attr])
		put("\033[m");
}

/* The cursor is at row 0, column 0, nothing is to be kept from there on. */
static void draw_prompt(const char *s)
{
	put("\033[J");
	ed.row = ed.col = 0;
	ed.shown.n = 0;
	ed.shown.end_row = ed.shown.end_col = 0;
	if (ed.top)
		return;
	for (; *s; s++)
		if (*s != 1 && *s != 2) {
			if (*s == '\n')
				buf_addc(ed.out, '\r');
			buf_addc(ed.out, *s);
		}
	prompt_measure(ed.prompt1, ed.cols, &ed.row, &ed.col);
	/* A terminal waits at the end of a full row; we do not. */
	if (ed.row && !ed.col)
		put(" \r");
	ed.shown.end_row = ed.row;
	ed.shown.end_col = ed.col;
}

/*
 * On a row of its own: what a program left behind is ended by as many blanks
 * as stay on an empty row and wrap on any other.
 */
void draw_start(void)
{
	int i;

	buf_addc(ed.out, ' ');
	for (i = 2; i < ed.cols; i++)
		buf_addc(ed.out, ' ');
	put("\r\033[?2004h");
	ed.top = 0;
	draw_prompt(ed.prompt);
}

/* What ed.redraw asks for. */
static void redraw(void)
{
	if (ed.redraw == REDRAW_LINE) {
		go(0, 0);
		draw_prompt(ed.prompt1);
	} else if (ed.redraw == REDRAW_SCREEN) {
		put("\033[H\033[2J");
		ed.top = 0;
		draw_prompt(ed.prompt);
	}
	ed.redraw = REDRAW_NONE;
}

/* What has changed, to ed.out. */
static void compose(void)
{
	struct frame *f = &ed.next, old;
	int top = ed.top;
	size_t i = 0;

	redraw();
	layout(f);
	if (top != ed.top) {
		ed.redraw = REDRAW_LINE;
		redraw();
	}
	while (i < f->n && i < ed.shown.n && same(&ed.shown.c[i], &f->c[i]))
		i++;
	if (i < f->n || i < ed.shown.n) {
		if (i == f->n)
			go(f->end_row, f->end_col);
		paint(f, i);
		go(f->end_row, f->end_col);
		if (ed.shown.end_row > f->end_row ||
			(ed.shown.end_row == f->end_row &&
				ed.shown.end_col > f->end_col))
			/* xterm.js: what is erased from column 0 on no longer
			 * belongs to the row above. */
			put(f->end_col ? "\033[J" : " \033[J\r");
	}
	go(f->row, f->col);
	old = ed.shown;
	ed.shown = *f;
	ed.next = old;
}

void draw(void)
{
	colour();
	hint();
	compose();
	flush();
}

/* The line without a suggestion, the cursor behind it. */
static void draw_bare(void)
{
	size_t at = ed.at;

	ed.at = ed.n;
	colour();
	ed.hint = "";
	compose();
	flush();
	ed.at = at;
}

/* The line is done with, the cursor behind it and s, which may end its row. */
void draw_end(const char *s)
{
	draw_bare();
	put("\033[?2004l");
	put(s);
	flush();
}

/*
 * The width is another. xterm.js, like the terminals it follows, leaves the
 * rows of the line with the cursor as they are and wraps all others anew.
 */
void draw_resized(void)
{
	int within = ed.row - ed.shown.line_row;

	tty_size();
	colour();
	layout(&ed.next);
	ed.row = ed.next.line_row + within;
	ed.col = ed.cols; /* anywhere */
	if (ed.row >= ed.rows)
		ed.row = ed.rows - 1;
	ed.top = 0;
	buf_addc(ed.out, '\r');
	ed.col = 0;
	ed.redraw = REDRAW_LINE;
	draw();
}

/* Rows of text below the line, which then stands anew below them. */
void draw_list(const char *s, size_t n)
{
	draw_bare();
	put("\n\033[J");
	buf_add(ed.out, s, n);
	ed.top = 0;
	draw_prompt(ed.prompt1);
	draw();
}
