/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vhangup(), a privilege; and what else root may do to a terminal. */
#define _GNU_SOURCE
#include "test/call/pty.h"

static struct pair p;

/* The caller's terminal is hung up: old files are dead, new ones are not. */
static int hangs_up(void)
{
	int s;
	char c;

	OK(setsid());
	handle(SIGHUP, SIG_IGN, 0);
	OK(vhangup()); /* no terminal: nothing to do */
	OK(ioctl(p.s, TIOCSCTTY, 0));
	type_in(p.m, "lost\n");
	settle();
	OK(vhangup());
	SAME(read(p.s, &c, 1), 0);
	FAILS(write(p.s, "x", 1), EIO);
	FAILS(ioctl(p.s, TIOCSCTTY, 0), EIO);
	FAILS(open("/dev/tty", O_RDWR), ENXIO);
	s = (int)OK(open(p.name, O_RDWR));
	SAME(tcgetsid(s), getpid());
	type_in(s, "alive");
	return 0;
}

static int steals(void)
{
	OK(setsid());
	FAILS(ioctl(p.s, TIOCSCTTY, 0), EPERM);
	OK(ioctl(p.s, TIOCSCTTY, 1));
	SAME(tcgetsid(p.s), getpid());
	return 0;
}

static int is_stolen_from(void)
{
	OK(setsid());
	OK(ioctl(p.s, TIOCSCTTY, 0));
	SAME(status_of(in_child(steals)), 0);
	FAILS(tcgetsid(p.s), ENOTTY);
	return 0;
}

static void as_root(void)
{
	p = pair_open();
	SAME(status_of(in_child(hangs_up)), 0);
	EXPECT(p.m, "lost\r\nalive");
	pair_close(&p);
	p = pair_open();
	SAME(status_of(in_child(is_stolen_from)), 0);
	pair_close(&p);
	p = pair_open();
	OK(ioctl(p.s, TIOCEXCL));
	OK(close(open(p.name, O_RDWR | O_NOCTTY)));
	OK(ioctl(p.s, TIOCVHANGUP));
	FAILS(write(p.s, "x", 1), EIO);
	pair_close(&p);
}

int main(void)
{
	int pid;

	if (geteuid() == 0) {
		as_root();
		return 0;
	}
	FAILS(vhangup(), EPERM);
	p = pair_open();
	FAILS(ioctl(p.s, TIOCVHANGUP, &pid), EPERM);
	pair_close(&p);
	return 0;
}
