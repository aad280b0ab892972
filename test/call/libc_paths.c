/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The errors of the calls that take a path, for every call and every kind of
 * name: a table of what Linux answers. With an argument the program prints
 * the table as it finds it.
 */
#define _GNU_SOURCE
#include "call.h"
#include "paths.h"
#include <ftw.h>
#include <stdbool.h>

/* One letter for an errno. */
static const struct {
	char letter;
	int number;
} letters[] = {
	{ '.', 0 },
	{ 'a', EACCES },
	{ 'b', EBUSY },
	{ 'd', ENOTDIR },
	{ 'e', EEXIST },
	{ 'i', EISDIR },
	{ 'l', ELOOP },
	{ 'L', ENAMETOOLONG },
	{ 'n', ENOENT },
	{ 'o', EOPNOTSUPP },
	{ 'p', EPERM },
	{ 'v', EINVAL },
	{ 'x', ENXIO },
	{ 'X', EXDEV },
	{ 'y', ENOTEMPTY },
};

enum { NAMES = sizeof(names) / sizeof(names[0]) };

static int keep(int fd)
{
	if (fd >= 0)
		close(fd);
	return fd < 0 ? -1 : 0;
}

static int call_open(const char *name)
{
	return keep(open(name, O_RDONLY | O_NONBLOCK));
}

static int call_write(const char *name)
{
	return keep(open(name, O_WRONLY | O_NONBLOCK));
}

static int call_truncating(const char *name)
{
	return keep(open(name, O_RDONLY | O_TRUNC | O_NONBLOCK));
}

static int call_create(const char *name)
{
	return keep(open(name, O_RDWR | O_CREAT | O_NONBLOCK, 0600));
}

static int call_exclusive(const char *name)
{
	return keep(open(name, O_RDWR | O_CREAT | O_EXCL, 0600));
}

static int call_directory(const char *name)
{
	return keep(open(name, O_RDONLY | O_DIRECTORY));
}

static int call_nofollow(const char *name)
{
	return keep(open(name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK));
}

static int call_path(const char *name)
{
	return keep(open(name, O_PATH));
}

static int call_path_nofollow(const char *name)
{
	return keep(open(name, O_PATH | O_NOFOLLOW | O_DIRECTORY));
}

static int call_stat(const char *name)
{
	struct stat st;

	return stat(name, &st);
}

static int call_lstat(const char *name)
{
	struct stat st;

	return lstat(name, &st);
}

static int call_access(const char *name)
{
	return access(name, R_OK | W_OK);
}

static int call_chdir(const char *name)
{
	int result = chdir(name), error = errno;

	OK(chdir(scratch_name));
	errno = error;
	return result;
}

static int call_readlink(const char *name)
{
	char text[100];

	return readlink(name, text, sizeof(text)) < 0 ? -1 : 0;
}

static int call_chmod(const char *name)
{
	return chmod(name, 0755);
}

static int call_lchown(const char *name)
{
	return lchown(name, getuid(), getgid());
}

static int call_truncate(const char *name)
{
	return truncate(name, 5);
}

static int call_utimens(const char *name)
{
	return utimensat(AT_FDCWD, name, NULL, 0);
}

static int call_unlink(const char *name)
{
	return unlink(name);
}

static int call_rmdir(const char *name)
{
	return rmdir(name);
}

static int call_mkdir(const char *name)
{
	return mkdir(name, 0700);
}

static int call_mkfifo(const char *name)
{
	return mkfifo(name, 0600);
}

static int call_symlink(const char *name)
{
	return symlink("file", name);
}

static int call_link_from(const char *name)
{
	return link(name, "new");
}

static int call_link_follow(const char *name)
{
	return linkat(AT_FDCWD, name, AT_FDCWD, "new", AT_SYMLINK_FOLLOW);
}

static int call_link_to(const char *name)
{
	return link("other", name);
}

static int call_rename_from(const char *name)
{
	return rename(name, "new");
}

static int call_rename_from_slash(const char *name)
{
	return rename(name, "new/");
}

static int call_rename_to(const char *name)
{
	return rename("other", name);
}

static int call_rename_dir_to(const char *name)
{
	return rename("dir", name);
}

