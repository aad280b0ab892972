/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Coroutines by Asyncify, driven from inside the module: the four imports of
 * module "asyncify" become internal calls when wasm-opt instruments exa.wasm.
 * Binaryen leaves the functions that make those calls (coroutine_switch and
 * coroutine_suspend) alone, so neither may be inlined into another.
 *
 * Asyncify knows nothing of the C stack: the switch saves and sets
 * __stack_pointer itself.
 */
#include "kernel/coroutine.h"

#include <errno.h>
#include <stddef.h>

#include "kernel/alloc.h"
#include "kernel/log.h"

#define ASYNCIFY(name) \
	__attribute__((import_module("asyncify"), import_name(#name)))

ASYNCIFY(start_unwind) void asyncify_start_unwind(void *area);
ASYNCIFY(stop_unwind) void asyncify_stop_unwind(void);
ASYNCIFY(start_rewind) void asyncify_start_rewind(void *area);
ASYNCIFY(stop_rewind) void asyncify_stop_rewind(void);

enum { CANARY = 0x5ca1ab1e, CANARY_BYTES = 16 };

static struct coroutine *running;

__asm__(".globaltype __stack_pointer, i32");

static inline void *stack_pointer(void)
{
	void *sp;

	__asm__ volatile("global.get __stack_pointer\n"
			 "local.set %0"
			 : "=r"(sp));
	return sp;
}

static inline void set_stack_pointer(void *sp)
{
	__asm__ volatile("local.get %0\n"
			 "global.set __stack_pointer"
			 :
			 : "r"(sp)
			 : "memory");
}

int coroutine_init(struct coroutine *c)
{
	c->stack = kmalloc(COROUTINE_STACK);
	if (c->stack == NULL)
		return -ENOMEM;
	*(uint32_t *)(void *)c->stack = CANARY;
	c->state = COROUTINE_IDLE;
	return 0;
}

void coroutine_destroy(struct coroutine *c)
{
	kfree(c->stack);
	c->stack = NULL;
}

/*
 * Enters c, from the start or where it was suspended, and comes back when it
 * suspends or returns. Has no frame of its own on the C stack: every variable
 * is a wasm local.
 */
__attribute__((noinline)) static bool coroutine_switch(struct coroutine *c)
{
	void *outer_sp = stack_pointer();
	struct coroutine *outer = running;
	bool finished;

	running = c;
	if (c->state == COROUTINE_SUSPENDED) {
		set_stack_pointer(c->sp);
		c->state = COROUTINE_REWINDING;
		asyncify_start_rewind(c->area);
	} else {
		set_stack_pointer(c->stack + COROUTINE_STACK);
		c->state = COROUTINE_RUNNING;
	}
	c->function(c->argument);
	finished = c->state == COROUTINE_RUNNING;
	if (finished) {
		c->state = COROUTINE_IDLE;
	} else {
		asyncify_stop_unwind();
		c->state = COROUTINE_SUSPENDED;
	}
	running = outer;
	set_stack_pointer(outer_sp);
	return finished;
}

static bool coroutine_enter(struct coroutine *c)
{
	bool finished = coroutine_switch(c);

	if (*(uint32_t *)(void *)c->stack != CANARY)
		panic("kernel stack overflow");
	return finished;
}

bool coroutine_start(
	struct coroutine *c, void (*function)(void *), void *argument)
{
	c->function = function;
	c->argument = argument;
	return coroutine_enter(c);
}

bool coroutine_resume(struct coroutine *c)
{
	return coroutine_enter(c);
}

__attribute__((noinline)) void coroutine_suspend(void)
{
	struct coroutine *c = running;

	if (c->state == COROUTINE_REWINDING) {
		asyncify_stop_rewind();
		c->state = COROUTINE_RUNNING;
		return;
	}
	c->sp = stack_pointer();
	c->area[0] = (uint32_t)(c->stack + CANARY_BYTES);
	c->area[1] = (uint32_t)c->sp;
	c->state = COROUTINE_UNWINDING;
	asyncify_start_unwind(c->area);
}
