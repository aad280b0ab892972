/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The machine that runs the code. run() calls nothing that can wait, so that it
 * need not be made suspendable: it ends when a function of the library is to be
 * called, which drive() does.
 */
#include "shell/cc/vm.h"
#include "shell/cc/ops.h"
#include "shell/cc/vmops.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { STACK = 4 << 20, CALLS = 100000, FRAMES_SHOWN = 8, FUEL = 20000 };

struct vm vm;

static double get_long(const char *p)
{
	long double v;

	memcpy(&v, p, sizeof(v));
	return (double)v;
}

static void put_long(char *p, double d)
{
	long double v = d;

	memcpy(p, &v, sizeof(v));
}

/* Where a switch goes to. */
static int find_case(const struct insn *pc, const char *fp)
{
	const struct switch_table *t = pc->ptr;
	const union slot *s = (const union slot *)(fp + pc->a);
	int64_t v = pc->x ? s->l : s->i;
	int low = 0, high = t->n;

	while (low < high) {
		int mid = (low + high) / 2;

		if (t->cases[mid].value < v)
			low = mid + 1;
		else
			high = mid;
	}
	return low < t->n && t->cases[low].value == v ? t->cases[low].target
						      : t->otherwise;
}

__attribute__((noinline, no_sanitize("alignment"))) static enum why run(void)
{
	struct insn *pc = vm.pc;
	char *fp = vm.fp;
	struct func *f;
	int fuel = FUEL;

	for (;;) {
	next:
		switch ((enum op)pc->op) {
#define RUN_CASES
#include "shell/cc/vmcases.h"
		}
		pc++;
	}
}

static void show_calls(void)
{
	const struct call *c = vm.call;
	const struct func *f = vm.func;
	const struct insn *pc = vm.pc;
	int n;

	for (n = 0; f && pc && n < FRAMES_SHOWN; n++) {
		fprintf(stderr, "%s%s:%d: in %s()\n", n ? "  from " : "",
			f->file, f->lines[pc - f->code], f->name);
		pc = c->pc;
		f = c->func;
		c--;
	}
}

/* Says what the program did and ends it as the hardware would. */
_Noreturn void vm_fault(enum why why)
{
	static const char *const texts[] = {
		[WHY_NULL] = "a null pointer is used",
		[WHY_ZERO] = "an integer is divided by zero, or overflows",
		[WHY_STACK] = "the stack is full: a recursion without end?",
		[WHY_CALL] = "a call of what is not a function"
	};
	int sig = why == WHY_ZERO ? SIGFPE : SIGSEGV;

	fflush(stdout);
	fprintf(stderr, "cc: %s\n", texts[why]);
	show_calls();
	raise(sig);
	signal(sig, SIG_DFL);
	raise(sig);
	_exit(128 + sig);
}

/* Runs until what began this level has returned. Two calls of run(): one alone
 * would be put in its place, and made suspendable. */
static void drive(void)
{
	enum why why = run();

	while (why == WHY_NATIVE || why == WHY_AGAIN) {
		if (why == WHY_NATIVE) {
			vm.native->native(vm.args);
			vm.pc++;
		}
		why = run();
	}
	if (why != WHY_DONE)
		vm_fault(why);
}

/* Calls a function of the program; args[0] gets the result. Calls may be nested
 * by signals and by functions like qsort(). */
void vm_call(struct func *f, union slot *args, int n)
{
	struct vm saved = vm;
	struct level level;
	char *base = vm.top;

	if (f->native) {
		f->native(args);
		return;
	}
	if (vm.call == vm.last_call || base + f->frame > vm.dyn)
		vm_fault(WHY_STACK);
	memcpy(base, args, (size_t)n * sizeof(*args));
	vm.call++;
	*vm.call = (struct call){ NULL, NULL, vm.dyn, NULL };
	vm.func = f;
	vm.fp = base;
	vm.top = base + f->frame;
	vm.pc = f->code;
	level.up = vm.level;
	vm.level = &level;
	(void)setjmp(level.env);
	drive();
	memcpy(args, base, sizeof(*args));
	vm = saved;
}

int vm_main(struct func *f, int argc, char **argv)
{
	union slot args[3];

	vm.top = malloc(STACK);
	vm.call = malloc(CALLS * sizeof(*vm.call));
	if (!vm.top || !vm.call) {
		fputs("cc: no memory for the stack\n", stderr);
		exit(1);
	}
	vm.end = vm.dyn = vm.top + STACK;
	vm.last_call = vm.call + CALLS - 1;
	args[0].i = argc;
	args[1].p = argv;
	args[2].p = environ;
	vm_call(f, args, 3);
	return args[0].i;
}

/* In drive() the call of setjmp() is just being made: longjmp() has it return
 * again. */
static void note_jump(union slot *args, int saved)
{
	struct jump *j = args[0].p;

	j->magic = MAGIC;
	j->level = vm.level;
	j->pc = vm.pc;
	j->fp = vm.fp;
	j->dyn = vm.dyn;
	j->call = vm.call;
	j->func = vm.func;
	j->saved = saved;
	if (saved)
		sigprocmask(SIG_SETMASK, NULL, &j->mask);
	args[0].i = 0;
}

void vm_setjmp(union slot *args)
{
	note_jump(args, 0);
}

void vm_sigsetjmp(union slot *args)
{
	note_jump(args, args[1].i);
}

static _Noreturn void bad_jump(void)
{
	fputs("cc: longjmp() to a function that has returned\n", stderr);
	show_calls();
	abort();
}

_Noreturn void vm_longjmp(union slot *args)
{
	const struct jump *j = args[0].p;
	int value = args[1].i ? args[1].i : 1;
	struct level *l = vm.level;

	while (l && l != j->level)
		l = l->up;
	if (j->magic != MAGIC || !l || j->call > vm.call)
		bad_jump();
	vm.level = l;
	vm.pc = j->pc + 1;
	vm.fp = j->fp;
	vm.dyn = j->dyn;
	vm.call = j->call;
	vm.func = j->func;
	vm.top = vm.fp + vm.func->frame;
	((union slot *)(vm.fp + j->pc->a))->i = value;
	if (j->saved)
		sigprocmask(SIG_SETMASK, &j->mask, NULL);
	longjmp(l->env, 1);
}