static int call_noreplace(const char *name)
{
	return (int)syscall(
		SYS_renameat2, AT_FDCWD, "other", AT_FDCWD, name, 1);
}

static int call_exchange(const char *name)
{
	return (int)syscall(
		SYS_renameat2, AT_FDCWD, "other", AT_FDCWD, name, 2);
}

static int call_exchange_dir(const char *name)
{
	return (int)syscall(SYS_renameat2, AT_FDCWD, "dir", AT_FDCWD, name, 2);
}

static const struct {
	const char *name;
	int (*call)(const char *name);
	const char *expected;
} calls[] = {
#define PATH_CALL(name, letters) { #name, call_##name, letters },
	PATH_CALLS
#undef PATH_CALL
};

enum { CALLS = sizeof(calls) / sizeof(calls[0]) };

static void make_all(void)
{
	make_file("file", "");
	make_file("other", "");
	OK(mkdir("dir", 0755));
	OK(mkdir("dir/sub", 0755));
	OK(mkdir("full", 0755));
	make_file("full/x", "");
	OK(mkdir("shut", 0755));
	make_file("shut/x", "");
	OK(mkdir("shut/d", 0755));
	OK(chmod("shut", 0));
	OK(mkdir("fixed", 0755));
	make_file("fixed/x", "");
	OK(mkdir("fixed/d", 0755));
	OK(chmod("fixed", 0555));
	make_file("secret", "");
	OK(chmod("secret", 0));
	OK(mkfifo("fifo", 0600));
	OK(symlink("file", "link"));
	OK(symlink("dir", "dirlink"));
	OK(symlink("none", "dangling"));
	OK(symlink("loop", "loop"));
	OK(symlink("dir/", "slashed"));
	OK(symlink("none/", "lost"));
}

static int remove_one(
	const char *name, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)ftw;
	if (strcmp(name, ".") != 0)
		OK(type == FTW_DP || type == FTW_D ? rmdir(name)
						   : unlink(name));
	return 0;
}

/* Removes whatever a call left. */
static void remove_all(void)
{
	static const char *const closed[] = { "shut", "fixed", "other", "dir",
		"new" };
	struct stat st;

	/* They may have been exchanged with something else. */
	for (size_t i = 0; i < sizeof(closed) / sizeof(closed[0]); i++)
		if (lstat(closed[i], &st) == 0 && S_ISDIR(st.st_mode))
			OK(chmod(closed[i], 0755));
	OK(nftw(".", remove_one, 8, FTW_DEPTH | FTW_PHYS));
}

static void expand(const char *name, char *to)
{
	size_t length = name[0] == '<' ? (size_t)atoi(name + 1) : 0;

	strcpy(to, name);
	if (length == 0)
		return;
	memset(to, 'n', length);
	/* Paths longer than a name have slashes. */
	for (size_t i = 200; length > 300 && i < length; i += 200)
		to[i] = '/';
	to[length] = '\0';
}

static char letter_of(int error)
{
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
		if (letters[i].number == error)
			return letters[i].letter;
	return '?';
}

/* What fails changes nothing: then the files are used again. */
static char try(int c, int n)
{
	static char name[2 * PATH_MAX];
	static bool made;
	int error;

	expand(names[n], name);
	if (!made)
		make_all();
	errno = 0;
	error = calls[c].call(name) == 0 ? 0 : errno;
	made = error != 0;
	if (!made)
		remove_all();
	return letter_of(error);
}

int main(int argc, char **argv)
{
	int wrong = 0;

	(void)argv;
	scratch();
	for (int c = 0; c < CALLS; c++) {
		if (argc > 1)
			printf("%s ", calls[c].name);
		for (int n = 0; n < NAMES; n++) {
			char expected = argc > 1 ? '-' : calls[c].expected[n];
			char got = expected == '-' && argc == 1 ? '-'
								: try(c, n);

			if (argc > 1)
				putchar(got);
			else if (got != expected)
				fprintf(stderr,
					"%s(\"%s\"): expected %c, not %c\n",
					calls[c].name, names[n], expected, got),
					wrong++;
		}
		if (argc > 1)
			putchar('\n');
	}
	remove_all();
	scratch_end();
	return wrong != 0;
}
