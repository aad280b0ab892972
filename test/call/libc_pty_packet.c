/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packet mode, and what else a master can do. */
#define _GNU_SOURCE
#include "test/call/pty.h"

static struct pair p;

static void packet_mode(int on)
{
	OK(ioctl(p.m, TIOCPKT, &on));
}

/* The next read is one status byte of these bits. */
static void status_is(int bits)
{
	unsigned char c[8];

	settle();
	SAME(ready(p.m, POLLIN | POLLPRI) & POLLPRI, POLLPRI);
	SAME(read(p.m, c, sizeof(c)), 1);
	SAME(c[0], bits);
}

static void data(void)
{
	char c[16];
	int on = -1;

	OK(ioctl(p.m, TIOCGPKT, &on));
	SAME(on, 0);
	packet_mode(1);
	OK(ioctl(p.m, TIOCGPKT, &on));
	SAME(on, 1);
	type_in(p.s, "xyz");
	SAME(ready(p.m, POLLIN | POLLPRI), POLLIN);
	SAME(read(p.m, c, sizeof(c)), 4);
	CHECK(memcmp(c, "\0xyz", 4) == 0);
	type_in(p.s, "xyz");
	settle();
	SAME(read(p.m, c, 2), 2);
	CHECK(memcmp(c, "\0x", 2) == 0);
	SAME(read(p.m, c, sizeof(c)), 3);
	CHECK(memcmp(c, "\0yz", 3) == 0);
	packet_mode(0);
	EXPECT(p.m, "");
	type_in(p.s, "plain");
	EXPECT(p.m, "plain");
	FAILS(ioctl(p.m, TIOCPKT, bad_pointer()), EFAULT);
}

static void flow(void)
{
	packet_mode(1);
	OK(tcflow(p.s, TCOOFF));
	status_is(TIOCPKT_STOP);
	OK(tcflow(p.s, TCOON));
	status_is(TIOCPKT_START);
	type_in(p.m, "\023");
	status_is(TIOCPKT_STOP);
	type_in(p.m, "\021");
	status_is(TIOCPKT_START);
	OK(tcflow(p.s, TCOOFF));
	OK(tcflow(p.s, TCOON));
	status_is(TIOCPKT_START);
	packet_mode(0);
}

static void flushes(void)
{
	packet_mode(1);
	OK(tcflush(p.s, TCIFLUSH));
	status_is(TIOCPKT_FLUSHREAD);
	OK(tcflush(p.s, TCOFLUSH));
	status_is(TIOCPKT_FLUSHWRITE);
	OK(tcflush(p.s, TCIOFLUSH));
	status_is(TIOCPKT_FLUSHREAD | TIOCPKT_FLUSHWRITE);
	packet_mode(0);
}

/* A signal character flushes; its echo comes after. */
static void interrupt(void)
{
	char c[8];

	packet_mode(1);
	type_in(p.m, "\003");
	status_is(TIOCPKT_FLUSHREAD | TIOCPKT_FLUSHWRITE);
	SAME(read(p.m, c, sizeof(c)), 3);
	CHECK(memcmp(c, "\0^C", 3) == 0);
	packet_mode(0);
}

static void settings(void)
{
	struct termios t;

	packet_mode(1);
	OK(tcgetattr(p.s, &t));
	t.c_iflag &= ~(tcflag_t)IXON;
	OK(tcsetattr(p.s, TCSANOW, &t));
	status_is(TIOCPKT_NOSTOP);
	t.c_iflag |= IXON;
	OK(tcsetattr(p.s, TCSANOW, &t));
	status_is(TIOCPKT_DOSTOP);
	t.c_cc[VSTOP] = 'x';
	OK(tcsetattr(p.s, TCSANOW, &t));
	status_is(TIOCPKT_NOSTOP);
	OK(tcsetattr(p.s, TCSANOW, &t));
	SAME(ready(p.m, POLLIN | POLLPRI), 0);
	t.c_cc[VSTOP] = 'S' & 0x1f;
	t.c_lflag |= EXTPROC;
	OK(tcsetattr(p.s, TCSAFLUSH, &t));
	status_is(TIOCPKT_DOSTOP | TIOCPKT_IOCTL | TIOCPKT_FLUSHREAD);
	t.c_lflag &= ~(tcflag_t)EXTPROC;
	OK(tcsetattr(p.s, TCSANOW, &t));
	status_is(TIOCPKT_IOCTL);
	packet_mode(0);
}

