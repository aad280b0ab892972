/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Redirections, XCU 2.7, of the shell's own descriptors. */
#include "shell.h"
#include "chars.h"
#include "expand.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* Descriptors of the shell's own start here. */
enum { FD_OWN = 10 };

int pipe_new(int fd[2])
{
	int i;

	if (pipe2(fd, O_CLOEXEC) < 0)
		return -1;
	for (i = 0; i < 2; i++)
		if (fd[i] < 3) {
			int up = fcntl(fd[i], F_DUPFD_CLOEXEC, FD_OWN);

			close(fd[i]);
			fd[i] = up;
		}
	return 0;
}

/* What does not fit into the pipe is written by a process of its own. */
static void heredoc_writer(int fd[2], const char *s, size_t n)
{
	pid_t pid = fork();

	if (pid)
		return;
	close(fd[0]);
	fcntl(fd[1], F_SETFL, 0);
	signal(SIGPIPE, SIG_DFL);
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	signal(SIGTSTP, SIG_IGN);
	_exit(write_all(fd[1], s, n) < 0);
}

int heredoc_open(const char *text)
{
	size_t n = strlen(text);
	int fd[2];
	ssize_t w = 0;

	if (pipe_new(fd) < 0)
		return -1;
	fcntl(fd[1], F_SETFL, O_NONBLOCK);
	while (n && (w = write(fd[1], text, n)) > 0) {
		text += w;
		n -= (size_t)w;
	}
	if (n)
		heredoc_writer(fd, text, n);
	close(fd[1]);
	return fd[0];
}

/* Open for > under -C: only what is new or not a regular file. */
static int open_noclobber(const char *name)
{
	struct stat st;
	int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

	if (fd >= 0 || errno != EEXIST)
		return fd;
	fd = open(name, O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return -1;
	if (!fstat(fd, &st) && !S_ISREG(st.st_mode))
		return fd;
	close(fd);
	errno = EEXIST;
	return -1;
}

static int open_file(int op, const char *name)
{
	const int create = O_CREAT | O_CLOEXEC;

	switch (op) {
	case R_IN:
		return open(name, O_RDONLY | O_CLOEXEC);
	case R_RDWR:
		return open(name, O_RDWR | create, 0666);
	case R_APPEND:
		return open(name, O_WRONLY | O_APPEND | create, 0666);
	case R_OUT:
		if (sh.opt[OPT_NOCLOBBER])
			return open_noclobber(name);
		/* fallthrough */
	default:
		return open(name, O_WRONLY | O_TRUNC | create, 0666);
	}
}

static int redir_file(const struct redir *r, const char *name)
{
	bool in = r->op == R_IN;
	int fd;

	do
		fd = open_file(r->op, name);
	while (fd < 0 && errno == EINTR && !sh.trap.any);
	if (fd >= 0)
		return fd;
	if (in)
		warn("cannot open %s: %s", name, path_error(errno));
	else
		warn("cannot create %s: %s", name,
			errno == ENOENT ? "Directory nonexistent"
					: strerror(errno));
	return REDIR_FAILED;
}

int redir_open(const struct redir *r, bool *owned)
{
	const char *s = expand_string(r->target, 0);
	int fd;

	*owned = true;
	if (!s)
		return REDIR_FAILED;
	if (r->op == R_HERE) {
		fd = heredoc_open(s);
		if (fd < 0)
			warn("cannot open here-document: %s", strerror(errno));
		return fd < 0 ? REDIR_FAILED : fd;
	}
	if (r->op != R_DUPIN && r->op != R_DUPOUT)
		return redir_file(r, s);
	*owned = false;
	if (s[0] == '-' && !s[1])
		return REDIR_CLOSE;
	if (!ch_digit(s[0]) || s[1 + ch_digit(s[1])]) {
		warn("Bad fd number: %s", s);
		return REDIR_FAILED;
	}
	return s[1] ? (s[0] - '0') * 10 + s[1] - '0' : s[0] - '0';
}

/* Remember what fd was. */
static void redir_save(int fd, struct redir_saved **saved)
{
	struct redir_saved *s;

	if (!saved)
		return;
	for (s = *saved; s; s = s->next)
		if (s->fd == fd)
			return;
	s = arena_alloc(&sh.temp, sizeof(*s));
	s->fd = fd;
	s->copy = fcntl(fd, F_DUPFD_CLOEXEC, FD_OWN);
	s->next = *saved;
	*saved = s;
}

static int redir_one(const struct redir *r, struct redir_saved **saved)
{
	bool owned;
	int fd = redir_open(r, &owned);

	if (fd == REDIR_FAILED)
		return -1;
	if (fd == r->fd) {
		/* It was free, or it is itself: just keep it open. */
		if (owned && saved) {
			struct redir_saved *s = arena_alloc(
				&sh.temp, sizeof(*s));

			s->fd = fd;
			s->copy = -1;
			s->next = *saved;
			*saved = s;
		}
		if (fcntl(fd, F_SETFD, 0) < 0) {
			warn("%d: %s", fd, strerror(errno));
			return -1;
		}
		return 0;
	}
	if (fd >= FD_OWN && !owned && (fcntl(fd, F_GETFD) & FD_CLOEXEC)) {
		warn("%d: %s", fd, strerror(EBADF));
		return -1;
	}
	redir_save(r->fd, saved);
	if (fd == REDIR_CLOSE) {
		close(r->fd);
		return 0;
	}
	if (dup2(fd, r->fd) < 0) {
		warn("%d: %s", fd, strerror(errno));
		if (owned)
			close(fd);
		return -1;
	}
	if (owned)
		close(fd);
	return 0;
}

int redir_apply(const struct redir *r, struct redir_saved **saved)
{
	if (!r)
		return 0;
	out_flush();
	for (; r; r = r->next)
		if (redir_one(r, saved) < 0) {
			if (saved) {
				redir_undo(*saved);
				*saved = NULL;
			}
			return -1;
		}
	return 0;
}

void redir_undo(struct redir_saved *s)
{
	for (; s; s = s->next) {
		if (s->copy < 0) {
			close(s->fd);
		} else {
			dup2(s->copy, s->fd);
			close(s->copy);
		}
	}
}

/* exec: what was done stays. */
void redir_keep(struct redir_saved *s)
{
	for (; s; s = s->next)
		if (s->copy >= 0)
			close(s->copy);
}
