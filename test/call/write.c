/* SPDX-License-Identifier: GPL-3.0-or-later */
/* write(): files, full pipes, pipes without a reader. */
#define _GNU_SOURCE
#include "test/call/call.h"

enum { PIPE_SIZE = 65536 };

static int fds[2];
static volatile int hits;
static char big[3 * PIPE_SIZE];

static void count(int sig)
{
	(void)sig;
	hits++;
}

static int reads_all(void)
{
	static char buffer[1000];
	ssize_t got;
	long total = 0;

	OK(close(fds[1]));
	sleep_ms(20);
	while ((got = OK(read(fds[0], buffer, sizeof(buffer)))) > 0) {
		for (ssize_t i = 0; i < got; i++)
			CHECK(buffer[i] == (char)((total + i) % 251));
		total += got;
	}
	SAME(total, sizeof(big));
	return 0;
}

/* One write of more than the pipe holds waits until it is through. */
static void waits(void)
{
	pid_t pid;

	for (size_t i = 0; i < sizeof(big); i++)
		big[i] = (char)(i % 251);
	OK(pipe(fds));
	pid = in_child(reads_all);
	OK(close(fds[0]));
	SAME(write(fds[1], big, sizeof(big)), sizeof(big));
	OK(close(fds[1]));
	SAME(status_of(pid), 0);
}

static void nonblocking(void)
{
	int total = 0, got;

	OK(pipe2(fds, O_NONBLOCK));
	SAME(write(fds[1], big, sizeof(big)), PIPE_SIZE);
	FAILS(write(fds[1], "x", 1), EAGAIN);
	/* Up to PIPE_BUF bytes go in whole or not at all. */
	SAME(read(fds[0], big, PIPE_BUF), PIPE_BUF);
	SAME(write(fds[1], big, 1), 1);
	FAILS(write(fds[1], big, PIPE_BUF), EAGAIN);
	while ((got = (int)read(fds[0], big, sizeof(big))) > 0)
		total += got;
	SAME(errno, EAGAIN);
	SAME(total, PIPE_SIZE - PIPE_BUF + 1);
	OK(close(fds[0]));
	OK(close(fds[1]));
}

static void interrupted(void)
{
	pid_t pid;

	OK(pipe(fds));
	SAME(write(fds[1], big, PIPE_SIZE), PIPE_SIZE);
	handle(SIGUSR1, count, 0);
	hits = 0;
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(write(fds[1], "x", 1), EINTR);
	SAME(hits, 1);
	SAME(status_of(pid), 0);
	OK(close(fds[0]));
	OK(close(fds[1]));
	/* Interrupted halfway it tells how far it came. */
	OK(pipe(fds));
	pid = signal_after(getpid(), SIGUSR1, 20);
	SAME(write(fds[1], big, PIPE_SIZE + 1000), PIPE_SIZE);
	SAME(status_of(pid), 0);
	OK(close(fds[0]));
	OK(close(fds[1]));
}

static int dies(void)
{
	handle(SIGPIPE, SIG_DFL, 0);
	return (int)write(fds[1], "x", 1);
}

static int loses_reader(void)
{
	OK(close(fds[1]));
	sleep_ms(20);
	return 0;
}

static void no_reader(void)
{
	pid_t pid;

	OK(pipe(fds));
	handle(SIGPIPE, count, 0);
	hits = 0;
	SAME(write(fds[1], big, PIPE_SIZE), PIPE_SIZE);
	pid = in_child(loses_reader);
	OK(close(fds[0]));
	FAILS(write(fds[1], "x", 1), EPIPE);
	SAME(hits, 1);
	SAME(status_of(pid), 0);
	handle(SIGPIPE, SIG_IGN, 0);
	FAILS(write(fds[1], "x", 1), EPIPE);
	SAME(status_of(in_child(dies)), SIGPIPE);
	OK(close(fds[1]));
}

static void files(void)
{
	int fd = (int)OK(open("f", O_WRONLY | O_CREAT, 0600));

	SAME(write(fd, "abc", 3), 3);
	SAME(write(fd, "", 0), 0);
	SAME(write(fd, "de", 2), 2);
	SAME(size_of("f"), 5);
	FAILS(write(fd, bad_pointer(), 5), EFAULT);
	SAME(size_of("f"), 5);
	SAME(write(fd, big, sizeof(big)), sizeof(big));
	SAME(size_of("f"), sizeof(big) + 5);
	OK(close(fd));
	FAILS(write(fd, "x", 1), EBADF);
	FAILS(write(-1, "x", 1), EBADF);
	fd = (int)OK(open("f", O_RDONLY));
	FAILS(write(fd, "x", 1), EBADF);
	OK(close(fd));
	fd = (int)OK(open("/dev/full", O_WRONLY));
	FAILS(write(fd, "x", 1), ENOSPC);
	OK(close(fd));
	fd = (int)OK(open("/dev/null", O_WRONLY));
	SAME(write(fd, big, sizeof(big)), sizeof(big));
	OK(close(fd));
	OK(unlink("f"));
}

int main(void)
{
	scratch();
	waits();
	files();
	nonblocking();
	interrupted();
	no_reader();
	scratch_end();
	return 0;
}
