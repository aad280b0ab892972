/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The scheduler: one round-robin queue. A program is run in two steps: first
 * its kernel half, alone, until the suspended call has its result; only then
 * is the user half rewound to take it. So a process that ends or execs while
 * its call was suspended never rewinds its old stack.
 */
#include "kernel/sched.h"

#include <errno.h>
#include <stddef.h>

#include "kernel/call.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "kernel/shared.h"
#include "kernel/trap.h"
#include "servers/server.h"

enum { CALLS_BETWEEN_CLOCK_READS = 32 };

static struct {
	struct list queue;
	int length;
	double slice_end;
	int calls;
} sched = { .queue = { &sched.queue, &sched.queue } };

void waitq_init(struct waitq *q)
{
	list_init(&q->waiters);
}

void waitq_add(struct waitq *q, struct waiter *w)
{
	w->proc = current;
	w->events = -1;
	w->wake = NULL;
	list_append(&q->waiters, &w->link);
}

void waitq_watch(struct waitq *q, struct waiter *w)
{
	list_append(&q->waiters, &w->link);
}

void waitq_remove(struct waiter *w)
{
	list_remove(&w->link);
}

void waitq_wake_events(struct waitq *q, int events)
{
	struct list *node;

	for (node = q->waiters.next; node != &q->waiters; node = node->next) {
		struct waiter *w = list_entry(node, struct waiter, link);

		if ((w->events & events) == 0)
			continue;
		if (w->wake != NULL)
			w->wake(w);
		else
			proc_wake(w->proc);
	}
}

void waitq_wake(struct waitq *q)
{
	waitq_wake_events(q, -1);
}

void waitq_clear(struct waitq *q)
{
	while (list_pop(&q->waiters) != NULL)
		;
}

void proc_ready(struct proc *p)
{
	p->state = PROC_RUNNABLE;
	list_append(&sched.queue, &p->run_link);
	sched.length++;
}

void proc_wake(struct proc *p)
{
	/* One that is held has nothing to wait for but its turn (busy.c). */
	bool idle = p->held && p->state == PROC_RUNNING &&
		p->half.state == COROUTINE_IDLE;

	if (p->state == PROC_SLEEPING || idle)
		proc_ready(p);
}

static void sleep_timeout(struct timer *t)
{
	proc_wake(list_entry(t, struct proc, sleep_timer));
}

int proc_sleep(double deadline)
{
	struct proc *p = current;

	/* What was waited for may have come while it was stopped. */
	if (signal_stop_if_told(p))
		return 0;
	if (signal_interrupts(p))
		return -EINTR;
	if (deadline > 0)
		timer_set(&p->sleep_timer, deadline, sleep_timeout);
	p->state = PROC_SLEEPING;
	p->sleeps++;
	coroutine_suspend();
	timer_cancel(&p->sleep_timer);
	signal_stop_if_told(p);
	/* A signal interrupts the next sleep: first the caller looks whether
	 * what it waits for has come as well. */
	return deadline > 0 && host_now() >= deadline ? -ETIMEDOUT : 0;
}

int sleep_on_until(struct waitq *q, double deadline)
{
	struct waiter w;
	int error;

	waitq_add(q, &w);
	error = proc_sleep(deadline);
	waitq_remove(&w);
	return error;
}

int sleep_on(struct waitq *q)
{
	return sleep_on_until(q, 0);
}

void sleep_on_uninterruptible(struct waitq *q)
{
	struct waiter w;

	waitq_add(q, &w);
	current->state = PROC_SLEEPING;
	current->sleeps++;
	coroutine_suspend();
	waitq_remove(&w);
}

void proc_yield(void)
{
	current->preempted++;
	proc_ready(current);
	coroutine_suspend();
}

bool proc_preempt(void)
{
	if (++sched.calls < CALLS_BETWEEN_CLOCK_READS)
		return false;
	sched.calls = 0;
	if (host_now() < sched.slice_end)
		return false;
	proc_yield();
	return true;
}

