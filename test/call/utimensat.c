/* SPDX-License-Identifier: GPL-3.0-or-later */
/* utimensat() and futimens(): times to the nanosecond, now and omitted. */
#define _GNU_SOURCE
#include "test/call/call.h"

static struct stat st;

static void expect(const char *name, time_t a, long a_ns, time_t m, long m_ns)
{
	OK(lstat(name, &st));
	SAME(st.st_atim.tv_sec, a);
	SAME(st.st_atim.tv_nsec, a_ns);
	SAME(st.st_mtim.tv_sec, m);
	SAME(st.st_mtim.tv_nsec, m_ns);
}

static void values(int dir)
{
	struct timespec t[2] = { { 1000000000, 123456789 },
		{ 5000000000, 999999999 } };

	OK(utimensat(dir, "f", t, 0));
	expect("f", 1000000000, 123456789, 5000000000, 999999999);
	CHECK(st.st_ctim.tv_sec >= time(NULL) - 10);
	t[0].tv_nsec = UTIME_OMIT;
	t[1] = (struct timespec){ 7, 0 };
	OK(utimensat(dir, "f", t, 0));
	expect("f", 1000000000, 123456789, 7, 0);
	t[0].tv_nsec = 5;
	t[0].tv_sec = 8;
	t[1].tv_nsec = UTIME_OMIT;
	OK(utimensat(dir, "l", t, 0));
	expect("f", 8, 5, 7, 0);
	t[0].tv_nsec = UTIME_OMIT;
	OK(utimensat(dir, "f", t, 0));
	expect("f", 8, 5, 7, 0);
	t[1].tv_nsec = UTIME_NOW;
	OK(utimensat(dir, "f", t, 0));
	OK(stat("f", &st));
	SAME(st.st_atim.tv_sec, 8);
	CHECK(st.st_mtim.tv_sec >= time(NULL) - 10);
	t[0] = t[1] = (struct timespec){ 9, 9 };
	OK(utimensat(dir, "l", t, AT_SYMLINK_NOFOLLOW));
	expect("l", 9, 9, 9, 9);
	OK(utimensat(dir, "f", NULL, 0));
	OK(stat("f", &st));
	CHECK(st.st_atim.tv_sec >= time(NULL) - 10);
}

static void opened(void)
{
	struct timespec t[2] = { { 11, 1 }, { 12, 2 } };
	int fd = (int)OK(open("f", O_RDONLY));

	OK(futimens(fd, t));
	expect("f", 11, 1, 12, 2);
	OK(close(fd));
	FAILS(futimens(fd, t), EBADF);
	FAILS(futimens(-1, t), EBADF);
}

static void errors(int dir)
{
	struct timespec t[2] = { { 0, 0 }, { 0, 1000000000 } };
	int root = (int)OK(open("/", O_RDONLY));

	FAILS(utimensat(dir, "f", t, 0), EINVAL);
	t[1].tv_nsec = -1;
	FAILS(utimensat(dir, "f", t, 0), EINVAL);
	t[1].tv_nsec = 0;
	FAILS(utimensat(dir, "f", t, 1 << 20), EINVAL);
	FAILS(utimensat(dir, "no", t, 0), ENOENT);
	FAILS(utimensat(dir, "f/x", t, 0), ENOTDIR);
	FAILS(utimensat(dir, "loop", t, 0), ELOOP);
	FAILS(utimensat(99, "f", t, 0), EBADF);
	FAILS(utimensat(dir, bad_pointer(), t, 0), EFAULT);
	FAILS(syscall(SYS_utimensat, dir, "f", bad_pointer(), 0), EFAULT);
	/* Others may say "now" if they may write, but nothing else. */
	FAILS(futimens(root, t), EPERM);
	FAILS(futimens(root, NULL), EACCES);
	FAILS(utimensat(dir, "/bin/sh", t, 0), on_exa() ? EROFS : EPERM);
	OK(utimensat(dir, "/dev/null", NULL, 0));
}

int main(void)
{
	int dir;

	scratch();
	make_file("f", "");
	OK(symlink("f", "l"));
	OK(symlink("loop", "loop"));
	dir = (int)OK(open(".", O_RDONLY));
	values(dir);
	opened();
	errors(dir);
	OK(unlink("f"));
	OK(unlink("l"));
	OK(unlink("loop"));
	scratch_end();
	return 0;
}
