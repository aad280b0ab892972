/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The syntax tree. All of it lives in one arena per complete command and is
 * read-only once parsed, but for the cached `var` of a parameter. Lists are
 * chains through `next`, so that only nesting makes the walk recurse.
 */
#ifndef SH_TREE_H
#define SH_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct node;
struct word;
struct var;

/* Fields in patterns and in split words carry quoting as this byte before. */
enum { CTLESC = 1 };

enum part_type {
	PART_TEXT,  /* text, len */
	PART_PARAM, /* $x ${x} ${x op word} */
	PART_CMD,   /* $(...) and `...`: cmd, may be NULL when empty */
	PART_ARITH, /* $((...)): arg is the expression */
	PART_TILDE, /* ~user: text is the name after the ~ */
};

/* Operators of ${x op word}; the colon is a flag of the part. */
enum param_op {
	OP_NONE,
	OP_LENGTH,  /* ${#x} */
	OP_DEFAULT, /* - */
	OP_ASSIGN,  /* = */
	OP_ERROR,   /* ? */
	OP_ALT,     /* + */
	OP_SUFFIX,  /* % */
	OP_LSUFFIX, /* %% */
	OP_PREFIX,  /* # */
	OP_LPREFIX, /* ## */
	OP_BAD,     /* not an expansion: an error when it is expanded */
};

struct part {
	struct part *next;
	uint8_t type;
	bool quoted;
	bool colon;    /* PARAM: treat null as unset */
	bool after_eq; /* TILDE: only in an assignment */
	uint8_t op;    /* enum param_op */
	char param;    /* PARAM: 0 variable, 'n' positional, else the sign */
	int number;    /* PARAM: number of a positional parameter */
	size_t len;
	char *text; /* TEXT, TILDE: text; PARAM: name */
	struct word *arg;
	struct node *cmd;
	struct var *var; /* PARAM: found at the first expansion */
};

struct word {
	struct word *next;
	struct part *parts;
	char *plain; /* the whole word, when nothing in it is expanded */
	bool pure;   /* expanding it cannot change the shell */
	bool assign; /* name=...: parts follow the `=` when split by parser */
	bool quoted; /* some of it was quoted */
	int line;
};

struct assign {
	struct assign *next;
	char *name;
	struct word *value;
	struct var *var; /* found at the first assignment */
};

enum redir_op {
	R_IN,
	R_OUT,
	R_CLOBBER,
	R_APPEND,
	R_RDWR,
	R_DUPIN,
	R_DUPOUT,
	R_HERE,
};

struct redir {
	struct redir *next;
	uint8_t op;
	int fd;
	struct word *target; /* file name, descriptor, or the document */
};

enum node_type {
	N_LIST, /* group: kids run one after the other */
	N_SIMPLE,
	N_PIPE,     /* group: kids are joined by pipes */
	N_ANDOR,    /* group: each kid but the first has `op` */
	N_SUBSHELL, /* group */
	N_BRACE,    /* group */
	N_IF,       /* loop.cond, loop.body, loop.other */
	N_WHILE,    /* loop */
	N_UNTIL,    /* loop */
	N_FOR,
	N_CASE,
	N_FUNC,
};

enum andor { ANDOR_AND = 1, ANDOR_OR };

struct case_item {
	struct case_item *next;
	struct word *patterns;
	struct node *body;
	bool fall; /* ended by ;& */
};

struct node {
	struct node *next;
	uint8_t type;
	uint8_t op; /* enum andor: how it is joined to the one before */
	bool bg;    /* ended by & */
	bool not ;  /* preceded by ! */
	int line;
	struct redir *redirs; /* of simple and compound commands */
	union {
		struct {
			struct node *first;
			int count;
		} group;
		struct {
			struct assign *assigns;
			struct word *words;
		} simple;
		struct {
			struct node *cond;
			struct node *body;
			struct node *other; /* elif and else, or NULL */
		} loop;
		struct {
			struct word *name;
			struct word *words;
			bool in; /* `in` was given */
			struct node *body;
		} iter;
		struct {
			struct word *subject;
			struct case_item *items;
		} select;
		struct {
			char *name;
			struct node *body;
		} func;
	} u;
};

#endif
