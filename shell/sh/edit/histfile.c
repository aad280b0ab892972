/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * $HISTFILE, or ~/.sh_history: a command a line. A line break within a command
 * has a backslash before it, so a command that ends in a backslash, or in
 * blanks behind one, gets a blank more. Shells append under a lock; one that
 * finds the file far too long puts a shorter one in its place. Errors are
 * silent: who cannot write there has no history.
 */
#include "shell.h"
#include "edit/edit.h"
#include "edit/history.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The path in b; false if there is none. */
static bool histfile_path(struct buf *b)
{
	const char *file = var_get("HISTFILE"), *home = var_value(sh.var.home);

	if (!file) {
		if (!home || !*home)
			return false;
		buf_adds(b, home);
		file = "/.sh_history";
	}
	buf_adds(b, file);
	return *file != 0;
}

/* Locked, and still the file of that name; or -1. read_only: if it cannot be
 * had for writing, to read it. */
static int histfile_open(const char *path, bool read_only)
{
	struct flock lock;
	struct stat a, b;
	int fd, tries = 3;

	while (tries--) {
		fd = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
		if (fd < 0 && read_only)
			fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
		if (fd < 0)
			return -1;
		memset(&lock, 0, sizeof(lock));
		lock.l_type = F_WRLCK;
		lock.l_whence = SEEK_SET;
		(void)fcntl(fd, F_SETLKW, &lock);
		if (!fstat(fd, &a) && !stat(path, &b) && a.st_ino == b.st_ino &&
			a.st_dev == b.st_dev && S_ISREG(a.st_mode))
			return fd;
		close(fd);
	}
	return -1;
}

/* It ends in a backslash, or in blanks behind one. */
static bool guarded(const char *s, size_t n)
{
	while (n && s[n - 1] == ' ')
		n--;
	return n && s[n - 1] == '\\';
}

static void encode(struct buf *b, const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (s[i] == '\n')
			buf_addc(b, '\\');
		buf_addc(b, s[i]);
	}
	if (guarded(s, n))
		buf_addc(b, ' ');
	buf_addc(b, '\n');
}

/* All of the file's text; decoded in place. The number of lines in it. */
static int decode(struct buf *b)
{
	size_t i, start = 0, d = 0;
	int n = 0;

	for (i = 0; i < b->n; i++) {
		char c = b->s[i];

		if (!c)
			continue;
		if (c == '\n' && d > start && b->s[d - 1] == '\\') {
			b->s[d - 1] = '\n';
			continue;
		}
		if (c != '\n') {
			b->s[d++] = c;
			continue;
		}
		if (d > start && b->s[d - 1] == ' ' &&
			guarded(b->s + start, d - start))
			d--;
		n++;
		if (d > start)
			history_remember(b->s + start, d - start);
		d = start = i + 1;
	}
	return n;
}

/* Put what is in memory in the file's place. */
static void histfile_shorten(const char *path)
{
	struct buf *tmp = buf_get(), *b = buf_get();
	int i, fd;

	buf_adds(tmp, path);
	buf_adds(tmp, ".new");
	for (i = 0; i < history_count(); i++)
		encode(b, history_get(i), strlen(history_get(i)));
	fd = open(buf_str(tmp), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd >= 0) {
		bool ok = !b->failed && !write_all(fd, b->s, b->n);

		close(fd);
		if (!ok || rename(tmp->s, path) < 0)
			unlink(tmp->s);
	}
	buf_put(b);
	buf_put(tmp);
}

void histfile_read(void)
{
	struct buf *path = buf_get(), *b = buf_get();
	int fd = histfile_path(path) && !access(buf_str(path), R_OK)
		? histfile_open(path->s, true)
		: -1;
	bool whole;

	if (fd >= 0) {
		whole = read_all(fd, b);
		if (b->n && b->s[b->n - 1] != '\n')
			buf_addc(b, '\n'); /* its writer was interrupted */
		if (decode(b) > history_size() * 2 && whole &&
			!access(path->s, W_OK) && history_size() > 0)
			histfile_shorten(path->s);
		close(fd);
	}
	buf_put(b);
	buf_put(path);
}

void histfile_append(const char *s, size_t n)
{
	struct buf *path = buf_get(), *b = buf_get();
	int fd = histfile_path(path) ? histfile_open(buf_str(path), false) : -1;

	if (fd >= 0) {
		char last = '\n';
		off_t end = lseek(fd, 0, SEEK_END);

		if (end > 0 && pread(fd, &last, 1, end - 1) == 1 &&
			last != '\n')
			buf_addc(b, '\n');
		encode(b, s, n);
		if (!b->failed)
			(void)write_all(fd, b->s, b->n);
		close(fd);
	}
	buf_put(b);
	buf_put(path);
}
