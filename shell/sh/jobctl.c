/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Job control: the terminal, names of jobs, notices, fg and bg. */
#include "shell.h"
#include "chars.h"
#include "expand.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

void jobs_foreground(pid_t pgid)
{
	sigset_t set, old;

	if (sh.jobs.tty < 0)
		return;
	/* A background group may set it only with SIGTTOU blocked. */
	sigemptyset(&set);
	sigaddset(&set, SIGTTOU);
	sigprocmask(SIG_BLOCK, &set, &old);
	(void)tcsetpgrp(sh.jobs.tty, pgid);
	sigprocmask(SIG_SETMASK, &old, NULL);
}

void jobs_save_modes(void)
{
	struct termios t;

	if (sh.jobs.tty < 0 || !sh.interactive || tcgetattr(sh.jobs.tty, &t))
		return;
	/* Whoever ended without lines and echo forgot to put them back. */
	if (sh.jobs.modes_saved && !(t.c_lflag & (ICANON | ECHO))) {
		jobs_restore_modes();
		return;
	}
	sh.jobs.modes = t;
	sh.jobs.modes_saved = true;
}

void jobs_restore_modes(void)
{
	if (sh.jobs.tty >= 0 && sh.jobs.modes_saved)
		(void)tcsetattr(sh.jobs.tty, TCSADRAIN, &sh.jobs.modes);
}

/* The terminal on a descriptor of our own; -1 if there is none. */
static int tty_open(void)
{
	int fd = open("/dev/tty", O_RDWR | O_CLOEXEC), up;

	if (fd < 0) {
		for (fd = 2; fd >= 0 && !isatty(fd); fd--)
			;
		return fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 10);
	}
	up = fcntl(fd, F_DUPFD_CLOEXEC, 10);
	close(fd);
	return up;
}

/* Wait until our group is in the foreground, then have one of our own. */
static bool control_start(void)
{
	struct job_state *s = &sh.jobs;
	pid_t front;

	s->tty = tty_open();
	if (s->tty < 0)
		return false;
	while ((front = tcgetpgrp(s->tty)) >= 0 && front != getpgrp())
		kill(0, SIGTTIN);
	if (front < 0) {
		close(s->tty);
		s->tty = -1;
		return false;
	}
	s->old_pgid = front;
	return true;
}

void jobs_control(bool on)
{
	struct job_state *s = &sh.jobs;

	if (on == s->on)
		return;
	if (on && !control_start()) {
		if (sh.interactive)
			warn("can't access tty; job control turned off");
		if (sh.interactive)
			sh.opt[OPT_MONITOR] = false;
		s->on = sh.opt[OPT_MONITOR] && !sh.interactive;
		s->pgid = getpgrp();
		return;
	}
	s->on = on;
	trap_signal(SIGTSTP);
	trap_signal(SIGTTOU);
	trap_signal(SIGTTIN);
	trap_signal(SIGHUP);
	if (on) {
		s->pgid = getpid();
		(void)setpgid(0, s->pgid);
		s->pgid = getpgrp();
		jobs_foreground(s->pgid);
		jobs_save_modes();
	} else if (s->tty >= 0) {
		jobs_foreground(s->old_pgid);
		(void)setpgid(0, s->old_pgid);
		close(s->tty);
		s->tty = -1;
	}
}

void jobs_hang_up(void)
{
	const struct job *j;

	for (j = sh.jobs.list; j; j = j->next) {
		enum proc_state state = job_state(j);

		if (j->pgid <= 0 || state == PROC_DONE)
			continue;
		kill(-j->pgid, SIGHUP);
		if (state == PROC_STOPPED)
			kill(-j->pgid, SIGCONT);
	}
}

struct job *job_current(bool previous, bool stopped)
{
	struct job *j, *first = NULL, *second = NULL;

	/* Stopped jobs are more current than running ones. */
	for (j = sh.jobs.list; j; j = j->next) {
		bool s = job_state(j) == PROC_STOPPED;

		if (!j->number || j->waited || (stopped && !s))
			continue;
		if (!first || s > (job_state(first) == PROC_STOPPED) ||
			(s == (job_state(first) == PROC_STOPPED) &&
				j->stamp > first->stamp)) {
			second = first;
			first = j;
		} else if (!second || s > (job_state(second) == PROC_STOPPED) ||
			(s == (job_state(second) == PROC_STOPPED) &&
				j->stamp > second->stamp)) {
			second = j;
		}
	}
	return previous ? second : first;
}

bool jobs_stopped(void)
{
	return job_current(false, true) != NULL;
}

