/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pointers of random calls point to. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <termios.h>
#include <time.h>

#include "kernel/abi/user.h"
#include "test/fault/calls.h"

uint8_t *arena;

void make_arena(void)
{
	const size_t more = 192 * 1024;

	arena = mmap(NULL, ARENA + more, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (arena == MAP_FAILED)
		abort();
}

uint32_t arena_pointer(uint32_t size)
{
	uint32_t end = (uint32_t)__builtin_wasm_memory_size(0) * 65536;

	switch (random_below(24)) {
	case 0:
		return 0;
	case 1:
		return random_word();
	case 2: /* the last bytes there are */
		return end - random_below(32);
	case 3:
		return random_below(64);
	case 4:
		return (uint32_t)-random_below(4096);
	default:
		return (uint32_t)(uintptr_t)arena +
			random_below((ARENA - 8192) / 8) * 8 +
			(size > 0 && random_once_in(16) ? random_below(8) : 0);
	}
}

static uint32_t word_at(void *at)
{
	return (uint32_t)(uintptr_t)at;
}

/* Mostly short enough to wait for. */
static void shape_time(void *at)
{
	struct timespec *ts = at;

	memset(ts, 0, sizeof(*ts));
	ts->tv_nsec = (long)random_below(300000);
	if (random_once_in(20))
		ts->tv_nsec = (long)random_word();
	if (random_once_in(20))
		ts->tv_sec = (time_t)((uint64_t)random_word() << 32 |
			random_word());
}

static void shape_times(void *at)
{
	shape_time(at);
	shape_time((char *)at + 16);
}

/* struct itimerval with 32-bit fields, as the kernel has it. */
static void shape_itimer(void *at)
{
	uint32_t *w = at;

	for (int i = 0; i < 4; i++)
		w[i] = random_once_in(8) ? random_word() : 0;
	w[3] = random_below(2000);
}

static void shape_set(void *at)
{
	uint32_t *w = at;

	for (int i = 0; i < 32; i++)
		w[i] = random_once_in(4) ? random_sparse() : 0;
}

static void shape_mask_argument(void *at)
{
	uint32_t *w = at;

	w[0] = random_once_in(2) ? 0 : arena_pointer(8);
	w[1] = random_once_in(8) ? random_word() : 8;
}

static void shape_poll(void *at)
{
	struct pollfd *p = at;

	for (int i = 0; i < 24; i++) {
		p[i].fd = (int)random_descriptor();
		p[i].events = (short)random_word();
	}
}

static void shape_epoll(void *at)
{
	struct epoll_event *e = at;

	e->events = random_once_in(2) ? random_word()
				      : 1u << random_below(32) | EPOLLIN;
	e->data.u64 = random_word();
}

static void shape_iovec(void *at)
{
	struct iovec *v = at;

	for (int i = 0; i < 16; i++) {
		v[i].iov_base = (void *)arena_pointer(1);
		v[i].iov_len = random_once_in(20) ? random_word()
						  : random_below(5000);
	}
}

static void shape_address(void *at)
{
	struct sockaddr_un *un = at;
	struct sockaddr_in *in = at;

	memset(at, 0, sizeof(*un));
	if (random_once_in(3)) {
		in->sin_family = AF_INET;
		in->sin_port = htons((uint16_t)(1024 + random_below(8)));
		in->sin_addr.s_addr = htonl(
			random_once_in(4) ? random_word() : INADDR_LOOPBACK);
		return;
	}
	un->sun_family = random_once_in(16) ? (sa_family_t)random_word()
					    : AF_UNIX;
	if (random_once_in(3))
		memcpy(un->sun_path, "\0abs", 4);
	else
		strncpy(un->sun_path, random_path(), sizeof(un->sun_path) - 1);
}

static void shape_length(void *at)
{
	*(uint32_t *)at = random_once_in(8) ? random_word() : random_below(128);
}

static void shape_control(struct msghdr *m, uint8_t *at)
{
	struct cmsghdr *c = (void *)at;

	m->msg_control = at;
	m->msg_controllen = 12 + random_below(40);
	c->cmsg_len = random_once_in(8) ? random_word()
					: (socklen_t)m->msg_controllen;
	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = (int)random_below(4);
	for (int i = 0; i < 10; i++)
		((uint32_t *)CMSG_DATA(c))[i] = random_descriptor();
}

static void shape_message(void *at)
{
	struct msghdr *m = at;
	uint8_t *more = (uint8_t *)at + 512;

	memset(m, 0, sizeof(*m));
	if (random_once_in(2)) {
		shape_address(more);
		m->msg_name = more;
		m->msg_namelen = random_below(130);
	}
	shape_iovec(more + 256);
	m->msg_iov = (void *)(more + 256);
	m->msg_iovlen = random_once_in(20) ? (int)random_word()
					   : (int)random_below(8);
	if (random_once_in(2))
		shape_control(m, more + 1024);
	if (random_once_in(20))
		((uint32_t *)at)[random_below(7)] = random_word();
}

static void shape_lock(void *at)
{
	struct flock *l = at;

	memset(l, 0, sizeof(*l));
	l->l_type = (short)random_below(4);
	l->l_whence = (short)random_below(4);
	l->l_start = random_below(64);
	l->l_len = random_below(64);
}

/* Signal action: the handlers that need no function. */
static void shape_action(void *at)
{
	uint32_t *w = at;

	w[0] = random_below(2);
	w[1] = random_word();
	w[3] = random_sparse();
	w[4] = random_sparse();
}

static void shape_strings(void *at)
{
	uint32_t *w = at;
	int count = (int)random_below(6);

	for (int i = 0; i < count; i++) {
		char *text = (char *)at + 256 + i * 512;

		strcpy(text, random_path());
		w[i] = random_once_in(30) ? random_word() : word_at(text);
	}
	w[count] = 0;
}

static void shape_spawn(void *at)
{
	struct exa_spawn *s = at;
	char *text = (char *)at + 4096;
	struct exa_spawn_action *a = (void *)(text + 64);

	memset(s, 0, sizeof(*s));
	strcpy(text, random_once_in(2) ? "/bin/true" : "prog");
	s->path = word_at(text);
	s->argv = word_at((char *)at + 512);
	shape_strings((char *)at + 512);
	s->nactions = random_below(4);
	s->actions = word_at(a);
	for (int i = 0; i < 4; i++) {
		a[i].op = random_below(8);
		a[i].fd = (int32_t)random_descriptor();
		a[i].srcfd = (int32_t)random_descriptor();
		a[i].path = word_at(text);
		a[i].oflag = (int32_t)random_sparse();
		a[i].mode = random_below(01000);
	}
	s->flags = random_below(256) & random_word();
	if (random_once_in(8))
		((uint32_t *)at)[random_below(11)] = random_word();
}

static void shape_noise(void *at)
{
	uint32_t *w = at;
	uint32_t zeros = random_below(4);

	for (int i = 0; i < 32; i++)
		w[i] = random_below(4) < zeros ? 0 : random_word();
}

/* What argument number i of a call points to. */
static const struct {
	const char *call;
	int i;
	void (*shape)(void *at);
} shapes[] = {
	{ "ppoll", 0, shape_poll },
	{ "ppoll", 2, shape_time },
	{ "ppoll", 3, shape_set },
	{ "pselect6", 1, shape_set },
	{ "pselect6", 2, shape_set },
	{ "pselect6", 3, shape_set },
	{ "pselect6", 4, shape_time },
	{ "pselect6", 5, shape_mask_argument },
	{ "epoll_ctl", 3, shape_epoll },
	{ "epoll_pwait", 4, shape_set },
	{ "nanosleep", 0, shape_time },
	{ "clock_nanosleep", 2, shape_time },
	{ "rt_sigtimedwait", 2, shape_time },
	{ "rt_sigtimedwait", 0, shape_set },
	{ "rt_sigprocmask", 1, shape_set },
	{ "rt_sigsuspend", 0, shape_set },
	{ "signalfd4", 1, shape_set },
	{ "rt_sigaction", 1, shape_action },
	{ "futex", 3, shape_time },
	{ "mq_timedsend", 4, shape_time },
	{ "timerfd_settime", 2, shape_times },
	{ "timer_settime", 2, shape_times },
	{ "clock_settime", 1, shape_time },
	{ "utimensat", 2, shape_times },
	{ "setitimer", 1, shape_itimer },
	{ "readv", 1, shape_iovec },
	{ "writev", 1, shape_iovec },
	{ "preadv", 1, shape_iovec },
	{ "pwritev", 1, shape_iovec },
	{ "bind", 1, shape_address },
	{ "connect", 1, shape_address },
	{ "sendto", 4, shape_address },
	{ "recvfrom", 5, shape_length },
	{ "accept4", 2, shape_length },
	{ "accept", 2, shape_length },
	{ "getsockname", 2, shape_length },
	{ "getpeername", 2, shape_length },
	{ "getsockopt", 4, shape_length },
	{ "sendmsg", 1, shape_message },
	{ "recvmsg", 1, shape_message },
	{ "fcntl", 2, shape_lock },
	{ "execve", 1, shape_strings },
	{ "execve", 2, shape_strings },
	{ "execveat", 2, shape_strings },
	{ "execveat", 3, shape_strings },
	{ "exa_spawn", 0, shape_spawn },
};

uint32_t make_pointer(const char *call, int i)
{
	uint32_t address = arena_pointer(256);
	uint32_t base = (uint32_t)(uintptr_t)arena;
	void (*shape)(void *at) = shape_noise;

	if (address < base || address > base + ARENA - 8192)
		return address;
	for (size_t n = 0; n < sizeof(shapes) / sizeof(shapes[0]); n++)
		if (shapes[n].i == i && strcmp(shapes[n].call, call) == 0)
			shape = shapes[n].shape;
	if (shape == shape_noise && random_once_in(2))
		return address; /* whatever is there */
	if (random_once_in(32))
		shape = shape_noise;
	shape((void *)(address & ~7u));
	return address;
}
