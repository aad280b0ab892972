/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tracing: the file a tracer reads, and who is traced. A tracer that does not
 * read slows its processes down; one that has gone leaves them alone.
 */
#include "kernel/trace.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <string.h>

#include "kernel/abi/kinds.h"
#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/log.h"
#include "kernel/sched.h"
#include "kernel/trace_impl.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/procfs.h"

enum { BUFFER_MAX = 256 * 1024, STRING_MAX = 65536, STRING_DEFAULT = 32 };

static void tracer_put(struct tracer *t)
{
	if (--t->refs > 0)
		return;
	kfree(t->bytes);
	kfree(t);
}

static bool wanted(const struct tracer *t, uint32_t number)
{
	if (number >= EXA_TRACE_OWN)
		number = number - EXA_TRACE_OWN + EXA_TRACE_DENSE;
	return number < 32 * EXA_TRACE_WORDS &&
		(t->options.calls[number / 32] >> number % 32 & 1) != 0;
}

static void finish(struct record *r)
{
	record_end(r);
	waitq_wake(&r->tracer->readers);
}

/* Paths are found before the record is begun: that may sleep. */
static char *find_path(struct proc *p, int n)
{
	struct file *f;
	char *path;
	int length;

	if (!trace_takes_fd(p->number, n))
		return NULL;
	f = procfs_file_at(p, p->args[n]);
	path = f != NULL ? kmalloc(PATH_MAX) : NULL;
	if (path == NULL)
		return NULL;
	length = procfs_fd(f, path, PATH_MAX - 1);
	path[length < 0 ? 0 : length] = '\0';
	return path;
}

static void wait_for_reader(struct proc *p)
{
	struct tracer *t = p->tracer;

	t->refs++;
	while (p->tracer == t && t->open && t->length - t->start > BUFFER_MAX)
		if (sleep_on(&t->writers) < 0)
			break;
	tracer_put(t);
}

void trace_enter(struct proc *p)
{
	struct record r;
	char *path[6] = { 0 };

	if (p->number == CALL_execve)
		p->trace_silent = false;
	p->trace_shown = false;
	if (p->trace_silent || !wanted(p->tracer, p->number))
		return;
	wait_for_reader(p);
	if (p->tracer == NULL)
		return;
	if ((p->tracer->options.flags & EXA_TRACE_PATHS) != 0)
		for (int i = 0; i < 6; i++)
			path[i] = find_path(p, i);
	if (p->tracer == NULL || !p->tracer->open)
		goto out;
	record_begin(&r, p, EXA_TRACE_ENTER, p->number, p->args);
	trace_take(&r, p->number, p->args, WHEN_IN, 0);
	for (uint32_t i = 0; i < 6; i++)
		if (path[i] != NULL)
			record_bytes(&r,
				EXA_TRACE_PATH_AT + i * EXA_TRACE_PATH_STEP,
				path[i], (uint32_t)strlen(path[i]) + 1);
	p->trace_shown = !r.failed;
	finish(&r);
	p->trace_cpu_ms = cputime_total(p);
out:
	for (int i = 0; i < 6; i++)
		kfree(path[i]);
}

void trace_leave(struct proc *p, int32_t result)
{
	struct exa_trace_record *h;
	struct record r;

	if (p->tracer == NULL || !p->trace_shown || p->state == PROC_ZOMBIE)
		return;
	p->trace_shown = false;
	record_begin(&r, p, EXA_TRACE_LEAVE, p->number, p->args);
	/* After an exec the memory is another program's. */
	if (p->entry == ENTRY_REWIND)
		trace_take(&r, p->number, p->args, WHEN_OUT, result);
	h = record_header(&r);
	if (h != NULL) {
		h->result = result;
		h->cpu_us = (uint32_t)((cputime_total(p) - p->trace_cpu_ms) *
			1000);
	}
	finish(&r);
}

void trace_fast(
	struct proc *p, uint32_t number, const uint32_t *args, int32_t result)
{
	struct exa_trace_record *h;
	struct record r;

	if (p->trace_silent || !p->tracer->open || !wanted(p->tracer, number))
		return;
	record_begin(&r, p, EXA_TRACE_CALL, number, args);
	trace_take(&r, number, args, WHEN_IN | WHEN_OUT, result);
	h = record_header(&r);
	if (h != NULL)
		h->result = result;
	finish(&r);
}

void trace_signal(struct proc *p, int sig, const struct siginfo_sent *info)
{
	struct exa_trace_signal s = { .code = info->code,
		.pid = info->pid,
		.uid = info->uid,
		.status = info->status,
		.value = info->value,
		.address = info->address,
		.utime = info->utime,
		.stime = info->stime,
		.error = info->error };
	struct record r;

	if (p->tracer == NULL || p->trace_silent || !p->tracer->open)
		return;
	record_begin(&r, p, EXA_TRACE_SIGNAL, (uint32_t)sig, NULL);
	record_bytes(&r, EXA_TRACE_SIGNAL_AT, &s, sizeof(s));
	finish(&r);
}

void trace_stop(struct proc *p, int sig)
{
	struct record r;

	if (p->tracer == NULL || p->trace_silent || !p->tracer->open)
		return;
	record_begin(&r, p, EXA_TRACE_STOP, (uint32_t)sig, NULL);
	finish(&r);
}

