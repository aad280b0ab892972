/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals and traps, XCU 2.11. A handler only notes the signal; actions run
 * between commands. Signal 0 is EXIT.
 */
#ifndef SH_TRAP_H
#define SH_TRAP_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

enum { TRAP_SIGNALS = 65 };

enum trap_how {
	TRAP_UNKNOWN, /* not looked at yet */
	TRAP_DEFAULT,
	TRAP_CAUGHT,
	TRAP_IGNORED,
	TRAP_HARD_IGNORED, /* ignored when the shell started: for ever */
};

struct trap_state {
	char *action[TRAP_SIGNALS]; /* NULL default, "" ignore */
	uint8_t how[TRAP_SIGNALS];
	volatile sig_atomic_t pending[TRAP_SIGNALS];
	volatile sig_atomic_t any;         /* some are pending */
	volatile sig_atomic_t interrupted; /* SIGINT without a trap */
	volatile sig_atomic_t child;       /* SIGCHLD during `wait` */
	sigset_t ours; /* ignored for the shell only: default in programs */
	struct sigaction old_int, old_quit;
	int running;      /* actions being run */
	int status;       /* $? before the action, for `exit` */
	bool set;         /* there are actions other than "" */
	bool watch_child; /* SIGCHLD is caught for `wait` */
};

/* Set the disposition that a signal needs now. */
void trap_signal(int sig);
void trap_init(void);
/* Change an action; NULL default. False if the signal cannot be trapped. */
bool trap_set(int sig, const char *action);
/* Run what is pending; after an interruption set sh.skip. */
void trap_run(void);
void trap_exit(void);
/* Before execve(). */
void trap_exec(void);
/* In a subshell: back to the defaults. */
void trap_reset(void);
/* Background commands without job control ignore interrupts. */
void trap_ignore_interrupts(void);
void trap_restore_interrupts(void);
/* A trapped signal is pending; its number or 0. */
int trap_pending(void);

/* "INT", "SIGINT" or "2"; -1 if there is no such signal. 0 is EXIT. */
int signal_number(const char *name);
const char *signal_name(int sig);
/* What a process died of, for messages. */
const char *signal_text(int sig);

#endif
