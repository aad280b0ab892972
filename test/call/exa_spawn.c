/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exa_spawn(), under posix_spawn(): attributes and actions reach the child;
 * a failure is returned and leaves no child; errors of the call itself.
 */
#define _GNU_SOURCE
#include "call.h"
#include <spawn.h>
#include "../../kernel/abi/user.h"

static char path[] = "/bin/sh";

static long spawn(struct exa_spawn *job, const char *script)
{
	char *argv[] = { "sh", "-c", (char *)script, NULL };

	job->path = job->path ? job->path : (uint32_t)path;
	job->argv = (uint32_t)argv;
	job->envp = (uint32_t)environ;
	return syscall(SYS_exa_spawn, job);
}

static int outcome(struct exa_spawn job, const char *script)
{
	return status_of((pid_t)OK(spawn(&job, script)));
}

/* The only action there is fails like this, and no child remains. */
static void fails(struct exa_spawn_action action, int error)
{
	struct exa_spawn job = { .actions = (uint32_t)&action, .nactions = 1 };

	FAILS(spawn(&job, "exit 0"), error);
	FAILS(waitpid(-1, NULL, WNOHANG), ECHILD);
}

static void check_attributes(void)
{
	struct exa_spawn job = { .flags = POSIX_SPAWN_SETSIGMASK };
	sigset_t set;

	SAME(outcome(job, "exit 3"), 3 << 8);
	SAME(outcome(job, "kill -TERM $$"), SIGTERM);
	/* Blocked, the signal stays pending; SIGKILL cannot be blocked. */
	job.mask[0] = ~0U;
	job.mask[1] = ~0U;
	SAME(outcome(job, "kill -TERM $$; exit 4"), 4 << 8);
	SAME(outcome(job, "kill -KILL $$; exit 4"), SIGKILL);
	handle(SIGTERM, SIG_IGN, 0);
	job.flags = 0;
	SAME(outcome(job, "kill -TERM $$; exit 4"), 4 << 8);
	job.flags = POSIX_SPAWN_SETSIGDEF;
	job.defaults[0] = 1U << (SIGTERM - 1);
	SAME(outcome(job, "kill -TERM $$; exit 4"), SIGTERM);
	handle(SIGTERM, SIG_DFL, 0);
	OK(sigprocmask(SIG_BLOCK, NULL, &set));
	SAME(sigismember(&set, SIGTERM), 0);
}

