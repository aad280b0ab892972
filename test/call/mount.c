/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mount() and umount2() are root's: nobody else changes what is seen. Root's
 * half is not run elsewhere: flags, options of tmpfs, remounting, moving,
 * being busy.
 */
#define _GNU_SOURCE
#include "call.h"

#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>

static void refused(void)
{
	OK(mkdir("d", 0755));
	make_file("d/f", "");
	FAILS(mount("none", "d", "tmpfs", 0, NULL), EPERM);
	FAILS(mount("none", "d", "tmpfs", MS_RDONLY, "size=1000"), EPERM);
	FAILS(mount("d", "d", NULL, MS_BIND, NULL), EPERM);
	FAILS(mount("none", "/bin", "proc", MS_REMOUNT, NULL), EPERM);
	FAILS(mount("none", bad_pointer(), "tmpfs", 0, NULL), EFAULT);
	FAILS(umount2("/proc", 0), EPERM);
	FAILS(umount2("d", 0x100), EINVAL);
	OK(access("d/f", F_OK));
	OK(access("/bin/sh", X_OK));
	OK(unlink("d/f"));
	OK(rmdir("d"));
}

static void options(void)
{
	struct statvfs st;
	char big[9000];
	int fd;

	OK(mount("none", "d", "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC,
		"size=64k,mode=711,uid=5,gid=6"));
	OK(statvfs("d", &st));
	SAME(st.f_blocks * st.f_frsize, 65536);
	SAME(st.f_flag & (ST_RDONLY | ST_NOSUID | ST_NODEV | ST_NOEXEC),
		ST_NOSUID | ST_NODEV | ST_NOEXEC);
	SAME(mode_of("d") & 07777, 0711);
	fd = (int)OK(open("d/f", O_RDWR | O_CREAT, 0755));
	memset(big, 'x', sizeof(big));
	while (write(fd, big, sizeof(big)) > 0)
		;
	SAME(errno, ENOSPC);
	FAILS(access("d/f", X_OK), EACCES);
	FAILS(execl("d/f", "f", (char *)NULL), EACCES);
	OK(mknod("d/null", S_IFCHR | 0666, 0x103));
	FAILS(open("d/null", O_RDONLY), EACCES);
	FAILS(umount("d"), EBUSY);
	OK(close(fd));
	OK(umount("d"));
	FAILS(mount("none", "d", "tmpfs", 0, "nonsense=1"), EINVAL);
	FAILS(mount("none", "d", "tmpfs", 0, "size=x"), EINVAL);
	FAILS(mount("none", "d", "nosuchfs", 0, NULL), ENODEV);
	FAILS(mount("none", "d", NULL, 0, NULL), EINVAL);
	FAILS(mount("none", "missing", "tmpfs", 0, NULL), ENOENT);
	FAILS(mount("none", "file", "tmpfs", 0, NULL), ENOTDIR);
	FAILS(mount("d", "e", NULL, MS_BIND, NULL), EINVAL);
}

static void read_only(void)
{
	int fd = (int)OK(open("d/f", O_RDWR | O_CREAT, 0644));

	OK(mkdir("d/sub", 0755));
	OK(symlink("f", "d/l"));
	FAILS(mount("none", "d", NULL, MS_REMOUNT | MS_RDONLY, NULL), EBUSY);
	OK(close(fd));
	OK(mount("none", "d", NULL, MS_REMOUNT | MS_RDONLY, NULL));
	FAILS(open("d/f", O_WRONLY), EROFS);
	FAILS(open("d/new", O_RDWR | O_CREAT, 0600), EROFS);
	FAILS(open("d/f", O_RDONLY | O_TRUNC), EROFS);
	OK(close((int)OK(open("d/f", O_RDONLY | O_CREAT, 0600))));
	FAILS(unlink("d/f"), EROFS);
	FAILS(unlink("d/none"), EROFS);
	FAILS(rmdir("d/sub"), EROFS);
	FAILS(mkdir("d/new", 0755), EROFS);
	FAILS(mkdir("d/sub", 0755), EEXIST);
	FAILS(mkfifo("d/new", 0600), EROFS);
	FAILS(symlink("x", "d/new"), EROFS);
	FAILS(link("d/f", "d/new"), EROFS);
	FAILS(link("d/f", "d/l"), EEXIST);
	FAILS(rename("d/f", "d/new"), EROFS);
	FAILS(chmod("d/f", 0600), EROFS);
	FAILS(chown("d/f", 1, 1), EROFS);
	FAILS(utimensat(AT_FDCWD, "d/f", NULL, 0), EROFS);
	FAILS(truncate("d/f", 0), EROFS);
	FAILS(access("d/f", W_OK), EROFS);
	OK(access("d/f", R_OK));
	OK(mount("none", "d", NULL, MS_REMOUNT, NULL));
	OK(unlink("d/f"));
	OK(unlink("d/l"));
	OK(rmdir("d/sub"));
}

