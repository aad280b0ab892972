/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Patterns: <regex.h>, <fnmatch.h>, <glob.h>, <wordexp.h>. */
#define _GNU_SOURCE
#include <fnmatch.h>
#include <glob.h>
#include <locale.h>
#include <regex.h>
#include <wordexp.h>

#include "test/call/call.h"

struct regex_case {
	const char *pattern;
	int flags; /* of regcomp() */
	const char *subject;
	int from, to;   /* the match; -1: none */
	int from1, to1; /* its first part */
};

static const struct regex_case regex_cases[] = {
	{ "b+", REG_EXTENDED, "abbbc", 1, 4, -1, -1 },
	{ "b+", 0, "abbbc", -1, -1, -1, -1 },
	{ "b\\{2\\}", 0, "abbbc", 1, 3, -1, -1 },
	{ "a|bc", REG_EXTENDED, "xbc", 1, 3, -1, -1 },
	{ "^abc$", 0, "abc", 0, 3, -1, -1 },
	{ "^abc$", 0, "xabc", -1, -1, -1, -1 },
	{ "(a+)(b*)", REG_EXTENDED, "xaab", 1, 4, 1, 3 },
	{ "\\(a\\)\\1", 0, "baab", 1, 3, 1, 2 },
	{ "[[:alpha:]]+", REG_EXTENDED, "12ab3", 2, 4, -1, -1 },
	{ "[^a-c]", 0, "abcd", 3, 4, -1, -1 },
	{ "[]x]", 0, "a]", 1, 2, -1, -1 },
	{ "a.c", REG_ICASE, "xABC", 1, 4, -1, -1 },
	{ "x*", 0, "aaa", 0, 0, -1, -1 },
	{ "(ab|a)(bc|c)", REG_EXTENDED, "abc", 0, 3, -2, -2 },
	{ "a{2,3}", REG_EXTENDED, "aaaa", 0, 3, -1, -1 },
	{ "a{,0}b?", REG_EXTENDED, "b", -2, -2, -1, -1 },
	{ "(^|x)a", REG_EXTENDED, "xa", 0, 2, 0, 1 },
	{ "()", REG_EXTENDED, "a", 0, 0, 0, 0 },
	{ "a\nb", 0, "a\nb", 0, 3, -1, -1 },
	{ "^b", REG_NEWLINE, "a\nb", 2, 3, -1, -1 },
	{ "a.b", REG_NEWLINE, "a\nb", -1, -1, -1, -1 },
	{ "\\.", REG_EXTENDED, "a.b", 1, 2, -1, -1 },
	{ "(a*)*", REG_EXTENDED, "b", 0, 0, -2, -2 },
	{ "((foo)|(bar))*", REG_EXTENDED, "foobar", 0, 6, 3, 6 },
};

static void regexes(void)
{
	for (size_t i = 0; i < sizeof(regex_cases) / sizeof(*regex_cases);
		i++) {
		const struct regex_case *c = &regex_cases[i];
		regex_t re;
		regmatch_t m[3];
		if (c->from == -2)
			continue;
		SAME(regcomp(&re, c->pattern, c->flags), 0);
		int r = regexec(&re, c->subject, 3, m, 0);
		SAME(r, c->from < 0 ? REG_NOMATCH : 0);
		if (r == 0) {
			SAME(m[0].rm_so, c->from);
			SAME(m[0].rm_eo, c->to);
			if (re.re_nsub > 0 && c->from1 != -2) {
				SAME(m[1].rm_so, c->from1);
				SAME(m[1].rm_eo, c->to1);
			}
		}
		regfree(&re);
	}
}

