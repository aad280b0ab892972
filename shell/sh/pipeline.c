/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Pipelines, background commands, subshells. Processes are spawned where no
 * copy of the shell is needed, and a built-in that changes nothing and heads
 * a pipeline runs in the shell when its output fits into a pipe.
 */
#include "shell.h"
#include "builtin.h"
#include "expand.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#ifndef PIPE_BUF
#define PIPE_BUF _POSIX_PIPE_BUF
#endif

static bool words_pure(const struct word *w)
{
	for (; w; w = w->next)
		if (!w->pure)
			return false;
	return true;
}

static bool simple_pure(const struct node *n)
{
	const struct assign *a;
	const struct redir *r;

	if (n->type != N_SIMPLE || n->not || !n->u.simple.words ||
		!n->u.simple.words->plain || !words_pure(n->u.simple.words))
		return false;
	for (a = n->u.simple.assigns; a; a = a->next)
		if (!a->value->pure)
			return false;
	for (r = n->redirs; r; r = r->next)
		if (!r->target->pure)
			return false;
	return true;
}

bool can_launch(const struct node *n)
{
	const struct command *c;

	if (!simple_pure(n))
		return false;
	c = command_find(n->u.simple.words->plain, false);
	return !c || (!c->builtin && !c->func);
}

/*
 * Whether opening the command's files can wait for another process, which the
 * shell may have to start first. A name that is yet to be expanded counts as
 * that of a FIFO.
 */
static bool opens_fifo(const struct node *n)
{
	const struct redir *r;
	struct stat st;

	for (r = n->redirs; r; r = r->next)
		if (r->op < R_DUPIN &&
			(!r->target->plain ||
				(stat(r->target->plain, &st) == 0 &&
					S_ISFIFO(st.st_mode))))
			return true;
	return false;
}

bool is_pure_builtin(const struct node *n)
{
	const struct command *c;

	if (!simple_pure(n) || n->redirs || n->u.simple.assigns)
		return false;
	c = command_find(n->u.simple.words->plain, false);
	return c && c->builtin && c->builtin->flags & BI_PURE && !c->func;
}

/* Errors end the subshell, had there been one. */
static int subshell_status(void)
{
	if (sh.skip && sh.skip != SKIP_INTERRUPT)
		sh.skip = SKIP_NONE;
	return sh.status;
}

/*
 * Run a built-in for which is_pure_builtin() holds, its output to b; the
 * status, which $? does not show.
 */
int run_captured(struct node *n, struct buf *b)
{
	struct arena_mark mark = arena_mark(&sh.temp);
	struct buf *capture = sh.out.capture;
	const char *command = sh.command;
	struct args a = { .cap = 0 };
	int status = sh.status, line = sh.line, result;

	sh.line = n->line;
	if (expand_command(n->u.simple.words, &a)) {
		if (sh.opt[OPT_XTRACE])
			trace_command(NULL, a.v);
		out_flush();
		sh.command = a.v[0];
		sh.out.capture = b;
		result = command_find(a.v[0], false)->builtin->run(a.n, a.v);
		sh.out.capture = capture;
		sh.command = command;
	} else {
		result = subshell_status();
	}
	sh.builtin_failed = false;
	sh.status = status;
	sh.line = line;
	arena_release(&sh.temp, mark);
	return result;
}

static void launch_simple(
	struct node *n, struct job *j, int in, int out, bool bg)
{
	struct arena_mark mark = arena_mark(&sh.temp);
	struct launch l = { .redirs = n->redirs,
		.in = in,
		.out = out,
		.assigns = n->u.simple.assigns,
		.job = j,
		.background = bg };
	struct args a = { .cap = 0 };
	int count = j->count;

	sh.line = n->line;
	if (expand_command(n->u.simple.words, &a)) {
		if (sh.opt[OPT_XTRACE])
			trace_command(n->u.simple.assigns, a.v);
		l.argv = a.v;
		launch(&l);
	}
	if (j->count == count)
		job_add_done(j, subshell_status());
	arena_release(&sh.temp, mark);
}

/* Move a pipe's end to its place. */
static void plug(int from, int to)
{
	if (from < 0)
		return;
	dup2(from, to);
	close(from);
}