static struct job *job_by_text(const char *s, bool anywhere, bool *many)
{
	struct job *j, *found = NULL;

	for (j = sh.jobs.list; j; j = j->next) {
		if (!j->number || !j->text)
			continue;
		if (anywhere ? !strstr(j->text, s)
			     : strncmp(j->text, s, strlen(s)) != 0)
			continue;
		*many = found != NULL;
		found = j;
	}
	return found;
}

static struct job *job_by_spec(const char *s, bool *many)
{
	struct job *j;
	long long n;

	if (s[0] != '%')
		return number_parse(s, &n) ? job_of_pid((pid_t)n) : NULL;
	if (!s[1] || (!s[2] && (s[1] == '%' || s[1] == '+')))
		return job_current(false, false);
	if (s[1] == '-' && !s[2])
		return job_current(true, false);
	if (ch_digit(s[1]) && number_parse(s + 1, &n)) {
		for (j = sh.jobs.list; j && j->number != n; j = j->next)
			;
		return j;
	}
	return job_by_text(s + 1 + (s[1] == '?'), s[1] == '?', many);
}

struct job *job_find(const char *spec)
{
	bool many = false;
	struct job *j = job_by_spec(spec, &many);

	if (many) {
		builtin_error("%s: ambiguous", spec);
		return NULL;
	}
	if (!j)
		builtin_error("No such job: %s", spec);
	return j;
}

static void state_text(struct buf *b, const struct proc *p)
{
	if (p->state == PROC_RUNNING) {
		buf_adds(b, "Running");
	} else if (p->state == PROC_STOPPED) {
		buf_adds(b, signal_text(WSTOPSIG(p->status)));
	} else if (WIFSIGNALED(p->status)) {
		buf_adds(b, signal_text(WTERMSIG(p->status)));
		if (WCOREDUMP(p->status))
			buf_adds(b, " (core dumped)");
	} else {
		buf_adds(b, "Done");
		if (WEXITSTATUS(p->status)) {
			buf_addc(b, '(');
			buf_num(b, WEXITSTATUS(p->status));
			buf_addc(b, ')');
		}
	}
}

/* One line, or with SHOW_LONG one for each process. */
void job_show(struct job *j, int mode)
{
	struct buf *b = buf_get();
	char mark = j == job_current(false, false) ? '+'
		: j == job_current(true, false)    ? '-'
						   : ' ';
	int i = mode == SHOW_LONG ? 0 : j->count - 1;

	for (; i < j->count && i >= 0; i++) {
		size_t start = b->n;

		if (i == 0 || mode != SHOW_LONG) {
			buf_addc(b, '[');
			buf_num(b, j->number);
			buf_adds(b, "] ");
			buf_addc(b, mark);
			buf_addc(b, ' ');
		} else {
			buf_adds(b, "      ");
		}
		if (mode == SHOW_LONG) {
			buf_num(b, j->procs[i].pid);
			buf_addc(b, ' ');
		}
		state_text(b, &j->procs[i]);
		do
			buf_addc(b, ' ');
		while (b->n - start < 33);
		if (i == j->count - 1 && j->text)
			buf_adds(b, j->text);
		buf_addc(b, '\n');
	}
	out_add(b->s, b->n);
	out_flush();
	buf_put(b);
}

void jobs_notify(void)
{
	struct job *j, *next;

	while (jobs_reap(false) > 0)
		;
	for (j = sh.jobs.list; j; j = next) {
		next = j->next;
		if (!j->number || !j->changed)
			continue;
		j->changed = false;
		if (sh.jobs.on)
			job_show(j, SHOW_STATE);
		if (job_state(j) == PROC_DONE)
			job_free(j);
	}
}

int job_continue(struct job *j, bool foreground)
{
	int i;

	if (job_state(j) == PROC_DONE)
		return builtin_error("job %d has terminated", j->number);
	if (foreground) {
		out_format("%s\n", j->text ? j->text : "");
		out_flush();
		j->foreground = true;
		jobs_save_modes();
		jobs_foreground(j->pgid);
		if (j->tty_saved)
			tcsetattr(sh.jobs.tty, TCSADRAIN, &j->tty);
	} else {
		out_format("[%d] %s\n", j->number, j->text ? j->text : "");
		j->stamp = ++sh.jobs.stamp;
	}
	for (i = 0; i < j->count; i++)
		if (j->procs[i].state == PROC_STOPPED)
			j->procs[i].state = PROC_RUNNING;
	j->changed = false;
	kill(-j->pgid, SIGCONT);
	return foreground ? job_wait(j) : 0;
}
