/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a caught signal does to a call that waits (POSIX sigaction(); Linux,
 * signal(7)): with SA_RESTART most go on, without it they fail with EINTR;
 * sleeps and waits for descriptors or signals always fail. A signal that is
 * ignored, and one that stops the process, disturb none.
 */
#define _GNU_SOURCE
#include "call.h"
#include <poll.h>
#include <sys/file.h>
#include <sys/select.h>

static volatile int hits;
static int fds[2], again[2];

static void handler(int sig)
{
	(void)sig;
	hits++;
}

/* Each waits, and returns 0 when it got what it waited for. */
static int reads(void)
{
	char c;

	return read(fds[0], &c, 1) == 1 ? 0 : errno;
}

static int reads_vector(void)
{
	char c;

	/* The same wait, by way of stdio. */
	FILE *f = fdopen(dup(fds[0]), "r");
	int got;

	setvbuf(f, NULL, _IONBF, 0);
	got = getc(f);
	c = (char)got;
	(void)c;
	return got == EOF ? errno : 0;
}

static int waits(void)
{
	pid_t pid = fork();

	if (pid == 0) {
		char c;

		_exit(read(fds[0], &c, 1) != 1);
	}
	if (waitpid(pid, NULL, 0) == pid)
		return 0;
	CHECK(errno == EINTR);
	kill(pid, SIGKILL);
	SAME(waitpid(pid, NULL, 0), pid);
	return EINTR;
}

static int waits_by_id(void)
{
	pid_t pid = fork();
	siginfo_t info;

	if (pid == 0) {
		char c;

		_exit(read(fds[0], &c, 1) != 1);
	}
	if (waitid(P_PID, (id_t)pid, &info, WEXITED) == 0)
		return 0;
	CHECK(errno == EINTR);
	kill(pid, SIGKILL);
	SAME(waitpid(pid, NULL, 0), pid);
	return EINTR;
}

static int opens(void)
{
	int fd = open("fifo", O_RDONLY);

	return fd >= 0 ? 0 : errno;
}

static int locks(void)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = open("file", O_RDWR);

	return fcntl(fd, F_SETLKW, &lock) == 0 ? 0 : errno;
}

static int flocks(void)
{
	int fd = open("file", O_RDWR);

	return flock(fd, LOCK_EX) == 0 ? 0 : errno;
}

static int sleeps(void)
{
	struct timespec ts = { 5, 0 };

	return nanosleep(&ts, &ts) == 0 ? 0 : errno;
}

static int polls(void)
{
	struct pollfd p = { .fd = again[0], .events = POLLIN };

	return poll(&p, 1, 5000) >= 0 ? 0 : errno;
}

static int selects(void)
{
	struct timeval tv = { 5, 0 };
	fd_set set;

	FD_ZERO(&set);
	FD_SET(again[0], &set);
	return select(again[0] + 1, &set, NULL, NULL, &tv) >= 0 ? 0 : errno;
}

static int pauses(void)
{
	return pause() == 0 ? 0 : errno;
}

static int suspends(void)
{
	sigset_t none;

	sigemptyset(&none);
	return sigsuspend(&none) == 0 ? 0 : errno;
}

/* Lets the waiting call have what it waits for. */
static void satisfy(void)
{
	int fd = open("fifo", O_WRONLY | O_NONBLOCK);

	SAME(write(fds[1], "x", 1), 1);
	close(fd);
}

/* Runs wait in a child that gets the signal and, later, what it wants. Its
 * errno and how often the handler ran: errno + 100 * runs. */
