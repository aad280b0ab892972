/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Controlling terminals: getting one, giving it back, /dev/tty, groups. */
#define _GNU_SOURCE
#include "test/call/pty.h"

#include <spawn.h>

static struct pair p;

/* Runs a function as a session leader without a terminal. */
static void as_leader(int (*run)(void))
{
	pid_t pid = fork();

	if (pid == 0) {
		OK(setsid());
		exit(run());
	}
	SAME(status_of((pid_t)OK(pid)), 0);
}

static int has_none(void)
{
	FAILS(open("/dev/tty", O_RDWR), ENXIO);
	FAILS(tcgetpgrp(p.s), ENOTTY);
	FAILS(tcgetsid(p.s), ENOTTY);
	FAILS(tcsetpgrp(p.s, getpid()), ENOTTY);
	FAILS(ioctl(p.s, TIOCNOTTY), ENOTTY);
	return 0;
}

static int opened(void)
{
	int s, n;
	pid_t id = -1;

	OK(close(open(p.name, O_RDWR | O_NOCTTY)));
	has_none();
	OK(close(open(p.name, O_WRONLY)));
	has_none();
	s = (int)OK(open(p.name, O_RDWR));
	SAME(tcgetpgrp(s), getpid());
	SAME(tcgetsid(s), getpid());
	SAME(tcgetsid(p.m), getpid());
	OK(ioctl(p.m, TIOCGPGRP, &id));
	SAME(id, getpid());
	OK(ioctl(s, TIOCSCTTY, 0));
	n = (int)OK(open("/dev/tty", O_RDWR));
	CHECK(isatty(n));
	type_in(n, "t");
	EXPECT(p.m, "t");
	OK(close(n));
	/* It stays the terminal when its files are closed. */
	OK(close(s));
	n = (int)OK(open("/dev/tty", O_RDWR));
	SAME(tcgetpgrp(n), getpid());
	return 0;
}

static int by_ioctl(void)
{
	struct pair other = pair_open();

	OK(ioctl(p.s, TIOCSCTTY, 0));
	SAME(tcgetpgrp(p.s), getpid());
	/* One is enough. */
	FAILS(ioctl(other.s, TIOCSCTTY, 0), EPERM);
	OK(close(open(other.name, O_RDWR)));
	FAILS(tcgetpgrp(other.s), ENOTTY);
	SAME(tcgetsid(p.s), getpid());
	return 0;
}

/* By the master's descriptor it is the slave that is acquired. */
static int by_master(void)
{
	int s;

	OK(ioctl(p.m, TIOCSCTTY, 0));
	s = (int)OK(open("/dev/tty", O_RDWR));
	type_in(s, "m");
	EXPECT(p.m, "m");
	FAILS(tcgetpgrp(-1), EBADF);
	SAME(tcgetpgrp(p.s), getpid());
	return 0;
}

static int taken_inner(void)
{
	FAILS(ioctl(p.s, TIOCSCTTY, 0), EPERM);
	if (geteuid() != 0)
		FAILS(ioctl(p.s, TIOCSCTTY, 1), EPERM);
	OK(close(open(p.name, O_RDWR)));
	FAILS(open("/dev/tty", O_RDWR), ENXIO);
	return 0;
}

static int taken(void)
{
	OK(ioctl(p.s, TIOCSCTTY, 0));
	as_leader(taken_inner);
	return 0;
}

static int child_of_leader(void)
{
	FAILS(ioctl(p.s, TIOCSCTTY, 0), EPERM);
	SAME(tcgetsid(p.s), getppid());
	OK(ioctl(p.s, TIOCNOTTY));
	FAILS(tcgetsid(p.s), ENOTTY);
	FAILS(open("/dev/tty", O_RDWR), ENXIO);
	return 0;
}

static int child_new_session(void)
{
	OK(setsid());
	return has_none();
}

static int inherited(void)
{
	OK(ioctl(p.s, TIOCSCTTY, 0));
	SAME(status_of(in_child(child_of_leader)), 0);
	SAME(status_of(in_child(child_new_session)), 0);
	SAME(tcgetsid(p.s), getpid());
	return 0;
}

static volatile sig_atomic_t hups, conts;

static void count(int sig)
{
	if (sig == SIGHUP)
		hups++;
	else
		conts++;
}

