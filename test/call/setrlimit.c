/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * setrlimit(): lowering, raising up to the hard limit, inheritance by fork and
 * exec; NOFILE, FSIZE, NPROC, AS and DATA are kept; EINVAL, EPERM, EFAULT.
 */
#define _GNU_SOURCE
#include "call.h"
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/uio.h>

static volatile int hits;
static void *volatile block;

static void handler(int sig)
{
	(void)sig;
	hits++;
}

static void set(int resource, rlim_t soft, rlim_t hard)
{
	OK(setrlimit(resource, &(struct rlimit){ soft, hard }));
}

static rlim_t soft(int resource)
{
	struct rlimit limit;

	OK(getrlimit(resource, &limit));
	return limit.rlim_cur;
}

static rlim_t hard(int resource)
{
	struct rlimit limit;

	OK(getrlimit(resource, &limit));
	return limit.rlim_max;
}

/* What the program is told that is started once more. */
static int inherits(void)
{
	pid_t pid;

	set(RLIMIT_FSIZE, 12345, 54321);
	pid = (pid_t)OK(fork());
	if (pid == 0) {
		SAME(soft(RLIMIT_FSIZE), 12345);
		SAME(hard(RLIMIT_FSIZE), 54321);
		execl("/proc/self/exe", "setrlimit", "12345", (char *)NULL);
		_exit(1);
	}
	return status_of(pid);
}

static int all_lower(void)
{
	const int all[] = { RLIMIT_NOFILE, RLIMIT_NPROC, RLIMIT_STACK,
		RLIMIT_CORE, RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_AS,
		RLIMIT_RSS, RLIMIT_MEMLOCK, RLIMIT_LOCKS, RLIMIT_SIGPENDING,
		RLIMIT_MSGQUEUE, RLIMIT_RTTIME };

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		rlim_t max = hard(all[i]);

		if (max > 1 << 30)
			max = 1 << 30;
		set(all[i], max - 2, max - 1);
		SAME(soft(all[i]), max - 2);
		SAME(hard(all[i]), max - 1);
		set(all[i], max - 1, max - 1);
		if (geteuid() != 0)
			FAILS(setrlimit(all[i], &(struct rlimit){ 0, max }),
				EPERM);
		else
			set(all[i], 0, max);
		FAILS(setrlimit(all[i], &(struct rlimit){ 2, 1 }), EINVAL);
	}
	return 0;
}

static int descriptors(void)
{
	int fd[2], high = (int)OK(fcntl(0, F_DUPFD, 30));
	int least = (int)OK(dup(0));

	set(RLIMIT_NOFILE, (rlim_t)least + 2, hard(RLIMIT_NOFILE));
	SAME(dup(0), least + 1);
	FAILS(dup(0), EMFILE);
	FAILS(open("/", O_RDONLY), EMFILE);
	FAILS(pipe(fd), EMFILE);
	FAILS(dup2(0, least + 2), EBADF);
	FAILS(fcntl(0, F_DUPFD, least + 2), EINVAL);
	FAILS(fcntl(0, F_DUPFD, least + 1), EMFILE);
	/* What is open beyond the limit stays so. */
	OK(fcntl(high, F_GETFD));
	OK(close(least));
	FAILS(pipe(fd), EMFILE);
	SAME(dup(high), least);
	set(RLIMIT_NOFILE, 0, hard(RLIMIT_NOFILE));
	FAILS(dup(0), EMFILE);
	return 0;
}

static int file_size(void)
{
	char text[100] = { 0 };
	struct iovec v[2] = { { text, 60 }, { text, 60 } };
	int fd = (int)OK(open("f", O_RDWR | O_CREAT, 0600)), pipes[2];

	handle(SIGXFSZ, handler, 0);
	set(RLIMIT_FSIZE, 150, hard(RLIMIT_FSIZE));
	SAME(write(fd, text, 100), 100);
	SAME(write(fd, text, 100), 50);
	SAME(hits, 0);
	FAILS(write(fd, text, 1), EFBIG);
	SAME(hits, 1);
	FAILS(pwrite(fd, text, 1, 1000), EFBIG);
	FAILS(ftruncate(fd, 151), EFBIG);
	FAILS(truncate("f", 1000), EFBIG);
	SAME(hits, 4);
	SAME(size_of("f"), 150);
	OK(ftruncate(fd, 50));
	SAME(lseek(fd, 50, SEEK_SET), 50);
	SAME(writev(fd, v, 2), 100);
	SAME(pwrite(fd, text, 100, 149), 1);
	OK(ftruncate(fd, 150));
	/* A larger file may be cut all the same; pipes have no size. */
	set(RLIMIT_FSIZE, 10, hard(RLIMIT_FSIZE));
	OK(ftruncate(fd, 100));
	OK(pipe(pipes));
	SAME(write(pipes[1], text, 100), 100);
	SAME(hits, 4);
	OK(unlink("f"));
	signal(SIGXFSZ, SIG_DFL);
	write(fd, text, 100);
	return 0;
}

static int processes(void)
{
	set(RLIMIT_NPROC, 0, hard(RLIMIT_NPROC));
	if (geteuid() != 0)
		FAILS(fork(), EAGAIN);
	return 0;
}

static int memory(void)
{
	const size_t big = 64 << 20;
	char *brk = sbrk(0);
	void *map;

	OK(brk == (void *)-1 ? -1 : 0);
	map = mmap(NULL, big, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(map != MAP_FAILED);
	OK(munmap(map, big));
	set(RLIMIT_AS, 48 << 20, hard(RLIMIT_AS));
	errno = 0;
	CHECK(mmap(NULL, big, PROT_READ | PROT_WRITE,
		      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
	SAME(errno, ENOMEM);
	block = malloc(big);
	CHECK(block == NULL);
	CHECK(sbrk((intptr_t)big) == (void *)-1);
	SAME(errno, ENOMEM);
	return 0;
}

static int data(void)
{
	set(RLIMIT_DATA, 32 << 20, hard(RLIMIT_DATA));
	block = malloc(64 << 20);
	CHECK(block == NULL);
	block = malloc(1 << 20);
	CHECK(block != NULL);
	return 0;
}

int main(int argc, char **argv)
{
	unsigned long raw[2];

	if (argc > 1) {
		CHECK(soft(RLIMIT_FSIZE) == (rlim_t)atoi(argv[1]));
		return 0;
	}
	scratch();
	FAILS(setrlimit(12345, &(struct rlimit){ 1, 2 }), EINVAL);
	FAILS(syscall(SYS_setrlimit, RLIMIT_CPU, bad_pointer()), EFAULT);
	FAILS(syscall(SYS_setrlimit, RLIMIT_CPU, NULL), EFAULT);
	OK(syscall(SYS_getrlimit, RLIMIT_CPU, raw));
	OK(syscall(SYS_setrlimit, RLIMIT_CPU, raw));
	FAILS(setrlimit(RLIMIT_NOFILE, &(struct rlimit){ 1, (rlim_t)1 << 31 }),
		EPERM);
	SAME(status_of(in_child(inherits)), 0);
	SAME(status_of(in_child(all_lower)), 0);
	SAME(status_of(in_child(descriptors)), 0);
	SAME(status_of(in_child(file_size)) & ~0x80, SIGXFSZ);
	SAME(status_of(in_child(processes)), 0);
	SAME(status_of(in_child(memory)), 0);
	SAME(status_of(in_child(data)), 0);
	scratch_end();
	return 0;
}
