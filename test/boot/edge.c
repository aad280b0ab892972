/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Corners of signals, spawning, files and memory, a case each; says "ok", or
 * what is wrong. A case that hangs is ended by an alarm.
 * usage: edge CASE
 */
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

extern char **environ;

static void pause_ms(int ms)
{
	struct timespec ts = { ms / 1000, ms % 1000 * 1000000L };

	nanosleep(&ts, NULL);
}

static sigset_t set_of(int sig)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, sig);
	return set;
}

static pid_t checked_fork(void)
{
	pid_t pid = fork();

	CHECK(pid >= 0);
	return pid;
}

/* A group of its own, unless it leads its session. */
static void own_group(void)
{
	CHECK(getpgrp() == getpid() || setpgid(0, 0) == 0);
}

static int status_of(pid_t pid)
{
	int status = -1;

	CHECK(waitpid(pid, &status, 0) == pid);
	return status;
}

/* SIGCHLD is ignored by default, but not by who waits for it. */
static void sigwait_child(void)
{
	sigset_t set = set_of(SIGCHLD);
	int sig;

	CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	if (checked_fork() == 0) {
		pause_ms(50);
		_exit(0);
	}
	CHECK(sigwait(&set, &sig) == 0 && sig == SIGCHLD);
}

/* No set makes sigwait take SIGKILL. */
static void sigwait_kill(void)
{
	sigset_t all;
	pid_t pid;
	int sig;

	pid = checked_fork();
	if (pid == 0) {
		sigfillset(&all);
		sigprocmask(SIG_BLOCK, &all, NULL);
		sigwait(&all, &sig);
		_exit(sig);
	}
	pause_ms(50);
	CHECK(kill(pid, SIGKILL) == 0);
	CHECK(status_of(pid) == SIGKILL);
}

/* A pending signal goes when it becomes ignored: POSIX 2.4.1. */
static void ignore_pending(void)
{
	sigset_t set = set_of(SIGUSR1);

	CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	CHECK(raise(SIGUSR1) == 0);
	CHECK(signal(SIGUSR1, SIG_IGN) != SIG_ERR);
	CHECK(signal(SIGUSR1, SIG_DFL) != SIG_ERR);
	CHECK(sigprocmask(SIG_UNBLOCK, &set, NULL) == 0);
}

/* What becomes ready while the caller is stopped in ppoll is not missed. */
static void poll_stopped(void)
{
	sigset_t stop = set_of(SIGTSTP), none;
	struct pollfd pfd = { .events = POLLIN };
	int fd[2], status;
	pid_t pid;

	CHECK(pipe(fd) == 0);
	pid = checked_fork();
	if (pid == 0) {
		setpgid(0, 0);
		sigemptyset(&none);
		sigprocmask(SIG_BLOCK, &stop, NULL);
		raise(SIGTSTP);
		pfd.fd = fd[0];
		_exit(ppoll(&pfd, 1, NULL, &none) == 1 ? 0 : 1);
	}
	CHECK(waitpid(pid, &status, WUNTRACED) == pid && WIFSTOPPED(status));
	CHECK(write(fd[1], "x", 1) == 1);
	CHECK(kill(pid, SIGCONT) == 0);
	CHECK(status_of(pid) == 0);
}

static int orphan_pipe;

static void tell(int sig)
{
	char c = (char)sig;

	if (write(orphan_pipe, &c, 1) < 0)
		_exit(1);
}

static void orphan_stops(int fd)
{
	orphan_pipe = fd;
	signal(SIGHUP, tell);
	setpgid(0, 0);
	raise(SIGSTOP);
	_exit(0);
}

/* A stopped group is told when the end of its session's leader orphans it. */
static void orphaned_stopped(void)
{
	int fd[2], status;
	char c = 0;
	pid_t pid;

	CHECK(pipe(fd) == 0);
	pid = checked_fork();
	if (pid == 0) {
		setsid();
		pid = checked_fork();
		if (pid == 0)
			orphan_stops(fd[1]);
		waitpid(pid, &status, WUNTRACED);
		_exit(WIFSTOPPED(status) ? 0 : 1);
	}
	CHECK(status_of(pid) == 0);
	close(fd[1]);
	CHECK(read(fd[0], &c, 1) == 1 && c == SIGHUP);
}

