/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ^R: searching history while typing what to look for. */
#include "shell.h"
#include "edit/edit.h"

#include <stdlib.h>

/* The line of the prompt says what is looked for. */
static void show(void)
{
	static struct buf *b;

	if (!b)
		b = buf_get();
	b->n = 0;
	buf_adds(b, ed.search.failed ? "(failed search)`" : "(search)`");
	buf_add(b, ed.search.what->s, ed.search.what->n);
	buf_adds(b, "': ");
	ed.prompt1 = buf_str(b);
	ed.redraw = REDRAW_LINE;
}

static void look(int from)
{
	struct buf *what = ed.search.what;
	const char *s = buf_str(what), *found;
	int i = history_find(from, -1, s, what->n, true);

	ed.search.failed = i < 0;
	if (i < 0)
		return;
	ed.search.entry = i;
	text_set(history_get(i), strlen(history_get(i)));
	found = strstr(ed.s, s);
	if (found)
		ed.at = (size_t)(found - ed.s);
}

void search_start(void)
{
	ed.search.on = true;
	ed.search.failed = false;
	ed.search.entry = history_count();
	if (!ed.search.what)
		ed.search.what = buf_get();
	ed.search.what->n = 0;
	free(ed.search.old);
	ed.search.old = xstrdup(ed.s);
	show();
}

/* From here on Up and Down walk as if the line had been come upon so. */
static void walk_from(int entry, const char *typed)
{
	char *copy = xstrdup(typed);

	free(ed.typed);
	ed.typed = copy;
	ed.prefix = 0;
	ed.entry = entry;
}

void search_again(int step)
{
	struct buf *what = ed.search.what;
	int i = ed.entry < 0 ? history_count() : ed.entry;

	if (!what || !what->n)
		return;
	i = history_find(i + step, step, buf_str(what), what->n, true);
	if (i < 0)
		return;
	walk_from(i, ed.entry >= 0 && ed.typed ? ed.typed : ed.s);
	text_set(history_get(i), strlen(history_get(i)));
}

static void stop(void)
{
	const char *s = strrchr(ed.prompt, '\n');

	ed.search.on = false;
	if (ed.search.entry < history_count())
		walk_from(ed.search.entry, ed.search.old);
	else
		ed.entry = -1;
	ed.prompt1 = s ? s + 1 : ed.prompt;
	ed.redraw = REDRAW_LINE;
}

static void shorter(struct buf *b)
{
	while (b->n && (b->s[b->n - 1] & 0xc0) == 0x80)
		b->n--;
	if (b->n)
		b->n--;
}

bool search_key(int c)
{
	struct search *se = &ed.search;

	if (c == CTL('R')) {
		look(se->entry - 1);
	} else if (c == 127 || c == CTL('H')) {
		shorter(se->what);
		look(history_count() - 1);
	} else if (c >= ' ' && c < 256) {
		buf_addc(se->what, c);
		look(se->entry < history_count() ? se->entry
						 : history_count() - 1);
	} else if (sh.opt[OPT_VI] && ed.vi.command &&
		(c == '\r' || c == '\n')) {
		stop(); /* fetched, to be looked at */
		return true;
	} else {
		if (c == CTL('G') || c == CTL('C')) {
			text_set(se->old, strlen(se->old));
			se->entry = history_count();
		}
		stop();
		return c == CTL('G') || c == CTL('C') || c == 27 ||
			c == KEY_NONE;
	}
	show();
	return true;
}
