/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who may do what to files of others: sticky directories, chmod, chown, the
 * set-id bits, utimensat, access, link, set-group-ID directories. Root runs
 * it; children become the users 1000 and 2000.
 */
#define _GNU_SOURCE
#include "call.h"
#include <grp.h>

enum { ONE = 1000, TWO = 2000, SHARED = 3000 };

/* Runs a function as a user who is in the group of the same number, and in
 * SHARED. */
static void as(uid_t uid, int (*run)(void))
{
	gid_t groups[] = { SHARED };
	pid_t pid = fork();

	if (pid == 0) {
		OK(setgroups(1, groups));
		OK(setresgid(uid, uid, uid));
		OK(setresuid(uid, uid, uid));
		exit(run());
	}
	SAME(status_of((pid_t)OK(pid)), 0);
}

static void give(const char *name, uid_t uid, gid_t gid, mode_t mode)
{
	OK(lchown(name, uid, gid));
	OK(chmod(name, mode));
}

static int sticky_other(void)
{
	FAILS(unlink("s/one"), EPERM);
	FAILS(rmdir("s/dir"), EPERM);
	FAILS(unlink("s/dir"), EPERM);
	FAILS(rename("s/one", "s/new"), EPERM);
	make_file("s/two", "");
	FAILS(rename("s/two", "s/one"), EPERM);
	FAILS(rename("s/two", "s/dir"), EPERM);
	OK(rename("s/two", "s/three"));
	OK(unlink("s/three"));
	return 0;
}

static int sticky_owner(void)
{
	OK(rename("s/one", "s/uno"));
	OK(unlink("s/uno"));
	OK(rmdir("s/dir"));
	return 0;
}

static void sticky(void)
{
	OK(mkdir("s", 0755));
	OK(chmod("s", 01777));
	make_file("s/one", "");
	give("s/one", ONE, ONE, 0666);
	OK(mkdir("s/dir", 0755));
	give("s/dir", ONE, ONE, 0777);
	as(TWO, sticky_other);
	as(ONE, sticky_owner);
	OK(rmdir("s"));
}

static int chmod_other(void)
{
	FAILS(chmod("f", 0600), EPERM);
	FAILS(chown("f", TWO, -1), EPERM);
	FAILS(chown("f", -1, TWO), EPERM);
	OK(chown("f", -1, -1));
	return 0;
}

/* The bits would go, which is the owner's to decide. */
static int chown_nothing(void)
{
	FAILS(chown("f", -1, -1), EPERM);
	return 0;
}

static int chmod_owner(void)
{
	FAILS(chown("f", TWO, -1), EPERM);
	FAILS(chown("f", -1, TWO), EPERM);
	OK(chown("f", ONE, -1));
	OK(chown("f", -1, SHARED));
	OK(chmod("f", 02755));
	SAME(mode_of("f") & 07777, 02755);
	OK(chown("f", -1, ONE));
	SAME(mode_of("f") & 07777, 0755);
	/* Set-group-ID for a group of others is left out. */
	OK(chmod("g", 06755));
	SAME(mode_of("g") & 07777, 04755);
	OK(chmod("f", 06755));
	OK(chown("f", ONE, ONE));
	SAME(mode_of("f") & 07777, 0755);
	return 0;
}

static int writes(void)
{
	int fd = (int)OK(open("f", O_WRONLY));

	SAME(write(fd, "", 0), 0);
	SAME(write(fd, "x", 1), 1);
	return close(fd);
}

static int truncates(void)
{
	return truncate("f", 0);
}

static void set_id_bits(void)
{
	make_file("f", "");
	make_file("g", "");
	give("f", ONE, ONE, 0644);
	give("g", ONE, TWO, 0644);
	as(TWO, chmod_other);
	as(ONE, chmod_owner);
	give("f", ONE, ONE, 04755);
	as(TWO, chown_nothing);
	SAME(mode_of("f") & 07777, 04755);
	give("f", ONE, ONE, 06777);
	SAME(mode_of("f") & 07777, 06777);
	as(TWO, writes);
	SAME(mode_of("f") & 07777, 0777);
	give("f", ONE, ONE, 06777);
	as(TWO, truncates);
	SAME(mode_of("f") & 07777, 0777);
	give("f", ONE, ONE, 06777);
	SAME(writes(), 0);
	SAME(mode_of("f") & 07777, 06777);
	/* Giving it away clears them for root too, but not of directories. */
	OK(chown("f", TWO, TWO));
	SAME(mode_of("f") & 07777, 0777);
	OK(mkdir("d", 0755));
	give("d", ONE, ONE, 06755);
	OK(chown("d", TWO, TWO));
	SAME(mode_of("d") & 07777, 06755);
	OK(rmdir("d"));
	OK(unlink("f"));
	OK(unlink("g"));
}