/* What remains of a sleep longer than the clock counts. */
static void sleep_for_ever(void)
{
	struct timespec ts = { INT64_MAX, 0 };
	struct timespec left = { 0, 0 };
	pid_t parent = getpid();

	signal(SIGUSR1, tell);
	orphan_pipe = open("/dev/null", O_WRONLY);
	if (checked_fork() == 0) {
		pause_ms(50);
		kill(parent, SIGUSR1);
		_exit(0);
	}
	CHECK(nanosleep(&ts, &left) < 0 && errno == EINTR);
	CHECK(left.tv_sec > 1000000 && left.tv_nsec >= 0);
}

/* The pid is right even if the child was gone before its parent ran. */
static void spawn_unwanted(void)
{
	char *argv[] = { "uname", NULL };
	pid_t pid = -1;

	CHECK(signal(SIGCHLD, SIG_IGN) != SIG_ERR);
	CHECK(posix_spawn(&pid, "/bin/true", NULL, NULL, argv, environ) == 0);
	CHECK(pid > 5 && pid < 32768);
	CHECK(waitpid(pid, NULL, 0) < 0 && errno == ECHILD);
}

/* Spawns a program whose open of a FIFO waits for ever. */
static int spawn_on_fifo(pid_t *pid)
{
	posix_spawn_file_actions_t actions;
	char *argv[] = { "cat", NULL };

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, 0, "/tmp/fifo", O_RDONLY, 0);
	return posix_spawn(pid, "/bin/cat", &actions, NULL, argv, environ);
}

/* Who waits in posix_spawn can be killed. */
static void spawn_killed(void)
{
	pid_t pid, child;

	CHECK(mkfifo("/tmp/fifo", 0600) == 0);
	pid = checked_fork();
	if (pid == 0)
		_exit(spawn_on_fifo(&child));
	pause_ms(100);
	CHECK(kill(pid, SIGKILL) == 0);
	CHECK(status_of(pid) == SIGKILL);
}

/* A child that is killed before it was executed is an ended child. */
static void spawn_child_killed(void)
{
	pid_t parent = getpid(), pid = -1;

	CHECK(mkfifo("/tmp/fifo", 0600) == 0);
	own_group();
	signal(SIGINT, tell);
	orphan_pipe = open("/dev/null", O_WRONLY);
	if (checked_fork() == 0) {
		setpgid(0, 0);
		pause_ms(100);
		kill(-parent, SIGINT);
		_exit(0);
	}
	CHECK(spawn_on_fifo(&pid) == 0);
	CHECK(status_of(pid) == SIGINT);
}

/* A FIFO's reader waits for a writer, not for another reader. */
static void fifo_readers(void)
{
	struct timespec begin, end;
	pid_t pid;
	char c;
	int fd;

	CHECK(mkfifo("/tmp/fifo", 0600) == 0);
	pid = checked_fork();
	if (pid == 0) {
		clock_gettime(CLOCK_MONOTONIC, &begin);
		fd = open("/tmp/fifo", O_RDONLY);
		clock_gettime(CLOCK_MONOTONIC, &end);
		_exit(read(fd, &c, 1) == 1 ? 0 : 1);
	}
	pause_ms(50);
	fd = open("/tmp/fifo", O_RDONLY | O_NONBLOCK);
	CHECK(fd >= 0);
	pause_ms(50);
	CHECK(waitpid(pid, NULL, WNOHANG) == 0);
	fd = open("/tmp/fifo", O_WRONLY);
	CHECK(fd >= 0 && write(fd, "xy", 2) == 2);
	CHECK(status_of(pid) == 0);
}

/* readv takes what is there. */
static void readv_pipe(void)
{
	char a[4], b[4];
	struct iovec vector[] = { { a, 4 }, { b, 4 } };
	int fd[2];

	CHECK(pipe(fd) == 0);
	CHECK(write(fd[1], "1234", 4) == 4);
	CHECK(readv(fd[0], vector, 2) == 4 && memcmp(a, "1234", 4) == 0);
	CHECK(write(fd[1], "123456", 6) == 6);
	CHECK(readv(fd[0], vector, 2) == 6 && memcmp(b, "56", 2) == 0);
}

static void write_far(void)
{
	int fd = open("/tmp/far", O_RDWR | O_CREAT, 0600);

	CHECK(fd >= 0);
	CHECK(pwrite(fd, "x", 1, INT64_MAX) < 0 && errno == EFBIG);
	CHECK(pwrite(fd, "x", 1, INT64_MAX - 1) < 0 && errno == EFBIG);
	CHECK(pwrite(fd, "x", 1, ((int64_t)1 << 32) - 1) == 1);
	CHECK(ftruncate(fd, INT64_MAX) < 0 && errno == EFBIG);
}

