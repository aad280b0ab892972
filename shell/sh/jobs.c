/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of jobs, and waiting; jobs.h tells the rules. */
#include "shell.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct job *job_new(int procs)
{
	struct job *j = xzalloc(
		sizeof(*j) + (size_t)procs * sizeof(struct proc));

	j->size = procs;
	j->foreground = true;
	j->controlled = sh.jobs.on && !sh.jobs.off_in_sub;
	j->next = sh.jobs.list;
	sh.jobs.list = j;
	return j;
}

static struct proc *job_slot(struct job *j)
{
	return &j->procs[j->count++];
}

void job_add(struct job *j, pid_t pid)
{
	struct proc *p = job_slot(j);

	p->pid = pid;
	p->status = 0;
	p->state = PROC_RUNNING;
	if (!j->controlled)
		return;
	if (!j->pgid) {
		j->pgid = pid;
		if (j->foreground)
			jobs_foreground(pid);
	}
	/* Whoever is first, this or the child: both name the same group. */
	(void)setpgid(pid, j->pgid);
}

void job_add_done(struct job *j, int status)
{
	struct proc *p = job_slot(j);

	p->pid = 0;
	p->status = (status & 255) << 8;
	p->state = PROC_DONE;
}

void job_free(struct job *j)
{
	struct job **at = &sh.jobs.list;

	while (*at && *at != j)
		at = &(*at)->next;
	if (*at)
		*at = j->next;
	free(j->text);
	free(j);
}

void job_describe(struct job *j, const struct node *n)
{
	struct buf *b;

	if (!j->controlled && j->foreground)
		return;
	b = buf_get();
	job_text(b, n);
	j->text = xstrdup(buf_str(b));
	buf_put(b);
}

enum proc_state job_state(const struct job *j)
{
	enum proc_state s = PROC_DONE;
	int i;

	for (i = 0; i < j->count; i++) {
		if (j->procs[i].state == PROC_RUNNING)
			return PROC_RUNNING;
		if (j->procs[i].state == PROC_STOPPED)
			s = PROC_STOPPED;
	}
	return s;
}

static int exit_status(int status)
{
	if (WIFEXITED(status))
		return WEXITSTATUS(status);
	if (WIFSTOPPED(status))
		return 128 + WSTOPSIG(status);
	return 128 + WTERMSIG(status);
}

int job_status(const struct job *j)
{
	int i, s;

	if (!j->count)
		return 0;
	s = exit_status(j->procs[j->count - 1].status);
	if (sh.opt[OPT_PIPEFAIL])
		for (i = j->count - 1; i >= 0 && !s; i--)
			s = exit_status(j->procs[i].status);
	return s;
}

/* The number after the largest in use. */
static void job_number(struct job *j)
{
	const struct job *k;

	j->number = 1;
	for (k = sh.jobs.list; k; k = k->next)
		if (k != j && k->number >= j->number)
			j->number = k->number + 1;
}

/* Forget the oldest finished job when too many were never waited for. */
static void jobs_trim(void)
{
	struct job *j, *old = NULL;
	int n = 0;

	for (j = sh.jobs.list; j; j = j->next)
		if (j->number && job_state(j) == PROC_DONE) {
			n++;
			if (!old || j->stamp < old->stamp)
				old = j;
		}
	if (n > JOBS_KEPT)
		job_free(old);
}

void job_background(struct job *j)
{
	struct proc *last = &j->procs[j->count - 1];

	job_number(j);
	j->stamp = ++sh.jobs.stamp;
	if (j->count && last->pid)
		sh.jobs.last_pid = last->pid;
	if (sh.interactive)
		err_format("[%d] %d\n", j->number, (int)sh.jobs.last_pid);
	jobs_trim();
}

struct job *job_of_pid(pid_t pid)
{
	struct job *j;
	int i;