static void check_groups(void)
{
	struct exa_spawn job = { .flags = POSIX_SPAWN_SETPGROUP };
	pid_t pid = (pid_t)OK(spawn(&job, "sleep 5"));

	SAME(getpgid(pid), pid);
	OK(kill(-pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
	job.pgroup = 30000000;
	FAILS(spawn(&job, "exit 0"), EPERM);
	job.flags = POSIX_SPAWN_SETSID;
	pid = (pid_t)OK(spawn(&job, "sleep 5"));
	SAME(getsid(pid), pid);
	OK(kill(-pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
}

static void check_actions(void)
{
	struct exa_spawn_action actions[] = {
		{ .op = EXA_SPAWN_CHDIR, .path = (uint32_t) "/tmp" },
		{ .op = EXA_SPAWN_OPEN,
			.fd = 7,
			.oflag = O_WRONLY | O_CREAT,
			.mode = 0600,
			.path = (uint32_t) "exa_spawn.out" },
		{ .op = EXA_SPAWN_DUP2, .fd = 1, .srcfd = 7 },
		{ .op = EXA_SPAWN_CLOSE, .fd = 7 },
	};
	struct exa_spawn job = { .actions = (uint32_t)actions, .nactions = 4 };

	SAME(outcome(job, "pwd"), 0);
	SAME(size_of("/tmp/exa_spawn.out"), 5);
	SAME(mode_of("/tmp/exa_spawn.out"), S_IFREG | 0600);
	OK(unlink("/tmp/exa_spawn.out"));
	FAILS(fcntl(7, F_GETFD), EBADF);
}

static void check_failures(void)
{
	struct exa_spawn job = { .path = (uint32_t) "/nonexistent" };

	FAILS(spawn(&job, ""), ENOENT);
	job.path = (uint32_t) "/tmp";
	FAILS(spawn(&job, ""), EACCES);
	job.path = (uint32_t)bad_pointer();
	FAILS(spawn(&job, ""), EFAULT);
	job.path = (uint32_t)path;
	job.nactions = 1;
	job.actions = (uint32_t)bad_pointer();
	FAILS(spawn(&job, ""), EFAULT);
	job.nactions = 1U << 30;
	FAILS(spawn(&job, ""), EINVAL);
	FAILS(syscall(SYS_exa_spawn, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_exa_spawn, NULL), EFAULT);
	fails((struct exa_spawn_action){ .op = 99 }, EINVAL);
	fails((struct exa_spawn_action){ .op = EXA_SPAWN_OPEN, .fd = 3 },
		EFAULT);
	fails((struct exa_spawn_action){ .op = EXA_SPAWN_CHDIR }, EFAULT);
	fails((struct exa_spawn_action){ .op = EXA_SPAWN_CHDIR,
		      .path = (uint32_t) "/nonexistent" },
		ENOENT);
	fails((struct exa_spawn_action){ .op = EXA_SPAWN_FCHDIR, .fd = 77 },
		EBADF);
	fails((struct exa_spawn_action){ .op = EXA_SPAWN_DUP2, .srcfd = 77 },
		EBADF);
	fails((struct exa_spawn_action){ .op = EXA_SPAWN_DUP2, .fd = -1 },
		EBADF);
}

/* Waits for another to open the FIFO, and then fails. */
static int fails_later(void)
{
	struct exa_spawn_action action = { .op = EXA_SPAWN_OPEN,
		.oflag = O_RDONLY,
		.path = (uint32_t) "fifo" };
	struct exa_spawn job = { .path = (uint32_t) "/nonexistent",
		.actions = (uint32_t)&action,
		.nactions = 1 };

	FAILS(spawn(&job, ""), ENOENT);
	return 0;
}

/* A child that never ran leaves nothing to the timers of its CPU time: they
 * would write to the memory that was its own, and is now a file's. */
static void check_timer(void)
{
	enum { FILES = 256, SIZE = 4096 };
	struct itimerspec it = { { 0, 0 }, { 3600, 0 } };
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL,
		.sigev_signo = SIGUSR1 };
	static char b[SIZE], same[SIZE];
	char name[16];
	timer_t timer;
	pid_t pid;
	int fd;

	scratch();
	OK(mkfifo("fifo", 0600));
	pid = in_child(fails_later);
	sleep_ms(20);
	OK(timer_create(
		(clockid_t)(~(unsigned)(pid + 1) << 3 | 2), &event, &timer));
	OK(timer_settime(timer, 0, &it, NULL));
	fd = (int)OK(open("fifo", O_WRONLY));
	SAME(status_of(pid), 0);
	OK(close(fd));
	OK(unlink("fifo"));
	memset(same, 'A', SIZE);
	for (int i = 0; i < FILES; i++) {
		snprintf(name, sizeof(name), "%d", i);
		fd = (int)OK(open(name, O_WRONLY | O_CREAT, 0600));
		SAME(write(fd, same, SIZE), SIZE);
		OK(close(fd));
	}
	OK(timer_delete(timer));
	for (int i = 0; i < FILES; i++) {
		snprintf(name, sizeof(name), "%d", i);
		fd = (int)OK(open(name, O_RDONLY));
		SAME(read(fd, b, SIZE), SIZE);
		SAME(memcmp(b, same, SIZE), 0);
		OK(close(fd));
		OK(unlink(name));
	}
	scratch_end();
}

int main(void)
{
	check_attributes();
	check_groups();
	check_actions();
	check_failures();
	check_timer();
	return 0;
}
