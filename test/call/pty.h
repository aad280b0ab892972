/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of pseudo-terminals have in common. */
#ifndef TEST_PTY_H
#define TEST_PTY_H

#include "test/call/call.h"

#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>

struct pair {
	int m, s; /* master, slave */
	char name[32];
};

/* The host passes bytes on in its own time. */
static inline void settle(void)
{
	if (!on_exa())
		sleep_ms(20);
}

static inline struct pair pair_open(void)
{
	struct pair p;

	OK(openpty(&p.m, &p.s, p.name, NULL, NULL));
	return p;
}

static inline void pair_close(struct pair *p)
{
	OK(close(p->m));
	OK(close(p->s));
}

/* Settings: flags that are cleared and set in c_lflag, the other two. */
static inline void set_flags(
	int fd, tcflag_t iflag, tcflag_t oflag, tcflag_t lflag)
{
	struct termios t;

	OK(tcgetattr(fd, &t));
	t.c_iflag = iflag;
	t.c_oflag = oflag;
	t.c_lflag = lflag;
	OK(tcsetattr(fd, TCSANOW, &t));
}

/* No processing at all; reads as VMIN and VTIME say. */
static inline void set_raw(int fd, cc_t min, cc_t time)
{
	struct termios t;

	OK(tcgetattr(fd, &t));
	cfmakeraw(&t);
	t.c_cc[VMIN] = min;
	t.c_cc[VTIME] = time;
	OK(tcsetattr(fd, TCSANOW, &t));
}

static inline void nonblock(int fd, int on)
{
	OK(fcntl(fd, F_SETFL, on ? O_NONBLOCK : 0));
}

static inline void type_in(int fd, const char *text)
{
	SAME(write(fd, text, strlen(text)), strlen(text));
}

/* Reads exactly this, in as many reads as it takes. */
#define EXPECT(fd, text) expect_bytes(fd, text, sizeof(text) - 1, __LINE__)

static inline void expect_bytes(int fd, const char *text, size_t n, int line)
{
	char got[256];
	size_t have = 0;
	struct pollfd p = { fd, POLLIN, 0 };

	while (have < n && poll(&p, 1, 1000) > 0) {
		ssize_t r = read(fd, got + have, n - have);

		if (r <= 0)
			break;
		have += (size_t)r;
	}
	if (have == n && memcmp(got, text, n) == 0)
		return;
	fprintf(stderr, "line %d: expected \"%s\", got %zu bytes \"%.*s\"\n",
		line, text, have, (int)have, got);
	exit(1);
}

/* There is nothing to read. */
static inline void expect_nothing(int fd)
{
	struct pollfd p = { fd, POLLIN, 0 };

	settle();
	SAME(poll(&p, 1, 0), 0);
}

static inline int ready(int fd, int events)
{
	struct pollfd p = { fd, (short)events, 0 };

	settle();
	OK(poll(&p, 1, 0));
	return p.revents;
}

#endif