/* EXTPROC: the master edits; the slave reads what comes. */
static void external(void)
{
	struct termios t;
	char c[8];

	OK(tcgetattr(p.s, &t));
	t.c_lflag |= EXTPROC;
	OK(tcsetattr(p.s, TCSANOW, &t));
	type_in(p.m, "ab\177\003");
	settle();
	SAME(read(p.s, c, sizeof(c)), 4);
	CHECK(memcmp(c, "ab\177\003", 4) == 0);
	type_in(p.m, "\004");
	settle();
	SAME(read(p.s, c, sizeof(c)), 0);
	expect_nothing(p.m);
	t.c_lflag &= ~(tcflag_t)EXTPROC;
	OK(tcsetattr(p.s, TCSANOW, &t));
}

static volatile sig_atomic_t caught;

static void catch (int sig)
{
	caught = sig;
}

/* A leader in the slave's foreground, what the master does to it. */
static int signalled(void)
{
	struct winsize size = { 10, 20, 0, 0 };

	OK(setsid());
	OK(ioctl(p.s, TIOCSCTTY, 0));
	handle(SIGWINCH, catch, 0);
	handle(SIGINT, catch, 0);
	handle(SIGQUIT, catch, 0);
	OK(ioctl(p.m, TIOCSWINSZ, &size));
	SAME(caught, SIGWINCH);
	caught = 0;
	OK(ioctl(p.m, TIOCSWINSZ, &size));
	SAME(caught, 0);
	size.ws_col = 0;
	OK(ioctl(p.s, TIOCGWINSZ, &size));
	SAME(size.ws_col, 20);
	size.ws_col = 21;
	OK(ioctl(p.s, TIOCSWINSZ, &size));
	SAME(caught, SIGWINCH);
	OK(ioctl(p.m, TIOCSIG, SIGQUIT));
	SAME(caught, SIGQUIT);
	FAILS(ioctl(p.m, TIOCSIG, SIGKILL), EINVAL);
	FAILS(ioctl(p.m, TIOCSIG, SIGTERM), EINVAL);
	FAILS(ioctl(p.s, TIOCSIG, SIGINT), ENOTTY);
	type_in(p.m, "\003");
	settle();
	SAME(caught, SIGINT);
	return 0;
}

/* Flow control and flushing by the master's own descriptor. */
static void masters_own(void)
{
	char c;

	set_raw(p.s, 1, 0);
	nonblock(p.m, 1);
	OK(tcflow(p.m, TCOOFF));
	FAILS(write(p.m, "x", 1), EAGAIN);
	OK(tcflow(p.m, TCOON));
	type_in(p.m, "y");
	EXPECT(p.s, "y");
	type_in(p.s, "gone");
	settle();
	OK(tcflush(p.m, TCIFLUSH));
	FAILS(read(p.m, &c, 1), EAGAIN);
	FAILS(tcflow(p.m, 9), EINVAL);
	FAILS(tcflush(p.m, 9), EINVAL);
	OK(tcsendbreak(p.m, 0));
	nonblock(p.m, 0);
}

int main(void)
{
	alarm(20);
	p = pair_open();
	data();
	flow();
	flushes();
	interrupt();
	settings();
	external();
	SAME(status_of(in_child(signalled)), 0);
	masters_own();
	pair_close(&p);
	return 0;
}
