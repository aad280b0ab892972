/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * strace: the file a tracer reads, and who is traced. The text of a line is
 * made in tracefmt.c from the call table.
 */
#include "kernel/trace.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/wait.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "kernel/tracefmt.h"
#include "servers/resmgr/file.h"

enum { BUFFER_MAX = 65536, LINE_MAX_BYTES = 640 };

struct tracer {
	int refs;   /* the file, and each traced process */
	pid_t pid;  /* who made it */
	int traced; /* processes attached now */
	bool attached_once;
	bool several; /* lines tell the pid */
	char *text;
	size_t length, max;
	struct waitq readers, writers;
};

static void tracer_put(struct tracer *t)
{
	if (--t->refs > 0)
		return;
	kfree(t->text);
	kfree(t);
}

/* Appends text; a line that finds no memory is lost, and so marked. */
static void append(struct tracer *t, const char *text, size_t length)
{
	if (t->length + length > t->max) {
		size_t max = t->max * 2 + 4096;
		char *bigger = kmalloc(max);

		if (bigger == NULL) {
			klog("strace: no memory, a line was lost");
			return;
		}
		memcpy(bigger, t->text, t->length);
		kfree(t->text);
		t->text = bigger;
		t->max = max;
	}
	memcpy(t->text + t->length, text, length);
	t->length += length;
	waitq_wake(&t->readers);
}

static void put_line(struct proc *p, const char *line)
{
	char prefix[24];

	if (p->trace_silent)
		return;
	if (p->tracer->several) {
		format(prefix, sizeof(prefix), "[pid %5d] ", p->pid);
		append(p->tracer, prefix, strlen(prefix));
	}
	append(p->tracer, line, strlen(line));
}

void trace_enter(struct proc *p)
{
	if (p->trace_line == NULL)
		p->trace_line = kmalloc(LINE_MAX_BYTES);
	if (p->trace_line == NULL)
		return;
	p->trace_line[0] = '\0';
	if (!tracefmt_has_output(p->number))
		tracefmt_call(
			p->trace_line, LINE_MAX_BYTES, p->number, p->args, 0);
}

/* A tracer that does not read slows its processes down, it loses nothing. */
static void wait_for_reader(struct proc *p)
{
	while (p->tracer != NULL && p->tracer->length > BUFFER_MAX &&
		p->tracer->refs > p->tracer->traced)
		if (sleep_on(&p->tracer->writers) < 0)
			return;
}

void trace_leave(struct proc *p, int32_t result)
{
	size_t length;

	if (p->tracer == NULL || p->trace_line == NULL)
		return;
	if (p->trace_line[0] == '\0')
		tracefmt_call(p->trace_line, LINE_MAX_BYTES, p->number, p->args,
			result);
	length = strlen(p->trace_line);
	tracefmt_result(
		p->trace_line + length, LINE_MAX_BYTES - length, result);
	if (p->number == CALL_execve && result == 0)
		p->trace_silent = false;
	put_line(p, p->trace_line);
	wait_for_reader(p);
}

void trace_fast(
	struct proc *p, uint32_t number, const uint32_t *args, int32_t result)
{
	char line[LINE_MAX_BYTES];
	size_t length;

	tracefmt_call(line, sizeof(line), number, args, result);
	length = strlen(line);
	tracefmt_result(line + length, sizeof(line) - length, result);
	put_line(p, line);
}

void trace_exit(struct proc *p, int status)
{
	char line[64];
	size_t length;

	if (p->tracer == NULL)
		return;
	if (p->trace_line != NULL &&
		(p->number == CALL_exit_group || p->number == CALL_exit)) {
		length = strlen(p->trace_line);
		format(p->trace_line + length, LINE_MAX_BYTES - length,
			" = ?\n");
		put_line(p, p->trace_line);
	}
	if (WIFEXITED(status))
		format(line, sizeof(line), "+++ exited with %d +++\n",
			WEXITSTATUS(status));
	else
		format(line, sizeof(line), "+++ killed by signal %d +++\n",
			WTERMSIG(status));
	put_line(p, line);
}

static void attach(struct proc *p, struct tracer *t)
{
	trace_detach(p);
	p->tracer = t;
	t->refs++;
	t->traced++;
	t->attached_once = true;
	if (t->traced > 1)
		t->several = true;
}

pid_t trace_pid(const struct proc *p)
{
	return p->tracer != NULL ? p->tracer->pid : 0;
}

void trace_inherit(struct proc *child, const struct proc *parent)
{
	attach(child, parent->tracer);
	child->trace_follow = true;
	child->trace_silent = parent->trace_silent;
}

void trace_detach(struct proc *p)
{
	struct tracer *t = p->tracer;

	if (t == NULL)
		return;
	p->tracer = NULL;
	kfree(p->trace_line);
	p->trace_line = NULL;
	t->traced--;
	waitq_wake(&t->readers);
	tracer_put(t);
}

static int tracer_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct tracer *t = f->data;
	size_t count;

	(void)pos;
	while (t->length == 0) {
		if (t->attached_once && t->traced == 0)
			return 0;
		if ((f->flags & O_NONBLOCK) != 0)
			return -EAGAIN;
		if (sleep_on(&t->readers) < 0)
			return -EXA_ERESTART;
	}
	count = uio_put(io, t->text, t->length);
	t->length -= count;
	memmove(t->text, t->text + count, t->length);
	waitq_wake(&t->writers);
	return (int)count;
}

static int tracer_poll(struct file *f, struct waitq **queue)
{
	struct tracer *t = f->data;

	*queue = &t->readers;
	if (t->length > 0)
		return POLLIN;
	return t->attached_once && t->traced == 0 ? POLLIN | POLLHUP : 0;
}

static void tracer_release(struct file *f)
{
	struct tracer *t = f->data;

	waitq_wake(&t->writers);
	tracer_put(t);
}

static const struct file_ops tracer_ops = {
	.read = tracer_read,
	.poll = tracer_poll,
	.release = tracer_release,
};

int do_exa_tracefd(const uint32_t *args)
{
	struct tracer *t;
	struct file *f;
	int fd;

	if (args[0] != 0)
		return -EINVAL;
	t = kzalloc(sizeof(*t));
	if (t == NULL)
		return -ENOMEM;
	t->refs = 1;
	t->pid = current->pid;
	waitq_init(&t->readers);
	waitq_init(&t->writers);
	f = file_new(&tracer_ops, O_RDONLY, NULL, t);
	if (f == NULL) {
		kfree(t);
		return -ENOMEM;
	}
	fd = file_install(current, f, 0, false);
	if (fd < 0)
		file_put(f);
	return fd;
}

int do_exa_trace(const uint32_t *args)
{
	const uint32_t known = TRACE_FOLLOW | TRACE_AFTER_EXEC;
	struct file *f = file_of((int)args[0]);

	if (f == NULL)
		return -EBADF;
	if (f->ops != &tracer_ops || (args[1] & ~known) != 0)
		return -EINVAL;
	attach(current, f->data);
	current->trace_follow = (args[1] & TRACE_FOLLOW) != 0;
	current->trace_silent = (args[1] & TRACE_AFTER_EXEC) != 0;
	return 0;
}
