/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * signalfd4: pending signals as an open file (signalfd(2)). The file holds a
 * set; whose signals are read and polled for is the caller's affair, as in
 * Linux: a child that inherits the descriptor gets its own. Only an epoll item
 * stays with the process that added it.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/signalfd.h>

#include "kernel/abi/user.h"
#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/sched.h"
#include "servers/resmgr/file.h"

enum { SIGSET_BYTES = 8, INFO_BYTES = 128 };

_Static_assert(sizeof(struct signalfd_siginfo) == INFO_BYTES, "Linux's size");

struct set_file {
	sigmask set;
};

static void fill(
	struct signalfd_siginfo *si, int sig, const struct siginfo_sent *info)
{
	memset(si, 0, sizeof(*si));
	si->ssi_signo = (uint32_t)sig;
	si->ssi_errno = info->error;
	si->ssi_code = info->code;
	si->ssi_int = (int32_t)info->value;
	si->ssi_ptr = info->value;
	if (info->code == SI_TIMER) {
		si->ssi_tid = (uint32_t)info->pid;
		si->ssi_overrun = info->uid;
		return;
	}
	si->ssi_pid = (uint32_t)info->pid;
	si->ssi_uid = info->uid;
	if (sig == SIGCHLD && info->code > SI_USER && info->code < SI_KERNEL) {
		si->ssi_status = info->status;
		si->ssi_utime = (uint64_t)info->utime;
		si->ssi_stime = (uint64_t)info->stime;
		si->ssi_int = 0;
		si->ssi_ptr = 0;
	}
}

/* Waits for a signal of the set, unless the file says not to. */
static int wait_for_signal(struct file *f, struct set_file *s)
{
	while ((current->sig.pending & s->set) == 0) {
		if ((f->flags & O_NONBLOCK) != 0)
			return -EAGAIN;
		if (sleep_on(&current->signal_event) < 0)
			return -EXA_ERESTART;
	}
	return 0;
}

static int set_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct set_file *s = f->data;
	struct signalfd_siginfo si;
	struct siginfo_sent info;
	int sig, error, total = 0;

	(void)pos;
	if (io->left < INFO_BYTES)
		return -EINVAL;
	error = wait_for_signal(f, s);
	if (error < 0)
		return error;
	while (io->left >= INFO_BYTES &&
		(sig = signal_take(current, s->set, &info)) != 0) {
		fill(&si, sig, &info);
		uio_put(io, &si, INFO_BYTES);
		total += INFO_BYTES;
	}
	return total;
}

static int set_poll(struct file *f, struct waitq **queue)
{
	struct set_file *s = f->data;

	*queue = &current->signal_event;
	return (current->sig.pending & s->set) != 0 ? POLLIN : 0;
}

static void set_release(struct file *f)
{
	kfree(f->data);
}

static int set_describe(struct file *f, char *buffer, size_t size)
{
	(void)f;
	return format(buffer, size, "anon_inode:[signalfd]");
}

static int set_fdinfo(struct file *f, char *buffer, size_t size)
{
	const struct set_file *s = f->data;

	return format(buffer, size, "sigmask:\t%016llx\n", s->set);
}

static const struct file_ops set_ops = {
	.read = set_read,
	.poll = set_poll,
	.release = set_release,
	.describe = set_describe,
	.fdinfo = set_fdinfo,
};

static int make_file(sigmask set, int flags)
{
	struct set_file *s = kmalloc(sizeof(*s));

	if (s == NULL)
		return -ENOMEM;
	s->set = set;
	return file_make(&set_ops, O_RDWR | flags, s);
}

int do_signalfd4(const uint32_t *args)
{
	const uint32_t known = SFD_CLOEXEC | SFD_NONBLOCK;
	struct set_file *s;
	struct file *f;
	sigmask set;

	if (args[2] != SIGSET_BYTES)
		return -EINVAL;
	if (copy_from_user(&set, args[1], SIGSET_BYTES) < 0)
		return -EFAULT;
	if ((args[3] & ~known) != 0)
		return -EINVAL;
	set &= ~UNBLOCKABLE;
	if ((int)args[0] == -1)
		return make_file(set, (int)args[3]);
	f = file_of((int)args[0]);
	if (f == NULL || (f->flags & O_PATH) != 0)
		return -EBADF;
	if (f->ops != &set_ops)
		return -EINVAL;
	s = f->data;
	s->set = set;
	waitq_wake_events(&current->signal_event, POLLIN);
	return (int)args[0];
}
