/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lexer and parser: text in memory to a tree, without any I/O.
 *
 * The text ends at a NUL. When it ends in the middle of a command and
 * lexer.eof is false the result is LEX_MORE: the caller appends text and
 * parses the command again from its start. POSIX XCU 2.3 to 2.10.
 *
 * lex_init(), then parse_command() until it says LEX_END; after each LEX_OK
 * lexer.p is the first byte not consumed and lexer.line its line.
 */
#ifndef SH_LEX_H
#define SH_LEX_H

#include "mem.h"
#include "tree.h"

/* Nesting of compound commands and expansions that is still parsed. */
enum { LEX_MAX_DEPTH = 250, LEX_MSG = 120 };

enum lex_err { LEX_OK, LEX_END, LEX_MORE, LEX_SYNTAX, LEX_NOMEM };

enum tok {
	T_EOF,
	T_NL,
	T_SEMI,
	T_AMP,
	T_PIPE,
	T_LPAREN,
	T_RPAREN,
	T_AND,
	T_OR,
	T_DSEMI, /* ;; and ;& */
	T_REDIR, /* token.op, token.fd */
	T_WORD,
	/* Reserved words; in the order of keyword_text. */
	K_BANG,
	K_CASE,
	K_DO,
	K_DONE,
	K_ELIF,
	K_ELSE,
	K_ESAC,
	K_FI,
	K_FOR,
	K_IF,
	K_IN,
	K_THEN,
	K_UNTIL,
	K_WHILE,
	K_LBRACE,
	K_RBRACE,
	T_COUNT,
};

struct alias {
	struct alias *next;
	char *name;
	char *value;
};

struct alias_state {
	struct alias *list;
};

struct token {
	enum tok type;
	int op, fd;       /* T_REDIR; T_DSEMI: op is its second byte */
	bool strip;       /* <<- */
	bool after_alias; /* may be an alias wherever it stands */
	struct word *word;
	char *text; /* T_WORD without any quoting: its text */
};

/* The text that was being read when an alias was entered. */
struct lex_frame {
	struct lex_frame *up;   /* where to go on */
	struct lex_frame *from; /* where the alias's name was read */
	const char *p;
	const struct alias *alias;
};

struct heredoc {
	struct heredoc *next;
	struct redir *redir;
	const char *delim;
	bool quoted, strip;
};

struct lexer {
	const char *p;
	struct arena *arena;
	struct lex_frame *frames;
	struct lex_frame *tok_frame; /* where the token at hand was read */
	struct heredoc *pending;     /* documents whose text is still to come */
	const struct alias_state *aliases; /* NULL: none are expanded */
	struct token tok;
	bool have;       /* tok was looked at but not taken */
	bool eof;        /* no text follows the NUL */
	bool alias_next; /* an alias ended in a blank */
	int line;
	int depth;
	enum lex_err err;
	const struct not_arith *not_arith; /* $(( that are none, as known */
	const char *wait_delim; /* LEX_MORE: a line that must still come */
	char wait_char;         /* LEX_MORE: a byte that must still come */
	char msg[LEX_MSG];
};

void lex_init(struct lexer *lx, struct arena *a, const char *text, int line);

/*
 * Parse one complete command, up to and including its newline. *np becomes
 * NULL for an empty line.
 */
enum lex_err parse_command(struct lexer *lx, struct node **np);

/* The rest is for the parts of lexer and parser. */

/* How a word is delimited and what is special in it. */
enum word_mode {
	W_BARE,    /* up to an unquoted blank or operator */
	W_BRACE,   /* up to the } of an unquoted ${x op */
	W_DQBRACE, /* up to the } of "${x op */
	W_DQUOTE,  /* up to " */
	W_ARITH,   /* up to )) */
	W_TEXT,    /* up to the end: here-documents, prompts */
};

/*
 * The token at hand. In places where commands may start, aliases are
 * replaced (alias) and reserved words told apart (key).
 */
struct token *lex_peek(struct lexer *lx, bool alias, bool key);
void lex_take(struct lexer *lx);
enum tok lex_keyword(const char *s);
const char *tok_name(const struct token *t);

/* The byte at hand behind line continuations and alias ends; 0 at the end. */
int lex_char_slow(struct lexer *lx);

static inline int lex_char(struct lexer *lx)
{
	int c = (unsigned char)*lx->p;

	return c && c != '\\' ? c : lex_char_slow(lx);
}

void lex_error(struct lexer *lx, enum lex_err err, const char *a, const char *b,
	const char *c);
bool lex_enter(struct lexer *lx);
struct word *lex_word(struct lexer *lx, enum word_mode mode);
bool lex_dollar(struct lexer *lx, bool quoted, struct part **out, bool *pure);
bool lex_backquote(struct lexer *lx, bool quoted, struct part **out);
void lex_dollar_quote(struct lexer *lx, struct buf *b);
void lex_heredocs(struct lexer *lx);
void lex_heredoc_add(
	struct lexer *lx, struct redir *r, struct word *delim, bool strip);
/* The text of a word as it was written but for quoting; from the arena. */
char *word_literal(struct lexer *lx, const struct word *w);

struct node *parse_list(struct lexer *lx, bool empty);
struct node *parse_compound(struct lexer *lx, enum tok type);
struct node *parse_function(struct lexer *lx, struct token name);
struct node *parse_one(struct lexer *lx);
bool parse_redirs(struct lexer *lx, struct redir ***tail, bool alias);
struct node *parse_node(struct lexer *lx, enum node_type type);
void parse_unexpected(struct lexer *lx, enum tok expected);
/* $(...): the list up to the closing parenthesis. */
struct node *parse_subst(struct lexer *lx);

const struct alias *alias_find(const struct alias_state *s, const char *name);

#endif
