/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is pending for a process: one queue of signals with what siginfo_t is
 * to tell of each, oldest first. A standard signal is in it at most once from
 * anybody but a timer; a real-time signal as often as it was sent, up to
 * RLIMIT_SIGPENDING. sigstate.pending has a bit for each that is there.
 */
#ifndef EXA_SIGQUEUE_H
#define EXA_SIGQUEUE_H

#include <signal.h>

#include "kernel/list.h"
#include "kernel/signal.h"

struct proc;

void sigqueue_init(struct sigstate *s);

/*
 * Makes sig pending for p. Returns 0, or -EAGAIN when a real-time signal's
 * information would be lost (kill() loses it and delivers, as in Linux).
 */
int sigqueue_add(struct proc *p, int sig, const struct siginfo_sent *info);

/* The same with a node of a timer's own, which must not be queued. */
void sigqueue_add_timer(struct proc *p, int sig, struct sigqueued *node);

/* Takes node out, if it is queued. */
void sigqueue_drop(struct proc *p, struct sigqueued *node);

/* The next of set to be acted on: SIGKILL, then those a program causes
 * itself, then the lowest. 0: set is empty. */
int sigqueue_first(sigmask set);

/* Takes the oldest sig, which is pending. */
void sigqueue_take(struct proc *p, int sig, struct siginfo_sent *info);

/* Forgets all that are in set. */
void sigqueue_discard(struct proc *p, sigmask set);

/* Signals queued for all processes of a user (RLIMIT_SIGPENDING). */
int sigqueue_of_user(uid_t uid);

#endif