/* In a new process: the shell goes on here with one command. */
static _Noreturn void run_and_exit(struct node *n, int flags)
{
	exec_node(n, EV_EXIT | EV_FOREGROUND | (flags & EV_TESTED));
	shell_exit(sh.status);
}

/*
 * Start the pipeline's first command without a process, if that can be done:
 * its whole output lies in the pipe.
 */
static bool start_captured(struct node *n, struct job *j, int out)
{
	struct buf *b;
	bool fits;
	int status;

	if (!is_pure_builtin(n))
		return false;
	b = buf_get();
	status = run_captured(n, b);
	fits = b->n <= PIPE_BUF;
	if (fits) {
		(void)write_all(out, b->s, b->n);
		job_add_done(j, status);
	} else if (fork_job(j, false) == 0) {
		_exit(write_all(out, b->s, b->n) < 0 ? 1 : status);
	}
	buf_put(b);
	return true;
}

void pipeline_start(struct node *n, struct job *j, int out, bool bg, int flags)
{
	struct node *kid = n->u.group.first;
	int in = -1, next[2] = { -1, -1 };

	for (; kid && !sh.skip; kid = kid->next) {
		int to = out;

		next[0] = -1;
		if (kid->next) {
			if (pipe_new(next) < 0) {
				fail("Pipe call failed");
				break;
			}
			to = next[1];
		}
		if (can_launch(kid) && !opens_fifo(kid)) {
			launch_simple(kid, j, in, to, bg);
		} else if (kid->next && in < 0 && start_captured(kid, j, to)) {
			;
		} else if (fork_job(j, bg) == 0) {
			if (next[0] >= 0)
				close(next[0]);
			if (kid->next && out >= 0)
				close(out);
			plug(in, 0);
			plug(to, 1);
			run_and_exit(kid, flags);
		}
		if (in >= 0)
			close(in);
		if (kid->next)
			close(to);
		in = next[0];
	}
	if (in >= 0)
		close(in);
}

int exec_pipe(struct node *n, int flags)
{
	struct job *j = job_new(n->u.group.count);
	int status;

	job_describe(j, n);
	out_flush();
	pipeline_start(n, j, -1, false, flags);
	status = job_wait(j);
	sh.status = sh.skip == SKIP_ABORT ? 2 : status;
	return sh.status;
}

int exec_background(struct node *n)
{
	struct job *j;

	out_flush();
	j = job_new(n->type == N_PIPE ? n->u.group.count : 1);
	j->foreground = false;
	job_describe(j, n);
	if (n->type == N_PIPE && !n->not )
		pipeline_start(n, j, -1, true, 0);
	else if (can_launch(n) && !opens_fifo(n))
		launch_simple(n, j, -1, -1, true);
	else if (fork_job(j, true) == 0)
		run_and_exit(n, 0);
	if (sh.skip && !j->count) {
		job_free(j);
		return sh.status;
	}
	job_background(j);
	sh.status = 0;
	return 0;
}

static _Noreturn void subshell_run(struct node *n, int flags)
{
	if (redir_apply(n->redirs, NULL) < 0)
		shell_exit(2);
	for (n = n->u.group.first; n && !sh.skip; n = n->next)
		exec_node(n, n->next ? flags & EV_TESTED : flags | EV_EXIT);
	shell_exit(sh.status);
}

int exec_subshell(struct node *n, int flags)
{
	struct node *kid = n->u.group.first;
	struct job *j;

	if (flags & EV_EXIT && !sh.trap.set && !sh.jobs.on) {
		sh.subshell = true;
		jobs_forget();
		subshell_run(n, flags & EV_TESTED);
	}
	j = job_new(1);
	job_describe(j, n);
	if (!n->redirs && !kid->next && !kid->bg && can_launch(kid))
		launch_simple(kid, j, -1, -1, false);
	else if (fork_job(j, false) == 0)
		subshell_run(n, flags & EV_TESTED);
	if (sh.skip && !j->count) {
		job_free(j);
		return sh.status;
	}
	sh.status = job_wait(j);
	return sh.status;
}
