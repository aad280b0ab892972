/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * home-import [file]                                          (not in POSIX)
 *
 * Reads a tar archive from file, or from standard input, which must not be a
 * terminal, and makes what is in it in $HOME: files, directories, symbolic and
 * hard links and FIFOs with their modes and times. What is there by the same
 * name is replaced, except for directories. Nothing is written outside of
 * $HOME: names that begin with a slash or contain .., and those that lead
 * through a symbolic link, are refused.
 *
 * Exit status: 0; 1 when a member was left out, or the archive is damaged.
 */
#include "lib/cmd.h"
#include "lib/tar.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Directories get their modes and times when all is in them. */
struct late {
	char *name;
	mode_t mode;
	struct timespec mtime;
};

static struct {
	int fd, home;
	struct late *late;
	size_t count, room;
} import;

static bool is_safe(const char *name)
{
	const char *p = name;

	if (!*name || *name == '/')
		return false;
	while (*p) {
		size_t n = strcspn(p, "/");

		if (n == 2 && p[0] == '.' && p[1] == '.')
			return false;
		p += n;
		p += strspn(p, "/");
	}
	return true;
}

/*
 * The directory in which name is, never through a symbolic link; made if make
 * is set. *last: the last component, "." for the top. The caller closes it. -1
 * with errno.
 */
