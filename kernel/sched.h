/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Scheduling and sleeping. Everything here is cooperative: between two calls
 * of sleep nothing else runs, so the kernel needs no locks.
 */
#ifndef EXA_SCHED_H
#define EXA_SCHED_H

#include <stdbool.h>

#include "kernel/proc.h"

/*
 * A place in a wait queue: of a process, in which case it lies on its kernel
 * stack, or of something that is told (waitq_watch).
 */
struct waiter {
	struct list link;
	struct proc *proc;
	int events;                     /* POLL* events it is told of */
	void (*wake)(struct waiter *w); /* NULL: wakes proc */
};

void waitq_init(struct waitq *q);

/*
 * Puts the caller on q without sleeping, and takes it off again. For calls
 * that wait for several events (poll). Between the two, proc_sleep() waits.
 */
void waitq_add(struct waitq *q, struct waiter *w);
void waitq_remove(struct waiter *w);

/*
 * Puts w on q: from then on w->wake(w) is called at each wakeup for one of
 * w->events, until waitq_remove(). It may wake, but neither sleep nor change
 * the queue.
 */
void waitq_watch(struct waitq *q, struct waiter *w);

/* Makes every process that waits on q runnable. */
void waitq_wake(struct waitq *q);

/*
 * The same for something that can be polled: these POLL* events have come (or
 * come once more: epoll's edges depend on it), others may not have.
 */
void waitq_wake_events(struct waitq *q, int events);

/* Takes everybody off q, which is about to go. */
void waitq_clear(struct waitq *q);

/*
 * Suspends the caller until a wakeup. Wakeups may be spurious: look again.
 * Returns 0, or -EINTR at once when a signal must be acted on (stop signals are
 * dealt with inside): so what has come counts more than the signal behind it.
 * Deadline: host_now() milliseconds, or 0 for none; -ETIMEDOUT
 * once it has passed.
 */
int proc_sleep(double deadline);

/* waitq_add, proc_sleep(0), waitq_remove. */
int sleep_on(struct waitq *q);

/* The same with a deadline, as proc_sleep() has it. */
int sleep_on_until(struct waitq *q, double deadline);

/* sleep_on() that no signal interrupts; for events sure to come soon. */
void sleep_on_uninterruptible(struct waitq *q);

/* Makes a sleeping process runnable. */
void proc_wake(struct proc *p);

/* Puts a process that is not asleep on the run queue. */
void proc_ready(struct proc *p);

/* Lets others run, if the slice is used up; on a kernel half only. Returns
 * whether it did. */
bool proc_preempt(void);

/* Gives way to every runnable process once. */
void proc_yield(void);

/*
 * Runs processes until none is runnable or slice milliseconds are used.
 * Returns the milliseconds until it wants to be called again: 0 for at once,
 * -1 when only an event from the host can make a process runnable.
 */
double schedule(double slice);

/*
 * Runs the kernel half or server p on top of the caller's stack, from
 * function(p) when it is idle, until it suspends or returns.
 */
void proc_run_half(struct proc *p, void (*function)(void *));

/*
 * The pieces of schedule(), for busy.c. sched_next() takes a process from the
 * run queue (NULL: it is empty); sched_run() gives it a turn, which begins when
 * cputime_switch() was last called, and returns the time at its end;
 * sched_set_slice() tells when a turn should end.
 */
struct proc *sched_next(void);
double sched_run(struct proc *p);
void sched_set_slice(double end);
bool sched_slice_over(double now);

/* proc_run_half() of a server that waits on the run queue. */
void sched_run_now(struct proc *p);

/* Processes on the run queue (for the load average). */
int sched_runnable(void);

#endif
