/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a call waits for comes, and right behind it a signal with a handler,
 * without SA_RESTART: the call succeeds, since a signal interrupts it "if it
 * would wait" only (POSIX wait(): the status of a child that is available is
 * told; so does Linux everywhere).
 */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <netinet/in.h>
#include <semaphore.h>
#include <sys/eventfd.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>

static volatile int hits;

static void handler(int sig)
{
	(void)sig;
	hits++;
}

static void catch_signal(int sig, int flags)
{
	struct sigaction sa = { .sa_handler = handler, .sa_flags = flags };

	OK(sigaction(sig, &sa, NULL));
}

static void pause_ms(long ms)
{
	struct timespec ts = { 0, ms * 1000000 };

	nanosleep(&ts, NULL);
}

/* A child that lets something happen, and then signals its parent. */
#define BEHIND(event)                             \
	do {                                      \
		hits = 0;                         \
		child = fork();                   \
		if (child == 0) {                 \
			pause_ms(20);             \
			event;                    \
			kill(getppid(), SIGUSR1); \
			pause_ms(20);             \
			_exit(0);                 \
		}                                 \
	} while (0)

static pid_t child;

static void came(void)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		CHECK(errno == EINTR);
	SAME(hits, 1);
	SAME(status, 0);
}

static void children(void)
{
	siginfo_t info;
	int status;

	catch_signal(SIGCHLD, 0);
	child = fork();
	if (child == 0) {
		pause_ms(20);
		_exit(3);
	}
	SAME(waitpid(child, &status, 0), child);
	SAME(status, 3 << 8);
	child = fork();
	if (child == 0)
		_exit(4);
	OK(waitid(P_PID, (id_t)child, &info, WEXITED));
	SAME(info.si_status, 4);
	child = fork();
	if (child == 0) {
		pause_ms(20);
		raise(SIGSTOP);
		_exit(0);
	}
	SAME(waitpid(child, &status, WUNTRACED), child);
	CHECK(WIFSTOPPED(status));
	kill(child, SIGKILL);
	SAME(waitpid(child, &status, 0), child);
	catch_signal(SIGCHLD, SA_NOCLDWAIT);
	child = fork();
	if (child == 0) {
		pause_ms(20);
		_exit(0);
	}
	FAILS(wait(&status), ECHILD);
	signal(SIGCHLD, SIG_DFL);
}

static void sockets(void)
{
	struct sockaddr_in in = { .sin_family = AF_INET };
	socklen_t length = sizeof(in);
	int fd = (int)OK(socket(AF_INET, SOCK_STREAM, 0)), other, pair[2];
	static char bytes[65536];

	in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	OK(bind(fd, (struct sockaddr *)&in, sizeof(in)));
	OK(listen(fd, 3));
	OK(getsockname(fd, (struct sockaddr *)&in, &length));
	BEHIND(other = socket(AF_INET, SOCK_STREAM, 0);
		(void)connect(other, (struct sockaddr *)&in, sizeof(in)));
	other = (int)OK(accept(fd, NULL, NULL));
	came();
	OK(close(other));
	OK(close(fd));
	OK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
	OK(fcntl(pair[0], F_SETFL, O_NONBLOCK));
	while (write(pair[0], bytes, sizeof(bytes)) > 0)
		;
	OK(fcntl(pair[0], F_SETFL, 0));
	OK(fcntl(pair[1], F_SETFL, O_NONBLOCK));
	BEHIND(while (read(pair[1], bytes, sizeof(bytes)) > 0));
	SAME(send(pair[0], bytes, 100, 0), 100);
	came();
	OK(close(pair[0]));
	OK(close(pair[1]));
}

static void events(void)
{
	struct signalfd_siginfo info;
	uint64_t value;
	sigset_t set;
	int fd = (int)OK(eventfd(0, 0));
	sem_t *sem = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	BEHIND(eventfd_write(fd, 7));
	SAME(read(fd, &value, 8), 8);
	came();
	OK(close(fd));
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	fd = (int)OK(signalfd(-1, &set, 0));
	BEHIND(kill(getppid(), SIGUSR2));
	SAME(read(fd, &info, sizeof(info)), sizeof(info));
	came();
	OK(close(fd));
	CHECK(sem != MAP_FAILED);
	OK(sem_init(sem, 1, 0));
	BEHIND(sem_post(sem));
	OK(sem_wait(sem));
	came();
}

static void locks(void)
{
	struct flock lock = { .l_type = F_WRLCK };
	int fd = (int)OK(open("lock", O_RDWR | O_CREAT, 0600)), ready[2];
	char c;

	OK(pipe(ready));
	BEHIND(fcntl(fd, F_SETLK, &lock); (void)!write(ready[1], "x", 1);
		pause_ms(20); lock.l_type = F_UNLCK; fcntl(fd, F_SETLK, &lock));
	SAME(read(ready[0], &c, 1), 1);
	OK(fcntl(fd, F_SETLKW, &lock));
	came();
	OK(close(fd));
	BEHIND(fd = open("lock", O_RDWR); flock(fd, LOCK_EX);
		(void)!write(ready[1], "x", 1); pause_ms(20);
		flock(fd, LOCK_UN));
	SAME(read(ready[0], &c, 1), 1);
	fd = (int)OK(open("lock", O_RDWR));
	OK(flock(fd, LOCK_EX));
	came();
	OK(unlink("lock"));
}

int main(void)
{
	scratch();
	catch_signal(SIGUSR1, 0);
	children();
	sockets();
	events();
	locks();
	scratch_end();
	return 0;
}
