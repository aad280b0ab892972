/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One look at 1000 descriptors, the ends of 500 pipes, of which one is ready:
 * nanoseconds each. usage: ready_1000 poll | select | epoll
 *
 * For epoll all 500 readers are ready and told, since else it would not look
 * at them.
 */
#define _GNU_SOURCE
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <unistd.h>
#include "bench.h"

enum { COUNT = 1000 };

static struct pollfd fds[COUNT];
static fd_set all;
static int ep;

static void by_poll(long count)
{
	for (; count > 0; count--)
		if (poll(fds, COUNT, -1) != 1)
			bench_fail("poll");
}

static void by_select(long count)
{
	fd_set in;

	for (; count > 0; count--) {
		in = all;
		if (select(fds[COUNT - 1].fd + 1, &in, NULL, NULL, NULL) != 1)
			bench_fail("select");
	}
}

static void by_epoll(long count)
{
	static struct epoll_event events[COUNT];

	for (; count > 0; count--)
		if (epoll_wait(ep, events, COUNT, -1) != COUNT / 2)
			bench_fail("epoll_wait");
}

static void make_pipes(void)
{
	for (int i = 0; i < COUNT; i += 2) {
		int end[2];

		if (pipe(end) < 0)
			bench_fail("pipe");
		for (int j = 0; j < 2; j++) {
			fds[i + j].fd = end[j];
			fds[i + j].events = POLLIN;
			FD_SET(end[j], &all);
		}
	}
}

static void add_pipes(void)
{
	ep = epoll_create1(0);
	for (int i = 0; i < COUNT; i += 2) {
		struct epoll_event event = { EPOLLIN, { 0 } };

		if (write(fds[i + 1].fd, "x", 1) != 1 ||
			epoll_ctl(ep, EPOLL_CTL_ADD, fds[i].fd, &event) < 0)
			bench_fail("epoll_ctl");
	}
}

int main(int argc, char **argv)
{
	const char *how = argc > 1 ? argv[1] : "poll";
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
		bench_fail("getrlimit");
	limit.rlim_cur = 1024;
	if (setrlimit(RLIMIT_NOFILE, &limit) < 0)
		bench_fail("setrlimit");
	make_pipes();
	if (strcmp(how, "epoll") == 0)
		add_pipes();
	else if (write(fds[COUNT - 1].fd, "x", 1) != 1)
		bench_fail("write");
	printf("%.1f\n",
		bench_each(strcmp(how, "epoll") == 0         ? by_epoll
				: strcmp(how, "select") == 0 ? by_select
							     : by_poll));
	return 0;
}
