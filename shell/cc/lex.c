/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Source text becomes tokens. */
#include "shell/cc/cc.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const puncts[] = { "<<=", ">>=", "...",
	"==", "!=", "<=", ">=", "->",
	"+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "++", "--", "<<", ">>",
	"&&", "||", "##", "<:", ":>", "<%", "%>", NULL };

struct lexer {
	struct source *file;
	const char *p;
	int line;
	bool bol, space;
};

bool is(const struct token *t, const char *text)
{
	return t->kind != T_STR && !strcmp(t->name, text);
}

static _Noreturn void bad(
	const struct lexer *l, const char *at, const char *what)
{
	struct token t = { .file = l->file, .at = at, .line = l->line };

	fail(&t, "%s", what);
}

/* A backslash before the end of a line joins it with the next: the pair goes,
 * and the end comes after the joined line, so that numbers of lines stay. */
static char *join_lines(const char *text, size_t len)
{
	char *out = take(len + 2), *to = out;
	size_t i, owed = 0;

	for (i = 0; i < len; i++) {
		if (text[i] == '\r' && i + 1 < len && text[i + 1] == '\n')
			continue;
		if (text[i] == '\\' && i + 1 < len && text[i + 1] == '\n') {
			owed++;
			i++;
			continue;
		}
		*to++ = text[i];
		if (text[i] == '\n')
			for (; owed; owed--)
				*to++ = '\n';
	}
	if (to > out && to[-1] != '\n')
		*to++ = '\n';
	return out;
}

static void skip_comment(struct lexer *l)
{
	const char *start = l->p;
	int line = l->line;

	for (l->p += 2; *l->p && (l->p[0] != '*' || l->p[1] != '/'); l->p++)
		l->line += *l->p == '\n';
	if (!*l->p)
		l->line = line;
	if (!*l->p)
		bad(l, start, "a comment that does not end");
	l->p += 2;
	l->space = true;
}

/* To the next token, or the end. */
static void skip_blanks(struct lexer *l)
{
	for (;;) {
		if (*l->p == '\n') {
			l->line++;
			l->p++;
			l->bol = true;
		} else if (isspace((unsigned char)*l->p)) {
			l->p++;
			l->space = true;
		} else if (l->p[0] == '/' && l->p[1] == '/') {
			l->p += strcspn(l->p, "\n");
		} else if (l->p[0] == '/' && l->p[1] == '*') {
			skip_comment(l);
		} else {
			return;
		}
	}
}

static bool in_name(int c)
{
	return isalnum(c) || c == '_' || c == '$' || c >= 0x80;
}

static size_t quoted_len(const char *p)
{
	const char *start = p;
	char quote = *p++;

	for (; *p != quote; p++) {
		if (*p == '\n' || !*p)
			return (size_t)(p - start);
		if (*p == '\\' && p[1] != '\n')
			p++;
	}
	return (size_t)(p + 1 - start);
}

static size_t number_len(const char *p)
{
	const char *start = p;

	while (in_name((unsigned char)*p) || *p == '.' ||
		((*p == '+' || *p == '-') && strchr("eEpP", p[-1])))
		p++;
	return (size_t)(p - start);
}

/* The prefix of a literal: L, u8, u, U. */
static size_t prefix_len(const char *p)
{
	size_t n = !strncmp(p, "u8", 2) ? 2 : strchr("LuU", *p) ? 1 : 0;

	return p[n] == '"' || (p[n] == '\'' && n < 2) ? n : 0;
}

static size_t token_len(const struct lexer *l, enum tk *kind)
{
	const char *p = l->p;
	size_t n = *p ? prefix_len(p) : 0;
	int i;

	if (p[n] == '"' || p[n] == '\'') {
		size_t len = quoted_len(p + n);

		/* Else it is none: an error, unless it is left out by #if. */
		*kind = len < 2 || p[n + len - 1] != p[n] ? T_OTHER
			: p[n] == '"'                     ? T_STR
							  : T_CHAR;
		return n + len;
	}
	if (isdigit((unsigned char)*p) ||
		(*p == '.' && isdigit((unsigned char)p[1]))) {
		*kind = T_NUM;
		return number_len(p);
	}
	if (in_name((unsigned char)*p)) {
		*kind = T_IDENT;
		for (n = 1; in_name((unsigned char)p[n]); n++)
			;
		return n;
	}
	*kind = ispunct((unsigned char)*p) ? T_PUNCT : T_OTHER;
	for (i = 0; puncts[i]; i++)
		if (!strncmp(p, puncts[i], strlen(puncts[i])))
			return strlen(puncts[i]);
	return 1;
}

/* Digraphs are spelled as what they mean. */
static const char *spelling(const char *p, size_t len)
{
	static const char *const pairs[] = { "<:", "[", ":>", "]", "<%", "{",
		"%>", "}", NULL };
	int i;

	for (i = 0; len == 2 && pairs[i]; i += 2)
		if (!strncmp(p, pairs[i], 2))
			return intern(pairs[i + 1], 1);
	return intern(p, len);
}

/* Returns the tokens of a file; the last one is T_EOF. */
struct token *lex(struct source *file)
{
	struct lexer l = { .file = file, .line = 1, .bol = true };
	struct token first = { 0 }, *last = &first;

	file->text = join_lines(file->text, strlen(file->text));
	l.p = file->text;
	if (!strncmp(l.p, "#!", 2))
		l.p += strcspn(l.p, "\n");
	do {
		struct token *t = take(sizeof(*t));

		skip_blanks(&l);
		t->file = file;
		t->at = l.p;
		t->line = l.line;
		t->bol = l.bol;
		t->space = l.space;
		t->len = *l.p ? (int)token_len(&l, &t->kind) : 0;
		t->name = spelling(l.p, (size_t)t->len);
		l.p += t->len;
		l.bol = l.space = false;
		last = last->next = t;
	} while (last->len);
	last->kind = T_EOF;
	last->next = last;
	last->bol = true;
	return first.next;
}
