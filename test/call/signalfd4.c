/* SPDX-License-Identifier: GPL-3.0-or-later */
/* signalfd(). */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <poll.h>
#include <sys/epoll.h>
#include <sys/signalfd.h>

static int fd;
static sigset_t set;

static int events(void)
{
	struct pollfd p = { fd, -1, 0 };

	OK(poll(&p, 1, 0));
	return p.revents;
}

static struct signalfd_siginfo take(void)
{
	struct signalfd_siginfo si;

	SAME(read(fd, &si, sizeof(si)), 128);
	return si;
}

static void taking(void)
{
	struct signalfd_siginfo si[4];
	char small[127];

	fd = (int)OK(signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
	SAME(fcntl(fd, F_GETFD), FD_CLOEXEC);
	SAME(fcntl(fd, F_GETFL) & (O_ACCMODE | O_NONBLOCK),
		O_RDWR | O_NONBLOCK);
	SAME(events(), 0);
	FAILS(read(fd, si, sizeof(si)), EAGAIN);
	FAILS(read(fd, small, sizeof(small)), EINVAL);
	FAILS(write(fd, si, sizeof(si)), EINVAL);
	OK(kill(getpid(), SIGUSR1));
	OK(kill(getpid(), SIGUSR1));
	SAME(events(), POLLIN);
	OK(kill(getpid(), SIGUSR2));
	SAME(read(fd, si, sizeof(si)), 256);
	SAME(si[0].ssi_signo, SIGUSR1);
	SAME(si[0].ssi_code, SI_USER);
	SAME(si[0].ssi_pid, getpid());
	SAME(si[0].ssi_uid, getuid());
	SAME(si[1].ssi_signo, SIGUSR2);
	FAILS(read(fd, si, 128), EAGAIN);
	/* What is not in the set is left alone. */
	OK(kill(getpid(), SIGHUP));
	SAME(events(), 0);
	sigaddset(&set, SIGHUP);
	SAME(signalfd(fd, &set, 0), fd);
	SAME(events(), POLLIN);
	SAME(take().ssi_signo, SIGHUP);
	OK(close(fd));
}

static int sends_late(void)
{
	sleep_ms(30);
	OK(kill(getppid(), SIGUSR1));
	return 7;
}

static void waiting(void)
{
	union sigval value = { .sival_int = -5 };
	struct signalfd_siginfo si;
	pid_t pid;

	fd = (int)OK(signalfd(-1, &set, 0));
	pid = in_child(sends_late);
	si = take();
	SAME(si.ssi_signo, SIGUSR1);
	SAME(si.ssi_pid, pid);
	si = take();
	SAME(si.ssi_signo, SIGCHLD);
	SAME(si.ssi_code, CLD_EXITED);
	SAME(si.ssi_pid, pid);
	SAME(si.ssi_status, 7);
	SAME(status_of(pid), 7 << 8);
	OK(sigqueue(getpid(), SIGRTMIN + 1, value));
	value.sival_int = 6;
	OK(sigqueue(getpid(), SIGRTMIN + 1, value));
	si = take();
	SAME(si.ssi_signo, SIGRTMIN + 1);
	SAME(si.ssi_code, SI_QUEUE);
	SAME(si.ssi_int, -5);
	SAME(take().ssi_int, 6);
	OK(close(fd));
}

static void ignore(int sig)
{
	(void)sig;
}

static void interrupted(void)
{
	struct signalfd_siginfo si;
	sigset_t one;
	pid_t pid;

	sigemptyset(&one);
	sigaddset(&one, SIGUSR2);
	fd = (int)OK(signalfd(-1, &one, 0));
	handle(SIGALRM, ignore, 0);
	pid = signal_after(getpid(), SIGALRM, 20);
	FAILS(read(fd, &si, sizeof(si)), EINTR);
	SAME(status_of(pid), 0);
	OK(signalfd(fd, &set, 0));
	SAME(take().ssi_signo, SIGCHLD);
	OK(close(fd));
}

static int has_its_own(void)
{
	SAME(events(), 0);
	OK(kill(getpid(), SIGUSR2));
	SAME(events(), POLLIN);
	SAME(take().ssi_pid, getpid());
	return 0;
}

/* A child that adds the descriptor to an instance it inherited, and goes. */
static int ep;

static int adds(void)
{
	struct epoll_event ev = { EPOLLIN, { .fd = 1 } };

	OK(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev));
	OK(kill(getpid(), SIGUSR1));
	return epoll_wait(ep, &ev, 1, -1) != 1;
}

static void shared(void)
{
	struct epoll_event ev = { EPOLLIN, { .fd = 2 } };
	pid_t pid;

	fd = (int)OK(signalfd(-1, &set, 0));
	ep = (int)OK(epoll_create1(0));
	OK(kill(getpid(), SIGUSR1));
	pid = in_child(has_its_own);
	SAME(status_of(pid), 0);
	SAME(take().ssi_signo, SIGUSR1);
	SAME(take().ssi_signo, SIGCHLD);
	pid = in_child(adds);
	SAME(status_of(pid), 0);
	SAME(take().ssi_signo, SIGCHLD);
	SAME(epoll_wait(ep, &ev, 1, 0), 0);
	OK(epoll_ctl(ep, EPOLL_CTL_DEL, fd, NULL));
	OK(epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev));
	OK(kill(getpid(), SIGUSR1));
	SAME(epoll_wait(ep, &ev, 1, -1), 1);
	SAME(take().ssi_signo, SIGUSR1);
	SAME(epoll_wait(ep, &ev, 1, 0), 0);
	OK(close(ep));
	OK(close(fd));
}

int main(void)
{
	char name[64], link[64];

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigaddset(&set, SIGUSR2);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGCHLD);
	sigaddset(&set, SIGRTMIN + 1);
	sigaddset(&set, SIGKILL);
	OK(sigprocmask(SIG_BLOCK, &set, NULL));
	FAILS(signalfd(-1, &set, 1), EINVAL);
	FAILS(signalfd(-2, &set, 0), EBADF);
	FAILS(signalfd(999, &set, 0), EBADF);
	FAILS(signalfd(0, &set, 0), EINVAL);
	FAILS(syscall(SYS_signalfd4, -1, &set, 4, 0), EINVAL);
	FAILS(syscall(SYS_signalfd4, -1, bad_pointer(), 8, 0), EFAULT);
	sigdelset(&set, SIGHUP);
	taking();
	waiting();
	interrupted();
	shared();
	fd = (int)OK(signalfd(-1, &set, 0));
	sprintf(name, "/proc/self/fd/%d", fd);
	SAME(readlink(name, link, sizeof(link)), 21);
	CHECK(memcmp(link, "anon_inode:[signalfd]", 21) == 0);
	return 0;
}
