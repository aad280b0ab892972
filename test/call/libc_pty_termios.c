/* SPDX-License-Identifier: GPL-3.0-or-later */
/* termios(3): settings, waiting for input, long lines, errors. */
#define _GNU_SOURCE
#include "test/call/pty.h"

static struct pair p;

/* A child types the text after some time, piece by piece. */
static pid_t typing(const char *text, size_t piece, long ms)
{
	pid_t pid = (pid_t)OK(fork());

	if (pid != 0)
		return pid;
	for (; *text != '\0'; text += piece) {
		sleep_ms(ms);
		if (write(p.m, text, piece) != (ssize_t)piece)
			_exit(1);
	}
	_exit(0);
}

static void took(double since, double least, double most)
{
	double ms = now_ms() - since;

	if (ms < least || ms > most + 400)
		fprintf(stderr, "took %.1f ms\n", ms);
	CHECK(ms >= least && ms <= most + 400);
}

/* The four cases of non-canonical input, POSIX XBD 11.1.7. */
static void min_and_time(void)
{
	char c[16];
	double t = now_ms();
	pid_t pid;

	set_raw(p.s, 0, 0);
	SAME(read(p.s, c, 4), 0);
	type_in(p.m, "ab");
	settle();
	SAME(read(p.s, c, 4), 2);
	took(t, 0, 50);
	set_raw(p.s, 3, 0);
	pid = typing("abcd", 1, 20);
	t = now_ms();
	SAME(read(p.s, c, 16), 3);
	took(t, 55, 80);
	SAME(read(p.s, c, 1), 1);
	SAME(status_of(pid), 0);
	set_raw(p.s, 0, 2);
	t = now_ms();
	SAME(read(p.s, c, 4), 0);
	took(t, 195, 300);
	pid = typing("x", 1, 50);
	t = now_ms();
	SAME(read(p.s, c, 4), 1);
	took(t, 45, 150);
	SAME(status_of(pid), 0);
	/* The time runs between bytes, and from the first one only. */
	set_raw(p.s, 4, 2);
	pid = typing("12", 1, 150);
	t = now_ms();
	SAME(read(p.s, c, 4), 2);
	took(t, 490, 600);
	SAME(status_of(pid), 0);
	pid = typing("12345", 5, 10);
	t = now_ms();
	SAME(read(p.s, c, 3), 3);
	SAME(status_of(pid), 0);
	SAME(read(p.s, c, 3), 2);
	took(t, 200, 300);
}

static void nonblocking(void)
{
	char c[8];

	nonblock(p.s, 1);
	set_raw(p.s, 4, 0);
	FAILS(read(p.s, c, 8), EAGAIN);
	type_in(p.m, "ab");
	SAME(ready(p.s, POLLIN), 0);
	SAME(read(p.s, c, 8), 2);
	set_raw(p.s, 4, 5);
	type_in(p.m, "ab");
	SAME(ready(p.s, POLLIN), POLLIN);
	SAME(read(p.s, c, 8), 2);
	set_raw(p.s, 0, 5);
	FAILS(read(p.s, c, 8), EAGAIN);
	set_raw(p.s, 0, 0);
	SAME(read(p.s, c, 8), 0);
	nonblock(p.s, 0);
}

static void on_signal(int sig)
{
	(void)sig;
}

/* A signal ends a read with what there is. */
static void interrupted(void)
{
	char c[8];
	pid_t pid;

	handle(SIGUSR1, on_signal, 0);
	set_raw(p.s, 4, 0);
	pid = signal_after(getpid(), SIGUSR1, 60);
	FAILS(read(p.s, c, 8), EINTR);
	SAME(status_of(pid), 0);
	type_in(p.m, "abc");
	pid = signal_after(getpid(), SIGUSR1, 60);
	SAME(read(p.s, c, 8), 3);
	SAME(status_of(pid), 0);
	handle(SIGUSR1, on_signal, SA_RESTART);
	pid = typing("wxyz", 4, 120);
	SAME(status_of(signal_after(getpid(), SIGUSR1, 30)), 0);
	SAME(read(p.s, c, 8), 4);
	SAME(status_of(pid), 0);
}