void proc_run_half(struct proc *p, void (*function)(void *))
{
	struct proc *outer = current;

	current = p;
	p->state = PROC_RUNNING;
	if (p->half.state == COROUTINE_SUSPENDED)
		coroutine_resume(&p->half);
	else
		coroutine_start(&p->half, function, p);
	current = outer;
}

/* Before a new image or a forked child runs: only its signals. */
static void boundary_half(void *argument)
{
	struct proc *p = argument;

	p->result = signal_boundary(p, p->result);
}

/*
 * A trap usually finds the kernel half idle. One while the program was being
 * unwound (its stack is too deep) finds it suspended, and p asleep or ready.
 */
static void trapped(struct proc *p, int sig)
{
	if (p->fork_child != NULL)
		p->fork_error = -ENOMEM;
	signal_force(p, sig);
	if (p->half.state == COROUTINE_IDLE)
		proc_run_half(p, boundary_half);
	else
		proc_wake(p);
}

static void enter_program(struct proc *p)
{
	enum proc_entry entry = p->entry;
	struct proc *outer = current;
	int outcome;

	p->entry = ENTRY_REWIND;
	current = p;
	call_set_entered(false);
	if (entry == ENTRY_START)
		outcome = host_resume(p->slot, HOST_START, p->entry_argument);
	else
		outcome = host_resume(
			p->slot, HOST_REWIND, (uint32_t)p->result);
	current = outer;
	call_set_entered(outer != NULL);
	if (outcome == HOST_SUSPENDED && p->fork_child != NULL) {
		cputime_begin(1);
		p->fork_error = host_clone(
			p->slot, p->fork_child->slot, p->vm.top);
		proc_ready(p);
	} else if (outcome == HOST_GONE && p->fork_child != NULL) {
		trapped(p, SIGILL); /* it did not unwind when it had to */
	} else if (outcome > HOST_GONE) {
		trapped(p, trap_signal(outcome));
	}
}

static void run_halves(struct proc *p)
{
	if (cputime_due())
		cputime_begin(CPUTIME_CALLS);
	proc_run_half(p, boundary_half);
	if (p->state != PROC_RUNNING || p->held)
		return;
	if (cputime_meter.begun != 0)
		cputime_end();
	enter_program(p);
}

static void run_program(struct proc *p)
{
	shared_resume(p);
	run_halves(p);
	shared_pause(p);
}

struct proc *sched_next(void)
{
	struct list *node;
	struct proc *p = NULL;

	if (priority_special()) {
		p = priority_pick(&sched.queue);
	} else {
		node = list_pop(&sched.queue);
		if (node != NULL)
			p = list_entry(node, struct proc, run_link);
	}
	if (p != NULL)
		sched.length--;
	return p;
}

double sched_run(struct proc *p)
{
	double now;

	cputime_meter.owner = p;
	if (p->server != NULL)
		proc_run_half(p, server_half);
	else
		run_program(p);
	now = cputime_switch(NULL);
	clock_cpu_check(p);
	if (p->state == PROC_ZOMBIE && !p->held)
		call_reap_if_unwanted(p);
	return now;
}

void sched_set_slice(double end)
{
	sched.slice_end = end;
}

bool sched_slice_over(double now)
{
	return now >= sched.slice_end;
}

double schedule(double slice)
{
	double now = cputime_switch(NULL);
	double end = now + slice;
	double next = timer_run(now);
	struct proc *p;

	sched_set_slice(end);
	while (now < end && (p = sched_next()) != NULL) {
		now = sched_run(p);
		next = timer_run(now);
	}
	if (!list_empty(&sched.queue))
		return 0;
	return next > 0 ? (next > now ? next - now : 0) : -1;
}

void sched_run_now(struct proc *p)
{
	list_remove(&p->run_link);
	sched.length--;
	proc_run_half(p, server_half);
}

int sched_runnable(void)
{
	return sched.length;
}

int do_sched_yield(const uint32_t *args)
{
	(void)args;
	proc_yield();
	return 0;
}
