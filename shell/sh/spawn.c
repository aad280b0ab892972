/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Starting programs with posix_spawn(): files are opened here, so that their
 * errors are told as for built-ins, and handed over as duplications. fork()
 * is for what needs a copy of the shell.
 */
#include "shell.h"
#include "expand.h"
#include "edit/edit.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

enum { FD_OWN = 10, PLAN_MAX = 64 };

/* The descriptors of a program to be. */
struct plan {
	posix_spawn_file_actions_t actions;
	int opened[PLAN_MAX]; /* to close here afterwards */
	int count;
};

char **launch_environ(const struct assign *assigns)
{
	char **env = var_environ(), **out;
	const struct assign *a;
	size_t n = 0, k;

	if (!assigns)
		return env;
	while (env[n])
		n++;
	for (k = n + 1, a = assigns; a; a = a->next)
		k++;
	out = arena_alloc(&sh.temp, k * sizeof(char *));
	if (!out)
		return NULL;
	memcpy(out, env, n * sizeof(char *));
	for (a = assigns; a; a = a->next) {
		const char *s = expand_string(a->value, EXP_ASSIGN);
		size_t len = strlen(a->name), size;
		struct var *v = var_find(a->name, len);
		char *t;

		if (!s)
			return NULL;
		if (v && v->flags & VAR_READONLY) {
			fail("%s: is read only", a->name);
			return NULL;
		}
		size = strlen(s) + 1;
		t = arena_alloc(&sh.temp, len + 1 + size);
		if (!t)
			return NULL;
		memcpy(t, a->name, len);
		t[len] = '=';
		memcpy(t + len + 1, s, size);
		for (k = 0; k < n && strncmp(out[k], t, len + 1); k++)
			;
		out[k] = t;
		n += k == n;
	}
	out[n] = NULL;
	return out;
}

/* Whether m, in n>&m, will be open in the program. */
static bool plan_has(const struct redir *list, const struct redir *r, int fd)
{
	const struct redir *q;
	int flags, known = -1;

	for (q = list; q != r; q = q->next)
		if (q->fd == fd)
			known = !(q->op == R_DUPIN || q->op == R_DUPOUT) ||
				strcmp(q->target->plain ? q->target->plain : "",
					"-");
	if (known >= 0)
		return known;
	flags = fcntl(fd, F_GETFD);
	return flags >= 0 && !(fd >= FD_OWN && flags & FD_CLOEXEC);
}

/* Another redirection would overwrite the descriptor before its turn. */
static bool plan_clashes(const struct redir *list, int fd)
{
	for (; list; list = list->next)
		if (list->fd == fd)
			return true;
	return fd < 3;
}

static int plan_redir(
	struct plan *p, const struct redir *list, const struct redir *r)
{
	bool owned;
	int fd = redir_open(r, &owned);

	if (fd == REDIR_FAILED)
		return -1;
	if (fd == REDIR_CLOSE)
		return posix_spawn_file_actions_addclose(&p->actions, r->fd);
	if (!owned && !plan_has(list, r, fd)) {
		warn("%d: %s", fd, strerror(EBADF));
		return -1;
	}
	if (owned && plan_clashes(list, fd)) {
		int up = fcntl(fd, F_DUPFD_CLOEXEC, FD_OWN);

		close(fd);
		fd = up;
	}
	if (owned) {
		if (p->count == PLAN_MAX) {
			close(fd);
			warn("too many redirections");
			return -1;
		}
		p->opened[p->count++] = fd;
	}
	return posix_spawn_file_actions_adddup2(&p->actions, fd, r->fd);
}

static int plan_make(struct plan *p, const struct launch *l)
{
	const struct redir *r;

	p->count = 0;
	if (posix_spawn_file_actions_init(&p->actions))
		return -1;
	if (l->background && !l->job->controlled && l->in < 0)
		posix_spawn_file_actions_addopen(
			&p->actions, 0, "/dev/null", O_RDONLY, 0);
	if (l->in >= 0)
		posix_spawn_file_actions_adddup2(&p->actions, l->in, 0);
	if (l->out >= 0)
		posix_spawn_file_actions_adddup2(&p->actions, l->out, 1);
	for (r = l->redirs; r; r = r->next)
		if (plan_redir(p, l->redirs, r))
			return -1;
	return 0;
}

static void plan_free(struct plan *p)
{
	while (p->count)
		close(p->opened[--p->count]);
	posix_spawn_file_actions_destroy(&p->actions);
}

static void spawn_attributes(posix_spawnattr_t *at, const struct job *j)
{
	int flags = POSIX_SPAWN_SETSIGDEF;
	short bits;

	posix_spawnattr_init(at);
	posix_spawnattr_setsigdefault(at, &sh.trap.ours);
	if (j->controlled) {
		flags |= POSIX_SPAWN_SETPGROUP;
		posix_spawnattr_setpgroup(at, j->pgid);
	}
	bits = (short)flags;
	posix_spawnattr_setflags(at, bits);
}

/*
 * What exec refused may be a script without #!, unless its first line holds a
 * NUL: XCU 2.9.1.6 lets a shell refuse what is no text file.
 */