static void lines(void)
{
	char c[8];

	set_flags(p.s, ICRNL, 0, ICANON);
	type_in(p.m, "one\ntwo\nrest\004\004");
	settle();
	SAME(read(p.s, c, 8), 4);
	SAME(read(p.s, c, 2), 2);
	SAME(read(p.s, c, 8), 2);
	SAME(read(p.s, c, 8), 4);
	CHECK(memcmp(c, "rest", 4) == 0);
	SAME(read(p.s, c, 8), 0);
	/* Turned off, what was typed can be read; turned on, it is a line. */
	type_in(p.m, "abc");
	expect_nothing(p.s);
	set_raw(p.s, 1, 0);
	EXPECT(p.s, "abc");
	type_in(p.m, "def");
	settle();
	set_flags(p.s, ICRNL, 0, ICANON);
	EXPECT(p.s, "def");
}

/* Of a line without an end the last byte is replaced; it can be ended. */
static void long_line(void)
{
	static char text[6000], got[8192];

	set_flags(p.s, ICRNL, 0, ICANON);
	memset(text, 'a', sizeof(text));
	for (int i = 0; i < 6000; i += 500)
		SAME(write(p.m, text + i, 500), 500);
	settle();
	expect_nothing(p.s);
	type_in(p.m, "z\n");
	settle();
	SAME(read(p.s, got, sizeof(got)), 4095 + 1);
	SAME(got[4095], '\n');
	SAME(got[4093], 'a');
	expect_nothing(p.s);
	SAME(fpathconf(p.s, _PC_MAX_CANON), 255);
}

/* What TCSAFLUSH and tcflush() throw away. */
static void flushing(void)
{
	struct termios t;

	set_flags(p.s, ICRNL, 0, ICANON);
	OK(tcgetattr(p.s, &t));
	type_in(p.m, "gone\n");
	settle();
	OK(tcsetattr(p.s, TCSAFLUSH, &t));
	expect_nothing(p.s);
	type_in(p.m, "kept\n");
	settle();
	OK(tcsetattr(p.s, TCSADRAIN, &t));
	OK(tcsetattr(p.s, TCSANOW, &t));
	OK(tcflush(p.s, TCOFLUSH));
	EXPECT(p.s, "kept\n");
	type_in(p.m, "gone\n");
	settle();
	OK(tcflush(p.s, TCIFLUSH));
	expect_nothing(p.s);
}

/* tcflow(): suspended output, and the characters that ask for it. */
static void flow(void)
{
	set_flags(p.s, ICRNL | IXON, 0, ICANON);
	OK(tcflow(p.s, TCOOFF));
	nonblock(p.s, 1);
	FAILS(write(p.s, "x", 1), EAGAIN);
	SAME(ready(p.s, POLLOUT), 0);
	/* START does not undo it. */
	type_in(p.m, "\021");
	settle();
	FAILS(write(p.s, "x", 1), EAGAIN);
	OK(tcflow(p.s, TCOON));
	type_in(p.s, "x");
	EXPECT(p.m, "x");
	type_in(p.m, "\023");
	settle();
	FAILS(write(p.s, "y", 1), EAGAIN);
	type_in(p.m, "\021");
	settle();
	type_in(p.s, "y");
	EXPECT(p.m, "y");
	nonblock(p.s, 0);
	OK(tcflow(p.s, TCIOFF));
	EXPECT(p.m, "\023");
	OK(tcflow(p.s, TCION));
	EXPECT(p.m, "\021");
	/* Without IXON nobody could start it again. */
	type_in(p.m, "\023");
	settle();
	set_flags(p.s, ICRNL, 0, ICANON);
	type_in(p.s, "z");
	EXPECT(p.m, "z");
}

