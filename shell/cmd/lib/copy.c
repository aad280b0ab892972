/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Copying files and trees: cp, and mv across file systems; see file.h. The
 * steps are those of POSIX: cp, DESCRIPTION.
 */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* One source on its way: what copy_path() found out about both sides. */
struct job {
	const char *from, *to;
	const struct copy_how *how;
	struct stat st;     /* of the source */
	struct stat target; /* of the destination, if it exists */
	bool exists;
	bool operand;
	const struct job *parent;
};

static bool copy_job(struct job *j);

static bool fail(const char *path)
{
	cmd_fail(path);
	return false;
}

int copy_data(int in, int out, bool *reading)
{
	static char buf[65536];
	ssize_t n;

	for (;;) {
		*reading = true;
		n = read(in, buf, sizeof(buf));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return (int)n;
		*reading = false;
		if (write_all(out, buf, (size_t)n) < 0)
			return -1;
	}
}

/* Owner first: changing it clears the set-ID bits. */
static bool preserve(const struct job *j)
{
	const struct timespec times[2] = { j->st.st_atim, j->st.st_mtim };
	mode_t mode = j->st.st_mode & 07777;

	if (!j->how->preserve)
		return true;
	if (lchown(j->to, j->st.st_uid, j->st.st_gid) < 0)
		mode &= 01777;
	if (!S_ISLNK(j->st.st_mode) && chmod(j->to, mode) < 0)
		return fail(j->to);
	if (utimensat(AT_FDCWD, j->to, times, AT_SYMLINK_NOFOLLOW) < 0)
		return fail(j->to);
	return true;
}

static bool may_overwrite(const struct job *j)
{
	if (!j->exists || !j->how->ask)
		return true;
	return cmd_ask("overwrite '%s'? ", j->to);
}

static int open_target(const struct job *j)
{
	int fd;

	if (j->exists) {
		fd = open(j->to, O_WRONLY | O_TRUNC);
		if (fd >= 0 || !j->how->force || unlink(j->to) < 0)
			return fd;
	}
	return open(j->to, O_WRONLY | O_CREAT | O_TRUNC, j->st.st_mode & 0777);
}

static bool copy_file(const struct job *j)
{
	int in, out;
	bool ok, reading;

	if (!may_overwrite(j))
		return false;
	in = open(j->from, O_RDONLY);
	if (in < 0)
		return fail(j->from);
	out = open_target(j);
	if (out < 0) {
		cmd_fail(j->to);
		close(in);
		return false;
	}
	ok = copy_data(in, out, &reading) == 0;
	if (!ok)
		cmd_fail(reading ? j->from : j->to);
	close(in);
	if (close(out) < 0 && ok)
		ok = fail(j->to);
	return ok && preserve(j);
}

static bool copy_link(const struct job *j)
{
	char target[PATH_MAX];
	ssize_t n = readlink(j->from, target, sizeof(target) - 1);

	if (n < 0)
		return fail(j->from);
	target[n] = '\0';
	if (!may_overwrite(j))
		return false;
	if (j->exists && unlink(j->to) < 0)
		return fail(j->to);
	if (symlink(target, j->to) < 0)
		return fail(j->to);
	return preserve(j);
}

static bool copy_special(const struct job *j)
{
	if (!may_overwrite(j))
		return false;
	if (j->exists && unlink(j->to) < 0)
		return fail(j->to);
	if (mknod(j->to, j->st.st_mode, j->st.st_rdev) < 0)
		return fail(j->to);
	return preserve(j);
}

/* A tree must not be copied into itself, nor a link loop be followed. */
static bool inside_itself(const struct job *j)
{
	struct stat st;

	for (const struct job *up = j->parent; up; up = up->parent)
		if (up->st.st_dev == j->st.st_dev &&
			up->st.st_ino == j->st.st_ino)
			return true;
	/* The directory just made turning up as a source below. */
	for (const struct job *up = j->parent; up; up = up->parent)
		if (lstat(up->to, &st) == 0 && st.st_dev == j->st.st_dev &&
			st.st_ino == j->st.st_ino)
			return true;
	return false;
}

static bool copy_children(const struct job *j)
{
	char **names = dir_names(j->from);
	bool ok = true;

	if (!names)
		return fail(j->from);
	for (char **p = names; *p; p++) {
		char *from = path_join(j->from, *p);
		char *to = path_join(j->to, *p);
		struct job child = {
			.from = from, .to = to, .how = j->how, .parent = j
		};

		ok &= copy_job(&child);
		free(from);
		free(to);
	}
	names_free(names);
	return ok;
}

static bool copy_dir(const struct job *j)
{
	mode_t mode = j->st.st_mode & 0777;
	bool ok;

	if (!j->how->recursive) {
		cmd_say("-r not specified; omitting directory '%s'", j->from);
		return false;
	}
	if (inside_itself(j)) {
		cmd_say("cannot copy a directory, '%s', into itself, '%s'",
			j->from, j->to);
		return false;
	}
	if (j->exists && !S_ISDIR(j->target.st_mode)) {
		errno = ENOTDIR;
		return fail(j->to);
	}
	/* Writable while it is filled, whatever the source allows. */
	if (!j->exists && mkdir(j->to, mode | 0700) < 0)
		return fail(j->to);
	ok = copy_children(j);
	if (!j->exists && !j->how->preserve && (mode & 0700) != 0700) {
		mode_t mask = umask(0);

		umask(mask);
		if (chmod(j->to, mode & ~mask) < 0)
			return fail(j->to);
	}
	return preserve(j) && ok;
}

static bool copy_job(struct job *j)
{
	bool follow = j->how->follow == FOLLOW_ALL ||
		(j->operand && j->how->follow == FOLLOW_OPERANDS);

	if ((follow ? stat(j->from, &j->st) : lstat(j->from, &j->st)) < 0)
		return fail(j->from);
	/* A link is replaced by a link, but written through by a file. */
	if (S_ISLNK(j->st.st_mode))
		j->exists = lstat(j->to, &j->target) == 0;
	else
		j->exists = stat(j->to, &j->target) == 0;
	if (j->exists && j->target.st_dev == j->st.st_dev &&
		j->target.st_ino == j->st.st_ino) {
		cmd_say("'%s' and '%s' are the same file", j->from, j->to);
		return false;
	}
	if (S_ISDIR(j->st.st_mode))
		return copy_dir(j);
	if (j->exists && S_ISDIR(j->target.st_mode)) {
		errno = EISDIR;
		return fail(j->to);
	}
	if (S_ISLNK(j->st.st_mode))
		return copy_link(j);
	if (j->how->special && !S_ISREG(j->st.st_mode))
		return copy_special(j);
	return copy_file(j);
}

bool copy_path(const char *from, const char *to, const struct copy_how *how)
{
	struct job j = { .from = from, .to = to, .how = how, .operand = true };

	return copy_job(&j);
}
