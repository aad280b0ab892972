/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read(): files, devices, and pipes that have to be waited for. */
#define _GNU_SOURCE
#include "test/call/call.h"

static int fds[2];
static volatile int hits;

static void count(int sig)
{
	(void)sig;
	hits++;
}

static int writes_late(void)
{
	sleep_ms(30);
	SAME(write(fds[1], "late", 4), 4);
	return 0;
}

static int closes_late(void)
{
	OK(close(fds[0]));
	sleep_ms(30);
	return 0;
}

static void waits(void)
{
	double start = now_ms();
	char text[16];
	pid_t pid;

	OK(pipe(fds));
	pid = in_child(writes_late);
	SAME(read(fds[0], text, sizeof(text)), 4);
	CHECK(memcmp(text, "late", 4) == 0);
	CHECK(now_ms() - start >= 25);
	SAME(status_of(pid), 0);
	pid = in_child(closes_late);
	OK(close(fds[1]));
	SAME(read(fds[0], text, sizeof(text)), 0);
	SAME(status_of(pid), 0);
	OK(close(fds[0]));
}

static void interrupted(void)
{
	char text[16];
	pid_t pid, writer;

	OK(pipe(fds));
	handle(SIGUSR1, count, 0);
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(read(fds[0], text, 1), EINTR);
	SAME(hits, 1);
	SAME(status_of(pid), 0);
	handle(SIGUSR1, count, SA_RESTART);
	pid = signal_after(getpid(), SIGUSR1, 10);
	writer = in_child(writes_late);
	SAME(read(fds[0], text, sizeof(text)), 4);
	SAME(hits, 2);
	SAME(status_of(pid), 0);
	SAME(status_of(writer), 0);
	OK(fcntl(fds[0], F_SETFL, O_NONBLOCK));
	FAILS(read(fds[0], text, 1), EAGAIN);
	SAME(write(fds[1], "abc", 3), 3);
	SAME(read(fds[0], text, 2), 2);
	SAME(read(fds[0], text, 2), 1);
	SAME(text[0], 'c');
	SAME(write(fds[1], "abc", 3), 3);
	FAILS(read(fds[0], bad_pointer(), 3), EFAULT);
	OK(close(fds[0]));
	OK(close(fds[1]));
}

static int sleeps_in_read(void)
{
	char c;

	OK(close(fds[1]));
	return (int)read(fds[0], &c, 1);
}

/* SIGKILL ends a reader that waits. */
static void killed(void)
{
	pid_t pid;

	OK(pipe(fds));
	pid = in_child(sleeps_in_read);
	sleep_ms(20);
	OK(kill(pid, SIGKILL));
	SAME(status_of(pid), SIGKILL);
	OK(close(fds[0]));
	OK(close(fds[1]));
}

static void devices(void)
{
	char text[16] = "abc";
	int fd = (int)OK(open("/dev/null", O_RDWR));

	SAME(read(fd, text, sizeof(text)), 0);
	OK(close(fd));
	fd = (int)OK(open("/dev/zero", O_RDONLY));
	SAME(read(fd, text, 2), 2);
	CHECK(text[0] == 0 && text[1] == 0 && text[2] == 'c');
	FAILS(read(fd, bad_pointer(), 16), EFAULT);
	OK(close(fd));
}

static int child_reads(void)
{
	char c;

	SAME(read(fds[0], &c, 1), 1);
	SAME(c, '0');
	return 0;
}

int main(void)
{
	char text[16];

	scratch();
	make_file("f", "0123456789");
	fds[0] = (int)OK(open("f", O_RDONLY));
	SAME(status_of(in_child(child_reads)), 0);
	SAME(read(fds[0], text, 4), 4);
	CHECK(memcmp(text, "1234", 4) == 0);
	SAME(read(fds[0], text, 0), 0);
	SAME(read(fds[0], text, sizeof(text)), 5);
	SAME(read(fds[0], text, sizeof(text)), 0);
	OK(lseek(fds[0], 0, SEEK_SET));
	FAILS(read(fds[0], bad_pointer(), 4), EFAULT);
	SAME(read(fds[0], text, 1), 1);
	SAME(text[0], '0');
	OK(close(fds[0]));
	FAILS(read(fds[0], text, 1), EBADF);
	FAILS(read(-1, text, 1), EBADF);
	fds[0] = (int)OK(open("f", O_WRONLY));
	FAILS(read(fds[0], text, 1), EBADF);
	OK(close(fds[0]));
	fds[0] = (int)OK(open(".", O_RDONLY));
	FAILS(read(fds[0], text, 1), EISDIR);
	OK(close(fds[0]));
	waits();
	interrupted();
	killed();
	devices();
	OK(unlink("f"));
	scratch_end();
	return 0;
}
