/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Completion: what the word before the cursor can become. Names are gathered
 * in sh.temp (candidates.c), a directory's with a slash behind it.
 */
#include "shell.h"
#include "chars.h"
#include "expand.h"
#include "edit/edit.h"
#include "edit/complete.h"

#include <sys/stat.h>

/* The text behind quoting and simple parameters; `quote` is open before it. */
static void dequote(struct buf *b, const char *s, size_t n, char quote)
{
	const char *e = s + n;

	while (s < e) {
		unsigned k = 0;

		if (*s == quote && quote) {
			quote = 0;
		} else if (!quote && (*s == '\'' || *s == '"')) {
			quote = *s;
		} else if (*s == '\\' && quote != '\'' && s + 1 < e) {
			if (quote && !strchr("$`\"\\", s[1]))
				buf_addc(b, '\\');
			buf_addc(b, *++s);
		} else if (*s == '$' && quote != '\'' && s + 1 < e) {
			bool brace = s[1] == '{';
			struct var *v;

			k = name_len(s + 1 + brace);
			v = k ? var_find(s + 1 + brace, k) : NULL;
			if (!k)
				buf_addc(b, '$');
			buf_adds(b, v && var_value(v) ? var_value(v) : "");
			if (k)
				s += k + brace +
					(brace && s[1 + brace + k] == '}');
		} else {
			buf_addc(b, *s);
		}
		s++;
	}
}

static void enquote(struct buf *b, const char *s, size_t n, char quote)
{
	for (; n--; s++) {
		if (quote == '\'' && *s == '\'') {
			buf_adds(b, "'\\''");
			continue;
		}
		if (*s == '\n' && !quote) {
			buf_adds(b, "'\n'"); /* behind a backslash it is none */
			continue;
		}
		if (quote == '"' ? strchr("$`\"\\", *s) != NULL
				 : !quote &&
					strchr(" \t|&;<>()$`\\\"'*?[]#~=%!{}",
						*s))
			buf_addc(b, '\\');
		buf_addc(b, *s);
	}
}

static void find_path(struct want *w, size_t word, char quote)
{
	struct buf *b = buf_get(), *dir = buf_get();
	struct scan before;
	size_t base = ed.at;
	const char *rest;

	while (base > word && ed.s[base - 1] != '/')
		base--;
	scan(ed.s, base, NULL, &before);
	w->quote = before.word == word || base > word ? before.quote : 0;
	w->from = base;
	dequote(b, ed.s + base, ed.at - base, w->quote);
	if (!w->quote && quote && ed.s[base] == quote) {
		w->quote = quote;
		w->from++;
	}
	w->lead = arena_strn(&sh.temp, b->s, b->n);
	b->n = 0;
	dequote(b, ed.s + word, base - word, 0);
	rest = buf_str(b);
	if (base > word && ed.s[word] == '~') {
		const char *slash = strchr(rest, '/');
		const char *home = NULL;

		if (slash)
			home = tilde_home(arena_strn(&sh.temp, rest + 1,
						  (size_t)(slash - rest - 1)),
				dir);
		if (home) {
			if (home != dir->s)
				buf_adds(dir, home);
			rest = slash;
		}
	}
	buf_adds(dir, rest);
	if (!dir->n)
		buf_addc(dir, '.');
	candidates_path(w, buf_str(dir));
	buf_put(dir);
	buf_put(b);
}

static void find(struct want *w)
{
	struct scan sc;
	const char *s;
	bool slash;

	scan(ed.s, ed.at, NULL, &sc);
	s = ed.s + sc.word;
	slash = memchr(s, '/', ed.at - sc.word) != NULL;
	w->from = w->word = sc.word;
	w->lead = arena_strn(&sh.temp, s, ed.at - sc.word);
	w->plain = true;
	if (sc.var != SIZE_MAX) {
		w->from = sc.var;
		w->lead = arena_strn(&sh.temp, ed.s + sc.var, ed.at - sc.var);
		w->end = sc.brace ? "}" : "";
		candidates_var(w);
	} else if (*s == '~' && !slash && ed.at > sc.word) {
		candidates_user(w);
	} else if (*s == '%' && !sc.command && ed.at > sc.word) {
		candidates_job(w);
	} else if (sc.command && !slash && !sc.quote) {
		w->plain = false;
		candidates_command(w);
	} else {
		w->plain = false;
		find_path(w, sc.word, sc.quote);
	}
}

