/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * /proc/self/fd and fdinfo: what the links tell and lead to, for files,
 * removed files and pipes; cwd, exe and root; who may look.
 */
#define _GNU_SOURCE
#include "call.h"

#include <dirent.h>
#include <sys/prctl.h>
#include <sys/sysmacros.h>

static char text[PATH_MAX];

static const char *fd_name(const char *what, int fd)
{
	static char name[64];

	snprintf(name, sizeof(name), "/proc/self/%s/%d", what, fd);
	return name;
}

static const char *link_of(const char *name)
{
	ssize_t n = OK(readlink(name, text, sizeof(text) - 1));

	text[n] = 0;
	return text;
}

static void is(const char *name, const char *expected)
{
	if (strcmp(link_of(name), expected) != 0)
		fprintf(stderr, "%s is %s\n", name, text);
	CHECK(strcmp(text, expected) == 0);
}

static void files(void)
{
	char path[PATH_MAX], small[4];
	struct stat st, link;
	int fd, again;

	make_file("f", "content");
	fd = (int)OK(open("f", O_RDONLY));
	snprintf(path, sizeof(path), "%s/f", scratch_name);
	is(fd_name("fd", fd), path);
	/* A short buffer gets what fits. */
	SAME(readlink(fd_name("fd", fd), small, sizeof(small)), 4);
	SAME(memcmp(small, "/tmp", 4), 0);
	OK(lstat(fd_name("fd", fd), &link));
	SAME(link.st_mode, S_IFLNK | 0500);
	SAME(link.st_size, 64);
	OK(stat(fd_name("fd", fd), &link));
	OK(fstat(fd, &st));
	SAME(link.st_ino, st.st_ino);
	SAME(link.st_dev, st.st_dev);
	/* Opened anew: an offset and an access mode of its own. */
	SAME(lseek(fd, 3, SEEK_SET), 3);
	again = (int)OK(open(fd_name("fd", fd), O_RDWR));
	SAME(lseek(again, 0, SEEK_CUR), 0);
	SAME(write(again, "C", 1), 1);
	OK(close(again));
	FAILS(open(fd_name("fd", fd), O_RDONLY | O_NOFOLLOW), ELOOP);
	OK(rename("f", "g"));
	snprintf(path, sizeof(path), "%s/g", scratch_name);
	is(fd_name("fd", fd), path);
	OK(unlink("g"));
	strcat(path, " (deleted)");
	is(fd_name("fd", fd), path);
	again = (int)OK(open(fd_name("fd", fd), O_RDONLY));
	SAME(read(again, text, 99), 7);
	SAME(memcmp(text, "Content", 7), 0);
	OK(close(again));
	OK(chmod(fd_name("fd", fd), 0200));
	FAILS(open(fd_name("fd", fd), O_RDONLY), EACCES);
	OK(close(fd));
	FAILS(readlink(fd_name("fd", fd), text, 9), ENOENT);
}

static void pipes(void)
{
	int fd[2], again;
	struct stat a, b;
	char name[64], c;

	OK(pipe(fd));
	OK(fstat(fd[0], &a));
	OK(fstat(fd[1], &b));
	CHECK(S_ISFIFO(a.st_mode));
	SAME(a.st_ino, b.st_ino);
	CHECK(a.st_ino != 0);
	snprintf(name, sizeof(name), "pipe:[%llu]",
		(unsigned long long)a.st_ino);
	is(fd_name("fd", fd[0]), name);
	is(fd_name("fd", fd[1]), name);
	OK(stat(fd_name("fd", fd[1]), &b));
	SAME(a.st_ino, b.st_ino);
	SAME(a.st_dev, b.st_dev);
	OK(lstat(fd_name("fd", fd[1]), &b));
	SAME(b.st_mode, S_IFLNK | 0300);
	/* The read end's link opens a write end, too. */
	again = (int)OK(open(fd_name("fd", fd[0]), O_WRONLY));
	OK(close(fd[1]));
	SAME(write(again, "x", 1), 1);
	SAME(read(fd[0], &c, 1), 1);
	is(fd_name("fd", again), name);
	OK(fstat(again, &b));
	SAME(a.st_ino, b.st_ino);
	OK(close(again));
	SAME(read(fd[0], &c, 1), 0);
	OK(close(fd[0]));
}

