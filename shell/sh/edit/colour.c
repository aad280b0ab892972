/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line's colours, and the suggestion from history behind it. */
#include "shell.h"
#include "edit/edit.h"

#include <stdlib.h>
#include <unistd.h>

/* Whether the n bytes name something that can be run. */
static bool known(const char *s, size_t n)
{
	struct arena_mark m = arena_mark(&sh.temp);
	const char *name = arena_strn(&sh.temp, s, n), *home;
	struct command *c = command_find(name, false);
	bool yes;
	int err;

	if (strchr(name, '/')) {
		struct buf *b = buf_get();

		home = name[0] == '~' && name[1] == '/' ? var_value(sh.var.home)
							: NULL;
		buf_adds(b, home ? home : "");
		buf_adds(b, name + (home ? 1 : 0));
		yes = !access(buf_str(b), X_OK);
		buf_put(b);
	} else {
		yes = (c && (c->builtin || c->func)) ||
			alias_find(&sh.aliases, name) ||
			command_path(name, NULL, &err);
	}
	arena_release(&sh.temp, m);
	return yes;
}

/* The same, asked of the file system once a line. */
static bool known_once(const char *s, size_t n)
{
	uint32_t h = 2166136261u, *slot;
	size_t i;

	for (i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	h |= 1;
	slot = &ed.known[(h >> 8) % EDIT_KNOWN];
	if ((*slot | 1) != h)
		*slot = known(s, n) ? h : h - 1;
	return *slot & 1;
}

static bool quoted(const char *s, size_t n)
{
	while (n--)
		if (strchr("$`'\"\\*?[", *s++))
			return true;
	return false;
}

void colour(void)
{
	struct scan at_end;
	size_t i, k;

	if (ed.n + 1 > ed.attrs_cap) {
		free(ed.attrs);
		ed.attrs_cap = ed.n * 2 + 64;
		ed.attrs = xmalloc(ed.attrs_cap);
	}
	memset(ed.attrs, ATTR_NONE, ed.n + 1);
	if (ed.plain || sh.opt[OPT_NOHIGHLIGHT])
		return;
	scan(ed.s, ed.n, ed.attrs, &at_end);
	for (i = 0; i < ed.n; i = k) {
		for (k = i + 1; k < ed.n && ed.attrs[k] == ed.attrs[i]; k++)
			;
		if (ed.attrs[i] != ATTR_COMMAND || quoted(ed.s + i, k - i))
			continue;
		if (known_once(ed.s + i, k - i))
			memset(ed.attrs + i, ATTR_KNOWN, k - i);
		else if (ed.at < i || ed.at > k || k < ed.n)
			memset(ed.attrs + i, ATTR_UNKNOWN, k - i);
	}
}

/* The rest of the newest command that begins as the line does. */
void hint(void)
{
	int i;

	ed.hint = "";
	if (ed.plain || sh.opt[OPT_NOSUGGEST] || !ed.n || ed.at < ed.n ||
		ed.search.on || ed.vi.command)
		return;
	i = history_find(history_count() - 1, -1, ed.s, ed.n, false);
	if (i >= 0)
		ed.hint = history_get(i) + ed.n;
}
