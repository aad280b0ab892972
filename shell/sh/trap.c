/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Signals and traps; trap.h tells the rules. */
#include "shell.h"
#include "edit/edit.h"

#include <stdlib.h>
#include <unistd.h>

/* The line is hung up: the jobs are told, as the kernel tells only the one in
 * the foreground, and the shell ends of it. */
static void die_of_hangup(void)
{
	sigset_t set;

	tty_restore();
	jobs_hang_up();
	signal(SIGHUP, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	kill(getpid(), SIGHUP);
}

static void on_signal(int sig)
{
	if (sig == SIGHUP && !sh.trap.action[SIGHUP])
		die_of_hangup();
	if (sig == SIGCHLD)
		sh.trap.child = 1;
	if (sig == SIGINT && !sh.trap.action[SIGINT]) {
		sh.trap.interrupted = 1;
		sh.trap.any = 1;
	} else if (sh.trap.action[sig]) {
		sh.trap.pending[sig] = 1;
		sh.trap.any = 1;
	}
}

static enum trap_how trap_wanted(int sig)
{
	const char *action = sh.trap.action[sig];

	if (action)
		return *action ? TRAP_CAUGHT : TRAP_IGNORED;
	if (sig == SIGCHLD && sh.trap.watch_child)
		return TRAP_CAUGHT;
	if (sh.interactive && !sh.subshell) {
		if (sig == SIGINT)
			return TRAP_CAUGHT;
		if (sig == SIGQUIT || sig == SIGTERM)
			return TRAP_IGNORED;
	}
	if (sh.jobs.on && sh.interactive && !sh.subshell && sig == SIGHUP)
		return TRAP_CAUGHT;
	if (sh.jobs.on && (sig == SIGTSTP || sig == SIGTTIN || sig == SIGTTOU))
		return TRAP_IGNORED;
	return TRAP_DEFAULT;
}

/* Note whether a signal was ignored when the shell was started. */
static void trap_look(int sig)
{
	struct sigaction sa;

	if (sh.trap.how[sig] != TRAP_UNKNOWN)
		return;
	if (sigaction(sig, NULL, &sa) < 0 || sa.sa_handler != SIG_IGN)
		sh.trap.how[sig] = TRAP_DEFAULT;
	else if (sh.interactive &&
		(sig == SIGTSTP || sig == SIGTTIN || sig == SIGTTOU))
		sh.trap.how[sig] = TRAP_IGNORED; /* not for ever */
	else
		sh.trap.how[sig] = TRAP_HARD_IGNORED;
}

/* Note whether it is the shell itself that ignores it. */
static void trap_own(int sig)
{
	if (sh.trap.how[sig] == TRAP_IGNORED && !sh.trap.action[sig])
		sigaddset(&sh.trap.ours, sig);
	else
		sigdelset(&sh.trap.ours, sig);
}

void trap_signal(int sig)
{
	struct sigaction sa;
	enum trap_how how = trap_wanted(sig);

	trap_look(sig);
	if (sh.trap.how[sig] == TRAP_HARD_IGNORED)
		return;
	if (sh.trap.how[sig] == how) {
		/* Also what was ignored already, but not for ever, and what
		 * is so by another's wish now. */
		trap_own(sig);
		return;
	}
	memset(&sa, 0, sizeof(sa));
	sigfillset(&sa.sa_mask);
	sa.sa_handler = how == TRAP_CAUGHT ? on_signal
		: how == TRAP_IGNORED      ? SIG_IGN
					   : SIG_DFL;
	if (sigaction(sig, &sa, NULL) < 0)
		return;
	sh.trap.how[sig] = (uint8_t)how;
	trap_own(sig);
}

void trap_init(void)
{
	sigemptyset(&sh.trap.ours);
	if (!sh.interactive)
		return;
	trap_signal(SIGINT);
	trap_signal(SIGQUIT);
	trap_signal(SIGTERM);
}

bool trap_set(int sig, const char *action)
{
	int i;

	if (sig < 0 || sig >= TRAP_SIGNALS)
		return false;
	if (sig) {
		trap_look(sig);
		if (sh.trap.how[sig] == TRAP_HARD_IGNORED && !sh.interactive)
			return true; /* no effect, says POSIX, and no error */
	}
	free(sh.trap.action[sig]);
	sh.trap.action[sig] = action ? xstrdup(action) : NULL;
	sh.trap.set = false;
	for (i = 0; i < TRAP_SIGNALS; i++)
		if (sh.trap.action[i] && *sh.trap.action[i])
			sh.trap.set = true;
	if (sig && sig != SIGKILL && sig != SIGSTOP)
		trap_signal(sig);
	return true;
}

int trap_pending(void)
{
	int i;

	if (!sh.trap.any)
		return 0;
	if (sh.trap.interrupted)
		return SIGINT;
	for (i = 1; i < TRAP_SIGNALS; i++)
		if (sh.trap.pending[i])
			return i;
	return 0;
}

static void trap_action(int sig)
{
	char *action = xstrdup(sh.trap.action[sig]);
	int status = sh.status, saved = sh.trap.status, line = sh.line;
	enum skip skip = sh.skip;
	int count = sh.skip_count;
	bool tested = sh.tested;

	sh.tested = false;
	sh.skip = SKIP_NONE;
	sh.trap.status = status;
	sh.trap.running++;
	exec_text(action, 0);
	sh.trap.running--;
	sh.trap.status = saved;
	/* What the action began, such as exit, goes before what went on. */
	if (!sh.skip) {
		sh.skip = skip;
		sh.skip_count = count;
		sh.status = status;
	}
	sh.line = line;
	sh.tested = tested;
	free(action);
}

void trap_run(void)
{
	int i;

	sh.trap.any = 0;
	if (sh.trap.interrupted) {
		sh.trap.interrupted = 0;
		if (sh.interactive) {
			sh.skip = SKIP_INTERRUPT;
			sh.status = 128 + SIGINT;
		}
	}
	for (i = 1; i < TRAP_SIGNALS; i++) {
		if (!sh.trap.pending[i])
			continue;
		sh.trap.pending[i] = 0;
		if (sh.trap.action[i] && *sh.trap.action[i])
			trap_action(i);
		if (sh.skip >= SKIP_ABORT)
			return;
	}
}

void trap_exit(void)
{
	char *action = sh.trap.action[0];
	int status = sh.status;

	if (!action || !*action)
		return;
	sh.trap.action[0] = NULL;
	sh.tested = false;
	sh.skip = SKIP_NONE;
	sh.loops = 0;
	sh.depth = 0;
	sh.trap.status = status;
	sh.trap.running++;
	exec_text(action, 0);
	if (sh.skip != SKIP_EXIT && sh.skip != SKIP_ABORT)
		sh.status = status;
	free(action);
}

void trap_reset(void)
{
	int i;

	sh.trap.any = 0;
	sh.trap.interrupted = 0;
	sh.trap.set = false;
	for (i = 0; i < TRAP_SIGNALS; i++) {
		sh.trap.pending[i] = 0;
		if (sh.trap.action[i] && *sh.trap.action[i]) {
			free(sh.trap.action[i]);
			sh.trap.action[i] = NULL;
		}
		if (i && sh.trap.how[i] != TRAP_UNKNOWN &&
			sh.trap.how[i] != TRAP_DEFAULT)
			trap_signal(i);
	}
}

/* Before exec: what is ignored for the shell's own sake must not last. */
void trap_exec(void)
{
	int i;

	for (i = 1; i < TRAP_SIGNALS; i++)
		if (sigismember(&sh.trap.ours, i) == 1)
			signal(i, SIG_DFL);
}

void trap_ignore_interrupts(void)
{
	struct sigaction sa;

	memset(&sa, 0, sizeof(sa));
	sigemptyset(&sa.sa_mask);
	sa.sa_handler = SIG_IGN;
	sigaction(SIGINT, &sa, &sh.trap.old_int);
	sigaction(SIGQUIT, &sa, &sh.trap.old_quit);
}

void trap_restore_interrupts(void)
{
	sigaction(SIGINT, &sh.trap.old_int, NULL);
	sigaction(SIGQUIT, &sh.trap.old_quit, NULL);
}
