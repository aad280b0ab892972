/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Programs that compute. Their loops call exa.tick now and then
 * (libc/counters.mjs), and when a slice is used up the others have their turn
 * from there: the program stays where it is, on the host's stack, is "held",
 * and the run queue is worked off on top of it until its own turn comes. What
 * happens outside and timers are looked after as well.
 *
 * A held program cannot be entered, but its kernel half is idle, so signals
 * take effect: one that is killed is a zombie at once, and what is left of its
 * stack is dropped when it comes to the surface. A program that computes on
 * top of another keeps that one from going on until it waits or ends: of
 * several such programs the newest is served. docs/limits.md tells so.
 *
 * All that are held share the host's stack. A program that leaves no room on it
 * for others to run on top cannot be held; when others have waited for that
 * long enough it is ended.
 *
 * Handlers of signals run in place, on top of the program (p->in_place). A
 * call of theirs that must wait cannot unwind and comes to wait_here().
 */
#include <stdbool.h>
#include <stddef.h>

#include "kernel/call.h"
#include "kernel/clock.h"
#include "kernel/cputime.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/shared.h"
#include "kernel/signal.h"
#include "kernel/timer.h"

#define EXPORT(name) __attribute__((export_name(#name)))

/* What exa.tick answers the host; or CALL_GONE. */
enum tick_outcome {
	TICK_GO_ON,
	TICK_SIGNAL, /* handlers are to be run; then tick_end() */
};

enum {
	SLICE_MS = 8,       /* between two turns of the others */
	TURN_MS = 4,        /* of each of them */
	WAIT_MS = 1000,     /* the longest wait for the outside at a time */
	PATIENCE_MS = 1000, /* for a program that leaves no room for others */
};

EXPORT(tick) int32_t kernel_tick(void);
EXPORT(tick_end) void kernel_tick_end(void);
EXPORT(wait_here) int32_t kernel_wait_here(void);
EXPORT(held) int kernel_held(void);

static struct {
	int depth;      /* programs held */
	double no_room; /* since when others have no room; 0: they have */
} busy;

/* Whether p, held, may go on or has ended. */
static bool has_turn(const struct proc *p)
{
	return p->half.state == COROUTINE_IDLE &&
		(p->state == PROC_RUNNING || p->state == PROC_ZOMBIE);
}

/* Nothing is runnable: waits for the outside or the next timer. */
static void wait_outside(double now)
{
	double next = timer_run(now);
	double ms = WAIT_MS;

	if (sched_runnable() > 0)
		return;
	if (next > 0)
		ms = next > now ? next - now : 0;
	host_poll(ms < WAIT_MS ? ms : WAIT_MS);
}

/*
 * Runs others until p, which is on top of the host's stack, has its turn. It
 * is on the run queue, or waits for what puts it there.
 */
static void hold(struct proc *p)
{
	double now = cputime_switch(NULL);

	p->held = true;
	busy.depth++;
	shared_pause(p);
	while (!has_turn(p)) {
		struct proc *next = sched_next();

		if (next == NULL) {
			wait_outside(now);
			now = cputime_switch(NULL);
			continue;
		}
		sched_set_slice(now + TURN_MS);
		now = sched_run(next);
		timer_run(now);
	}
	busy.depth--;
	p->held = false;
	current = p;
	if (p->state != PROC_ZOMBIE)
		shared_resume(p);
	sched_set_slice(cputime_switch(p) + SLICE_MS);
}

/* Whether libc has been told that a caught signal waits. */
static bool told_of_signal(const struct proc *p)
{
	return p->sig.flag != 0 && host_load32(p->slot, p->sig.flag) != 0;
}

/* Whether others can run on top of p. If not for too long: SIGSEGV. */
static bool is_room(struct proc *p, double now)
{
	if (host_stack_room()) {
		busy.no_room = 0;
		return true;
	}
	if (busy.no_room == 0)
		busy.no_room = now;
	if (now - busy.no_room < PATIENCE_MS)
		return false;
	busy.no_room = 0;
	klog("%s[%d]: leaves no room on the stack for others", p->name, p->pid);
	signal_force(p, SIGSEGV);
	return true;
}

/* The end of a slice, in the middle of p's computing. */
static void slice_over(struct proc *p, double now)
{
	host_poll(0);
	timer_run(now);
	clock_cpu_check(p);
	sched_set_slice(now + SLICE_MS);
	if ((sched_runnable() > 0 && is_room(p, now)) || signal_acts(p)) {
		proc_ready(p);
		hold(p);
	}
}

/* exa.tick: some turns of a loop have passed. */
int32_t kernel_tick(void)
{
	struct proc *p = current;
	double now = host_now();

	if (!sched_slice_over(now))
		return TICK_GO_ON;
	call_set_entered(true);
	slice_over(p, now);
	call_set_entered(false);
	if (p->state == PROC_ZOMBIE)
		return CALL_GONE;
	if (!told_of_signal(p))
		return TICK_GO_ON;
	p->in_place++;
	return TICK_SIGNAL;
}

/* The handlers have run, or were left by an exit, an exec or a longjmp. */
void kernel_tick_end(void)
{
	if (current->in_place > 0)
		current->in_place--;
}

/*
 * A call made in place, or by a program that cannot be unwound at all, must
 * wait: as kernel_call(), whose outcome was CALL_SUSPENDED, but comes back
 * with the result. Such a stack cannot be copied: fork() fails.
 */
int32_t kernel_wait_here(void)
{
	struct proc *p = current;

	call_set_entered(true);
	if (p->fork_child != NULL)
		proc_ready(p);
	hold(p);
	call_set_entered(false);
	return call_outcome_of(p);
}

/* How many programs are held: the host cannot return to its event loop. */
int kernel_held(void)
{
	return busy.depth;
}