static void borders(void)
{
	make_file("d/f", "");
	FAILS(rename("d/f", "f"), EXDEV);
	FAILS(link("d/f", "f"), EXDEV);
	FAILS(rmdir("d"), EBUSY);
	FAILS(rename("d", "other"), EBUSY);
	FAILS(unlink("d"), EISDIR);
	OK(chdir("d"));
	OK(chdir(".."));
	OK(access("file", F_OK));
	OK(unlink("d/f"));
}

static void moving(void)
{
	make_file("d/f", "");
	OK(mkdir("d/sub", 0755));
	FAILS(mount("d", "d/sub", NULL, MS_MOVE, NULL), ELOOP);
	FAILS(mount("e", "d", NULL, MS_MOVE, NULL), EINVAL);
	OK(mount("d", "e", NULL, MS_MOVE, NULL));
	FAILS(access("d/f", F_OK), ENOENT);
	OK(access("e/f", F_OK));
	FAILS(umount("d"), EINVAL);
	OK(mount("none", "e/sub", "tmpfs", 0, NULL));
	FAILS(umount("e"), EBUSY);
	OK(umount("e/sub"));
	OK(mount(NULL, "e", NULL, MS_PRIVATE, NULL));
	FAILS(mount(NULL, "e", NULL, MS_SHARED, NULL), EINVAL);
	/* Marked first, then unmounted, unless somebody looked. */
	FAILS(umount2("e", MNT_EXPIRE), EAGAIN);
	OK(access("e/f", F_OK));
	FAILS(umount2("e", MNT_EXPIRE), EAGAIN);
	OK(umount2("e", MNT_EXPIRE));
	FAILS(umount2("e", MNT_EXPIRE | MNT_DETACH), EINVAL);
	FAILS(access("e/f", F_OK), ENOENT);
}

/* A file in use outlives its mount. */
static void detaching(void)
{
	char c;
	int fd;

	OK(mount("none", "d", "tmpfs", 0, NULL));
	fd = (int)OK(open("d/f", O_RDWR | O_CREAT, 0600));
	SAME(write(fd, "x", 1), 1);
	FAILS(umount2("d", 0), EBUSY);
	OK(umount2("d", MNT_DETACH));
	FAILS(access("d/f", F_OK), ENOENT);
	SAME(pread(fd, &c, 1, 0), 1);
	SAME(c, 'x');
	OK(close(fd));
	OK(symlink("d", "l"));
	OK(mount("none", "l", "tmpfs", 0, NULL));
	FAILS(umount2("l", UMOUNT_NOFOLLOW), EINVAL);
	OK(umount2("l", 0));
	OK(unlink("l"));
	FAILS(umount2("d", 0), EINVAL);
	FAILS(umount2("missing", 0), ENOENT);
	FAILS(umount2(bad_pointer(), 0), EFAULT);
}

/* What was unmapped is not in use; no size is no promise of memory. */
static void memory(void)
{
	struct stat st;
	char *p, c;
	int fd;

	OK(mount("none", "d", "tmpfs", 0, NULL));
	fd = (int)OK(open("d/f", O_RDWR | O_CREAT, 0600));
	OK(ftruncate(fd, 4096));
	p = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	CHECK(p != MAP_FAILED);
	p[0] = 'm';
	OK(close(fd));
	FAILS(umount("d"), EBUSY);
	OK(munmap(p, 4096));
	OK(umount("d"));
	OK(mount("none", "d", "tmpfs", 0, "size=0"));
	fd = (int)OK(open("d/f", O_RDWR | O_CREAT, 0600));
	FAILS(fallocate(fd, 0, 0, 700LL << 20), ENOSPC);
	OK(fstat(fd, &st));
	SAME(st.st_blocks, 0);
	SAME(write(fd, "x", 1), 1);
	SAME(pread(fd, &c, 1, 0), 1);
	OK(close(fd));
	OK(umount("d"));
}

int main(void)
{
	scratch();
	if (geteuid() != 0) {
		refused();
	} else if (on_exa()) {
		OK(mkdir("d", 0755));
		OK(mkdir("e", 0755));
		make_file("file", "");
		options();
		OK(mount("none", "d", "tmpfs", 0, NULL));
		read_only();
		borders();
		moving();
		detaching();
		memory();
		OK(rmdir("d"));
		OK(rmdir("e"));
		OK(unlink("file"));
	}
	scratch_end();
	return 0;
}
