/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the shell's lexer and parser. Whatever comes in: it ends, with a tree
 * or an error that names a line of the text; a text cut anywhere asks for
 * more instead of failing in a way the whole does not; the tree can be shown;
 * and a word with pattern signs matches in bounded time.
 *
 * Links: shell/sh/lex.c shell/sh/lexword.c shell/sh/lexdollar.c
 * Links: shell/sh/heredoc.c shell/sh/parse.c shell/sh/parsecmd.c
 * Links: shell/sh/mem.c shell/sh/chars.c shell/sh/num.c
 * Links: shell/sh/jobtext.c shell/sh/pattern.c
 */
#include "shell/sh/shell.h"
#include "shell/sh/expand.h"
#include "shell/sh/lex.h"

#include <stdlib.h>

struct shell sh;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct alias alias_b = { NULL, (char *)"b", (char *)"a c " };
static struct alias alias_a = { &alias_b, (char *)"a", (char *)"b 'x' $(b" };
static const struct alias_state aliases = { &alias_a };

static void require(bool condition)
{
	if (!condition)
		abort();
}

static int lines(const char *s)
{
	int n = 1;

	for (; *s; s++)
		n += *s == '\n';
	return n;
}

/* Parse all of the text; the last result. */
static enum lex_err parse_all(const char *text, bool eof, bool alias)
{
	const int last = lines(text);
	enum lex_err err = LEX_OK;
	int line = 1;

	while (err == LEX_OK) {
		struct arena *a = arena_new();
		struct buf *b = buf_get();
		struct lexer lx;
		struct node *n;

		lex_init(&lx, a, text, line);
		lx.eof = eof;
		lx.aliases = alias ? &aliases : NULL;
		err = parse_command(&lx, &n);
		require(err == LEX_OK || err == LEX_END || err == LEX_MORE ||
			err == LEX_SYNTAX);
		require(!eof || err != LEX_MORE);
		require(lx.line >= line && (alias || lx.line <= last));
		require(err != LEX_SYNTAX || lx.msg[0]);
		if (err == LEX_OK) {
			require(lx.p > text || !*text);
			if (n)
				job_text(b, n);
			text = lx.p;
			line = lx.line;
		}
		buf_put(b);
		arena_unref(a);
		if (eof && err == LEX_OK && !*text)
			break;
	}
	return err;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1), *at;
	size_t n = 0, i;
	enum lex_err whole;

	require(text != NULL);
	if (!sh.reserve)
		sh.reserve = xmalloc(MEM_RESERVE);
	/* Input never holds zero bytes: the shell drops them. */
	for (i = 0; i < size; i++)
		if (data[i])
			text[n++] = (char)data[i];
	text[n] = 0;
	whole = parse_all(text, true, false);
	parse_all(text, true, true);
	parse_all(text, false, true);
	/* A prefix without an error stays without one in front of more. */
	if (n && whole != LEX_SYNTAX) {
		text[n / 2] = 0;
		require(parse_all(text, false, false) != LEX_SYNTAX);
	}
	at = strchr(text, '\n');
	if (at && n < 4096) {
		*at = 0;
		(void)pattern_match(text, at, at + 1, at + 1 + strlen(at + 1));
		(void)pattern_has_magic(text, at);
	}
	free(text);
	return 0;
}