	for (j = sh.jobs.list; j; j = j->next)
		for (i = 0; i < j->count; i++)
			if (j->procs[i].pid == pid && pid)
				return j;
	return NULL;
}

static void proc_changed(pid_t pid, int status)
{
	struct job *j = job_of_pid(pid);
	enum proc_state before;
	int i;

	if (!j)
		return;
	before = job_state(j);
	for (i = 0; i < j->count; i++)
		if (j->procs[i].pid == pid) {
			j->procs[i].status = status;
			j->procs[i].state = WIFSTOPPED(status) ? PROC_STOPPED
							       : PROC_DONE;
		}
	if (job_state(j) != before) {
		j->changed = true;
		if (job_state(j) == PROC_STOPPED)
			j->stamp = ++sh.jobs.stamp;
	}
}

pid_t jobs_reap(bool block)
{
	int status,
		flags = (block ? 0 : WNOHANG) | (sh.jobs.on ? WUNTRACED : 0);
	pid_t pid = waitpid(-1, &status, flags);

	if (pid > 0)
		proc_changed(pid, status);
	return pid;
}

void job_died(const struct job *j)
{
	int status = j->count ? j->procs[j->count - 1].status : 0, sig;

	if (job_state(j) != PROC_DONE || !WIFSIGNALED(status))
		return;
	sig = WTERMSIG(status);
	if (sig == SIGINT && j->controlled) {
		if (!sh.trap.action[SIGINT])
			sh.skip = SKIP_INTERRUPT;
		else
			err_format("\n");
	} else if (sig != SIGINT && sig != SIGPIPE) {
		err_format(WCOREDUMP(status) ? "%s (core dumped)\n" : "%s\n",
			signal_text(sig));
	}
}

static void job_stopped(struct job *j)
{
	j->foreground = false;
	if (!j->number)
		job_number(j);
	j->tty_saved = sh.jobs.tty >= 0 && !tcgetattr(sh.jobs.tty, &j->tty);
	err_format("\n");
	job_show(j, SHOW_STATE);
	j->changed = false;
}

/* It stopped because it used the terminal before it was handed over. */
static bool stopped_too_early(const struct job *j)
{
	int i, sig;

	for (i = 0; i < j->count; i++) {
		if (j->procs[i].state != PROC_STOPPED)
			continue;
		sig = WSTOPSIG(j->procs[i].status);
		if ((sig != SIGTTIN && sig != SIGTTOU) || sh.jobs.tty < 0 ||
			tcgetpgrp(sh.jobs.tty) != j->pgid)
			return false;
	}
	return true;
}

static void job_resume(struct job *j)
{
	int i;

	for (i = 0; i < j->count; i++)
		if (j->procs[i].state == PROC_STOPPED)
			j->procs[i].state = PROC_RUNNING;
	kill(-j->pgid, SIGCONT);
}

int job_wait(struct job *j)
{
	int status;

	sh.spin = 0;
	for (;;) {
		enum proc_state s = job_state(j);

		if (s == PROC_STOPPED && stopped_too_early(j))
			job_resume(j);
		else if (s != PROC_RUNNING)
			break;
		if (jobs_reap(true) < 0 && errno != EINTR)
			break; /* somebody else took our child */
	}
	status = job_status(j);
	if (j->controlled)
		jobs_foreground(sh.jobs.pgid);
	if (job_state(j) == PROC_STOPPED) {
		job_stopped(j);
		jobs_restore_modes();
		return status;
	}
	if (j->count && WIFSIGNALED(j->procs[j->count - 1].status)) {
		jobs_restore_modes();
		job_died(j);
	} else if (j->controlled) {
		jobs_save_modes();
	}
	job_free(j);
	return status;
}

void jobs_forget(void)
{
	while (sh.jobs.list)
		job_free(sh.jobs.list);
	sh.jobs.on = false;
	sh.jobs.off_in_sub = true;
	sh.opt[OPT_MONITOR] = false;
}
