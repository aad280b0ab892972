/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where commands come from: a text, a script, standard input, the terminal.
 * Text is read ahead only where that cannot be noticed: a pipe byte by byte,
 * a file shared with commands with its offset put back before each of them.
 */
#ifndef SH_INPUT_H
#define SH_INPUT_H

#include <stdbool.h>
#include <stddef.h>

enum { INPUT_CHUNK = 4096 };

struct arena;
struct lexer;
struct node;

enum input_kind {
	INPUT_TEXT,
	INPUT_FILE,
	INPUT_SHARED,
	INPUT_STREAM,
	INPUT_TERMINAL
};

struct input {
	enum input_kind kind;
	int fd;
	char *buf;        /* NUL-terminated; owned unless INPUT_TEXT */
	const char *text; /* buf, or the given text */
	size_t n, cap;
	size_t pos;       /* where the next command starts */
	size_t ahead;     /* bytes given back to a shared file */
	long long offset; /* of that file then */
	int line;
	bool eof;
	bool more; /* in the middle of a command: PS2 */
};

void input_text(struct input *in, const char *text, int line);
void input_fd(struct input *in, int fd, bool interactive);
void input_close(struct input *in);

enum input_result { INPUT_OK, INPUT_END, INPUT_SYNTAX, INPUT_INTERRUPTED };

/* The next complete command; its tree is in the arena given. */
enum input_result input_command(
	struct input *in, struct arena **a, struct node **np);
/* Append what follows to the text, at least a line, or set in->eof. */
void input_more(struct input *in, const struct lexer *lx);
/* Nothing but white space is left of a text. */
bool input_at_end(const struct input *in);

/* Run everything; the last command of a text may replace the process. */
void input_run(struct input *in, int flags);

/*
 * The terminal's next line with its newline, after a prompt: its length, 0 at
 * the end, -1 when interrupted. For terminals that edit/ cannot edit on.
 */
long input_line(int fd, const char *prompt, char *buf, size_t size);

#endif
