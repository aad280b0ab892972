/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * prefetch path...                                            (not in POSIX)
 *
 * Has the files named, and all files in the directories named, fetched from
 * the web server, some at a time, and waits until they are there: afterwards
 * they are had without the network. Symbolic links in a directory are left
 * out. Files that need no fetching are only read.
 *
 * Exit status: 0; 1 when a file did not come (dmesg tells why).
 */
#include "lib/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/* How many are asked for before the first of them is waited for. */
enum { AHEAD = 8 };

struct pending {
	int fd;
	char *path;
};

/* Those asked for: a ring, oldest at first. */
static struct {
	struct pending ring[AHEAD];
	unsigned first, count;
} queue;

/* Waits for the oldest. */
static void finish_one(void)
{
	struct pending *p = &queue.ring[queue.first];
	char byte;

	if (pread(p->fd, &byte, 1, 0) < 0)
		cmd_fail(p->path);
	close(p->fd);
	free(p->path);
	queue.first = (queue.first + 1) % AHEAD;
	queue.count--;
}

/* Asks for an open file; takes fd over. */
static void begin_file(const char *path, int fd)
{
	struct pending *p;

	if (queue.count == AHEAD)
		finish_one();
	p = &queue.ring[(queue.first + queue.count++) % AHEAD];
	p->fd = fd;
	p->path = cmd_strdup(path);
	/* Where there is no advice to be given, the read does it. */
	posix_fadvise(fd, 0, 0, POSIX_FADV_WILLNEED);
}

static void visit(const char *path, bool follow);

static void visit_directory(const char *path)
{
	char **names = dir_names(path);

	if (!names) {
		cmd_fail(path);
		return;
	}
	for (char **n = names; *n; n++) {
		char *inner = path_join(path, *n);

		visit(inner, false);
		free(inner);
	}
	names_free(names);
}

static void visit(const char *path, bool follow)
{
	struct stat st;
	int fd;

	if ((follow ? stat(path, &st) : lstat(path, &st)) < 0) {
		cmd_fail(path);
	} else if (S_ISDIR(st.st_mode)) {
		visit_directory(path);
	} else if (S_ISREG(st.st_mode)) {
		fd = open(path, O_RDONLY);
		if (fd < 0)
			cmd_fail(path);
		else
			begin_file(path, fd);
	} else if (follow) {
		errno = EINVAL;
		cmd_fail(path);
	}
}

int main(int argc, char **argv)
{
	struct opts o = { argv, "", NULL, 1, 0 };

	(void)argc;
	cmd_start("prefetch", "prefetch path...");
	opt_next(&o);
	if (!argv[o.next])
		cmd_usage();
	for (int i = o.next; argv[i]; i++)
		visit(argv[i], true);
	while (queue.count > 0)
		finish_one();
	return cmd_done();
}
