/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the line editor without a terminal: whatever is typed, the cursor
 * is within the line, and each cell and the cursor are on the screen, in order.
 *
 * Links: shell/sh/edit/text.c shell/sh/edit/keys.c shell/sh/edit/emacs.c
 * Links: shell/sh/edit/vi.c shell/sh/edit/vimove.c shell/sh/edit/vichange.c
 * Links: shell/sh/edit/search.c
 * Links: shell/sh/edit/history.c shell/sh/edit/scan.c shell/sh/edit/width.c
 * Links: shell/sh/edit/layout.c
 * Links: shell/sh/lex.c shell/sh/lexword.c shell/sh/lexdollar.c
 * Links: shell/sh/heredoc.c shell/sh/parse.c shell/sh/parsecmd.c
 * Links: shell/sh/mem.c shell/sh/chars.c shell/sh/num.c
 * Links: shell/sh/jobtext.c shell/sh/pattern.c
 */
#include "shell/sh/shell.h"
#include "shell/sh/edit/edit.h"
#include "shell/sh/edit/history.h"

#include <stdlib.h>

/* A line is let grow to this: `333p` makes much of little. */
#define LONGEST 20000

struct shell sh;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition)
{
	if (!condition)
		abort();
}

/* What waits, in place of loop.c, colour.c, histfile.c and var.c. */
bool text_whole(const char *s, size_t n)
{
	return n < 8 || s[n - 1] != '\\';
}

void hint(void)
{
	int i = ed.n && ed.at == ed.n && !ed.search.on
		? history_find(history_count() - 1, -1, ed.s, ed.n, false)
		: -1;

	ed.hint = i < 0 ? "" : history_get(i) + ed.n;
}

static void remember(const char *s)
{
	history_remember(s, strlen(s));
}

void histfile_read(void)
{
	remember("echo 日本 e\xcc\x81");
	remember("for i in 1 2\ndo echo $i\ndone");
	remember("\xcc\x81\xff\t\033[m");
}

void histfile_append(const char *s, size_t n)
{
	(void)s;
	(void)n;
}

const char *var_get(const char *name)
{
	return strcmp(name, "HISTSIZE") ? NULL : "20";
}

/* Nothing of the input before, so that each fails alone. */
static void forget(void)
{
	int i;

	for (i = 0; i < EDIT_KILLS; i++) {
		free(ed.kills[i]);
		ed.kills[i] = NULL;
	}
	if (ed.search.what)
		ed.search.what->n = 0;
	if (ed.vi.again)
		ed.vi.again->n = 0;
	if (ed.vi.keys)
		ed.vi.keys->n = 0;
	memset(&ed.keys, 0, sizeof(ed.keys));
	ed.vi.find = ed.vi.op_count = 0;
	ed.vi.find_n = ed.vi.ch_n = 0;
	ed.yank = 0;
	ed.yank_at = 0;
	history_load();
	while (history_count())
		history_drop();
	histfile_read();
}

static void check_layout(void)
{
	static uint8_t attrs[LONGEST];
	struct frame *f = &ed.next;
	struct scan end;
	size_t i;

	require(ed.at <= ed.n && !ed.s[ed.n]);
	scan(ed.s, ed.n, attrs, &end);
	require(end.word <= ed.n && (end.var == SIZE_MAX || end.var <= ed.n));
	ed.attrs = attrs;
	hint();
	layout(f);
	require(f->row >= 0 && f->row < ed.rows);
	require(f->col >= 0 && f->col < ed.cols);
	for (i = 0; i < f->n; i++) {
		const struct cell *c = &f->c[i];

		require(c->row >= 0 && c->row < ed.rows && c->col >= 0);
		require(c->col + c->width <= ed.cols);
		require(c->at + c->len <= f->b->n);
		require(!i || c->row > c[-1].row ||
			(c->row == c[-1].row &&
				c->col >= c[-1].col + c[-1].width));
	}
}

static void start(int cols, bool vi)
{
	ed.cols = cols;
	ed.rows = 6;
	ed.top = 0;
	ed.prompt = ed.prompt1 = "\033[36mp\033[m$ ";
	ed.prompt2 = "> ";
	ed.goal = SIZE_MAX;
	ed.entry = -1;
	ed.last = LAST_OTHER;
	ed.search.on = ed.quote = ed.vi.command = ed.vi.inserting = false;
	ed.vi.count = ed.vi.op = ed.vi.wait = 0;
	ed.vi.changed = ed.vi.replay = ed.vi.over = ed.vi.one = false;
	ed.vi.group = vi;
	sh.opt[OPT_VI] = vi;
	memset(&ed.keys, 0, sizeof(ed.keys));
	text_reset();
}

static enum result press(int byte)
{
	enum result r = ED_GO;
	int c = key_feed(&ed.keys, byte);

	if (c == KEY_MORE && sh.opt[OPT_VI] && byte == 27) {
		ed.keys.state = 0;
		c = 27;
	}
	if (c == KEY_MORE)
		return r;
	ed.now = LAST_OTHER;
	if (!(ed.search.on && search_key(c)))
		r = sh.opt[OPT_VI] ? vi_key(c) : emacs_key(c);
	if (ed.paste)
		buf_put(ed.paste);
	ed.paste = NULL;
	ed.last = ed.now;
	return r;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	size_t i;

	if (size < 2 || size > 300)
		return 0;
	if (!sh.reserve)
		sh.reserve = xmalloc(MEM_RESERVE);
	forget();
	start(4 + data[0] % 40, data[1] & 1);
	for (i = 2; i < size; i++) {
		enum result r = press(data[i]);

		if (ed.n > LONGEST)
			break;
		check_layout();
		if (r == ED_ACCEPT) {
			history_add(ed.s, ed.n);
			start(ed.cols, data[1] & 1);
		}
	}
	return 0;
}
