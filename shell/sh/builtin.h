/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Built-ins: each is a function of (argc, argv) that returns its status,
 * writes by out.h and runs in the shell. builtin/table.c is the one list.
 */
#ifndef SH_BUILTIN_H
#define SH_BUILTIN_H

#include <stdbool.h>

#include "exec.h"

struct buf;
struct options;

/* BUILTIN(name, function, flags): see builtin/table.c. */
extern const struct builtin builtin_table[];

int builtin_alias(int argc, char **argv);
int builtin_bg(int argc, char **argv);
int builtin_break(int argc, char **argv);
int builtin_cd(int argc, char **argv);
int builtin_colon(int argc, char **argv);
int builtin_command(int argc, char **argv);
int builtin_dot(int argc, char **argv);
int builtin_echo(int argc, char **argv);
int builtin_eval(int argc, char **argv);
int builtin_exec(int argc, char **argv);
int builtin_exit(int argc, char **argv);
int builtin_export(int argc, char **argv);
int builtin_false(int argc, char **argv);
int builtin_fc(int argc, char **argv);
int builtin_fg(int argc, char **argv);
int builtin_getopts(int argc, char **argv);
int builtin_hash(int argc, char **argv);
int builtin_help(int argc, char **argv);
int builtin_history(int argc, char **argv);
int builtin_jobs(int argc, char **argv);
int builtin_kill(int argc, char **argv);
int builtin_local(int argc, char **argv);
int builtin_printf(int argc, char **argv);
int builtin_pwd(int argc, char **argv);
int builtin_read(int argc, char **argv);
int builtin_return(int argc, char **argv);
int builtin_set(int argc, char **argv);
int builtin_shift(int argc, char **argv);
int builtin_test(int argc, char **argv);
int builtin_times(int argc, char **argv);
int builtin_trap(int argc, char **argv);
int builtin_type(int argc, char **argv);
int builtin_ulimit(int argc, char **argv);
int builtin_umask(int argc, char **argv);
int builtin_unalias(int argc, char **argv);
int builtin_unset(int argc, char **argv);
int builtin_wait(int argc, char **argv);

/* Options as by getopt(3): the letter, -1 at the end, '?' after an error. */
struct options {
	char **argv; /* the rest, when done */
	const char *at;
	const char *arg;
};

void opt_init(struct options *o, char **argv);
int opt_next(struct options *o, const char *known);

/* A number that is not negative; false, told, if it is none. */
bool number_arg(const char *s, int *n);
/* One escape behind a backslash in echo and %b: see echo.c. */
enum { ESCAPE_END = -1, ESCAPE_NONE = -2 };
int escape_char(const char **s, bool zero);
/* A floating-point conversion of printf; see float.c. */
bool float_format(
	struct buf *b, const char *s, int conv, int prec, bool alt, bool *neg);
/* Set PWD from the real working directory. */
void pwd_refresh(void);
/* Replace the positional parameters by copies. */
void params_set(int n, char **v);
/* The variables that have all the flags, sorted, as commands. */
void vars_print(unsigned flags, const char *prefix);

#endif
