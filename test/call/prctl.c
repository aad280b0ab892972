/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prctl(): the name, the signal at the parent's end, dumpable, no new
 * privileges, subreaper; who keeps what over fork and exec; EINVAL, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/prctl.h>

static void check_name(void)
{
	char name[16], long_name[] = "0123456789abcdefgh";

	OK(prctl(PR_SET_NAME, "short"));
	memset(name, 'x', sizeof(name));
	OK(prctl(PR_GET_NAME, name));
	SAME(strcmp(name, "short"), 0);
	OK(prctl(PR_SET_NAME, long_name));
	OK(prctl(PR_GET_NAME, name));
	SAME(strcmp(name, "0123456789abcde"), 0);
	OK(prctl(PR_SET_NAME, ""));
	OK(prctl(PR_GET_NAME, name));
	SAME(strcmp(name, ""), 0);
	FAILS(prctl(PR_SET_NAME, bad_pointer()), EFAULT);
	FAILS(prctl(PR_GET_NAME, bad_pointer()), EFAULT);
}

static int death_signal(void)
{
	int sig = -1;

	OK(prctl(PR_GET_PDEATHSIG, &sig));
	return sig;
}

/* A child that wants to be told, of a parent that ends. */
static int parent_ends(void)
{
	int ready[2];
	sigset_t set;
	char byte;

	OK(pipe(ready));
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	if (fork() == 0) {
		SAME(death_signal(), 0);
		OK(prctl(PR_SET_PDEATHSIG, SIGUSR1));
		SAME(death_signal(), SIGUSR1);
		SAME(write(ready[1], "x", 1), 1);
		SAME(sigwaitinfo(&set, NULL), SIGUSR1);
		CHECK(write(9, "told", 4) == 4);
		_exit(0);
	}
	SAME(read(ready[0], &byte, 1), 1);
	return 0;
}

static void check_parent_death(void)
{
	char text[8];
	int fd[2];

	FAILS(prctl(PR_SET_PDEATHSIG, 65), EINVAL);
	FAILS(prctl(PR_SET_PDEATHSIG, -1), EINVAL);
	FAILS(prctl(PR_GET_PDEATHSIG, bad_pointer()), EFAULT);
	SAME(death_signal(), 0);
	OK(pipe(fd));
	OK(dup2(fd[1], 9));
	OK(close(fd[1]));
	SAME(status_of(in_child(parent_ends)), 0);
	OK(close(9));
	SAME(read(fd[0], text, sizeof(text)), 4);
	OK(close(fd[0]));
}

static int no_new_privs(void)
{
	pid_t pid;

	SAME(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 0);
	FAILS(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0), EINVAL);
	FAILS(prctl(PR_SET_NO_NEW_PRIVS, 1, 1, 0, 0), EINVAL);
	FAILS(prctl(PR_GET_NO_NEW_PRIVS, 1, 0, 0, 0), EINVAL);
	OK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
	SAME(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 1);
	pid = (pid_t)OK(fork());
	if (pid == 0) {
		execl("/proc/self/exe", "prctl", "again", (char *)NULL);
		_exit(1);
	}
	return status_of(pid);
}

static int orphan(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		sleep_ms(30);
		_exit(44);
	}
	return 0;
}

static int reaps(void)
{
	int status, is = -1;

	OK(prctl(PR_GET_CHILD_SUBREAPER, &is));
	SAME(is, 0);
	OK(prctl(PR_SET_CHILD_SUBREAPER, 1));
	OK(prctl(PR_GET_CHILD_SUBREAPER, &is));
	SAME(is, 1);
	SAME(status_of(in_child(orphan)), 0);
	CHECK(wait(&status) > 0);
	SAME(status, 44 << 8);
	OK(prctl(PR_SET_CHILD_SUBREAPER, 0));
	SAME(status_of(in_child(orphan)), 0);
	FAILS(wait(&status), ECHILD);
	return 0;
}

static int dumpable(void)
{
	SAME(prctl(PR_GET_DUMPABLE), 1);
	OK(prctl(PR_SET_DUMPABLE, 0));
	SAME(prctl(PR_GET_DUMPABLE), 0);
	FAILS(prctl(PR_SET_DUMPABLE, 2), EINVAL);
	OK(prctl(PR_SET_DUMPABLE, 1));
	return 0;
}

int main(int argc, char **argv)
{
	(void)argv;
	if (argc > 1)
		return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1;
	check_name();
	check_parent_death();
	SAME(status_of(in_child(no_new_privs)), 0);
	SAME(status_of(in_child(reaps)), 0);
	SAME(status_of(in_child(dumpable)), 0);
	FAILS(prctl(0), EINVAL);
	FAILS(prctl(-1), EINVAL);
	FAILS(prctl(12345), EINVAL);
	return 0;
}
