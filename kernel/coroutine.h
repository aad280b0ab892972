/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Coroutines inside exa.wasm: every server and every kernel half (the stack on
 * which a program's system call runs) is one. Asyncify unwinds a suspended
 * stack into the coroutine's own block and rewinds it later; nothing of it is
 * left in JavaScript, so a suspended coroutine is plain bytes.
 *
 * Rules: coroutines nest (a server resumed on top of its caller), they never
 * recurse into themselves, and only coroutine_suspend() suspends.
 */
#ifndef EXA_COROUTINE_H
#define EXA_COROUTINE_H

#include <stdbool.h>
#include <stdint.h>

/* C stack (down) and Asyncify area (up) of one coroutine share this. */
enum { COROUTINE_STACK = 16384 };

enum coroutine_state {
	COROUTINE_IDLE,      /* not started, or its function returned */
	COROUTINE_RUNNING,   /* on the stack now */
	COROUTINE_UNWINDING, /* on its way to SUSPENDED */
	COROUTINE_SUSPENDED,
	COROUTINE_REWINDING, /* on its way back to RUNNING */
};

struct coroutine {
	uint32_t area[2]; /* Asyncify's {current, end} */
	void *sp;         /* __stack_pointer while suspended */
	enum coroutine_state state;
	void (*function)(void *);
	void *argument;
	uint8_t *stack; /* COROUTINE_STACK bytes, a canary at the bottom */
};

/* Gives c a stack. Returns 0 or -ENOMEM. */
int coroutine_init(struct coroutine *c);

/* Frees the stack of an idle coroutine. */
void coroutine_destroy(struct coroutine *c);

/*
 * Runs function(argument) on c, which must be idle, until it suspends or
 * returns. Returns true when it returned (c is idle again).
 */
bool coroutine_start(
	struct coroutine *c, void (*function)(void *), void *argument);

/* Continues a suspended c. Returns like coroutine_start(). */
bool coroutine_resume(struct coroutine *c);

/* Suspends the innermost running coroutine; returns when it is resumed. */
void coroutine_suspend(void);

#endif
