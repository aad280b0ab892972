/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the corner-case programs edge.c and edge_files.c share: a program runs
 * the case it is told and says "ok", or what is wrong. A case that hangs is
 * ended by an alarm.
 */
#ifndef EXA_TEST_EDGE_H
#define EXA_TEST_EDGE_H

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CHECK(condition)                                             \
	do {                                                         \
		if (!(condition)) {                                  \
			printf("line %d: %s (errno %d)\n", __LINE__, \
				#condition, errno);                  \
			exit(1);                                     \
		}                                                    \
	} while (0)

enum { LIMIT_S = 5 };

static inline void pause_ms(int ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	nanosleep(&ts, NULL);
}

static inline sigset_t set_of(int sig)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, sig);
	return set;
}

static inline pid_t checked_fork(void)
{
	pid_t pid = fork();

	CHECK(pid >= 0);
	return pid;
}

/* A group of its own, unless it leads its session. */
static inline void own_group(void)
{
	CHECK(getpgrp() == getpid() || setpgid(0, 0) == 0);
}

static inline int status_of(pid_t pid)
{
	int status = -1;

	CHECK(waitpid(pid, &status, 0) == pid);
	return status;
}

struct edge_case {
	const char *name;
	void (*run)(void);
};

static inline int run_case(
	const struct edge_case *cases, size_t count, int argc, char **argv)
{
	alarm(LIMIT_S);
	for (size_t i = 0; i < count; i++) {
		if (argc < 2 || strcmp(argv[1], cases[i].name) != 0)
			continue;
		cases[i].run();
		puts("ok");
		return 0;
	}
	fputs("usage: edge CASE\n", stderr);
	return 2;
}

#endif
