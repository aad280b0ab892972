/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shell's one piece of state and what its parts share. Included first by
 * every source file.
 *
 * Unwinding is by return values: whoever cannot go on sets sh.skip and
 * returns; every list and loop looks at it. sh.status is $?.
 */
#ifndef SH_SHELL_H
#define SH_SHELL_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1 /* pipe2(), of POSIX.1-2024 */
#endif

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "exec.h"
#include "jobs.h"
#include "lex.h"
#include "mem.h"
#include "options.h"
#include "out.h"
#include "trap.h"
#include "var.h"

enum {
	/* Commands within commands, calls included, before giving up. */
	SH_MAX_DEPTH = 1000,
	/* Loop iterations without a system call before the CPU is offered. */
	SH_SPIN = 128,
};

/* Why commands are being skipped. */
enum skip {
	SKIP_NONE,
	SKIP_BREAK,
	SKIP_CONTINUE,
	SKIP_RETURN,
	SKIP_ABORT,     /* an error: back to the prompt, or exit */
	SKIP_INTERRUPT, /* SIGINT: back to the prompt, or exit */
	SKIP_EXIT,
};

struct input;

/* Positional parameters. */
struct params {
	char **v; /* from $1 */
	int n;
	char **base;    /* before any shift; ends with NULL */
	bool owned;     /* base and its strings were allocated */
	int getopt_pos; /* place within the argument; see getopts */
};

struct shell {
	int status; /* $? */
	enum skip skip;
	int skip_count; /* loops that break and continue still leave */
	int loops;      /* loops around the command, in this function */
	int calls;      /* functions around it */
	int depth;
	int line;
	unsigned spin;  /* iterations since the last system call */
	int sub_status; /* of the last command substitution, or -1 */
	bool builtin_failed;
	bool tested; /* EV_TESTED of the built-in or function that runs */
	bool subshell;
	bool interactive; /* prompts, and an error does not exit */
	bool exiting;
	bool exit_warned; /* `exit` told of stopped jobs */
	bool opt[OPT_COUNT];
	pid_t pid;           /* $$ */
	const char *name;    /* of messages; NULL: arg0 */
	const char *command; /* built-in that is running, for messages */
	char *arg0;
	struct params params;
	struct input *input;
	struct arena temp;
	struct arena *arena_spare;
	struct buf *bufs;
	char *reserve;
	size_t reserve_used;
	struct var_state var;
	struct alias_state aliases;
	struct command_state commands;
	struct job_state jobs;
	struct trap_state trap;
	struct out out;
};

extern struct shell sh;

/* A loop or call went round once more. */
void spin_slow(void);

static inline void spin(void)
{
	if (++sh.spin >= SH_SPIN)
		spin_slow();
}

/* Between commands: run the traps of signals that came. */
static inline void trap_check(void)
{
	if (sh.trap.any)
		trap_run();
}

/* Run the EXIT trap and end the process. */
_Noreturn void shell_exit(int status);

#endif
