/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signals. A signal is made pending here; it takes effect at the boundary of
 * a call (signal_boundary) or at once when its target sleeps in a call that
 * may be interrupted. Handlers themselves are run by libc, which takes the
 * signals one by one with exa_sigtake (kernel/abi/user.h).
 */
#ifndef EXA_SIGNAL_H
#define EXA_SIGNAL_H

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

#include "kernel/list.h"

struct proc;

typedef uint64_t sigmask; /* signal n is bit n - 1 */

#define SIGBIT(n) ((sigmask)1 << ((n)-1))
#define UNBLOCKABLE (SIGBIT(SIGKILL) | SIGBIT(SIGSTOP))

enum {
	NSIG_ALL = 64,
	SIG_REALTIME = 32,      /* the first real-time signal */
	SIGPENDING_MAX = 16384, /* queued for a user, unless he says so */
};

/* Handler values as programs pass them. */
enum { HANDLER_DFL = 0, HANDLER_IGN = 1 };

struct sigact {
	uint32_t handler; /* index in the program's function table */
	uint32_t flags;
	sigmask mask;
};

/* Who sent a signal and why: what siginfo_t tells. */
struct siginfo_sent {
	int32_t code;
	int32_t pid;  /* SI_TIMER: the timer's id */
	uint32_t uid; /* SI_TIMER: the overrun count */
	int32_t status;
	uint32_t value;
	int32_t error;
	int32_t utime, stime; /* SIGCHLD: CPU time in clock ticks */
	uint32_t address;     /* of a fault */
};

/* A place in a process's queue (sigqueue.h). */
struct sigqueued {
	struct list link;
	int sig; /* 0: not queued */
	enum { SIGQUEUED_OWN, SIGQUEUED_HEAP, SIGQUEUED_TIMER } owner;
	struct siginfo_sent info;
};

struct sigstate {
	sigmask pending, mask;
	sigmask awaited;    /* by sigtimedwait: wakes it, and is kept for it */
	sigmask saved_mask; /* sigsuspend: restored after the handlers */
	bool restore_mask;
	uint32_t flag; /* user address of libc's flag; 0: none yet */
	uint32_t alt_sp, alt_size, alt_flags;
	struct sigact action[NSIG_ALL + 1];
	struct list queue;
	int queued; /* real-time signals in it */
	struct sigqueued standard[SIG_REALTIME];
};

/* Makes sig pending for p, waking or continuing it as needed. Returns 0, or
 * -EAGAIN when a real-time signal finds the queue full. */
int signal_send(struct proc *p, int sig, const struct siginfo_sent *info);

/* signal_send() by the kernel itself. */
void signal_send_kernel(struct proc *p, int sig);

/* What the current process causes itself by a call: SIGPIPE, SIGXFSZ. */
void signal_raise(int sig);

/* signal_send() with a timer's place in the queue. Returns false when the
 * signal is ignored. */
bool signal_send_timer(struct proc *p, int sig, struct sigqueued *node);

/* The same for every process of a group. Returns how many there were. */
int signal_send_group(int pgid, int sig, const struct siginfo_sent *info);

/* A trap of p's own: like signal_send(), but cannot be blocked, caught or
 * ignored, since the stack that trapped is lost. */
void signal_force(struct proc *p, int sig);

/* Takes the first pending signal of set out of p's queue. 0: there is none. */
int signal_take(struct proc *p, sigmask set, struct siginfo_sent *info);

/* SIGCHLD: adds the CPU time of p. */
void signal_add_times(struct siginfo_sent *info, struct proc *p);

/* Whether the action of sig is to ignore it. */
bool signal_is_ignored(const struct sigstate *s, int sig);

/* Whether p must leave a sleep: a signal to be caught or to die of. */
bool signal_interrupts(const struct proc *p);

/* Whether something is pending that signal_boundary() would act on. */
bool signal_acts(const struct proc *p);

/*
 * Acts on what is pending before p returns to its program with result:
 * default actions are taken (p may be a zombie afterwards, or stop and be
 * continued in here), libc's flag is set when a handler must run. Returns the
 * result to hand over, or RESTART_CALL when the call is to be made again.
 */
enum { RESTART_CALL = INT32_MIN + 16 };
int32_t signal_boundary(struct proc *p, int32_t result);

/* Whether p's group is orphaned: terminal stop signals do not stop it. */
bool signal_orphaned(const struct proc *p);

/* Stops p here if a stop signal says so, and tells whether it did; used inside
 * sleeps. */
bool signal_stop_if_told(struct proc *p);

/* Sets the current process's mask for the length of one waiting call
 * (sigsuspend, ppoll): the old one comes back after the handlers have run. */
void signal_mask_for_call(sigmask mask);

/* Takes that back before the call ends, so that signals it let in and that
 * did not end the wait stay pending. */
void signal_mask_restore(void);

/* fork: pending signals are not inherited; exec: caught ones become default.*/
void signal_fork(struct sigstate *child);
void signal_exec(struct proc *p);

/* The end of a process: nothing is pending for it any more. */
void signal_exit(struct proc *p);

#endif