/* The leader gives it back: the foreground group is told. */
static int given_back(void)
{
	handle(SIGHUP, count, 0);
	handle(SIGCONT, count, 0);
	OK(ioctl(p.s, TIOCSCTTY, 0));
	OK(ioctl(p.s, TIOCNOTTY));
	SAME(hups, 1);
	SAME(conts, 1);
	has_none();
	/* And it may be had again. */
	OK(ioctl(p.s, TIOCSCTTY, 0));
	SAME(tcgetsid(p.s), getpid());
	return 0;
}

static int wait_group(void)
{
	setpgid(0, 0);
	pause();
	return 0;
}

static int groups(void)
{
	pid_t child;
	pid_t bad = -1;

	OK(ioctl(p.s, TIOCSCTTY, 0));
	child = in_child(wait_group);
	setpgid(child, child);
	OK(tcsetpgrp(p.s, child));
	SAME(tcgetpgrp(p.s), child);
	handle(SIGTTOU, SIG_IGN, 0);
	OK(tcsetpgrp(p.s, getpgrp()));
	FAILS(tcsetpgrp(p.s, getpgid(getppid())), EPERM);
	FAILS(ioctl(p.s, TIOCSPGRP, &bad), EINVAL);
	FAILS(tcsetpgrp(p.s, 32000), ESRCH);
	FAILS(ioctl(p.s, TIOCSPGRP, bad_pointer()), EFAULT);
	FAILS(ioctl(p.s, TIOCGPGRP, bad_pointer()), EFAULT);
	FAILS(tcsetpgrp(-1, child), EBADF);
	OK(kill(child, SIGKILL));
	status_of(child);
	FAILS(tcsetpgrp(p.s, child), ESRCH);
	return 0;
}

static int exclusive(void)
{
	int on = -1;

	OK(ioctl(p.s, TIOCEXCL));
	OK(ioctl(p.s, TIOCGEXCL, &on));
	SAME(on, 1);
	if (geteuid() != 0)
		FAILS(open(p.name, O_RDWR | O_NOCTTY), EBUSY);
	OK(ioctl(p.s, TIOCNXCL));
	OK(close(open(p.name, O_RDWR | O_NOCTTY)));
	return 0;
}

/* Typing for the user is refused, as by a Linux without legacy_tiocsti. */
static int no_typing(void)
{
	char c = 'x';

	OK(ioctl(p.s, TIOCSCTTY, 0));
	if (on_exa())
		FAILS(ioctl(p.s, TIOCSTI, &c), EIO);
	return 0;
}

/* forkpty() and login_tty(). */
static void forked(void)
{
	struct winsize size = { 30, 90, 0, 0 };
	int m;
	pid_t pid = (pid_t)OK(forkpty(&m, NULL, NULL, &size));

	if (pid == 0) {
		CHECK(isatty(0) && isatty(1) && isatty(2));
		SAME(getsid(0), getpid());
		SAME(tcgetpgrp(0), getpid());
		OK(ioctl(1, TIOCGWINSZ, &size));
		SAME(size.ws_col, 90);
		type_in(1, ttyname(0));
		_exit(0);
	}
	expect_bytes(m, ptsname(m), strlen(ptsname(m)), __LINE__);
	SAME(status_of(pid), 0);
	OK(close(m));
}

static int takes(void)
{
	OK(ioctl(p.s, TIOCSCTTY, 0));
	SAME(tcgetsid(p.s), getpid());
	return 0;
}

/* A child that opened it and was never there leaves it free. */
static void spawned(void)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attr;
	char *argv[] = { p.name, NULL };
	pid_t pid;

	p = pair_open();
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, p.name, O_RDWR, 0);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSID);
	SAME(posix_spawn(&pid, "/nonexistent", &actions, &attr, argv, environ),
		ENOENT);
	posix_spawnattr_destroy(&attr);
	posix_spawn_file_actions_destroy(&actions);
	as_leader(takes);
	pair_close(&p);
}

static void with_pair(int (*run)(void))
{
	p = pair_open();
	as_leader(run);
	pair_close(&p);
}

int main(void)
{
	alarm(20);
	with_pair(has_none);
	with_pair(opened);
	with_pair(by_ioctl);
	with_pair(by_master);
	with_pair(taken);
	with_pair(inherited);
	with_pair(given_back);
	with_pair(groups);
	with_pair(exclusive);
	with_pair(no_typing);
	forked();
	spawned();
	return 0;
}