void trace_exit(struct proc *p, int status)
{
	struct record r;

	if (p->tracer == NULL || p->trace_silent || !p->tracer->open)
		return;
	record_begin(&r, p, EXA_TRACE_EXIT, 0, NULL);
	if (!r.failed)
		record_header(&r)->result = status;
	finish(&r);
}

static void attach(struct proc *p, struct tracer *t, bool silent)
{
	struct record r;

	p->tracer = t;
	p->trace_silent = silent;
	p->trace_shown = false;
	t->refs++;
	t->traced++;
	t->attached_once = true;
	record_begin(&r, p, EXA_TRACE_ATTACH, 0, NULL);
	finish(&r);
}

pid_t trace_pid(const struct proc *p)
{
	return p->tracer != NULL && p->tracer->open ? p->tracer->pid : 0;
}

bool trace_lets_gain(const struct proc *p)
{
	return p->tracer == NULL || !p->tracer->open || p->tracer->uid == 0;
}

bool trace_allowed(const struct proc *p)
{
	const struct cred *mine = &current->cred, *its = &p->cred;

	return mine->euid == 0 ||
		(!p->undumpable && mine->ruid == its->ruid &&
			mine->ruid == its->euid && mine->ruid == its->suid &&
			mine->rgid == its->rgid && mine->rgid == its->egid &&
			mine->rgid == its->sgid);
}

void trace_inherit(struct proc *child, const struct proc *parent)
{
	if (!parent->tracer->open)
		return;
	attach(child, parent->tracer, parent->trace_silent);
	child->trace_follow = true;
}

void trace_detach(struct proc *p)
{
	struct tracer *t = p->tracer;

	if (t == NULL)
		return;
	p->tracer = NULL;
	t->traced--;
	waitq_wake(&t->readers);
	tracer_put(t);
}

static int tracer_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct tracer *t = f->data;
	size_t count;

	(void)pos;
	while (t->length == t->start) {
		if (t->attached_once && t->traced == 0)
			return 0;
		if ((f->flags & O_NONBLOCK) != 0)
			return -EAGAIN;
		if (sleep_on(&t->readers) < 0)
			return -EXA_ERESTART;
	}
	count = uio_put(io, t->bytes + t->start, t->length - t->start);
	t->start += count;
	if (t->start == t->length)
		t->start = t->length = 0;
	waitq_wake(&t->writers);
	return (int)count;
}

static int tracer_poll(struct file *f, struct waitq **queue)
{
	struct tracer *t = f->data;

	*queue = &t->readers;
	if (t->length > t->start)
		return POLLIN | POLLRDNORM;
	return t->attached_once && t->traced == 0 ? POLLIN | POLLHUP : 0;
}

/* Who is still attached goes on untraced. */
static void tracer_release(struct file *f)
{
	struct tracer *t = f->data;

	t->open = false;
	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);

		if (p != NULL && p->tracer == t)
			trace_detach(p);
	}
	waitq_wake(&t->writers);
	tracer_put(t);
}

static int tracer_describe(struct file *f, char *buffer, size_t size)
{
	(void)f;
	return format(buffer, size, "anon_inode:[exa-trace]");
}

static const struct file_ops tracer_ops = {
	.read = tracer_read,
	.poll = tracer_poll,
	.release = tracer_release,
	.describe = tracer_describe,
};

static int read_options(struct exa_trace_options *o, uint32_t address)
{
	if (address == 0) {
		memset(o, 0xff, sizeof(*o));
		o->string_max = STRING_DEFAULT;
		o->flags = 0;
		return 0;
	}
	if (copy_from_user(o, address, sizeof(*o)) < 0)
		return -EFAULT;
	if (o->string_max > STRING_MAX ||
		(o->flags & ~(uint32_t)EXA_TRACE_PATHS) != 0)
		return -EINVAL;
	return 0;
}

int do_exa_tracefd(const uint32_t *args)
{
	struct exa_trace_options options;
	int error = read_options(&options, args[0]);
	struct tracer *t;

	if (error < 0)
		return error;
	t = kzalloc(sizeof(*t));
	if (t == NULL)
		return -ENOMEM;
	t->refs = 1;
	t->open = true;
	t->pid = current->pid;
	t->uid = current->cred.euid;
	t->options = options;
	waitq_init(&t->readers);
	waitq_init(&t->writers);
	return file_make(&tracer_ops, O_RDONLY | O_CLOEXEC, t);
}

int do_exa_trace(const uint32_t *args)
{
	const uint32_t known = EXA_TRACE_FOLLOW | EXA_TRACE_AFTER_EXEC;
	struct file *f = file_of((int)args[0]);
	struct proc *p = args[1] == 0 ? current : proc_find((pid_t)args[1]);
	struct tracer *t;

	if (f == NULL)
		return -EBADF;
	if (f->ops != &tracer_ops || (args[2] & ~known) != 0)
		return -EINVAL;
	t = f->data;
	if (p == NULL || p->state == PROC_ZOMBIE)
		return -ESRCH;
	if (p->server != NULL || p->pid == t->pid || !trace_allowed(p) ||
		(p->tracer != NULL && p->tracer->open))
		return -EPERM;
	trace_detach(p);
	p->trace_follow = (args[2] & EXA_TRACE_FOLLOW) != 0;
	attach(p, t, (args[2] & EXA_TRACE_AFTER_EXEC) != 0);
	return 0;
}