/* O_PATH gives no right to change the file. */
static void path_truncate(void)
{
	int fd = open("/tmp/file", O_RDWR | O_CREAT, 0600);

	CHECK(fd >= 0 && write(fd, "x", 1) == 1);
	fd = open("/tmp/file", O_PATH);
	CHECK(fd >= 0);
	CHECK(ftruncate(fd, 0) < 0 && (errno == EBADF || errno == EINVAL));
}

/* As root: a file system with an open file that has no name is in use. */
static void unmount_open(void)
{
	int fd;

	CHECK(mkdir("/mnt/x", 0755) == 0);
	CHECK(mount("none", "/mnt/x", "tmpfs", 0, NULL) == 0);
	fd = open("/mnt/x/f", O_RDWR | O_CREAT, 0600);
	CHECK(fd >= 0 && unlink("/mnt/x/f") == 0);
	CHECK(umount("/mnt/x") < 0 && errno == EBUSY);
	CHECK(write(fd, "x", 1) == 1 && close(fd) == 0);
	CHECK(umount("/mnt/x") == 0);
}

/* Blocks are given back with the bytes. */
static void blocks_given_back(void)
{
	int fd = open("/tmp/file", O_RDWR | O_CREAT, 0600);
	struct stat st;

	for (int i = 0; i < 1000; i++)
		CHECK(write(fd, "0123456789", 10) == 10);
	CHECK(fstat(fd, &st) == 0);
	CHECK(st.st_blocks * 512 >= 10000 && st.st_blocks * 512 <= 16384);
	CHECK(ftruncate(fd, 0) == 0 && fstat(fd, &st) == 0);
	CHECK(st.st_blocks == 0);
}

/* Pipes full of bytes do not use up the machine's memory. */
static void many_pipes(void)
{
	static char bytes[65536];
	int fd[2], ready[2];
	char c;

	own_group();
	CHECK(pipe(ready) == 0);
	for (int n = 0; n < 20; n++) {
		if (checked_fork() == 0) {
			while (pipe(fd) == 0) {
				fcntl(fd[1], F_SETFL, O_NONBLOCK);
				if (write(fd[1], bytes, 65536) < 65536)
					break;
			}
			if (write(ready[1], "x", 1) == 1)
				pause();
			_exit(0);
		}
		CHECK(read(ready[0], &c, 1) == 1);
	}
	signal(SIGTERM, SIG_IGN);
	CHECK(system("/bin/uname >/dev/null && /bin/true") == 0);
	kill(0, SIGTERM);
}

static void unmap_huge(void)
{
	char *p = mmap(NULL, 8192, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	CHECK(p != MAP_FAILED);
	CHECK(munmap(p, SIZE_MAX) < 0 && errno == EINVAL);
	CHECK(munmap(p, 8192) == 0);
}

/* What a program writes beyond its heap is not in another's fresh memory. */
static void stray(void)
{
	size_t size = (size_t)__builtin_wasm_memory_size(0) * 65536;
	char *end = sbrk(0);

	memset(end, 0xaa, size - (size_t)end);
}

static void fresh(void)
{
	for (int i = 0; i < 100; i++) {
		char *p = mmap(NULL, 4096, PROT_READ | PROT_WRITE,
			MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

		CHECK(p != MAP_FAILED);
		for (int k = 0; k < 4096; k++)
			CHECK(p[k] == 0);
	}
}

static const struct {
	const char *name;
	void (*run)(void);
} cases[] = {
	{ "sigwait-child", sigwait_child },
	{ "sigwait-kill", sigwait_kill },
	{ "ignore-pending", ignore_pending },
	{ "poll-stopped", poll_stopped },
	{ "orphaned-stopped", orphaned_stopped },
	{ "sleep-for-ever", sleep_for_ever },
	{ "spawn-unwanted", spawn_unwanted },
	{ "spawn-killed", spawn_killed },
	{ "spawn-child-killed", spawn_child_killed },
	{ "fifo-readers", fifo_readers },
	{ "readv-pipe", readv_pipe },
	{ "write-far", write_far },
	{ "path-truncate", path_truncate },
	{ "unmount-open", unmount_open },
	{ "blocks", blocks_given_back },
	{ "many-pipes", many_pipes },
	{ "unmap-huge", unmap_huge },
	{ "stray", stray },
	{ "fresh", fresh },
};

int main(int argc, char **argv)
{
	alarm(LIMIT_S);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (argc < 2 || strcmp(argv[1], cases[i].name) != 0)
			continue;
		cases[i].run();
		puts("ok");
		return 0;
	}
	fputs("usage: edge CASE\n", stderr);
	return 2;
}
