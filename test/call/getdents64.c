/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getdents64(): every entry once, also while the directory changes. */
#define _GNU_SOURCE
#include "test/call/call.h"

#include <dirent.h>

enum { FILES = 300 };

struct entry {
	uint64_t ino;
	int64_t next;
	unsigned short size;
	unsigned char type;
	char name[];
};

static char seen[FILES];
static int dots;

static void entry(const struct entry *e)
{
	struct stat st;
	int i;

	OK(lstat(e->name, &st));
	if (strcmp(e->name, ".") == 0 || strcmp(e->name, "..") == 0) {
		SAME(e->type, DT_DIR);
		dots++;
		return;
	}
	SAME(e->ino, st.st_ino);
	SAME(e->type, (st.st_mode & S_IFMT) >> 12);
	SAME(sscanf(e->name, "file%d", &i), 1);
	CHECK(i >= 0 && i < FILES);
	seen[i]++;
}

static void list(int fd, size_t size)
{
	_Alignas(8) char buffer[32768];
	long count, at;

	dots = 0;
	memset(seen, 0, sizeof(seen));
	while ((count = OK(syscall(SYS_getdents64, fd, buffer, size))) > 0) {
		CHECK((size_t)count <= size);
		for (at = 0; at < count;) {
			struct entry *e = (void *)(buffer + at);

			SAME(e->size % 8, 0);
			entry(e);
			at += e->size;
		}
		SAME(at, count);
	}
	SAME(dots, 2);
	for (int i = 0; i < FILES; i++)
		SAME(seen[i], 1);
}

static void make_files(void)
{
	char name[32];
	int i;

	for (i = 0; i < FILES; i++) {
		snprintf(name, sizeof(name), "file%d", i);
		if (i == 0)
			OK(mkdir(name, 0755));
		else if (i == 1)
			OK(symlink("x", name));
		else if (i == 2)
			OK(mkfifo(name, 0644));
		else
			make_file(name, "");
	}
}

/* rm -r reads and removes in turns. */
static void removes(void)
{
	DIR *dir = opendir(".");
	struct dirent *e;
	int count = 0;

	CHECK(dir != NULL);
	while ((e = readdir(dir)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		OK(e->d_type == DT_DIR ? rmdir(e->d_name) : unlink(e->d_name));
		count++;
	}
	SAME(count, FILES);
	rewinddir(dir);
	count = 0;
	while (readdir(dir) != NULL)
		count++;
	SAME(count, 2);
	OK(closedir(dir));
}

int main(void)
{
	char buffer[512];
	int fd, file, fds[2];

	scratch();
	make_files();
	fd = (int)OK(open(".", O_RDONLY | O_DIRECTORY));
	list(fd, 32768);
	SAME(lseek(fd, 0, SEEK_SET), 0);
	list(fd, 300);
	SAME(syscall(SYS_getdents64, fd, buffer, sizeof(buffer)), 0);
	SAME(lseek(fd, 0, SEEK_SET), 0);
	FAILS(syscall(SYS_getdents64, fd, buffer, 4), EINVAL);
	FAILS(syscall(SYS_getdents64, fd, bad_pointer(), 512), EFAULT);
	list(fd, 1000);
	FAILS(syscall(SYS_getdents64, -1, buffer, sizeof(buffer)), EBADF);
	FAILS(syscall(SYS_getdents64, 99, buffer, sizeof(buffer)), EBADF);
	file = (int)OK(open("file9", O_RDONLY));
	FAILS(syscall(SYS_getdents64, file, buffer, 512), ENOTDIR);
	OK(pipe(fds));
	FAILS(syscall(SYS_getdents64, fds[0], buffer, 512), ENOTDIR);
	removes();
	scratch_end();
	/* A directory that is gone has no entries. */
	SAME(lseek(fd, 0, SEEK_SET), 0);
	FAILS(syscall(SYS_getdents64, fd, buffer, sizeof(buffer)), ENOENT);
	return 0;
}
