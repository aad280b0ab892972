/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Word expansion, XCU 2.6: the driver (expand.c), parameters (param.c),
 * command substitution (cmdsub.c), arithmetic (arith.c), patterns
 * (pattern.c) and path names (glob.c).
 *
 * Results live in sh.temp. After an error the functions answer NULL or false
 * and sh.skip is set.
 */
#ifndef SH_EXPAND_H
#define SH_EXPAND_H

#include "mem.h"
#include "tree.h"

/* The arguments of a command; v[n] is NULL. */
struct args {
	char **v;
	int n, cap;
};

enum {
	EXP_SPLIT = 1,   /* fields: split and match path names */
	EXP_PATTERN = 2, /* keep the marks of quoting, for pattern_match() */
	EXP_ASSIGN = 4,  /* tildes behind = and : count */
};

/* An expansion in progress. */
struct expand {
	struct buf *b;
	struct args *args; /* with EXP_SPLIT */
	unsigned flags;
	int in_param;     /* inside an unquoted ${x-...}: text is split too */
	bool have;        /* the field at hand exists, even if empty */
	bool glob, esc;   /* it has pattern signs; it has marks */
	bool after_white; /* white space of IFS ended the last field */
	int glob_first;   /* first argument that is a pattern, or -1 */
};

void args_add(struct args *a, char *s);

/* All expansions of a list of words. */
bool expand_words(const struct word *w, struct args *a);
bool expand_command(const struct word *w, struct args *a);
/* One word to one string: no splitting, no path names. */
char *expand_string(const struct word *w, unsigned flags);
/* The same for a text such as PS1; NULL after an error, silently. */
char *expand_text(const char *text);

/* For param.c and cmdsub.c. */
bool expand_parts(struct expand *x, const struct part *p);
void expand_add(
	struct expand *x, const char *s, size_t n, bool quoted, bool split);
void expand_break(struct expand *x);
bool expand_param(struct expand *x, struct part *p);
const char *tilde_home(const char *user, struct buf *b);
/* All of a file, to be given back by buf_put(); NULL if it cannot be opened,
 * failed if it cannot be read. */
struct buf *file_text(const char *path);
struct buf *passwd_text(void);

/* Output of a command, without trailing newlines, appended to b. */
bool command_subst(struct node *n, struct buf *b);

/* Whether s matches the pattern; both by their ends. Marks: see tree.h. */
bool pattern_match(
	const char *p, const char *pe, const char *s, const char *se);
/* Whether a string with marks has pattern signs at all. */
bool pattern_has_magic(const char *p, const char *pe);
/* Take the marks off, in place; the new length. */
size_t unmark(char *s, size_t n);

/* Add the path names that match, sorted; false if there are none. */
bool glob_add(struct args *a, const char *pattern);
void sort_names(char **v, int n);

/* Why an expression has no value. */
struct arith_error {
	const char *text;
	const char *value;     /* not a number: a variable's value */
	const struct var *var; /* read-only */
};

/* The value of an expression (XCU 2.6.4), with assignments carried out. */
bool arith_eval(const char *s, long long *value, struct arith_error *err);
/* Report the error of the expression s. */
void arith_fail(const char *s, const struct arith_error *err);
/* The integer constant s, all of it; false if it is none. */
bool number_parse(const char *s, long long *value);

#endif