static int outcome(int (*wait)(void), int flags, int sig)
{
	pid_t pid = fork();
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd, status;
	char c;

	if (pid == 0) {
		OK(close(fds[1]));
		handle(SIGUSR1, handler, flags);
		status = wait();
		_exit(status + 100 * hits);
	}
	OK(pid);
	fd = (int)OK(open("file", O_RDWR));
	sleep_ms(40);
	OK(kill(pid, sig));
	if (sig == SIGSTOP)
		SAME(waitpid(pid, NULL, WUNTRACED), pid);
	sleep_ms(20);
	if (sig == SIGSTOP)
		OK(kill(pid, SIGCONT));
	sleep_ms(20);
	satisfy();
	lock.l_type = F_UNLCK;
	OK(fcntl(fd, F_SETLK, &lock));
	OK(close(fd));
	status = status_of(pid);
	OK(fcntl(fds[0], F_SETFL, O_NONBLOCK));
	while (read(fds[0], &c, 1) == 1)
		;
	OK(fcntl(fds[0], F_SETFL, 0));
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int with_lock(int (*wait)(void), int flags, int sig)
{
	struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
	int fd = (int)OK(open("file", O_RDWR)), other, result;

	OK(fcntl(fd, F_SETLK, &lock));
	if (wait == flocks) {
		/* Released by a child that holds it for a while. */
		other = fork();
		if (other == 0) {
			fd = open("file", O_RDWR);
			_exit(flock(fd, LOCK_EX) != 0 || (sleep_ms(110), 0));
		}
		sleep_ms(20);
	}
	result = outcome(wait, flags, sig);
	close(fd);
	while (waitpid(-1, NULL, WNOHANG) > 0)
		;
	return result;
}

static void check_restarting(void)
{
	int (*const calls[])(
		void) = { reads, reads_vector, waits, waits_by_id, opens };

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		SAME(outcome(calls[i], 0, SIGUSR1), EINTR + 100);
		SAME(outcome(calls[i], SA_RESTART, SIGUSR1), 100);
		SAME(outcome(calls[i], 0, SIGSTOP), 0);
		SAME(outcome(calls[i], 0, SIGWINCH), 0);
	}
	SAME(with_lock(locks, 0, SIGUSR1), EINTR + 100);
	SAME(with_lock(locks, SA_RESTART, SIGUSR1), 100);
	SAME(with_lock(flocks, 0, SIGUSR1), EINTR + 100);
	SAME(with_lock(flocks, SA_RESTART, SIGUSR1), 100);
}

static void check_others(void)
{
	int (*const calls[])(
		void) = { sleeps, polls, selects, pauses, suspends };

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		SAME(outcome(calls[i], 0, SIGUSR1), EINTR + 100);
		SAME(outcome(calls[i], SA_RESTART, SIGUSR1), EINTR + 100);
	}
}

/* Half of a write is done: it tells how much, not EINTR. */
static void check_partial(void)
{
	static char block[100000];
	pid_t pid;
	int p[2];

	OK(pipe(p));
	handle(SIGUSR1, handler, SA_RESTART);
	pid = signal_after(getpid(), SIGUSR1, 30);
	hits = 0;
	SAME(write(p[1], block, sizeof(block)), 65536);
	SAME(hits, 1);
	SAME(status_of(pid), 0);
}

/* The first handler chosen decides: it is the one with the lower number. */
static void check_two(int first, int second, int want)
{
	pid_t parent = getpid(), pid;
	char c;

	handle(SIGUSR1, handler, first);
	handle(SIGUSR2, handler, second);
	pid = fork();
	if (pid == 0) {
		sleep_ms(30);
		kill(parent, SIGSTOP);
		_exit(0);
	}
	if (fork() == 0) {
		sleep_ms(60);
		kill(parent, SIGUSR2);
		kill(parent, SIGUSR1);
		kill(parent, SIGCONT);
		sleep_ms(30);
		_exit(write(fds[1], "x", 1) != 1);
	}
	SAME(read(fds[0], &c, 1), want);
	if (want < 0)
		SAME(errno, EINTR);
	while (wait(NULL) > 0 || errno == EINTR)
		;
	if (want < 0)
		SAME(read(fds[0], &c, 1), 1);
}

static int two(void)
{
	check_two(0, SA_RESTART, -1);
	check_two(SA_RESTART, 0, 1);
	return 0;
}

int main(void)
{
	scratch();
	make_file("file", "x");
	OK(mkfifo("fifo", 0600));
	OK(pipe(fds));
	OK(pipe(again));
	check_restarting();
	check_others();
	check_partial();
	SAME(status_of(in_child(two)), 0);
	OK(unlink("fifo"));
	OK(unlink("file"));
	scratch_end();
	return 0;
}
