/* SPDX-License-Identifier: GPL-3.0-or-later */
/* open() and openat(): flags, modes, what may not be opened. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/resource.h>

static int make(const char *name, int flags, mode_t mode)
{
	return (int)OK(open(name, flags | O_CREAT, mode));
}

static void creation(void)
{
	char c;
	int fd;

	umask(027);
	fd = make("f", O_RDWR, 0666);
	SAME(mode_of("f"), S_IFREG | 0640);
	umask(022);
	SAME(write(fd, "abc", 3), 3);
	FAILS(open("f", O_RDWR | O_CREAT | O_EXCL, 0666), EEXIST);
	OK(close(make("f", O_RDONLY, 0)));
	SAME(size_of("f"), 3);
	OK(close(fd));
	/* A mode without rights binds later opens only. */
	fd = make("g", O_WRONLY | O_EXCL, 0);
	SAME(write(fd, "x", 1), 1);
	FAILS(read(fd, &c, 1), EBADF);
	FAILS(open("g", O_RDONLY), EACCES);
	OK(close(fd));
	OK(unlink("g"));
	OK(close((int)OK(open("f", O_WRONLY | O_TRUNC))));
	SAME(size_of("f"), 0);
}

static void appending(void)
{
	int a = (int)OK(open("f", O_WRONLY | O_APPEND));
	int b = (int)OK(open("f", O_WRONLY | O_APPEND));

	SAME(write(a, "1", 1), 1);
	SAME(write(b, "22", 2), 2);
	SAME(write(a, "3", 1), 1);
	SAME(size_of("f"), 4);
	OK(close(a));
	OK(close(b));
}

