/* SPDX-License-Identifier: GPL-3.0-or-later */
/* unistd.h, sys/wait.h, signal.h: processes. */
#include "shell/cc/native.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SIGNALS = 65 };

/* The program's handlers: the kernel is told on_signal() or on_info(). */
static struct func *handlers[SIGNALS];

static void on_signal(int sig)
{
	union slot args[1] = { { .i = sig } };
	int error = errno;

	vm_call(handlers[sig], args, 1);
	errno = error;
}

static void on_info(int sig, siginfo_t *info, void *context)
{
	union slot args[3] = { { .i = sig }, { .p = info }, { .p = context } };
	int error = errno;

	vm_call(handlers[sig], args, 3);
	errno = error;
}

static bool is_handler(const void *p)
{
	return p != (void *)(uintptr_t)SIG_DFL &&
		p != (void *)(uintptr_t)SIG_IGN &&
		p != (void *)(uintptr_t)SIG_ERR;
}

/* What the program calls its handler, from what the kernel calls it. */
static void *to_program(int sig, void (*handler)(int))
{
	return is_handler((void *)(uintptr_t)handler)
		? (void *)handlers[sig]
		: (void *)(uintptr_t)handler;
}

static int action(int sig, void *act, void *old)
{
	struct sigaction new, before;

	if (sig < 1 || sig >= SIGNALS) {
		errno = EINVAL;
		return -1;
	}
	if (sigaction(sig, NULL, &before))
		return -1;
	if (old) {
		memcpy(old, &before, sizeof(before));
		((struct sigaction *)old)->sa_handler = (void (*)(int))(
			uintptr_t)to_program(sig, before.sa_handler);
	}
	if (!act)
		return 0;
	memcpy(&new, act, sizeof(new));
	if (is_handler((void *)(uintptr_t) new.sa_handler)) {
		handlers[sig] = (struct func *)(uintptr_t) new.sa_handler;
		if (handlers[sig]->magic != MAGIC)
			vm_fault(WHY_CALL);
		if (new.sa_flags & SA_SIGINFO)
			new.sa_sigaction = on_info;
		else
			new.sa_handler = on_signal;
	}
	return sigaction(sig, &new, NULL);
}

static void *set_signal(int sig, void *handler)
{
	struct sigaction new, old;

	memset(&new, 0, sizeof(new));
	new.sa_handler = (void (*)(int))(uintptr_t)handler;
	new.sa_flags = SA_RESTART;
	if (action(sig, &new, &old))
		return (void *)(uintptr_t)SIG_ERR;
	return (void *)(uintptr_t)old.sa_handler;
}

/* execl() and its kin: the strings after the first; NULL ends them. */
static int exec_list(const char *path, char *first, char **rest, int how)
{
	char **argv;
	int n = 0;

	while (rest[n])
		n++;
	argv = calloc((size_t)n + 2, sizeof(*argv));
	if (!argv)
		return -1;
	argv[0] = first;
	memcpy(argv + 1, rest, (size_t)n * sizeof(*rest));
	if (how == 'p')
		execvp(path, argv);
	else
		execve(path, argv, how == 'e' ? (char **)rest[n + 1] : environ);
	free(argv);
	return -1;
}

#define PROCESS(X)                                                 \
	X(fork, a->i = fork())                                     \
	X(vfork, a->i = fork())                                    \
	X(wait, a->i = wait(a[0].p))                               \
	X(waitpid, a->i = waitpid(a[0].i, a[1].p, a[2].i))         \
	X(execv, a->i = execv(a[0].s, a[1].p))                     \
	X(execvp, a->i = execvp(a[0].s, a[1].p))                   \
	X(execve, a->i = execve(a[0].s, a[1].p, a[2].p))           \
	X(execl, a->i = exec_list(a[0].s, a[1].s, a[2].p, 'l'))    \
	X(execlp, a->i = exec_list(a[0].s, a[1].s, a[2].p, 'p'))   \
	X(execle, a->i = exec_list(a[0].s, a[1].s, a[2].p, 'e'))   \
	X(getpid, a->i = getpid())                                 \
	X(getppid, a->i = getppid())                               \
	X(getpgrp, a->i = getpgrp())                               \
	X(getpgid, a->i = getpgid(a[0].i))                         \
	X(setpgid, a->i = setpgid(a[0].i, a[1].i))                 \
	X(setsid, a->i = setsid())                                 \
	X(tcgetpgrp, a->i = tcgetpgrp(a[0].i))                     \
	X(tcsetpgrp, a->i = tcsetpgrp(a[0].i, a[1].i))             \
	X(getuid, a->u = getuid())                                 \
	X(geteuid, a->u = geteuid())                               \
	X(getgid, a->u = getgid())                                 \
	X(getegid, a->u = getegid())                               \
	X(gethostname, a->i = gethostname(a[0].s, a[1].z))         \
	X(sysconf, a->n = sysconf(a[0].i))                         \
	X(sleep, a->u = sleep(a[0].u))                             \
	X(usleep, a->i = usleep(a[0].u))                           \
	X(pause, a->i = pause())                                   \
	X(alarm, a->u = alarm(a[0].u))                             \
	X(setitimer, a->i = setitimer(a[0].i, a[1].p, a[2].p))     \
	X(kill, a->i = kill(a[0].i, a[1].i))                       \
	X(raise, a->i = raise(a[0].i))                             \
	X(signal, a->p = set_signal(a[0].i, a[1].p))               \
	X(sigaction, a->i = action(a[0].i, a[1].p, a[2].p))        \
	X(sigemptyset, a->i = sigemptyset(a[0].p))                 \
	X(sigfillset, a->i = sigfillset(a[0].p))                   \
	X(sigaddset, a->i = sigaddset(a[0].p, a[1].i))             \
	X(sigdelset, a->i = sigdelset(a[0].p, a[1].i))             \
	X(sigismember, a->i = sigismember(a[0].p, a[1].i))         \
	X(sigprocmask, a->i = sigprocmask(a[0].i, a[1].p, a[2].p)) \
	X(sigpending, a->i = sigpending(a[0].p))                   \
	X(sigsuspend, a->i = sigsuspend(a[0].p))

PROCESS(DEFINE)

const struct native natives_process[] = { PROCESS(ENTRY){ 0 } };
