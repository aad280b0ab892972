/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The machine that runs the code, for the library's functions, too. */
#ifndef SHELL_CC_VM_H
#define SHELL_CC_VM_H

#include "shell/cc/gen.h"

#include <setjmp.h>
#include <signal.h>

/* What a call has to come back to. */
struct call {
	struct insn *pc;
	char *fp, *dyn;
	struct func *func;
};

/* Functions of the library call functions of the program: each such call is a
 * level, with a place to come back to by longjmp(). */
struct level {
	struct level *up;
	jmp_buf env;
};

struct vm {
	struct insn *pc;
	char *fp, *top, *end; /* of the frame; what is taken of the stack */
	char *dyn;            /* for alloca(), grows downwards */
	struct call *call, *last_call;
	struct func *func; /* that runs */
	struct level *level;
	union slot *args; /* of the native function */
	struct func *native;
	int depth;
};
extern struct vm vm;

/* What run() ends with. */
enum why {
	WHY_NATIVE,
	WHY_AGAIN,
	WHY_DONE,
	WHY_NULL,
	WHY_ZERO,
	WHY_STACK,
	WHY_CALL
};

/* setjmp() of the program: a jmp_buf begins with this. */
struct jump {
	uint32_t magic;
	int depth;
	struct level *level;
	struct insn *pc;
	char *fp, *dyn;
	struct call *call;
	struct func *func;
	int saved; /* whether the mask is kept */
	sigset_t mask;
};
void vm_setjmp(union slot *args);
void vm_sigsetjmp(union slot *args);
_Noreturn void vm_longjmp(union slot *args);
_Noreturn void vm_fault(enum why why);

#endif
