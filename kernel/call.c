/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The system-call path. exa.call arrives in kernel_call(), which runs the
 * handler on the caller's kernel half; exa.fast arrives in kernel_fast(),
 * whose handlers never sleep and need no stack of their own.
 */
#include "kernel/call.h"

#include <errno.h>
#include <stddef.h>

#include "kernel/host.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/trace.h"

#define EXPORT(name) __attribute__((export_name(#name)))

EXPORT(call)
int32_t kernel_call(uint32_t number, uint32_t a, uint32_t b, uint32_t c,
	uint32_t d, uint32_t e, uint32_t f);
EXPORT(fast)
int32_t kernel_fast(uint32_t number, uint32_t a, uint32_t b, uint32_t c,
	uint32_t d, uint32_t e, uint32_t f);

EXPORT(in_kernel) int kernel_entered(void);

/* Set while a program's call is in here: a trap is then the kernel's. */
static bool entered;

enum { DENSE = 512, OWN = 1000, OWN_COUNT = 8 };

typedef int (*handler)(const uint32_t *args);

#define ALIAS(number, name)
#define ABSENT(number, name, mode)
#define CALL(number, name, mode, a, b, c, d, e, f) \
	[number < OWN ? number : DENSE + number - OWN] = do_##name,
static const handler handlers[DENSE + OWN_COUNT] = {
#include "kernel/abi/calls.def"
};
#undef CALL

static handler find_handler(uint32_t number)
{
	if (number < DENSE)
		return handlers[number];
	if (number - OWN < OWN_COUNT)
		return handlers[DENSE + number - OWN];
	return NULL;
}

/*
 * Results that could be taken for what this file or the host means by a number.
 * Only an id may be such a value; it is not told.
 */
static int32_t checked(const struct proc *p, int32_t result)
{
	char text[80];

	if (result > RESTART_CALL)
		return result;
	if (p->number >= CALL_getuid && p->number <= CALL_getegid)
		return -EOVERFLOW;
	format(text, sizeof(text), "call %u: result %d is no value, no errno",
		p->number, result);
	panic(text);
}

static int32_t dispatch(struct proc *p)
{
	handler handle = find_handler(p->number);
	int32_t result;

	if (p->tracer != NULL)
		trace_enter(p);
	result = handle != NULL ? handle(p->args) : -ENOSYS;
	if (p->tracer != NULL)
		trace_leave(p, result);
	return checked(p, result);
}

static bool returns_to_program(const struct proc *p)
{
	return p->state == PROC_RUNNING && p->entry == ENTRY_REWIND;
}

/* One call from its entry to the point where the result is handed over. */
static void call_half(void *argument)
{
	struct proc *p = argument;
	int32_t result;

	do {
		result = dispatch(p);
		if (!list_empty(&p->cpu_alarms))
			clock_cpu_check(p);
		result = signal_boundary(p, result);
		if (returns_to_program(p) && result != RESTART_CALL &&
			proc_preempt())
			result = signal_boundary(p, result);
	} while (result == RESTART_CALL);
	p->result = result;
}

void call_reap_if_unwanted(struct proc *p)
{
	if (p->unwanted)
		proc_free(p);
}

int32_t kernel_call(uint32_t number, uint32_t a, uint32_t b, uint32_t c,
	uint32_t d, uint32_t e, uint32_t f)
{
	struct proc *p = current;

	/* A module that calls while it is being instantiated, or goes on when
	 * it was to unwind, is none of ours. */
	if (p->half.state != COROUTINE_IDLE || p->state != PROC_RUNNING)
		return CALL_GONE;
	entered = true;
	p->number = number;
	p->args[0] = a;
	p->args[1] = b;
	p->args[2] = c;
	p->args[3] = d;
	p->args[4] = e;
	p->args[5] = f;
	if (cputime_due())
		cputime_begin(CPUTIME_CALLS);
	proc_run_half(p, call_half);
	entered = false;
	if (p->half.state == COROUTINE_SUSPENDED)
		return CALL_SUSPENDED;
	return call_outcome_of(p);
}

int32_t call_outcome_of(struct proc *p)
{
	if (p->state == PROC_ZOMBIE)
		return CALL_GONE;
	if (p->entry == ENTRY_START) {
		proc_ready(p);
		return CALL_GONE;
	}
	if (cputime_meter.begun != 0)
		cputime_end();
	return p->result;
}

/* Calls that tell a number they have, in less time than the way in takes: not
 * worth a look at how long they take. */
static inline bool is_short(uint32_t number)
{
	return number >= 172 && number <= 178; /* getpid to gettid */
}

/* A call to the handler, which is a constant: so it is a direct call. */
static inline __attribute__((always_inline)) int32_t run_sampled(
	handler handle, const uint32_t *args)
{
	bool timed = cputime_fast_due();
	int32_t result;

	if (timed)
		cputime_begin(CPUTIME_CALLS);
	result = handle(args);
	if (timed)
		cputime_end();
	return result;
}

/*
 * A switch with direct calls: nothing here can reach coroutine_suspend(), so
 * Asyncify leaves the whole path alone.
 */
static int32_t fast_dispatch(uint32_t number, const uint32_t *args)
{
#define FAST(number, name)                                \
	case number:                                      \
		return is_short(number) ? do_##name(args) \
					: run_sampled(do_##name, args);
#define WAIT(number, name)
#define CALL(number, name, mode, a, b, c, d, e, f) mode(number, name)
	switch (number) {
#include "kernel/abi/calls.def"
	default:
		return -ENOSYS;
	}
#undef CALL
}

int32_t kernel_fast(uint32_t number, uint32_t a, uint32_t b, uint32_t c,
	uint32_t d, uint32_t e, uint32_t f)
{
	const uint32_t args[6] = { a, b, c, d, e, f };
	int32_t result;

	entered = true;
	result = fast_dispatch(number, args);
	if (current->tracer != NULL)
		trace_fast(current, number, args, result);
	entered = false;
	return result;
}

void call_set_entered(bool inside)
{
	entered = inside;
}

/* For the host: whether an exception came out of kernel_call or _fast. */
int kernel_entered(void)
{
	return entered;
}
