/* SPDX-License-Identifier: GPL-3.0-or-later */
/* stat(), lstat() and fstatat(). */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <sys/sysmacros.h>

static void fields(void)
{
	time_t now = time(NULL);
	struct stat st;

	OK(stat("f", &st));
	SAME(st.st_mode, S_IFREG | 0644);
	SAME(st.st_nlink, 1);
	SAME(st.st_uid, geteuid());
	SAME(st.st_gid, getegid());
	SAME(st.st_size, 10);
	CHECK(st.st_ino != 0);
	CHECK(st.st_blksize > 0);
	CHECK(st.st_mtim.tv_sec >= now - 10 && st.st_mtim.tv_sec <= now + 1);
	CHECK(st.st_ctim.tv_sec >= st.st_mtim.tv_sec);
	OK(stat("/dev/null", &st));
	CHECK(S_ISCHR(st.st_mode));
	SAME(st.st_rdev, makedev(1, 3));
	OK(stat("/", &st));
	CHECK(S_ISDIR(st.st_mode));
	OK(stat("/bin/sh", &st));
	CHECK((st.st_mode & S_IFMT) == S_IFREG && (st.st_mode & 0111) != 0);
	CHECK(st.st_size > 0);
}

static void links(int dir)
{
	struct stat st, other;

	OK(symlink("f", "l"));
	OK(stat("f", &other));
	OK(stat("l", &st));
	SAME(st.st_ino, other.st_ino);
	SAME(st.st_dev, other.st_dev);
	OK(lstat("l", &st));
	CHECK(S_ISLNK(st.st_mode));
	CHECK(st.st_ino != other.st_ino);
	OK(fstatat(dir, "l", &st, AT_SYMLINK_NOFOLLOW));
	CHECK(S_ISLNK(st.st_mode));
	OK(unlink("l"));
	OK(symlink("loop", "loop"));
	OK(lstat("loop", &st));
	FAILS(stat("loop", &st), ELOOP);
	FAILS(lstat("loop/", &st), ELOOP);
	OK(unlink("loop"));
}

static void errors(int dir)
{
	struct stat st;

	FAILS(stat("no", &st), ENOENT);
	FAILS(stat("", &st), ENOENT);
	FAILS(stat("f/x", &st), ENOTDIR);
	FAILS(stat("f/", &st), ENOTDIR);
	FAILS(stat("f/.", &st), ENOTDIR);
	FAILS(stat("no/../f", &st), ENOENT);
	FAILS(stat(bad_pointer(), &st), EFAULT);
	FAILS(fstatat(99, "f", &st, 0), EBADF);
	FAILS(fstatat((int)OK(open("f", O_RDONLY)), "f", &st, 0), ENOTDIR);
	FAILS(fstatat(dir, "f", &st, 1 << 20), EINVAL);
	OK(mkdir("d", 0600));
	FAILS(stat("d/f", &st), EACCES);
	OK(rmdir("d"));
}

int main(void)
{
	struct stat st, same;
	int dir;

	scratch();
	make_file("f", "0123456789");
	dir = (int)OK(open(".", O_RDONLY));
	fields();
	links(dir);
	OK(fstatat(dir, "f", &st, 0));
	OK(fstatat(99, "/dev/null", &st, 0));
	OK(fstatat(dir, "", &st, AT_EMPTY_PATH));
	OK(stat(".", &same));
	SAME(st.st_ino, same.st_ino);
	OK(stat("..", &st));
	OK(stat(scratch_base(), &same));
	SAME(st.st_ino, same.st_ino);
	errors(dir);
#ifdef SYS_fstatat
	FAILS(syscall(SYS_fstatat, dir, "f", bad_pointer(), 0), EFAULT);
#else
	FAILS(syscall(SYS_newfstatat, dir, "f", bad_pointer(), 0), EFAULT);
#endif
	OK(unlink("f"));
	scratch_end();
	return 0;
}
