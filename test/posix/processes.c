/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exec family, attributes of posix_spawn(), scheduling of processes. */
#define _GNU_SOURCE
#include <sched.h>
#include <spawn.h>

#include "test/call/call.h"

static void run_sh(int how, char **args, char **vars)
{
	if (how == 0)
		execl("/bin/sh", args[0], args[1], args[2], (char *)NULL);
	else if (how == 1)
		execlp("sh", args[0], args[1], args[2], (char *)NULL);
	else if (how == 2)
		execv("/bin/sh", args);
	else if (how == 3)
		execvp("sh", args);
	else if (how == 4)
		execve("/bin/sh", args, vars);
	else if (how == 5)
		execvpe("sh", args, vars);
	else
		execle("/bin/sh", args[0], args[1], args[2], (char *)NULL,
			vars);
}

static void exec_family(void)
{
	char sh[] = "sh", c[] = "-c", script[] = "exit $N";
	char *args[] = { sh, c, script, NULL };
	char n7[] = "N=7";
	char *vars[] = { n7, NULL };

	OK(setenv("PATH", "/bin:/usr/bin", 1));
	OK(setenv("N", "6", 1));
	for (int i = 0; i < 7; i++) {
		pid_t pid = (pid_t)OK(fork());
		if (pid == 0) {
			run_sh(i, args, vars);
			_exit(99);
		}
		SAME(WEXITSTATUS(status_of(pid)), i < 4 ? 6 : 7);
	}
	FAILS(execvp("no-such-program", args), ENOENT);
	FAILS(execvp("", args), ENOENT);
	FAILS(execv("/", args), EACCES);
	make_file("script", "exit 5\n");
	FAILS(execv("./script", args), EACCES);
	OK(chmod("script", 0755));
	FAILS(execv("./script", args), ENOEXEC);
	pid_t pid = (pid_t)OK(fork());
	if (pid == 0) {
		/* What is no program is run by the shell: POSIX, execvp(). */
		execlp("./script", "script", (char *)NULL);
		_exit(errno == ENOEXEC ? 5 : 99);
	}
	SAME(WEXITSTATUS(status_of(pid)), 5);
	OK(unlink("script"));
}

static void spawn_attributes(void)
{
	posix_spawnattr_t attr;
	short flags = -1;
	pid_t group = -1;
	sigset_t set, got;
	struct sched_param param = { 0 };
	int policy = -1;

	SAME(posix_spawnattr_init(&attr), 0);
	SAME(posix_spawnattr_getflags(&attr, &flags), 0);
	SAME(flags, 0);
	SAME(posix_spawnattr_setflags(&attr, 0x4000), EINVAL);
	SAME(posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETPGROUP), 0);
	SAME(posix_spawnattr_setpgroup(&attr, 5), 0);
	SAME(posix_spawnattr_getpgroup(&attr, &group), 0);
	SAME(group, 5);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	SAME(posix_spawnattr_setsigmask(&attr, &set), 0);
	SAME(posix_spawnattr_getsigmask(&attr, &got), 0);
	SAME(sigismember(&got, SIGUSR1), 1);
	SAME(posix_spawnattr_setsigdefault(&attr, &set), 0);
	SAME(posix_spawnattr_getsigdefault(&attr, &got), 0);
	SAME(sigismember(&got, SIGUSR1), 1);
#ifdef __GLIBC__
	SAME(posix_spawnattr_setschedpolicy(&attr, SCHED_OTHER), 0);
	SAME(posix_spawnattr_getschedpolicy(&attr, &policy), 0);
	SAME(posix_spawnattr_setschedparam(&attr, &param), 0);
	SAME(posix_spawnattr_getschedparam(&attr, &param), 0);
#else
	SAME(posix_spawnattr_setschedpolicy(&attr, SCHED_OTHER), ENOSYS);
	SAME(posix_spawnattr_getschedpolicy(&attr, &policy), ENOSYS);
	SAME(posix_spawnattr_setschedparam(&attr, &param), ENOSYS);
	SAME(posix_spawnattr_getschedparam(&attr, &param), ENOSYS);
#endif
	SAME(posix_spawnattr_destroy(&attr), 0);
}

static void spawning(void)
{
	posix_spawn_file_actions_t acts;
	char sh[] = "sh", c[] = "-c", script[] = "echo out; echo err >&2";
	char *args[] = { sh, c, script, NULL };
	pid_t pid;

	SAME(posix_spawn_file_actions_init(&acts), 0);
	SAME(posix_spawn_file_actions_addopen(
		     &acts, 1, "out", O_WRONLY | O_CREAT, 0600),
		0);
	SAME(posix_spawn_file_actions_adddup2(&acts, 1, 2), 0);
	SAME(posix_spawn_file_actions_addclose(&acts, 0), 0);
	SAME(posix_spawn_file_actions_addclose(&acts, -1), EBADF);
	SAME(posix_spawnp(&pid, "sh", &acts, NULL, args, environ), 0);
	SAME(status_of(pid), 0);
	SAME(size_of("out"), 8);
	SAME(posix_spawn_file_actions_destroy(&acts), 0);
	SAME(posix_spawn(&pid, "/none", NULL, NULL, args, environ), ENOENT);
	OK(unlink("out"));
}

static void groups_and_sessions(void)
{
	pid_t pid = (pid_t)OK(fork());

	if (pid == 0) {
		CHECK(setpgrp() != -1);
		SAME(getpgrp(), getpid());
		FAILS(setsid(), EPERM);
		_exit(0);
	}
	SAME(status_of(pid), 0);
}

static void scheduling(void)
{
	struct sched_param param;
	struct timespec slice;

	SAME(sched_getscheduler(0), SCHED_OTHER);
	OK(sched_getparam(0, &param));
	SAME(param.sched_priority, 0);
	SAME(sched_get_priority_max(SCHED_OTHER), 0);
	SAME(sched_get_priority_min(SCHED_OTHER), 0);
	CHECK(sched_get_priority_max(SCHED_FIFO) >=
		sched_get_priority_min(SCHED_FIFO) + 31);
	FAILS(sched_get_priority_max(99), EINVAL);
	FAILS(sched_getscheduler(-1), EINVAL);
	OK(sched_rr_get_interval(0, &slice));
	OK(sched_setparam(0, &param));
	OK(sched_setscheduler(0, SCHED_OTHER, &param));
	param.sched_priority = 1;
	FAILS(sched_setparam(0, &param), EINVAL);
	OK(sched_yield());
}

int main(void)
{
	scratch();
	exec_family();
	spawn_attributes();
	spawning();
	groups_and_sessions();
	if (sched_getscheduler(0) != -1 || errno != ENOSYS)
		scheduling();
	scratch_end();
	return 0;
}