static int times_other(void)
{
	struct timespec set[2] = { { 1, 0 }, { 2, 0 } };
	struct timespec half[2] = { { 0, UTIME_NOW }, { 0, UTIME_OMIT } };
	struct timespec none[2] = { { 0, UTIME_OMIT }, { 0, UTIME_OMIT } };
	struct timespec now[2] = { { 0, UTIME_NOW }, { 0, UTIME_NOW } };

	OK(utimensat(AT_FDCWD, "w", NULL, 0));
	OK(utimensat(AT_FDCWD, "w", now, 0));
	FAILS(utimensat(AT_FDCWD, "w", set, 0), EPERM);
	FAILS(utimensat(AT_FDCWD, "w", half, 0), EPERM);
	OK(utimensat(AT_FDCWD, "w", none, 0));
	FAILS(utimensat(AT_FDCWD, "r", NULL, 0), EACCES);
	FAILS(utimensat(AT_FDCWD, "r", now, 0), EACCES);
	FAILS(utimensat(AT_FDCWD, "r", set, 0), EPERM);
	OK(utimensat(AT_FDCWD, "r", none, 0));
	FAILS(open("r", O_RDONLY | O_NOATIME), EPERM);
	return 0;
}

static int times_owner(void)
{
	struct timespec set[2] = { { 1, 0 }, { 2, 0 } };

	OK(utimensat(AT_FDCWD, "r", set, 0));
	OK(close((int)OK(open("r", O_RDONLY | O_NOATIME))));
	return 0;
}

static void times(void)
{
	make_file("r", "");
	give("r", ONE, ONE, 0444);
	make_file("w", "");
	give("w", ONE, ONE, 0666);
	as(TWO, times_other);
	as(ONE, times_owner);
	OK(unlink("r"));
	OK(unlink("w"));
}

static int real_and_effective(void)
{
	OK(setresgid(ONE, 0, 0));
	OK(setresuid(ONE, 0, 0));
	FAILS(access("f", R_OK), EACCES);
	OK(access("f", F_OK));
	OK(faccessat(AT_FDCWD, "f", R_OK | W_OK, AT_EACCESS));
	FAILS(faccessat(AT_FDCWD, "f", X_OK, AT_EACCESS), EACCES);
	return 0;
}

static void accesses(void)
{
	make_file("f", "");
	OK(chmod("f", 0600));
	OK(access("f", R_OK | W_OK));
	FAILS(access("f", X_OK), EACCES);
	SAME(status_of(in_child(real_and_effective)), 0);
	OK(chmod("f", 0610));
	OK(access("f", X_OK));
	OK(unlink("f"));
}

static int makes_in_group(void)
{
	struct stat st;

	make_file("d/f", "");
	OK(stat("d/f", &st));
	SAME(st.st_gid, SHARED);
	OK(mkdir("d/d", 0755));
	OK(stat("d/d", &st));
	SAME(st.st_gid, SHARED);
	SAME(st.st_mode & 07777, 02755);
	OK(mkfifo("d/p", 0600));
	OK(stat("d/p", &st));
	SAME(st.st_gid, SHARED);
	OK(unlink("d/p"));
	OK(unlink("d/f"));
	OK(rmdir("d/d"));
	make_file("n/f", "");
	OK(stat("n/f", &st));
	SAME(st.st_gid, TWO);
	OK(unlink("n/f"));
	return 0;
}

static void group_directories(void)
{
	OK(mkdir("d", 0755));
	give("d", ONE, SHARED, 02777);
	OK(mkdir("n", 0755));
	give("n", ONE, SHARED, 0777);
	as(TWO, makes_in_group);
	OK(rmdir("d"));
	OK(rmdir("n"));
}

static int moves(void)
{
	/* Another parent means another "..", which is in the directory. */
	FAILS(rename("a/d", "b/d"), EACCES);
	OK(rename("a/d", "a/e"));
	OK(rename("a/mine", "b/mine"));
	FAILS(mknod("b/null", S_IFCHR | 0600, 0x103), EPERM);
	FAILS(link("a/none", "b/x"), ENOENT);
	FAILS(chroot("b"), EPERM);
	return 0;
}

static void directories(void)
{
	OK(mkdir("a", 0755));
	give("a", TWO, TWO, 0755);
	OK(mkdir("b", 0755));
	give("b", TWO, TWO, 0755);
	OK(mkdir("a/d", 0755));
	OK(mkdir("a/mine", 0755));
	give("a/mine", TWO, TWO, 0755);
	as(TWO, moves);
	OK(rmdir("a/e"));
	OK(rmdir("b/mine"));
	OK(rmdir("a"));
	OK(rmdir("b"));
}

int main(void)
{
	if (geteuid() != 0)
		return 0;
	scratch();
	OK(chmod(".", 0777));
	sticky();
	set_id_bits();
	times();
	accesses();
	group_directories();
	directories();
	scratch_end();
	return 0;
}