static void regex_errors(void)
{
	static const struct {
		const char *pattern;
		int error; /* 0: systems differ */
	} bad[] = { { "[", 0 }, { "(", REG_EPAREN }, { "a{1", 0 },
		{ "a{2,1}", REG_BADBR }, { "[[:no:]]", REG_ECTYPE },
		{ "a\\", REG_EESCAPE }, { "[b-a]", REG_ERANGE } };
	regex_t re;
	char why[100];

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		int e = regcomp(&re, bad[i].pattern, REG_EXTENDED);
		CHECK(e != 0 && (bad[i].error == 0 || e == bad[i].error));
		CHECK(regerror(e, &re, why, sizeof(why)) == strlen(why) + 1);
		SAME(regerror(e, &re, why, 3), regerror(e, &re, NULL, 0));
	}
	SAME(regcomp(&re, "a", REG_NOSUB), 0);
	SAME(regexec(&re, "xa", 0, NULL, 0), 0);
	regfree(&re);
	SAME(regcomp(&re, "^a$", 0), 0);
	SAME(regexec(&re, "a", 0, NULL, REG_NOTBOL), REG_NOMATCH);
	SAME(regexec(&re, "a", 0, NULL, REG_NOTEOL), REG_NOMATCH);
	regfree(&re);
}

/* The n-th of a sequence of numbers below `below`. */
static unsigned number(unsigned below)
{
	static uint32_t seed = 1;

	seed = seed * 1103515245 + 12345;
	return (seed >> 8) % below;
}

static char *words_of(const char *const *words, unsigned n, unsigned most)
{
	static char text[100];

	text[0] = '\0';
	for (unsigned i = number(most); i > 0; i--)
		strcat(text, words[number(n)]);
	return text;
}

/*
 * Whether a string matches and where is found out in different ways; the end of
 * a word, which never is inside of one, is known to the second way only.
 */
static void two_ways(void)
{
	static const char *const pieces[] = { "a", "b", "[ab]", "[^a]",
		"[[:alpha:]]", "[^[:space:]b]", "(a|b)*", "b+", "c?", ".", ".*",
		"^", "$", "(^|x)", "($|y)", "(ab)*", "\u00e9",
		"[\u00e0-\u00fc]", "x{2,3}", "\n" };
	static const char *const parts[] = { "a", "b", "c", "x", "y", "A", "B",
		"1", "\n", "\u00e9", "\u00c9", "\xff", "ab" };
	static const int flags[] = { 0, REG_ICASE, REG_NEWLINE, REG_NOTBOL,
		REG_NOTEOL };
	char text[100];

	for (int i = 0; i < 600; i++) {
		regex_t one, two;
		int cflags = REG_EXTENDED | REG_NOSUB | flags[number(3)];

		strcpy(text, "x?");
		strcpy(text + number(2) * 2, words_of(pieces, 20, 6));
		SAME(regcomp(&one, text, cflags), 0);
		strcat(text, "|a\\>a");
		SAME(regcomp(&two, text, cflags), 0);
		for (int j = 0; j < 20; j++) {
			char *subject = words_of(parts, 13, 9);
			int eflags = number(2) ? 0 : flags[3 + number(2)];
			int r = regexec(&one, subject, 0, NULL, eflags);

			if (r != regexec(&two, subject, 0, NULL, eflags))
				fprintf(stderr, "%s: %s\n", text, subject);
			SAME(r, regexec(&two, subject, 0, NULL, eflags));
		}
		regfree(&one);
		regfree(&two);
	}
}

