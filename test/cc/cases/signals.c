/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>
#include <sys/wait.h>
static volatile sig_atomic_t seen;
static void on_usr1(int sig)
{
	seen += sig;
}
static void on_info(int sig, siginfo_t *info, void *context)
{
	(void)context;
	seen = sig == info->si_signo;
}
static void on_alarm(int sig)
{
	(void)sig;
	seen = 1;
}
int main(void)
{
	struct sigaction act, old;
	sigset_t set;
	void (*before)(int);
	int status;

	before = signal(SIGUSR1, on_usr1);
	printf("%d\n", before == SIG_DFL);
	raise(SIGUSR1);
	kill(getpid(), SIGUSR1);
	printf("%d\n", seen == 2 * SIGUSR1);
	before = signal(SIGUSR1, SIG_IGN);
	printf("%d\n", before == on_usr1);
	raise(SIGUSR1);
	memset(&act, 0, sizeof(act));
	act.sa_sigaction = on_info;
	act.sa_flags = SA_SIGINFO;
	seen = 0;
	sigaction(SIGUSR2, &act, NULL);
	sigaction(SIGUSR2, NULL, &old);
	printf("%d\n", old.sa_sigaction == on_info);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	sigprocmask(SIG_BLOCK, &set, NULL);
	raise(SIGUSR2);
	printf("blocked %d\n", seen);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	printf("now %d\n", seen);
	seen = 0;
	signal(SIGALRM, on_alarm);
	alarm(1);
	while (!seen)
		;
	puts("alarm");
	fflush(stdout);
	if (!fork())
		raise(SIGTERM);
	wait(&status);
	printf("%d %d\n", WIFSIGNALED(status), WTERMSIG(status));
	return 0;
}
