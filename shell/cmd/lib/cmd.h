/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What every command in shell/cmd uses: its name, messages, exit status,
 * buffered output, options and numbers.
 *
 * Include it before any system header: it asks for the POSIX names. The
 * commands travel over a network and each is linked statically, so this
 * replaces stdio, getopt and strtol, which bring tens of kilobytes.
 *
 * A command calls cmd_start() first and ends with `return cmd_done();`, which
 * writes out what is buffered and turns a write error into a message and a
 * failing status.
 */
#ifndef EXA_CMD_H
#define EXA_CMD_H

#ifndef _DEFAULT_SOURCE
#define _DEFAULT_SOURCE 1
#endif
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#if defined(__GNUC__)
#define CMD_FORMAT(f, a) __attribute__((format(printf, f, a)))
#else
#define CMD_FORMAT(f, a)
#endif

/* A buffered writer; len bytes of buf wait. err: first errno, or 0. */
struct out {
	int fd;
	int err;
	size_t len;
	size_t size;
	char *buf;
};

/* The state of the running command. */
struct cmd {
	const char *name;  /* as it appears in messages */
	const char *usage; /* synopsis, without the word "usage" */
	int status;        /* exit status so far */
	int trouble;       /* status that failures give; 1 unless set */
	struct out out;    /* standard output */
	char outbuf[8192]; /* its buffer; messages are composed in it too */
};

extern struct cmd cmd;

/* name and usage must live as long as the command. */
void cmd_start(const char *name, const char *usage);

/* Flushes standard output; returns the exit status. */
int cmd_done(void);

/* "name: what: reason of errno"; sets the status to cmd.trouble. */
void cmd_fail(const char *what);

/* "name: abc", the three texts joined; sets the status to cmd.trouble. */
void cmd_tell(const char *a, const char *b, const char *c);

/* "name: text"; sets the status to cmd.trouble. */
void cmd_say(const char *fmt, ...) CMD_FORMAT(1, 2);

/* As cmd_say() and cmd_fail(), then exit with cmd.trouble. */
_Noreturn void cmd_die(const char *fmt, ...) CMD_FORMAT(1, 2);
_Noreturn void cmd_die_errno(const char *what);

/* Prints the synopsis on standard error and exits with cmd.trouble. */
_Noreturn void cmd_usage(void);

/* Allocation that ends the command with a message when memory is out. */
void *cmd_alloc(size_t size);
void *cmd_realloc(void *old, size_t size);
char *cmd_strdup(const char *s);

/* All writes may be split; errors are kept in o->err and told by cmd_done(). */
void out_init(struct out *o, int fd, char *buf, size_t size);
void out_flush(struct out *o);
void out_char(struct out *o, char c);
void out_mem(struct out *o, const void *p, size_t n);
void out_str(struct out *o, const char *s);

/*
 * Text in memory, never written: len counts what was put, of which buf gets
 * up to size bytes, from the byte numbered skip on.
 */
struct text {
	char *buf;
	size_t size;
	size_t len;
	size_t skip;
};

void text_mem(struct text *t, const void *p, size_t n);
void text_str(struct text *t, const char *s);

/*
 * printf without floating point: %d %i %u %o %x %c %s %%, flags - and 0,
 * width and precision (for %s) as digits or *, lengths l ll z j.
 */
void out_fmt(struct out *o, const char *fmt, ...) CMD_FORMAT(2, 3);
void out_vfmt(struct out *o, const char *fmt, va_list ap);

/* The same into memory. str_fmt() terminates, and cuts what does not fit. */
void text_fmt(struct text *t, const char *fmt, ...) CMD_FORMAT(2, 3);
void text_vfmt(struct text *t, const char *fmt, va_list ap);
void str_fmt(char *buf, size_t size, const char *fmt, ...) CMD_FORMAT(3, 4);

/*
 * Options by the POSIX utility syntax guidelines (XBD 12.2): spec as for
 * getopt(), without a leading colon. Start with {argv, spec, NULL, 1, 0}.
 */
struct opts {
	char **argv;
	const char *spec;
	char *arg; /* the option's argument */
	int next;  /* index of the next word: afterwards the first operand */
	int at;    /* place inside a cluster of options */
};

/* The next option letter, or -1. What spec does not allow ends the command. */
int opt_next(struct opts *o);

/* A decimal number: digits, the whole string, overflow refused. */
bool num_parse(const char *s, unsigned long long *value);

/* write(2) until all is written; -1 and errno when it is not. */
int write_all(int fd, const void *p, size_t n);

/* The part after the last slash, trailing slashes kept out of the search. */
const char *base_name(const char *path);

#endif
