/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Calls for strace to decode: boot.strace-*. Without arguments one of each
 * kind; `traced network` uses sockets, `traced signals` gets some signals,
 * `traced wait` reads a byte, `traced fifo` makes a FIFO, /tmp/p.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static void handler(int sig)
{
	(void)sig;
}

static void files(void)
{
	struct iovec iov[2] = { { "one\0two", 7 }, { "\377\n\"", 3 } };
	struct flock lock = { .l_type = F_WRLCK, .l_start = 5, .l_len = 6 };
	struct timespec times[2] = { { 1, 2 }, { 0, UTIME_OMIT } };
	char buffer[16];
	struct stat st;
	int fd[2];

	pipe(fd);
	writev(fd[1], iov, 2);
	read(fd[0], buffer, sizeof(buffer));
	fd[0] = open("/tmp/f", O_RDWR | O_CREAT | O_EXCL | O_APPEND, 0640);
	stat("/tmp/f", &st);
	fcntl(fd[0], F_SETLK, &lock);
	fcntl(fd[0], F_GETFL);
	futimens(fd[0], times);
	lseek(fd[0], -1, SEEK_END);
	pwrite(fd[0], "x", 1, (off_t)1 << 33);
	ioctl(fd[0], TCGETS, buffer);
	(void)access("/tmp/f", R_OK | W_OK);
	unlink("/tmp/f");
	chdir("/nonexistent");
	open((char *)1, O_RDONLY);
	getcwd(buffer, sizeof(buffer));
}

static void waiting(void)
{
	struct pollfd polls[2] = { { 0, POLLIN, 0 }, { -1, POLLOUT, 0 } };
	struct timespec pause = { 0, 1000 };
	struct itimerval timer = { { 0, 0 }, { 5, 6 } };
	fd_set set;
	int status;

	FD_ZERO(&set);
	FD_SET(1, &set);
	poll(polls, 2, 0);
	select(2, NULL, &set, NULL, NULL);
	nanosleep(&pause, NULL);
	setitimer(ITIMER_REAL, &timer, NULL);
	if (fork() == 0)
		_exit(9);
	wait(&status);
}

static void various(void)
{
	struct sigaction act = { .sa_handler = handler,
		.sa_flags = SA_RESTART };
	struct rlimit limit;
	struct utsname name;
	sigset_t set;

	sigemptyset(&act.sa_mask);
	sigaddset(&act.sa_mask, SIGINT);
	sigaction(SIGUSR1, &act, NULL);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR2);
	sigaddset(&set, SIGHUP);
	sigprocmask(SIG_BLOCK, &set, NULL);
	getrlimit(RLIMIT_NOFILE, &limit);
	uname(&name);
	umask(022);
	sbrk(0);
}

/* One byte with a descriptor, from one end of a pair to the other. */
static void messages(const int pair[2])
{
	char control[CMSG_SPACE(sizeof(int))] = { 0 }, byte = 'm';
	struct iovec iov = { &byte, 1 };
	struct msghdr m = { .msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control) };
	struct cmsghdr *c = CMSG_FIRSTHDR(&m);

	c->cmsg_level = SOL_SOCKET;
	c->cmsg_type = SCM_RIGHTS;
	c->cmsg_len = CMSG_LEN(sizeof(int));
	sendmsg(pair[0], &m, 0);
	(void)recvmsg(pair[1], &m, MSG_DONTWAIT);
}

static void network(void)
{
	struct sockaddr_un name = { AF_UNIX, "/tmp/none" };
	struct sockaddr_in in = { .sin_family = AF_INET };
	struct epoll_event event = { EPOLLIN | EPOLLET, { .u64 = 7 } };
	socklen_t length = sizeof(in);
	int fd, pair[2], one = 1;

	socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair);
	messages(pair);
	fd = socket(AF_INET, SOCK_STREAM, 0);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	in.sin_port = htons(8080);
	in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	(void)bind(fd, (struct sockaddr *)&in, sizeof(in));
	getsockname(fd, (struct sockaddr *)&in, &length);
	(void)connect(pair[0], (struct sockaddr *)&name, sizeof(name));
	fd = epoll_create1(EPOLL_CLOEXEC);
	epoll_ctl(fd, EPOLL_CTL_ADD, 0, &event);
}

static void signals(void)
{
	handler(0);
	signal(SIGUSR1, handler);
	signal(SIGUSR2, SIG_IGN);
	kill(getpid(), SIGUSR1);
	kill(getpid(), SIGUSR2);
	sigqueue(getpid(), SIGWINCH, (union sigval){ .sival_int = 77 });
	if (fork() == 0)
		_exit(9);
	wait(NULL);
	kill(getpid(), SIGTERM);
}

int main(int argc, char **argv)
{
	char c;

	if (argc > 1 && strcmp(argv[1], "signals") == 0)
		signals();
	if (argc > 1 && strcmp(argv[1], "wait") == 0)
		return read(0, &c, 1) != 1;
	if (argc > 1 && strcmp(argv[1], "fifo") == 0)
		return mkfifo("/tmp/p", 0666);
	if (argc > 1 && strcmp(argv[1], "network") == 0) {
		network();
		return 0;
	}
	files();
	waiting();
	various();
	return 3;
}
