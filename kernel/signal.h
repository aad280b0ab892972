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

struct proc;

typedef uint64_t sigmask; /* signal n is bit n - 1 */

#define SIGBIT(n) ((sigmask)1 << ((n)-1))

enum { NSIG_ALL = 64 };

/* Handler values as programs pass them. */
enum { HANDLER_DFL = 0, HANDLER_IGN = 1 };

struct sigact {
	uint32_t handler; /* index in the program's function table */
	uint32_t flags;
	sigmask mask;
};

/* Who sent a signal and why: what siginfo_t tells. */
struct siginfo_sent {
	int32_t code, pid;
	uint32_t uid;
	int32_t status;
	uint32_t value;
};

struct sigstate {
	sigmask pending, mask;
	sigmask awaited;    /* by sigtimedwait: wakes it, and is kept for it */
	sigmask saved_mask; /* sigsuspend: restored after the handlers */
	bool restore_mask;
	uint32_t flag; /* user address of libc's flag; 0: none yet */
	uint32_t alt_sp, alt_size, alt_flags;
	struct sigact action[NSIG_ALL + 1];
	struct siginfo_sent info[NSIG_ALL + 1];
};

/* Makes sig pending for p, waking or continuing it as needed. */
void signal_send(struct proc *p, int sig, const struct siginfo_sent *info);

/* signal_send() by the kernel itself. */
void signal_send_kernel(struct proc *p, int sig);

/* The same for every process of a group. Returns how many there were. */
int signal_send_group(int pgid, int sig, const struct siginfo_sent *info);

/* A trap of p's own: like signal_send(), but cannot be blocked, caught or
 * ignored, since the stack that trapped is lost. */
void signal_force(struct proc *p, int sig);

/* Whether the action of sig is to ignore it. */
bool signal_is_ignored(const struct sigstate *s, int sig);

/* Whether p must leave a sleep: a signal to be caught or to die of. */
bool signal_interrupts(const struct proc *p);

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

#endif