static int open_parent(const char *name, bool make, const char **last)
{
	int dir = dup(import.home);
	char part[256];

	while (dir >= 0) {
		size_t n = strcspn(name, "/"), slashes = strspn(name + n, "/");
		int next;

		*last = name;
		if (!name[n + slashes])
			return dir;
		if (n >= sizeof(part)) {
			close(dir);
			errno = ENAMETOOLONG;
			return -1;
		}
		memcpy(part, name, n);
		part[n] = '\0';
		name += n + slashes;
		if (make && mkdirat(dir, part, 0777) < 0 && errno != EEXIST) {
			next = -1;
		} else {
			next = openat(
				dir, part, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
		}
		close(dir);
		dir = next;
	}
	return -1;
}

static int copy_content(int to, unsigned long long size)
{
	static char buf[65536];
	int error = 0;

	for (unsigned long long left = size; left > 0;) {
		size_t n = left < sizeof(buf) ? (size_t)left : sizeof(buf);

		if (!tar_read(import.fd, buf, n))
			cmd_die("the archive ends too early");
		if (error == 0 && to >= 0 && write_all(to, buf, n) < 0)
			error = errno;
		left -= n;
	}
	if (!tar_skip_pad(import.fd, size))
		cmd_die("the archive ends too early");
	errno = error;
	return error == 0 ? 0 : -1;
}

/* The content is read in any case. */
static int make_file(int dir, const char *last, const struct tar_member *m)
{
	const struct timespec times[2] = { m->mtime, m->mtime };
	int fd = openat(
		dir, last, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0600);
	int error = fd < 0 ? errno : 0;

	if (copy_content(fd, m->size) < 0 && error == 0)
		error = errno;
	if (fd >= 0) {
		if (fchmod(fd, m->mode) < 0 && error == 0)
			error = errno;
		if (futimens(fd, times) < 0 && error == 0)
			error = errno;
		close(fd);
	}
	errno = error;
	return error == 0 ? 0 : -1;
}

static int make_directory(int dir, const char *last, const struct tar_member *m)
{
	struct late *l;
	int fd;

	if (mkdirat(dir, last, 0700) < 0 && errno != EEXIST)
		return -1;
	fd = openat(dir, last, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
	if (fd < 0)
		return -1;
	close(fd);
	if (import.count == import.room) {
		import.room = import.room ? import.room * 2 : 64;
		import.late = cmd_realloc(
			import.late, import.room * sizeof(*import.late));
	}
	l = &import.late[import.count++];
	l->name = cmd_strdup(m->name);
	l->mode = m->mode;
	l->mtime = m->mtime;
	return 0;
}

static int make_link(int dir, const char *last, const struct tar_member *m)
{
	const char *name;
	int from, result;

	if (!is_safe(m->target)) {
		errno = EPERM;
		return -1;
	}
	from = open_parent(m->target, false, &name);
	if (from < 0)
		return -1;
	result = linkat(from, name, dir, last, 0);
	close(from);
	return result;
}

static int set_times(int dir, const char *last, const struct tar_member *m)
{
	const struct timespec times[2] = { m->mtime, m->mtime };

	return utimensat(dir, last, times, AT_SYMLINK_NOFOLLOW);
}

static int make(int dir, const char *last, const struct tar_member *m)
{
	/* What is there goes, so that nothing is written through it. */
	if (m->type != TAR_DIRECTORY && unlinkat(dir, last, 0) < 0 &&
		errno != ENOENT) {
		int error = errno;

		if (m->type == TAR_FILE)
			copy_content(-1, m->size);
		errno = error;
		return -1;
	}
	switch (m->type) {
	case TAR_FILE:
		return make_file(dir, last, m);
	case TAR_DIRECTORY:
		return make_directory(dir, last, m);
	case TAR_LINK:
		return make_link(dir, last, m);
	case TAR_SYMLINK:
		if (symlinkat(m->target, dir, last) < 0)
			return -1;
		return set_times(dir, last, m);
	default:
		if (mkfifoat(dir, last, 0600) < 0 ||
			fchmodat(dir, last, m->mode, 0) < 0)
			return -1;
		return set_times(dir, last, m);
	}
}

static bool is_known(char type)
{
	return type == TAR_FILE || type == TAR_DIRECTORY || type == TAR_LINK ||
		type == TAR_SYMLINK || type == TAR_FIFO;
}

static void take(const struct tar_member *m)
{
	const char *last, *refused = NULL;
	int dir = -1;

	if (!is_safe(m->name))
		refused = "refused: it would be outside";
	else if (!is_known(m->type))
		refused = "left out: neither file, directory, link nor FIFO";
	if (refused)
		cmd_tell(m->name, ": ", refused);
	else
		dir = open_parent(m->name, true, &last);
	if (dir >= 0) {
		if (make(dir, last, m) < 0)
			cmd_fail(m->name);
		close(dir);
		return;
	}
	if (!refused)
		cmd_fail(m->name);
	copy_content(-1, m->size);
}

/* The last first: those below before those above. */
static void finish_directories(void)
{
	while (import.count > 0) {
		struct late *l = &import.late[--import.count];
		const struct timespec times[2] = { l->mtime, l->mtime };
		const char *last;
		int dir = open_parent(l->name, false, &last), fd = -1;

		if (dir >= 0)
			fd = openat(
				dir, last, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
		if (fd < 0 || futimens(fd, times) < 0 ||
			fchmod(fd, l->mode) < 0)
			cmd_fail(l->name);
		if (fd >= 0)
			close(fd);
		if (dir >= 0)
			close(dir);
		free(l->name);
	}
	free(import.late);
}

int main(int argc, char **argv)
{
	const char *home, *archive;
	struct tar_member m;
	int result;

	cmd_start("home-import", "home-import [file]");
	home = tar_home(argc, argv, &archive);
	if (archive) {
		import.fd = open(archive, O_RDONLY);
		if (import.fd < 0)
			cmd_die_errno(archive);
	} else if (isatty(import.fd)) {
		cmd_die("a terminal has no archive; name a file");
	}
	import.home = open(home, O_RDONLY | O_DIRECTORY);
	if (import.home < 0)
		cmd_die_errno(home);
	umask(0077);
	while ((result = tar_get(import.fd, &m)) > 0) {
		take(&m);
		free(m.name);
		free(m.target);
	}
	if (result < 0)
		cmd_say("the archive is damaged, or none, from here on");
	finish_directories();
	return cmd_done();
}
