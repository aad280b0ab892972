/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Commands that were typed. They are kept in memory and, one after the other,
 * in $HISTFILE; histfile.c knows its format. It is read when a key is first
 * pressed, not before the first prompt.
 */
#include "shell.h"
#include "edit/edit.h"
#include "edit/history.h"

#include <stdlib.h>

static struct {
	char **v;
	int n, cap;
	int first; /* the number of v[0] */
	bool loaded, current;
} hist = { .first = 1 };

int history_size(void)
{
	const char *s = var_get("HISTSIZE");
	int n = 0;

	if (!s || *s < '0' || *s > '9')
		return 1000;
	while (*s >= '0' && *s <= '9' && n < 100000)
		n = n * 10 + *s++ - '0';
	return n;
}

int history_count(void)
{
	return hist.n;
}

int history_first(void)
{
	return hist.first;
}

const char *history_get(int i)
{
	return hist.v[i];
}

static void drop_oldest(int k)
{
	int i;

	for (i = 0; i < k; i++)
		free(hist.v[i]);
	hist.n -= k;
	hist.first += k;
	memmove(hist.v, hist.v + k, (size_t)hist.n * sizeof(*hist.v));
}

/* False if it says what the one before says. */
bool history_remember(const char *s, size_t n)
{
	const char *last = hist.n ? hist.v[hist.n - 1] : NULL;
	int size = history_size();

	if (last && strlen(last) == n && !memcmp(last, s, n))
		return false;
	if (hist.n == hist.cap) {
		int cap = hist.cap * 2 + 64;
		char **v = xmalloc((size_t)cap * sizeof(*v));

		if (hist.n)
			memcpy(v, hist.v, (size_t)hist.n * sizeof(*v));
		free(hist.v);
		hist.v = v;
		hist.cap = cap;
	}
	hist.v[hist.n] = xmalloc(n + 1);
	memcpy(hist.v[hist.n], s, n);
	hist.v[hist.n++][n] = 0;
	if (hist.n > size)
		drop_oldest(hist.n - size);
	return true;
}

void history_load(void)
{
	if (hist.loaded)
		return;
	hist.loaded = true;
	histfile_read();
}

/* A command as it was typed; one that begins with a blank is private. */
void history_add(const char *s, size_t n)
{
	hist.current = false;
	while (n && s[n - 1] == '\n')
		n--;
	if (!n || *s == ' ' || *s == '\t' || *s == '\n' || !history_size())
		return;
	history_load();
	if (history_remember(s, n))
		histfile_append(s, n);
	hist.current = true;
}

bool history_current(void)
{
	return hist.current;
}

void history_drop(void)
{
	if (hist.n)
		free(hist.v[--hist.n]);
	hist.current = false;
}

int history_find(int from, int step, const char *s, size_t n, bool anywhere)
{
	for (; from >= 0 && from < hist.n; from += step) {
		const char *h = hist.v[from];

		if (anywhere ? strstr(h, s) != NULL : !strncmp(h, s, n))
			return from;
	}
	return -1;
}

static void begin(void)
{
	bool shown = ed.entry >= 0 && ed.entry < hist.n &&
		!strcmp(ed.s, hist.v[ed.entry]);

	if (ed.entry >= 0 && shown && ed.typed)
		return; /* it goes on */
	if (ed.entry < 0)
		ed.entry = hist.n;
	free(ed.typed);
	ed.typed = xstrdup(ed.s);
	ed.prefix = ed.vi.command ? 0 : ed.at;
}

static void fetch(int i)
{
	ed.entry = i;
	text_set(hist.v[i], strlen(hist.v[i]));
	if (ed.vi.command) {
		text_forget();
		ed.at = 0;
	}
}

/* Show entry i, if there is one. */
void history_go(int i)
{
	if (i < 0 || i >= hist.n)
		return;
	begin();
	fetch(i);
	ed.now = LAST_HISTORY;
}

/* To an older (-1) or newer entry that begins with what was typed; to the
 * oldest or newest when the step is larger. */
void history_move(int step)
{
	int dir = step < 0 ? -1 : 1, i;

	begin();
	i = ed.entry + step;
	if (step < -1)
		i = 0, dir = 1;
	do {
		i = history_find(i, dir, ed.typed, ed.prefix, false);
		if (i < 0 || strcmp(hist.v[i], ed.s) != 0)
			break;
		i += dir;
	} while (i >= 0);
	if (i >= 0) {
		fetch(i);
	} else if (step > 0 && ed.entry < hist.n) {
		ed.entry = hist.n;
		text_set(ed.typed, strlen(ed.typed));
	}
	ed.now = LAST_HISTORY;
}
