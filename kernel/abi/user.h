/* SPDX-License-Identifier: MIT */
/*
 * What the kernel and libc agree on beyond the call table: memory layout of a
 * program, signal hand-over, posix_spawn, and the ABI note in the wasm file.
 * Included by kernel/ and by libc/; fixed-width fields only, no pointers.
 */
#ifndef EXA_ABI_USER_H
#define EXA_ABI_USER_H

#include <stdint.h>

/* Content of the custom section "exa.abi": one little-endian uint32_t. */
enum { EXA_ABI_VERSION = 1 };

/*
 * The lowest bytes of a program's memory. The module is linked --stack-first:
 * the region [0, stack size) holds this block, then the Asyncify area growing
 * up from EXA_ASYNCIFY_AREA, and the C stack growing down from the region's
 * end. The two share the region; unwinding into the live stack is an overflow.
 */
enum {
	EXA_ASYNCIFY = 16,      /* Asyncify's {current, end} pair */
	EXA_SAVED_SP = 24,      /* while suspended: low end of the live stack */
	EXA_ASYNCIFY_AREA = 32, /* first byte of the area */
};

/*
 * exa_setup(struct exa_setup *) tells the kernel, once after exec, where the
 * program's signal flag lies: an int32_t the kernel sets to 1 when a caught
 * signal can be delivered; libc looks at it after each exa.call and then
 * takes the signals one by one with exa_sigtake().
 */
struct exa_setup {
	uint32_t abi_version;
	uint32_t sigflag; /* user address of the flag */
};

/*
 * exa_sigtake(struct exa_sigtake *) takes the next deliverable caught signal:
 * returns its number, having blocked sa_mask (and the signal itself, unless
 * SA_NODEFER), reset the handler for SA_RESETHAND and given up the alternate
 * stack for SS_AUTODISARM; or 0 when none is left (the flag is cleared then).
 * libc runs the handler, and as sigreturn restores old_mask with
 * rt_sigprocmask(SIG_SETMASK) and the alternate stack with sigaltstack().
 */
struct exa_sigtake {
	uint32_t handler;     /* index in the function table */
	uint32_t flags;       /* SA_* */
	uint32_t old_mask[2]; /* signal 1 is bit 0 */
	uint32_t altstack; /* top of the alternate stack to switch to, or 0 */
	uint32_t stack_base, stack_flags, stack_size; /* uc_stack */
	uint32_t info[32];                            /* the siginfo_t */
};

/*
 * A blocking call that a caught signal interrupted before it did anything
 * returns -EXA_ERESTART. libc runs the handlers; if the first of them
 * had SA_RESTART it makes the call again, else the result is -EINTR. Programs
 * never see this number. Calls that must not restart (sleeps, poll, sigsuspend)
 * answer -EINTR themselves.
 */
enum { EXA_ERESTART = 512 };

/*
 * Argument of exa_spawn(): posix_spawn as one call, without a fork. Returns the
 * child's pid, or a negative errno when the child could not be started.
 */
struct exa_spawn {
	uint32_t path;    /* char * */
	uint32_t argv;    /* char ** */
	uint32_t envp;    /* char ** */
	uint32_t actions; /* struct exa_spawn_action *, in order */
	uint32_t nactions;
	uint32_t flags;       /* POSIX_SPAWN_* */
	int32_t pgroup;       /* with POSIX_SPAWN_SETPGROUP */
	uint32_t mask[2];     /* with POSIX_SPAWN_SETSIGMASK */
	uint32_t defaults[2]; /* with POSIX_SPAWN_SETSIGDEF */
};

enum exa_spawn_op {
	EXA_SPAWN_CLOSE = 1,
	EXA_SPAWN_DUP2,
	EXA_SPAWN_OPEN,
	EXA_SPAWN_CHDIR,
	EXA_SPAWN_FCHDIR,
};

struct exa_spawn_action {
	uint32_t op;   /* enum exa_spawn_op */
	int32_t fd;    /* descriptor acted upon, or produced by OPEN and DUP2 */
	int32_t srcfd; /* DUP2: the source */
	uint32_t path; /* OPEN and CHDIR: char * */
	int32_t oflag; /* OPEN */
	uint32_t mode; /* OPEN */
};

#endif
