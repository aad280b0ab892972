/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Command substitution, XCU 2.6.3. A built-in that changes nothing writes
 * straight into the buffer; a program or pipeline is spawned with a pipe; all
 * else runs in a fork.
 */
#include "shell.h"
#include "expand.h"

#include <unistd.h>

/* Start it with its output to fd[1]; the job to wait for. */
static struct job *subst_start(struct node *n, int fd[2])
{
	struct job *j = job_new(n->type == N_PIPE ? n->u.group.count : 1);

	if (n->type == N_PIPE && !n->not &&!n->bg) {
		pipeline_start(n, j, fd[1], false, 0);
		return j;
	}
	if (can_launch(n) && !n->bg) {
		struct node one = { .type = N_PIPE };

		one.u.group.first = n;
		pipeline_start(&one, j, fd[1], false, 0);
		return j;
	}
	if (fork_job(j, false) == 0) {
		close(fd[0]);
		dup2(fd[1], 1);
		close(fd[1]);
		sh.tested = false;
		exec_node(n, EV_EXIT);
		shell_exit(sh.status);
	}
	return j;
}

static bool subst_run(struct node *n, struct buf *b, int *status)
{
	bool off = sh.jobs.off_in_sub;
	int old = sh.status, line = sh.line, fd[2];
	struct job *j;

	if (pipe_new(fd) < 0) {
		fail("Pipe call failed");
		return false;
	}
	sh.jobs.off_in_sub = true;
	j = subst_start(n, fd);
	close(fd[1]);
	if (j->count)
		(void)read_all(fd[0], b);
	close(fd[0]);
	if (j->count) {
		*status = job_wait(j);
	} else {
		*status = 2;
		job_free(j);
	}
	sh.jobs.off_in_sub = off;
	if (!sh.skip)
		sh.status = old;
	sh.line = line;
	return !sh.skip;
}

/* Zero bytes cannot be kept; trailing newlines are not wanted. */
static void subst_trim(struct buf *b)
{
	size_t i, n = 0;

	if (memchr(b->s, 0, b->n)) {
		for (i = 0; i < b->n; i++)
			if (b->s[i])
				b->s[n++] = b->s[i];
		b->n = n;
	}
	while (b->n && b->s[b->n - 1] == '\n')
		b->n--;
}

bool command_subst(struct node *n, struct buf *b)
{
	int status = 0;

	if (n && !n->bg && is_pure_builtin(n))
		status = run_captured(n, b);
	else if (n && !subst_run(n, b, &status))
		return false;
	subst_trim(b);
	sh.sub_status = status;
	return !sh.skip;
}
