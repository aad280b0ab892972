/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may signal whom (POSIX kill()): the same real or effective user,
 * SIGCONT within a session, root everybody; groups and "all" reach those they
 * may. Run as root it tries ids; as a user, what a user can try.
 */
#define _GNU_SOURCE
#include "call.h"

enum { FIRST = 1000, SECOND = 1001 };

static volatile int hits;

static void handler(int sig)
{
	(void)sig;
	hits++;
}

static int waits(void)
{
	for (;;)
		pause();
}

/* A process that waits, with these ids. */
static pid_t start(uid_t real, uid_t effective, uid_t saved)
{
	pid_t pid = fork();

	if (pid == 0) {
		OK(setresuid(real, effective, saved));
		exit(waits());
	}
	sleep_ms(20);
	return (pid_t)OK(pid);
}

static void end(pid_t pid)
{
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
}

static pid_t target;
static uid_t self_real, self_effective;

/* 0: may signal the target; 1: may not. */
static int tries(void)
{
	OK(setresuid(self_real, self_effective, self_real));
	if (kill(target, 0) == 0) {
		OK(kill(target, SIGURG));
		OK(sigqueue(target, SIGURG, (union sigval){ 1 }));
		return 0;
	}
	SAME(errno, EPERM);
	FAILS(kill(target, SIGTERM), EPERM);
	FAILS(sigqueue(target, SIGTERM, (union sigval){ 1 }), EPERM);
	FAILS(kill(target, 65), EINVAL);
	/* The same session: to go on is allowed. */
	OK(kill(target, SIGCONT));
	return 1;
}

static void expect(uid_t real, uid_t effective, int may)
{
	self_real = real;
	self_effective = effective;
	SAME(status_of(in_child(tries)), may ? 0 : 1 << 8);
}

static int elsewhere(void)
{
	OK(setsid());
	OK(setuid(SECOND));
	FAILS(kill(target, SIGCONT), EPERM);
	FAILS(kill(target, 0), EPERM);
	return 0;
}

static void check_ids(void)
{
	target = start(FIRST, FIRST, FIRST);
	expect(FIRST, FIRST, 1);
	expect(SECOND, SECOND, 0);
	expect(SECOND, FIRST, 1);
	expect(FIRST, SECOND, 1);
	expect(SECOND, 0, 1);
	SAME(status_of(in_child(elsewhere)), 0);
	end(target);
	/* Of the target, the real and the saved one count. */
	target = start(FIRST, SECOND, SECOND);
	expect(FIRST, FIRST, 1);
	expect(SECOND, SECOND, 1);
	end(target);
	target = start(FIRST, SECOND, FIRST);
	expect(SECOND, SECOND, 0);
	end(target);
	target = start(0, FIRST, 0);
	expect(FIRST, FIRST, 0);
	end(target);
}

/* A group of two users' processes: those that may be reached are. */
static int group(void)
{
	pid_t mine, other;

	OK(setpgid(0, 0));
	mine = start(FIRST, FIRST, FIRST);
	other = start(SECOND, SECOND, SECOND);
	handle(SIGUSR1, handler, 0);
	OK(setresuid(FIRST, FIRST, 0));
	OK(kill(0, SIGUSR1));
	SAME(hits, 1);
	SAME(status_of(mine), SIGUSR1);
	SAME(waitpid(other, NULL, WNOHANG), 0);
	OK(killpg(getpgrp(), SIGUSR1));
	SAME(hits, 2);
	OK(setresuid(0, 0, 0));
	end(other);
	return 0;
}

/* A group none of which may be reached. */
static int foreign(void)
{
	pid_t other = fork();

	if (other == 0) {
		OK(setpgid(0, 0));
		OK(setresuid(SECOND, SECOND, SECOND));
		exit(waits());
	}
	sleep_ms(20);
	OK(setresuid(FIRST, FIRST, 0));
	FAILS(kill(-other, SIGUSR1), EPERM);
	FAILS(killpg(other, 0), EPERM);
	OK(setresuid(0, 0, 0));
	end(other);
	return 0;
}

/* "All" does not reach the caller. Elsewhere too much would end. */
static int all(void)
{
	pid_t mine = start(FIRST, FIRST, FIRST);
	pid_t other = start(SECOND, SECOND, SECOND);

	handle(SIGUSR1, handler, 0);
	OK(setresuid(FIRST, FIRST, 0));
	OK(kill(-1, SIGUSR1));
	SAME(hits, 0);
	SAME(status_of(mine), SIGUSR1);
	OK(setresuid(0, 0, 0));
	end(other);
	return 0;
}

int main(void)
{
	pid_t pid;

	if (geteuid() == 0) {
		check_ids();
		SAME(status_of(in_child(group)), 0);
		SAME(status_of(in_child(foreign)), 0);
		if (on_exa())
			SAME(status_of(in_child(all)), 0);
		OK(kill(1, 0));
		OK(setuid(FIRST));
	}
	FAILS(kill(1, 0), EPERM);
	FAILS(kill(1, SIGCONT), EPERM);
	pid = in_child(waits);
	OK(kill(-1, 0));
	end(pid);
	FAILS(killpg(-5, SIGTERM), EINVAL);
	return 0;
}
