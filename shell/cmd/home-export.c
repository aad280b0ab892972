/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * home-export [file]                                          (not in POSIX)
 *
 * Writes $HOME as a tar archive to file, or to standard output, which must not
 * be a terminal: files, directories, symbolic and hard links and FIFOs with
 * their modes and times. What other file systems are mounted there is left
 * out, and so are sockets and devices.
 *
 * Exit status: 0; 1 when something could not be read, or not be written.
 */
#include "lib/file.h"
#include "lib/tar.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A file with several names, and the one it was written by. */
struct named {
	ino_t ino;
	char *name;
};

static struct {
	dev_t dev;
	struct stat archive; /* which is not put into itself */
	struct named *named;
	size_t count, room;
} export;

static const char *name_before(ino_t ino)
{
	for (size_t i = 0; i < export.count; i++)
		if (export.named[i].ino == ino)
			return export.named[i].name;
	return NULL;
}

static void remember(ino_t ino, const char *name)
{
	if (export.count == export.room) {
		export.room = export.room ? export.room * 2 : 64;
		export.named = cmd_realloc(
			export.named, export.room * sizeof(*export.named));
	}
	export.named[export.count].ino = ino;
	export.named[export.count++].name = cmd_strdup(name);
}

/* What its header has promised, even if the file is shorter by now. */
static void put_content(int fd, const char *path, unsigned long long size)
{
	static char buf[65536];
	unsigned long long left = size;
	bool failed = false;

	while (left > 0) {
		size_t want = left < sizeof(buf) ? (size_t)left : sizeof(buf);
		ssize_t n = failed ? 0 : read(fd, buf, want);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			if (n < 0)
				cmd_fail(path);
			else if (!failed)
				cmd_tell(path, ": ", "has become shorter");
			failed = true;
			memset(buf, 0, want);
			n = (ssize_t)want;
		}
		out_mem(&cmd.out, buf, (size_t)n);
		left -= (unsigned long long)n;
	}
	tar_pad(&cmd.out, size);
}

static void put_file(const char *path, struct tar_member *m)
{
	int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
	struct stat st;

	if (fd < 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		cmd_fail(path);
	} else {
		m->type = TAR_FILE;
		m->size = (unsigned long long)st.st_size;
		tar_put(&cmd.out, m);
		put_content(fd, path, m->size);
	}
	if (fd >= 0)
		close(fd);
}

static void put_symlink(const char *path, struct tar_member *m)
{
	char target[PATH_MAX];
	ssize_t n = readlink(path, target, sizeof(target) - 1);

	if (n < 0) {
		cmd_fail(path);
		return;
	}
	target[n] = '\0';
	m->type = TAR_SYMLINK;
	m->target = target;
	tar_put(&cmd.out, m);
	m->target = NULL;
}

static void put_other(char *path, const struct stat *st)
{
	const char *before = NULL;
	struct tar_member m = { .name = path,
		.mode = st->st_mode & 07777,
		.uid = st->st_uid,
		.gid = st->st_gid,
		.mtime = st->st_mtim };

	if (st->st_nlink > 1)
		before = name_before(st->st_ino);
	if (before) {
		m.type = TAR_LINK;
		m.target = cmd_strdup(before);
		tar_put(&cmd.out, &m);
		free(m.target);
		return;
	}
	if (S_ISREG(st->st_mode)) {
		put_file(path, &m);
	} else if (S_ISLNK(st->st_mode)) {
		put_symlink(path, &m);
	} else if (S_ISFIFO(st->st_mode)) {
		m.type = TAR_FIFO;
		tar_put(&cmd.out, &m);
	}
	if (st->st_nlink > 1)
		remember(st->st_ino, path);
}

static void put_path(char *path);

static void put_names(const char *path, bool top)
{
	char **names = dir_names(path);

	if (!names) {
		cmd_fail(path);
		return;
	}
	for (char **p = names; *p; p++) {
		char *below = top ? cmd_strdup(*p) : path_join(path, *p);

		put_path(below);
		free(below);
	}
	names_free(names);
}

static void put_path(char *path)
{
	struct tar_member m = { .name = path, .type = TAR_DIRECTORY };
	struct stat st;

	if (lstat(path, &st) < 0) {
		cmd_fail(path);
		return;
	}
	if (st.st_dev != export.dev ||
		(st.st_dev == export.archive.st_dev &&
			st.st_ino == export.archive.st_ino))
		return;
	if (!S_ISDIR(st.st_mode)) {
		put_other(path, &st);
		return;
	}
	m.mode = st.st_mode & 07777;
	m.uid = st.st_uid;
	m.gid = st.st_gid;
	m.mtime = st.st_mtim;
	tar_put(&cmd.out, &m);
	put_names(path, false);
}

int main(int argc, char **argv)
{
	const char *home, *archive;
	struct stat st;

	cmd_start("home-export", "home-export [file]");
	home = tar_home(argc, argv, &archive);
	if (archive) {
		cmd.out.fd = open(archive, O_WRONLY | O_CREAT | O_TRUNC, 0600);
		if (cmd.out.fd < 0)
			cmd_die_errno(archive);
	} else if (isatty(STDOUT_FILENO)) {
		cmd_die("an archive is nothing for a terminal; name a file");
	}
	if (fstat(cmd.out.fd, &export.archive) < 0)
		cmd_die_errno("archive");
	if (chdir(home) < 0 || stat(".", &st) < 0)
		cmd_die_errno(home);
	export.dev = st.st_dev;
	put_names(".", true);
	tar_end(&cmd.out);
	return cmd_done();
}
