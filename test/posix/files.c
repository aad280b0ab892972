/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and descriptors by the library's functions; the calls below them
 * have tests of their own in test/call. */
#define _GNU_SOURCE
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/select.h>
#include <sys/uio.h>

#include "test/call/call.h"

static void at_functions(void)
{
	int dir;
	char text[20] = "";

	OK(mkdir("d", 0755));
	dir = (int)OK(open("d", O_RDONLY | O_DIRECTORY));
	OK(mkfifoat(dir, "fifo", 0600));
	CHECK(S_ISFIFO(mode_of("d/fifo")));
	OK(renameat(dir, "fifo", AT_FDCWD, "fifo"));
	FAILS(renameat(dir, "fifo", dir, "x"), ENOENT);
	OK(unlink("fifo"));
	OK(mkfifo("fifo", 0600));
	FAILS(mkfifo("fifo", 0600), EEXIST);
	OK(unlink("fifo"));
	int fd = (int)OK(creat("f", 0640));
	FAILS(read(fd, text, 1), EBADF);
	SAME(mode_of("f") & 07777, 0640);
	OK(close(fd));
	OK(linkat(AT_FDCWD, "f", dir, "l", 0));
	OK(symlinkat("l", dir, "s"));
	SAME(readlinkat(dir, "s", text, sizeof(text)), 1);
	OK(fchmodat(dir, "l", 0600, 0));
	OK(fchownat(dir, "l", (uid_t)-1, (gid_t)-1, 0));
	OK(lchown("d/s", (uid_t)-1, (gid_t)-1));
	OK(chown("f", (uid_t)-1, (gid_t)-1));
	OK(faccessat(dir, "l", R_OK, AT_EACCESS));
	OK(access("d/l", W_OK));
	OK(unlinkat(dir, "s", 0));
	OK(unlinkat(dir, "l", 0));
	OK(close(dir));
	OK(rmdir("d"));
	OK(unlink("f"));
	char name[] = "mXXXXXX";
	fd = (int)OK(mkostemp(name, O_CLOEXEC));
	CHECK(fcntl(fd, F_GETFD) & FD_CLOEXEC);
	OK(close(fd));
	OK(unlink(name));
}

static void locks(void)
{
	int fd = (int)OK(open("f", O_RDWR | O_CREAT, 0600));

	OK(lockf(fd, F_LOCK, 10));
	pid_t pid = (pid_t)OK(fork());
	if (pid == 0) {
		SAME(lockf(fd, F_TEST, 10), -1);
		CHECK(errno == EACCES || errno == EAGAIN);
		SAME(lockf(fd, F_TLOCK, 10), -1);
		CHECK(errno == EACCES || errno == EAGAIN);
		OK(lseek(fd, 20, SEEK_SET));
		OK(lockf(fd, F_TLOCK, 10));
		_exit(0);
	}
	SAME(status_of(pid), 0);
	OK(lockf(fd, F_ULOCK, 10));
	OK(close(fd));
	OK(unlink("f"));
}

static void space(void)
{
	int fd = (int)OK(open("f", O_RDWR | O_CREAT, 0600));

	SAME(posix_fallocate(fd, 0, 1000), 0);
	SAME(size_of("f"), 1000);
	SAME(posix_fallocate(fd, 0, 0), EINVAL);
	SAME(posix_fallocate(fd, -1, 10), EINVAL);
	SAME(posix_fallocate(-1, 0, 10), EBADF);
	SAME(posix_fadvise(fd, 0, 0, POSIX_FADV_SEQUENTIAL), 0);
	SAME(posix_fadvise(fd, 0, 0, 99), EINVAL);
	SAME(posix_fadvise(-1, 0, 0, POSIX_FADV_NORMAL), EBADF);
	OK(fdatasync(fd));
	OK(close(fd));
	OK(unlink("f"));
}

/* Mappings of the kinds that exist: docs/limits.md tells which do not. */
static void mappings(void)
{
	int fd = (int)OK(open("f", O_RDWR | O_CREAT, 0600));
	long page = sysconf(_SC_PAGESIZE);

	SAME(write(fd, "mapped", 6), 6);
	char *p = mmap(
		NULL, (size_t)page, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);
	CHECK(p != MAP_FAILED && memcmp(p, "mapped\0", 7) == 0);
	p[0] = 'M';
	SAME(posix_madvise(p, (size_t)page, POSIX_MADV_WILLNEED), 0);
	OK(mprotect(p, (size_t)page, PROT_READ | PROT_WRITE));
	OK(munmap(p, (size_t)page));
	char c;
	SAME(pread(fd, &c, 1, 0), 1);
	SAME(c, 'm');
	OK(close(fd));
	OK(unlink("f"));
}

/* <stropts.h>, which glibc has no more. */
int isastream(int);

static int fds[2];

static void terminals(void)
{
	char name[100];

	OK(pipe(fds));
	SAME(isatty(fds[0]), 0);
	SAME(errno, ENOTTY);
#ifndef __GLIBC__
	SAME(isastream(fds[0]), 0);
	FAILS(isastream(-1), EBADF);
#endif
	SAME(isatty(-1), 0);
	SAME(errno, EBADF);
	SAME(ttyname_r(fds[0], name, sizeof(name)), ENOTTY);
	CHECK(ttyname(fds[0]) == NULL);
	FAILS(tcgetpgrp(fds[0]), ENOTTY);
	fd_set set;
	FD_ZERO(&set);
	FD_SET(fds[0], &set);
	CHECK(FD_ISSET(fds[0], &set) && !FD_ISSET(fds[1], &set));
	FD_CLR(fds[0], &set);
	CHECK(!FD_ISSET(fds[0], &set));
	sync();
	OK(close(fds[0]));
	OK(close(fds[1]));
	CHECK(strlen(ctermid(NULL)) > 0);
	char t[L_tmpnam];
	CHECK(tmpnam(t) == t && access(t, F_OK) != 0);
}

int main(void)
{
	scratch();
	at_functions();
	locks();
	space();
	mappings();
	terminals();
	scratch_end();
	return 0;
}