static bool is_text(const char *path)
{
	char start[256];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n;
	const char *end;

	if (fd < 0)
		return false;
	n = read(fd, start, sizeof(start));
	close(fd);
	if (n <= 0)
		return n == 0;
	end = memchr(start, '\n', (size_t)n);
	if (end)
		n = end - start;
	return !memchr(start, '\0', (size_t)n);
}

/* A script without #! is run by the shell, XCU 2.9.1.6. */
static int spawn_script(pid_t *pid, const char *path, struct plan *p,
	posix_spawnattr_t *at, char **argv, char **env)
{
	struct args a = { .cap = 0 };

	args_add(&a, (char *)"sh");
	args_add(&a, (char *)path);
	while (*++argv)
		args_add(&a, *argv);
	return posix_spawn(pid, "/bin/sh", &p->actions, at, a.v, env);
}

/* 0 or an errno. */
static int spawn_program(
	struct launch *l, struct plan *p, const char *path, char **env)
{
	bool quiet = l->background && !l->job->controlled;
	bool interrupted = sh.trap.interrupted;
	posix_spawnattr_t at;
	pid_t pid;
	int err;

	spawn_attributes(&at, l->job);
	if (quiet)
		trap_ignore_interrupts();
	err = posix_spawn(&pid, path, &p->actions, &at, l->argv, env);
	if (err == ENOEXEC && is_text(path))
		err = spawn_script(&pid, path, p, &at, l->argv, env);
	if (quiet)
		trap_restore_interrupts();
	posix_spawnattr_destroy(&at);
	if (err)
		return err;
	job_add(l->job, pid);
	/* A ^C that came before the terminal was the job's was meant for it. */
	if (l->job->controlled && !l->background && !interrupted &&
		sh.trap.interrupted)
		kill(pid, SIGINT);
	return 0;
}

int exec_failed(const char *name, int err)
{
	if (err == ENOENT || err == ENOTDIR) {
		const char *near = sh.interactive && !sh.subshell
			? near_command(name)
			: NULL;

		warn(near ? "%s: not found (did you mean %s?)"
			  : "%s: not found",
			name, near);
		return 127;
	}
	warn("%s: %s", name, strerror(err));
	return 126;
}

/* The error goes where the command's own messages would have gone. */
static void launch_failed(struct launch *l, int err)
{
	struct redir_saved *saved = NULL;
	int status = 2;

	if (!redir_apply(l->redirs, &saved))
		status = exec_failed(l->argv[0], err);
	redir_undo(saved);
	job_add_done(l->job, status);
}

void launch(struct launch *l)
{
	const char *path = l->path;
	char **env;
	struct plan plan;
	int err = 0;

	out_flush();
	sh.spin = 0;
	env = launch_environ(l->assigns);
	if (!env) {
		if (!sh.skip)
			fail("Out of space");
		return;
	}
	if (!path)
		path = command_path(l->argv[0], NULL, &err);
	if (!path) {
		launch_failed(l, err);
		return;
	}
	if (plan_make(&plan, l)) {
		if (!sh.skip)
			job_add_done(l->job, 2);
	} else {
		err = spawn_program(l, &plan, path, env);
		if (err)
			launch_failed(l, err);
	}
	plan_free(&plan);
}

/* Replace the shell; comes back with errno set. */
void exec_replace(const char *path, char **argv, char **env)
{
	struct args a = { .cap = 0 };

	trap_exec();
	execve(path, argv, env);
	if (errno != ENOEXEC)
		return;
	if (is_text(path)) {
		args_add(&a, (char *)"sh");
		args_add(&a, (char *)path);
		while (*++argv)
			args_add(&a, *argv);
		execve("/bin/sh", a.v, env);
	}
	errno = ENOEXEC;
}

_Noreturn void exec_program(
	char **argv, const struct assign *assigns, const char *path)
{
	char **env = launch_environ(assigns);
	int err = 0;

	out_flush();
	if (!env)
		shell_exit(2);
	if (!path)
		path = command_path(argv[0], NULL, &err);
	if (path) {
		exec_replace(path, argv, env);
		err = errno;
	}
	shell_exit(exec_failed(argv[0], err));
}

pid_t fork_job(struct job *j, bool background)
{
	bool controlled = j->controlled;
	pid_t pgid = j->pgid, pid;

	out_flush();
	sh.spin = 0;
	pid = fork();
	if (pid < 0) {
		fail("Cannot fork");
		return -1;
	}
	if (pid) {
		job_add(j, pid);
		return pid;
	}
	if (controlled) {
		setpgid(0, pgid);
		if (!background)
			jobs_foreground(pgid ? pgid : getpid());
	}
	sh.subshell = true;
	sh.interactive = false;
	jobs_forget();
	trap_reset();
	if (background && !controlled) {
		int fd = open("/dev/null", O_RDONLY);

		signal(SIGINT, SIG_IGN);
		signal(SIGQUIT, SIG_IGN);
		if (fd > 0) {
			dup2(fd, 0);
			close(fd);
		}
	}
	return 0;
}