/* Bytes that all of them begin with, in whole characters. */
static size_t common(const struct args *a)
{
	size_t n = strlen(a->v[0]), k, whole = 0;
	int i, cp;

	for (i = 1; i < a->n; i++) {
		for (k = 0; k < n && a->v[i][k] == a->v[0][k]; k++)
			;
		n = k;
	}
	while (whole < n) {
		k = utf8_next(a->v[0] + whole, strlen(a->v[0] + whole), &cp);
		if (whole + k > n)
			break;
		whole += k;
	}
	return whole;
}

static void drop_twins(struct args *a)
{
	int i, n = 0;

	for (i = 0; i < a->n; i++)
		if (!n || strcmp(a->v[n - 1], a->v[i]) != 0)
			a->v[n++] = a->v[i];
	a->n = n;
}

/* Down the columns, as many rows as the screen has room for. */
static void list(const struct args *a)
{
	struct buf *b = buf_get();
	int i, k, w, max = 1, cols, rows, row, cp;

	for (i = 0; i < a->n; i++) {
		prompt_measure(a->v[i], 10000, &row, &w);
		max = w > max ? w : max;
	}
	cols = max + 2 < ed.cols ? ed.cols / (max + 2) : 1;
	rows = (a->n + cols - 1) / cols;
	for (row = 0; row < rows && row < ed.rows - 3; row++) {
		for (i = row; i < a->n; i += rows) {
			const char *s = a->v[i];

			for (w = 0; *s; s += k) {
				k = (int)utf8_next(s, strlen(s), &cp);
				if (char_width(cp) < 0)
					buf_addc(b, '?');
				else
					buf_add(b, s, (size_t)k);
				w += char_width(cp) < 0 ? 1 : char_width(cp);
			}
			for (; w < max + 2 && i + rows < a->n; w++)
				buf_addc(b, ' ');
		}
		buf_adds(b, "\n");
	}
	if (row < rows) {
		buf_adds(b, "... ");
		buf_num(b, a->n);
		buf_adds(b, " in all\n");
	}
	draw_list(b->s, b->n);
	buf_put(b);
}

static bool var_is_folder(const char *name)
{
	const char *s = var_get(name);
	struct stat st;

	return s && !stat(s, &st) && S_ISDIR(st.st_mode);
}

static void take(const struct want *w, size_t n)
{
	struct buf *b = buf_get();
	const char *s = w->names.v[0];

	if (w->plain)
		buf_add(b, s, n);
	else
		enquote(b, s, n, w->quote);
	if (w->names.n == 1 && w->end && var_is_folder(s)) {
		buf_adds(b, w->end); /* } if the name is in braces */
		buf_addc(b, '/');
	} else if (w->names.n == 1 && s[n - 1] != '/') {
		if (w->quote && ed.s[ed.at] != w->quote)
			buf_addc(b, w->quote);
		if (w->end)
			buf_adds(b, w->end);
		else if (ed.s[ed.at] != ' ')
			buf_addc(b, ' ');
	}
	text_replace(w->from, ed.at, b->s, b->n);
	buf_put(b);
}

static void take_all(const struct want *w)
{
	struct buf *b = buf_get();
	int i;

	for (i = 0; i < w->names.n; i++) {
		if (i)
			buf_add(b, ed.s + w->word, w->from - w->word);
		enquote(b, w->names.v[i], strlen(w->names.v[i]), w->quote);
		if (w->quote)
			buf_addc(b, w->quote);
		buf_addc(b, ' ');
	}
	text_replace(w->from, ed.at, b->s, b->n);
	buf_put(b);
}

void complete(enum result how)
{
	struct arena_mark m = arena_mark(&sh.temp);
	struct want w = { .quote = 0 };
	size_t n;

	find(&w);
	ed.now = LAST_TAB;
	if (w.names.n) {
		sort_names(w.names.v, w.names.n);
		drop_twins(&w.names);
		n = common(&w.names);
		if (how == ED_ALL && !w.plain)
			take_all(&w);
		else if (how == ED_LIST)
			list(&w.names);
		else if (w.names.n == 1 || n > strlen(w.lead))
			take(&w, n);
		else if (ed.last == LAST_TAB)
			list(&w.names);
	}
	arena_release(&sh.temp, m);
}