static int number_after(const char *key)
{
	const char *at = strstr(text, key);

	CHECK(at != NULL);
	return (int)strtol(at + strlen(key), NULL, 8);
}

static void info(void)
{
	int fd = (int)OK(
		    open("h", O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600)),
	    from;
	ssize_t n;

	OK(write(fd, "abcd", 4));
	from = (int)OK(open(fd_name("fdinfo", fd), O_RDONLY));
	n = OK(read(from, text, sizeof(text) - 1));
	text[n] = 0;
	OK(close(from));
	SAME(number_after("pos:\t"), 4);
	SAME(number_after("flags:\t") & ~0100000, /* O_LARGEFILE */
		O_RDWR | O_APPEND | O_CLOEXEC);
	CHECK(strstr(text, "\nmnt_id:\t") != NULL);
	OK(close(fd));
	FAILS(open(fd_name("fdinfo", fd), O_RDONLY), ENOENT);
	OK(unlink("h"));
}

static int count(const char *name)
{
	DIR *dir = opendir(name);
	struct dirent *e;
	int n = 0;

	CHECK(dir != NULL);
	while ((e = readdir(dir)) != NULL)
		n += e->d_name[0] != '.';
	closedir(dir);
	return n;
}

static void directories(void)
{
	char path[PATH_MAX];
	struct stat st, other;
	int fd, before = count("/proc/self/fd");

	fd = (int)OK(dup(0));
	SAME(count("/proc/self/fd"), before + 1);
	SAME(count("/proc/self/fdinfo"), before + 1);
	OK(close(fd));
	is("/proc/self/cwd", scratch_name);
	is("/proc/self/root", "/");
	OK(mkdir("d", 0777));
	OK(chdir("d"));
	OK(stat("/proc/self/cwd", &st));
	OK(stat(".", &other));
	SAME(st.st_ino, other.st_ino);
	OK(rmdir("../d"));
	snprintf(path, sizeof(path), "%s/d (deleted)", scratch_name);
	is("/proc/self/cwd", path);
	OK(chdir(scratch_name));
	OK(stat("/proc/self/exe", &st));
	CHECK(S_ISREG(st.st_mode) && st.st_size > 0);
	OK(stat("/proc/self/root/", &st));
	OK(stat("/", &other));
	SAME(st.st_ino, other.st_ino);
	OK(lstat("/proc/self/fd", &st));
	SAME(st.st_mode, S_IFDIR | 0500);
	SAME(st.st_uid, geteuid());
	OK(stat("/dev/fd", &other));
	SAME(st.st_ino, other.st_ino);
	FAILS(open("/proc/1/fd", O_RDONLY), EACCES);
	FAILS(readlink("/proc/1/cwd", text, 9), EACCES);
	FAILS(stat("/proc/1/fd/0", &st), EACCES);
}

/* Who may read is asked at each reading, not only when the file is opened. */
static void read_later(void)
{
	char name[64], byte;
	int go[2], gone[2], file;
	pid_t pid;

	OK(pipe(go));
	OK(pipe(gone));
	pid = (pid_t)OK(fork());
	if (pid == 0) {
		OK(read(go[0], &byte, 1));
		OK(prctl(PR_SET_DUMPABLE, 0));
		OK(write(gone[1], "", 1));
		OK(read(go[0], &byte, 1));
		_exit(0);
	}
	snprintf(name, sizeof(name), "/proc/%d/fdinfo/0", (int)pid);
	file = (int)OK(open(name, O_RDONLY));
	CHECK(read(file, text, sizeof(text)) > 0);
	OK(write(go[1], "", 1));
	SAME(read(gone[0], &byte, 1), 1);
	FAILS(pread(file, text, sizeof(text), 0), EACCES);
	FAILS(open(name, O_RDONLY), EACCES);
	OK(write(go[1], "", 1));
	SAME(status_of(pid), 0);
	OK(close(file));
	for (int i = 0; i < 2; i++) {
		OK(close(go[i]));
		OK(close(gone[i]));
	}
}

int main(void)
{
	scratch();
	files();
	pipes();
	info();
	directories();
	if (on_exa()) /* Linux asks when it is opened */
		read_later();
	scratch_end();
	return 0;
}