static void links(void)
{
	int fd;

	OK(symlink("f", "l"));
	OK(symlink("new", "dangling"));
	OK(symlink("loop", "loop"));
	OK(close((int)OK(open("l", O_RDONLY))));
	FAILS(open("l", O_RDONLY | O_NOFOLLOW), ELOOP);
	FAILS(open("l", O_RDONLY | O_CREAT | O_EXCL, 0600), EEXIST);
	FAILS(open("dangling", O_RDONLY), ENOENT);
	FAILS(open("dangling", O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST);
	OK(close(make("dangling", O_RDWR, 0600)));
	SAME(mode_of("new"), S_IFREG | 0600);
	FAILS(open("loop", O_RDONLY), ELOOP);
	fd = (int)OK(open("l", O_PATH | O_NOFOLLOW));
	OK(close(fd));
	OK(unlink("l"));
	OK(unlink("loop"));
	OK(unlink("dangling"));
	OK(unlink("new"));
}

static void directories(void)
{
	char c;
	int dir;

	OK(mkdir("d", 0755));
	make_file("d/f", "x");
	dir = (int)OK(open("d", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	SAME(fcntl(dir, F_GETFD), FD_CLOEXEC);
	OK(close((int)OK(openat(dir, "f", O_RDWR))));
	OK(close((int)OK(openat(dir, "../f", O_RDWR))));
	FAILS(read(dir, &c, 1), EISDIR);
	FAILS(write(dir, &c, 1), EBADF);
	FAILS(open("d", O_WRONLY), EISDIR);
	FAILS(open("d", O_RDWR), EISDIR);
	FAILS(open("d", O_RDONLY | O_CREAT, 0600), EISDIR);
	FAILS(open("new/", O_RDWR | O_CREAT, 0600), EISDIR);
	FAILS(open("f", O_RDONLY | O_DIRECTORY), ENOTDIR);
	FAILS(open("f/", O_RDONLY), ENOTDIR);
	FAILS(open("f/x", O_RDONLY | O_CREAT, 0600), ENOTDIR);
	FAILS(openat(99, "f", O_RDONLY), EBADF);
	FAILS(openat((int)OK(open("f", O_RDONLY)), "f", O_RDONLY), ENOTDIR);
	OK(chmod("d", 0555));
	FAILS(openat(dir, "g", O_WRONLY | O_CREAT, 0600), EACCES);
	OK(chmod("d", 0));
	FAILS(openat(dir, "f", O_RDONLY), EACCES);
	FAILS(open("d", O_RDONLY), EACCES);
	OK(chmod("d", 0755));
	OK(unlink("d/f"));
	OK(rmdir("d"));
	FAILS(openat(dir, "f", O_WRONLY | O_CREAT, 0600), ENOENT);
	OK(close(dir));
}

static void refused(void)
{
	static char name[PATH_MAX + 2];

	OK(chmod("f", 0200));
	FAILS(open("f", O_RDONLY), EACCES);
	FAILS(open("f", O_RDWR), EACCES);
	OK(chmod("f", 0400));
	FAILS(open("f", O_WRONLY), EACCES);
	FAILS(open("f", O_RDONLY | O_TRUNC), EACCES);
	OK(chmod("f", 0600));
	FAILS(open("no", O_RDWR), ENOENT);
	FAILS(open("no/f", O_RDWR | O_CREAT, 0600), ENOENT);
	FAILS(open("", O_RDWR | O_CREAT, 0600), ENOENT);
	FAILS(open(bad_pointer(), O_RDONLY), EFAULT);
	FAILS(open("/bin/sh", O_RDWR), on_exa() ? EROFS : EACCES);
	FAILS(open("/bin/new", O_RDWR | O_CREAT, 0600),
		on_exa() ? EROFS : EACCES);
	memset(name, 'n', NAME_MAX + 1);
	FAILS(open(name, O_RDONLY), ENAMETOOLONG);
	memset(name, 'n', PATH_MAX);
	FAILS(open(name, O_RDONLY), ENAMETOOLONG);
}

static int reader(void)
{
	OK(open("p", O_RDONLY));
	sleep_ms(50);
	return 0;
}

static void nothing(int sig)
{
	(void)sig;
}

static void fifos(void)
{
	pid_t pid;
	int fd;

	OK(mkfifo("p", 0600));
	FAILS(open("p", O_WRONLY | O_NONBLOCK), ENXIO);
	fd = (int)OK(open("p", O_RDONLY | O_NONBLOCK));
	OK(close((int)OK(open("p", O_WRONLY | O_NONBLOCK))));
	OK(close(fd));
	OK(close((int)OK(open("p", O_RDWR))));
	pid = in_child(reader);
	OK(close((int)OK(open("p", O_WRONLY))));
	SAME(status_of(pid), 0);
	handle(SIGUSR1, nothing, 0);
	pid = signal_after(getpid(), SIGUSR1, 20);
	FAILS(open("p", O_WRONLY), EINTR);
	SAME(status_of(pid), 0);
	FAILS(open("p", O_WRONLY | O_NONBLOCK), ENXIO);
	OK(unlink("p"));
	OK(mknod("s", S_IFSOCK | 0600, 0));
	FAILS(open("s", O_RDWR), ENXIO);
	OK(unlink("s"));
}

static void too_many(void)
{
	struct rlimit limit;
	int fd, last = -1;

	OK(getrlimit(RLIMIT_NOFILE, &limit));
	while ((fd = open("/dev/null", O_RDONLY)) >= 0)
		last = fd;
	SAME(errno, EMFILE);
	SAME(last, limit.rlim_cur - 1);
	FAILS(open("new", O_RDWR | O_CREAT, 0600), EMFILE);
	for (fd = 3; fd <= last; fd++)
		close(fd);
	unlink("new");
}

int main(void)
{
	char c;
	int fd;

	scratch();
	creation();
	appending();
	links();
	directories();
	refused();
	fifos();
	/* Flags that do not exist are ignored. */
	fd = (int)OK(syscall(SYS_openat, AT_FDCWD, "f", 0x80000000, 0));
	OK(close(fd));
	fd = (int)OK(open("f", O_PATH));
	FAILS(read(fd, &c, 1), EBADF);
	OK(close(fd));
	too_many();
	OK(unlink("f"));
	scratch_end();
	return 0;
}