static void speeds(void)
{
	struct termios t;

	OK(tcgetattr(p.s, &t));
	SAME(cfgetospeed(&t), B38400);
	SAME(cfgetispeed(&t), B38400);
	OK(cfsetospeed(&t, B9600));
	OK(cfsetispeed(&t, B9600));
	OK(tcsetattr(p.s, TCSANOW, &t));
	OK(tcgetattr(p.s, &t));
	SAME(cfgetospeed(&t), B9600);
	FAILS(cfsetospeed(&t, 12345), EINVAL);
	/* The line is always eight bits wide, whatever was asked for. */
	t.c_cflag &= ~(tcflag_t)(CSIZE | CREAD);
	t.c_cflag |= CS7 | PARENB;
	(void)tcsetattr(p.s, TCSANOW, &t); /* some C libraries tell */
	OK(tcgetattr(p.s, &t));
	SAME(t.c_cflag & (CSIZE | PARENB | CREAD), CS8 | CREAD);
}

static void errors(void)
{
	struct termios t;
	int n, pipes[2], file;

	OK(pipe(pipes));
	file = (int)OK(open("/dev/null", O_RDWR));
	OK(tcgetattr(p.s, &t));
	FAILS(tcsetattr(p.s, 77, &t), EINVAL);
	FAILS(tcflush(p.s, 77), EINVAL);
	FAILS(tcflow(p.s, 77), EINVAL);
	FAILS(tcgetattr(-1, &t), EBADF);
	FAILS(tcsetattr(-1, TCSANOW, &t), EBADF);
	FAILS(tcdrain(-1), EBADF);
	FAILS(tcflush(-1, TCIFLUSH), EBADF);
	FAILS(tcflow(-1, TCOON), EBADF);
	FAILS(tcsendbreak(-1, 0), EBADF);
	FAILS(tcgetsid(-1), EBADF);
	FAILS(tcgetattr(pipes[0], &t), ENOTTY);
	FAILS(tcsetattr(pipes[0], TCSANOW, &t), ENOTTY);
	FAILS(tcdrain(pipes[1]), ENOTTY);
	FAILS(tcflush(file, TCIFLUSH), ENOTTY);
	FAILS(tcflow(file, TCOON), ENOTTY);
	FAILS(tcsendbreak(file, 0), ENOTTY);
	FAILS(tcgetpgrp(file), ENOTTY);
	FAILS(tcgetsid(file), ENOTTY);
	OK(tcsendbreak(p.s, 0));
	OK(tcdrain(p.s));
	OK(ioctl(p.s, TIOCGETD, &n));
	SAME(n, 0);
	OK(ioctl(p.s, TIOCSETD, &n));
	FAILS(ioctl(p.s, TIOCMGET, &n), ENOTTY);
	FAILS(ioctl(p.s, TCGETS, bad_pointer()), EFAULT);
	FAILS(ioctl(p.s, TCSETS, bad_pointer()), EFAULT);
	FAILS(ioctl(p.s, TIOCGWINSZ, bad_pointer()), EFAULT);
	FAILS(ioctl(p.s, FIONREAD, bad_pointer()), EFAULT);
	FAILS(vhangup(), EPERM);
	OK(close(pipes[0]));
	OK(close(pipes[1]));
	OK(close(file));
}

/* _POSIX_VDISABLE: no character does it. */
static void disabled(void)
{
	struct termios t;

	set_flags(p.s, ICRNL, 0, ICANON | ISIG);
	OK(tcgetattr(p.s, &t));
	t.c_cc[VINTR] = t.c_cc[VEOF] = t.c_cc[VERASE] = 0;
	OK(tcsetattr(p.s, TCSANOW, &t));
	SAME(write(p.m, "a\0\003\004\177\n", 6), 6);
	EXPECT(p.s, "a\0\003\004\177\n");
}

int main(void)
{
	alarm(25);
	p = pair_open();
	min_and_time();
	nonblocking();
	interrupted();
	lines();
	long_line();
	flushing();
	flow();
	speeds();
	errors();
	pair_close(&p);
	p = pair_open();
	disabled();
	pair_close(&p);
	return 0;
}
