/* SPDX-License-Identifier: GPL-3.0-or-later */
/* statx(): what stat() tells and when the file was made. */
#define _GNU_SOURCE
#include "call.h"
#include <sys/sysmacros.h>

/* The structure of the call, for libraries that do not declare it. */
struct call_time {
	int64_t sec;
	uint32_t nsec;
	int32_t pad;
};

struct call_statx {
	uint32_t mask, blksize;
	uint64_t attributes;
	uint32_t nlink, uid, gid;
	uint16_t mode, pad;
	uint64_t ino, size, blocks, attributes_mask;
	struct call_time atime, btime, ctime, mtime;
	uint32_t rdev_major, rdev_minor, dev_major, dev_minor;
	uint64_t spare[14];
};

enum { BASIC = 0x7ff, BTIME = 0x800 };

static long call(
	int dir, const char *name, int flags, unsigned mask, void *result)
{
	return syscall(SYS_statx, dir, name, flags, mask, result);
}

static void compare(const struct call_statx *x, const struct stat *st)
{
	SAME(x->mask & BASIC, BASIC);
	SAME(x->nlink, st->st_nlink);
	SAME(x->uid, st->st_uid);
	SAME(x->gid, st->st_gid);
	SAME(x->mode, st->st_mode);
	SAME(x->ino, st->st_ino);
	SAME(x->size, st->st_size);
	SAME(x->blocks, st->st_blocks);
	SAME(x->blksize, st->st_blksize);
	SAME(x->mtime.sec, st->st_mtim.tv_sec);
	SAME(x->mtime.nsec, st->st_mtim.tv_nsec);
	SAME(x->ctime.nsec, st->st_ctim.tv_nsec);
	SAME(x->atime.nsec, st->st_atim.tv_nsec);
	SAME(x->dev_major, major(st->st_dev));
	SAME(x->dev_minor, minor(st->st_dev));
	SAME(x->rdev_major, major(st->st_rdev));
	SAME(x->rdev_minor, minor(st->st_rdev));
}

int main(void)
{
	struct call_statx x;
	struct stat st;
	int fd, fds[2];

	scratch();
	make_file("f", "text");
	OK(symlink("f", "l"));
	OK(stat("f", &st));
	OK(call(AT_FDCWD, "f", 0, BASIC | BTIME, &x));
	compare(&x, &st);
	if ((x.mask & BTIME) != 0)
		CHECK(x.btime.sec <= x.mtime.sec && x.btime.sec > 1000000000);
	OK(call(AT_FDCWD, "l", 0, BASIC, &x));
	compare(&x, &st);
	OK(lstat("l", &st));
	OK(call(AT_FDCWD, "l", AT_SYMLINK_NOFOLLOW, BASIC, &x));
	compare(&x, &st);
	OK(stat("/dev/null", &st));
	OK(call(AT_FDCWD, "/dev/null", 0, BASIC, &x));
	compare(&x, &st);
	fd = (int)OK(open("f", O_RDONLY));
	OK(fstat(fd, &st));
	OK(call(fd, "", AT_EMPTY_PATH, BASIC, &x));
	compare(&x, &st);
	FAILS(call(fd, "", 0, BASIC, &x), ENOENT);
	FAILS(call(fd, "f", 0, BASIC, &x), ENOTDIR);
	OK(close(fd));
	OK(pipe(fds));
	OK(fstat(fds[0], &st));
	OK(call(fds[0], "", AT_EMPTY_PATH, BASIC, &x));
	SAME(x.mode, st.st_mode);
	SAME(x.ino, st.st_ino);
	OK(close(fds[0]));
	OK(close(fds[1]));
	OK(call(AT_FDCWD, "f", 0x2000, BASIC, &x));
	OK(call(AT_FDCWD, "f", 0x4000, BASIC, &x));
	FAILS(call(AT_FDCWD, "f", 0x6000, BASIC, &x), EINVAL);
	FAILS(call(AT_FDCWD, "f", 1, BASIC, &x), EINVAL);
	FAILS(call(AT_FDCWD, "f", 0, 0x80000000U, &x), EINVAL);
	FAILS(call(AT_FDCWD, "none", 0, BASIC, &x), ENOENT);
	FAILS(call(99, "f", 0, BASIC, &x), EBADF);
	FAILS(call(AT_FDCWD, bad_pointer(), 0, BASIC, &x), EFAULT);
	FAILS(call(AT_FDCWD, "f", 0, BASIC, bad_pointer()), EFAULT);
	OK(unlink("l"));
	OK(unlink("f"));
	scratch_end();
	return 0;
}