static void fnmatches(void)
{
	static const struct {
		const char *pattern, *name;
		int flags, result;
	} cases[] = { { "*.c", "a.c", 0, 0 }, { "*.c", "a.h", 0, 1 },
		{ "?", "", 0, 1 }, { "[a-c]x", "bx", 0, 0 },
		{ "[!a-c]x", "bx", 0, 1 }, { "*", "a/b", FNM_PATHNAME, 1 },
		{ "*", "a/b", 0, 0 }, { "*/b", "a/b", FNM_PATHNAME, 0 },
		{ "*", ".x", FNM_PERIOD, 1 }, { ".*", ".x", FNM_PERIOD, 0 },
		{ "\\*", "*", 0, 0 }, { "\\*", "\\x", FNM_NOESCAPE, 0 },
		{ "a[[:digit:]]", "a5", 0, 0 }, { "[]]", "]", 0, 0 },
		{ "[", "[", 0, 0 }, { "a*b*c", "aXbYc", 0, 0 },
		{ "a/*", "a/.x", FNM_PATHNAME | FNM_PERIOD, 1 },
		{ "", "", 0, 0 }, { "[a/b]", "/", FNM_PATHNAME, 1 } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		SAME(!!fnmatch(cases[i].pattern, cases[i].name, cases[i].flags),
			cases[i].result);
}

static int error_seen;

static int note_error(const char *path, int error)
{
	(void)path;
	error_seen = error;
	return 1;
}

static void globs(void)
{
	glob_t g;

	OK(mkdir("d", 0755));
	make_file("b.c", "");
	make_file("a.c", "");
	make_file(".h", "");
	make_file("d/x.c", "");
	SAME(glob("*.c", 0, NULL, &g), 0);
	CHECK(g.gl_pathc == 2 && strcmp(g.gl_pathv[0], "a.c") == 0);
	CHECK(g.gl_pathv[2] == NULL);
	SAME(glob("d*", GLOB_APPEND | GLOB_MARK, NULL, &g), 0);
	CHECK(g.gl_pathc == 3 && strcmp(g.gl_pathv[2], "d/") == 0);
	globfree(&g);
	SAME(glob("*/*.c", 0, NULL, &g), 0);
	CHECK(g.gl_pathc == 1 && strcmp(g.gl_pathv[0], "d/x.c") == 0);
	globfree(&g);
	SAME(glob("*.none", 0, NULL, &g), GLOB_NOMATCH);
	globfree(&g);
	SAME(glob("*.none", GLOB_NOCHECK, NULL, &g), 0);
	CHECK(g.gl_pathc == 1 && strcmp(g.gl_pathv[0], "*.none") == 0);
	globfree(&g);
	g.gl_offs = 2;
	SAME(glob(".h", GLOB_DOOFFS, NULL, &g), 0);
	CHECK(g.gl_pathv[0] == NULL && g.gl_pathv[1] == NULL);
	CHECK(strcmp(g.gl_pathv[2], ".h") == 0);
	globfree(&g);
	OK(chmod("d", 0));
	if (geteuid() != 0) {
		CHECK(glob("d/*", 0, note_error, &g) != 0);
		SAME(error_seen, EACCES);
		globfree(&g);
	}
	OK(chmod("d", 0755));
	OK(unlink("d/x.c"));
	OK(rmdir("d"));
	OK(unlink("a.c"));
	OK(unlink("b.c"));
	OK(unlink(".h"));
}

static void words(void)
{
	wordexp_t w;

	OK(setenv("V", "one two", 1));
	OK(unsetenv("U"));
	SAME(wordexp("a $V \"$V\" '$V'", &w, 0), 0);
	SAME(w.we_wordc, 5);
	CHECK(strcmp(w.we_wordv[1], "one") == 0);
	CHECK(strcmp(w.we_wordv[3], "one two") == 0);
	CHECK(strcmp(w.we_wordv[4], "$V") == 0);
	SAME(wordexp("more", &w, WRDE_APPEND), 0);
	SAME(w.we_wordc, 6);
	wordfree(&w);
	SAME(wordexp("$(echo sub)", &w, 0), 0);
	CHECK(w.we_wordc == 1 && strcmp(w.we_wordv[0], "sub") == 0);
	wordfree(&w);
	SAME(wordexp("$(echo sub)", &w, WRDE_NOCMD), WRDE_CMDSUB);
	CHECK(wordexp("a | b", &w, 0) != 0);
}

int main(void)
{
	scratch();
	regexes();
	regex_errors();
	two_ways();
	CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
	two_ways();
	CHECK(setlocale(LC_CTYPE, "C") != NULL);
	fnmatches();
	globs();
	words();
	scratch_end();
	return 0;
}
