/* SPDX-License-Identifier: GPL-3.0-or-later */
/* /dev: numbers, modes and what reading and writing each device does. */
#define _GNU_SOURCE
#include "call.h"

#include <sys/sysmacros.h>

static char text[256];

static void is_device(const char *name, mode_t mode, unsigned a, unsigned b)
{
	struct stat st;

	OK(stat(name, &st));
	if (!S_ISCHR(st.st_mode) || (st.st_mode & 0777) != mode ||
		st.st_rdev != makedev(a, b))
		fprintf(stderr, "%s is %o %u:%u\n", name, st.st_mode,
			major(st.st_rdev), minor(st.st_rdev));
	/* Elsewhere they may have been changed. */
	SAME(st.st_mode & (on_exa() ? 07777 : mode), mode);
	SAME(st.st_rdev, makedev(a, b));
}

static void is_link(const char *name, const char *target)
{
	ssize_t n = OK(readlink(name, text, sizeof(text) - 1));

	text[n] = 0;
	SAME(strcmp(text, target), 0);
}

static void reads_and_writes(void)
{
	int fd = (int)OK(open("/dev/null", O_RDWR));

	SAME(read(fd, text, 9), 0);
	SAME(write(fd, text, 9), 9);
	SAME(lseek(fd, 100, SEEK_SET), 0);
	OK(close(fd));
	fd = (int)OK(open("/dev/zero", O_RDWR));
	memset(text, 1, 9);
	SAME(read(fd, text, 9), 9);
	for (int i = 0; i < 9; i++)
		SAME(text[i], 0);
	SAME(write(fd, text, 9), 9);
	OK(close(fd));
	fd = (int)OK(open("/dev/full", O_RDWR));
	memset(text, 1, 9);
	SAME(read(fd, text, 9), 9);
	SAME(text[8], 0);
	FAILS(write(fd, text, 1), ENOSPC);
	OK(close(fd));
	fd = (int)OK(open("/dev/urandom", O_RDONLY));
	memset(text, 0, 64);
	SAME(read(fd, text, 32), 32);
	SAME(read(fd, text + 32, 32), 32);
	CHECK(memcmp(text, text + 32, 32) != 0);
	OK(close(fd));
}

/* The descriptors by name. */
static void descriptors(void)
{
	struct stat st, other;
	int fd[2], copy;

	is_link("/dev/fd", "/proc/self/fd");
	is_link("/dev/stdin", "/proc/self/fd/0");
	is_link("/dev/stdout", "/proc/self/fd/1");
	is_link("/dev/stderr", "/proc/self/fd/2");
	OK(pipe(fd));
	snprintf(text, sizeof(text), "/dev/fd/%d", fd[1]);
	copy = (int)OK(open(text, O_WRONLY));
	SAME(write(copy, "x", 1), 1);
	SAME(read(fd[0], text, 9), 1);
	OK(dup2(fd[0], 0));
	OK(stat("/dev/stdin", &st));
	OK(fstat(fd[0], &other));
	SAME(st.st_ino, other.st_ino);
	OK(close(0));
	FAILS(open("/dev/stdin", O_RDONLY), ENOENT);
	FAILS(open("/dev/fd/999", O_RDONLY), ENOENT);
}

/* Without a controlling terminal there is no /dev/tty. */
static int no_terminal(void)
{
	OK(setsid());
	FAILS(open("/dev/tty", O_RDWR), ENXIO);
	return 0;
}

int main(void)
{
	is_device("/dev/null", 0666, 1, 3);
	is_device("/dev/zero", 0666, 1, 5);
	is_device("/dev/full", 0666, 1, 7);
	is_device("/dev/random", 0666, 1, 8);
	is_device("/dev/urandom", 0666, 1, 9);
	is_device("/dev/tty", 0666, 5, 0);
	is_device("/dev/ptmx", 0666, 5, 2);
	reads_and_writes();
	descriptors();
	SAME(status_of(in_child(no_terminal)), 0);
	return 0;
}
