/* SPDX-License-Identifier: GPL-3.0-or-later */
/* waitid(): which children, which changes, and what is told of them. */
#define _GNU_SOURCE
#include "test/call/call.h"

static siginfo_t si;
static volatile int hits;

static void count(int sig)
{
	(void)sig;
	hits++;
}

static int exits(void)
{
	return 42;
}

static int sleeps(void)
{
	sleep_ms(60000);
	return 0;
}

static int late(void)
{
	sleep_ms(30);
	return 7;
}

static void expect(pid_t pid, int code, int status)
{
	SAME(si.si_signo, SIGCHLD);
	SAME(si.si_pid, pid);
	SAME(si.si_uid, getuid());
	SAME(si.si_code, code);
	SAME(si.si_status, status);
	memset(&si, 0, sizeof(si));
}

static void ends(void)
{
	double start = now_ms();
	pid_t pid = in_child(late);

	OK(waitid(P_ALL, 0, &si, WEXITED | WNOHANG));
	SAME(si.si_pid, 0);
	OK(waitid(P_ALL, 0, &si, WEXITED));
	CHECK(now_ms() - start >= 25);
	expect(pid, CLD_EXITED, 7);
	pid = in_child(exits);
	OK(waitid(P_PID, (id_t)pid, &si, WEXITED | WNOWAIT));
	expect(pid, CLD_EXITED, 42);
	OK(waitid(P_PID, (id_t)pid, NULL, WEXITED));
	FAILS(waitid(P_PID, (id_t)pid, &si, WEXITED), ECHILD);
	pid = in_child(sleeps);
	OK(kill(pid, SIGKILL));
	OK(waitid(P_PID, (id_t)pid, &si, WEXITED));
	expect(pid, CLD_KILLED, SIGKILL);
}

static void stops(void)
{
	pid_t pid = in_child(sleeps);

	OK(kill(pid, SIGSTOP));
	OK(waitid(P_PID, (id_t)pid, &si, WSTOPPED));
	expect(pid, CLD_STOPPED, SIGSTOP);
	OK(waitid(P_PID, (id_t)pid, &si, WSTOPPED | WNOHANG));
	SAME(si.si_pid, 0);
	OK(kill(pid, SIGCONT));
	OK(waitid(P_PID, (id_t)pid, &si, WCONTINUED | WNOWAIT));
	expect(pid, CLD_CONTINUED, SIGCONT);
	OK(waitid(P_PID, (id_t)pid, &si, WCONTINUED));
	expect(pid, CLD_CONTINUED, SIGCONT);
	OK(kill(pid, SIGTERM));
	OK(waitid(P_PID, (id_t)pid, &si, WEXITED | WSTOPPED));
	expect(pid, CLD_KILLED, SIGTERM);
}

static void groups(void)
{
	pid_t other = in_child(exits), pid = in_child(sleeps);

	OK(setpgid(pid, pid));
	OK(waitid(P_PGID, (id_t)pid, &si, WEXITED | WNOHANG));
	SAME(si.si_pid, 0);
	OK(waitid(P_PGID, 0, &si, WEXITED | __WALL | WNOWAIT));
	expect(other, CLD_EXITED, 42);
	OK(waitid(P_PGID, (id_t)getpgrp(), &si, WEXITED));
	expect(other, CLD_EXITED, 42);
	FAILS(waitid(P_PGID, (id_t)getpgrp(), &si, WEXITED), ECHILD);
	OK(kill(-pid, SIGKILL));
	OK(waitid(P_PGID, (id_t)pid, &si, WEXITED));
	expect(pid, CLD_KILLED, SIGKILL);
}

static void interrupted(void)
{
	pid_t pid, killer;

	handle(SIGUSR1, count, 0);
	pid = in_child(sleeps);
	killer = signal_after(getpid(), SIGUSR1, 20);
	FAILS(waitid(P_PID, (id_t)pid, &si, WEXITED), EINTR);
	SAME(hits, 1);
	SAME(status_of(killer), 0);
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
}

int main(void)
{
	long usage[36];
	pid_t pid;

	FAILS(waitid(P_ALL, 0, &si, WEXITED), ECHILD);
	FAILS(waitid(P_ALL, 0, &si, WEXITED | WNOHANG), ECHILD);
	ends();
	stops();
	groups();
	interrupted();
	pid = in_child(exits);
	FAILS(waitid(P_ALL, 0, &si, 0), EINVAL);
	FAILS(waitid(P_ALL, 0, &si, WNOHANG), EINVAL);
	FAILS(waitid(P_ALL, 0, &si, WEXITED | 1 << 20), EINVAL);
	FAILS(waitid((idtype_t)77, 0, &si, WEXITED), EINVAL);
	FAILS(waitid(P_PID, 1, &si, WEXITED), ECHILD);
	FAILS(waitid(P_PID, 0, &si, WEXITED), EINVAL);
	FAILS(waitid(P_PID, (id_t)-1, &si, WEXITED), EINVAL);
	FAILS(waitid(P_PGID, (id_t)-1, &si, WEXITED), EINVAL);
	FAILS(waitid(P_PGID, 1, &si, WEXITED), ECHILD);
	FAILS(waitid(P_ALL, 0, &si, WEXITED | (int)__WCLONE), ECHILD);
	if (on_exa())
		FAILS(waitid(P_PIDFD, 0, &si, WEXITED), EINVAL);
	/* The kernel's struct rusage is of longs, seconds of the user first. */
	memset(usage, 0xff, sizeof(usage));
	OK(syscall(SYS_waitid, P_PID, pid, &si, WEXITED, usage));
	expect(pid, CLD_EXITED, 42);
	CHECK(usage[0] >= 0 && usage[0] < 5);
	pid = in_child(exits);
	FAILS(waitid(P_PID, (id_t)pid, bad_pointer(), WEXITED), EFAULT);
	/* A child of which nobody wants to know leaves nothing behind. */
	handle(SIGCHLD, SIG_IGN, 0);
	pid = in_child(exits);
	FAILS(waitid(P_PID, (id_t)pid, &si, WEXITED), ECHILD);
	return 0;
}
