/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the shell itself writes. Output of built-ins is gathered in sh.out and
 * written by out_flush(): before another process may write, and at the end of
 * the command. While sh.out.capture is set it goes there instead, for
 * $(built-in). Formats know %s string, %d int, %D long long, %c character,
 * %n name of a struct var, %%.
 */
#ifndef SH_OUT_H
#define SH_OUT_H

#include <stdbool.h>
#include <stddef.h>

struct buf;

enum { OUT_SIZE = 4096 };

struct out {
	size_t n;
	struct buf *capture;
	int err; /* errno of the first failed write, or 0 */
	char s[OUT_SIZE];
};

void out_add(const char *s, size_t n);
void out_str(const char *s);
void out_char(int c);
void out_format(const char *fmt, ...);
/* A word quoted so that the shell reads it back as it is. */
void out_quoted(const char *s);
/* False if something since the last out_error_take() was not written. */
bool out_flush(void);
int out_error_take(void);

/* Write all of it to a descriptor; 0 or -1 with errno. */
int write_all(int fd, const char *s, size_t n);
/* Read up to the end, behind what is in b; false if it could not be. */
bool read_all(int fd, struct buf *b);

/* "sh: line: command: message" to standard error. */
void warn(const char *fmt, ...);
/*
 * The same, and give up the current command: a shell that is not interactive
 * exits with status 2. Returns 2.
 */
int fail(const char *fmt, ...);
/* An error of a built-in: special ones then end the shell. Returns 2. */
int builtin_error(const char *fmt, ...);
/* Text to standard error as it is. */
void err_format(const char *fmt, ...);

/* Decimal digits of v at t (24 bytes); returns t. */
char *num_text(char *t, long long v);
/* strerror() without its tables: the text of the errors a shell meets. */
const char *error_text(int err);
/* How a failed open, exec or chdir is told. */
const char *path_error(int err);

#endif
