/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Resource limits. Kept are: AS and DATA (brk, mmap), CPU (by the timers of
 * CPU time), FSIZE, NOFILE, NPROC, SIGPENDING, NICE and RTPRIO. CORE has
 * nothing to limit, since no core files are written; nor have MEMLOCK,
 * MSGQUEUE and RTTIME. RSS and LOCKS are not kept on Linux either. STACK: see
 * rlimit_of().
 */
#include "kernel/rlimit.h"

#include <errno.h>
#include <sys/resource.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"

enum {
	FILES = 1024,    /* the soft limit that programs start with */
	QUEUES = 819200, /* of Linux; told only */
	LOCKED = 65536,
};

void rlimit_defaults(struct rlimits *limits)
{
	static const struct {
		int resource;
		uint64_t cur, max;
	} finite[] = {
		{ RLIMIT_CORE, 0, RLIM_INFINITY },
		{ RLIMIT_NOFILE, FILES, OPEN_MAX },
		{ RLIMIT_NPROC, PROC_MAX, PROC_MAX },
		{ RLIMIT_MEMLOCK, LOCKED, LOCKED },
		{ RLIMIT_SIGPENDING, SIGPENDING_MAX, SIGPENDING_MAX },
		{ RLIMIT_MSGQUEUE, QUEUES, QUEUES },
		{ RLIMIT_NICE, 0, 0 },
		{ RLIMIT_RTPRIO, 0, 0 },
	};

	for (int i = 0; i < RLIMITS; i++)
		limits->cur[i] = limits->max[i] = RLIM_INFINITY;
	for (size_t i = 0; i < sizeof(finite) / sizeof(finite[0]); i++) {
		limits->cur[finite[i].resource] = finite[i].cur;
		limits->max[finite[i].resource] = finite[i].max;
	}
	limits->cur[RLIMIT_NPROC] = (uint64_t)proc_limit();
	limits->max[RLIMIT_NPROC] = (uint64_t)proc_limit();
}

int rlimit_of(const struct proc *p, uint32_t resource, uint64_t pair[2])
{
	if (resource >= RLIMITS)
		return -EINVAL;
	pair[0] = p->limits.cur[resource];
	pair[1] = p->limits.max[resource];
	if (resource == RLIMIT_STACK && pair[0] == RLIM_INFINITY &&
		p->vm.stack != 0)
		pair[0] = p->vm.stack;
	return 0;
}

int rlimit_files(const struct proc *p)
{
	uint64_t cur = p->limits.cur[RLIMIT_NOFILE];

	return cur < OPEN_MAX ? (int)cur : OPEN_MAX;
}

bool rlimit_may_fork(const struct proc *p)
{
	uid_t uid = p->cred.ruid;
	uint64_t count = 0;

	if (uid == 0 || p->cred.euid == 0)
		return true;
	for (int i = 0; i < PROC_MAX; i++)
		count += proc_at(i) != NULL && proc_at(i)->cred.ruid == uid;
	return count < p->limits.cur[RLIMIT_NPROC];
}

bool rlimit_may_queue(const struct proc *p, int queued)
{
	return (uint64_t)queued < p->limits.cur[RLIMIT_SIGPENDING];
}

bool rlimit_may_grow(const struct proc *p, uint32_t bytes)
{
	const struct rlimits *l = &p->limits;
	uint64_t used;

	if (l->cur[RLIMIT_AS] == RLIM_INFINITY &&
		l->cur[RLIMIT_DATA] == RLIM_INFINITY)
		return true;
	used = (uint64_t)vm_used(&p->vm) + bytes;
	return used <= l->cur[RLIMIT_AS] &&
		used - p->vm.stack <= l->cur[RLIMIT_DATA];
}

static int too_big(void)
{
	signal_raise(SIGXFSZ);
	return -EFBIG;
}

int rlimit_write(int64_t offset, uint32_t *size)
{
	uint64_t limit = current->limits.cur[RLIMIT_FSIZE];

	if (limit == RLIM_INFINITY)
		return 0;
	if ((uint64_t)offset >= limit)
		return too_big();
	if (*size > limit - (uint64_t)offset)
		*size = (uint32_t)(limit - (uint64_t)offset);
	return 0;
}

int rlimit_resize(int64_t old, int64_t size)
{
	uint64_t limit = current->limits.cur[RLIMIT_FSIZE];

	return size > old && (uint64_t)size > limit ? too_big() : 0;
}

/* setrlimit(2). */
static int set_limit(
	struct proc *p, uint32_t resource, uint64_t cur, uint64_t max)
{
	if (cur > max)
		return -EINVAL;
	if (resource == RLIMIT_NOFILE && max > OPEN_MAX)
		return -EPERM;
	if (max > p->limits.max[resource] && current->cred.euid != 0)
		return -EPERM;
	p->limits.cur[resource] = cur;
	p->limits.max[resource] = max;
	if (resource == RLIMIT_CPU)
		rlimit_cpu_changed(p);
	return 0;
}

/* The process whose limits are meant: prlimit(2) wants its ids, all of them,
 * to be the caller's real ones. */
static int target(uint32_t pid, struct proc **p)
{
	const struct cred *mine = &current->cred, *its;

	*p = pid == 0 ? current : proc_find((pid_t)pid);
	if (*p == NULL)
		return -ESRCH;
	its = &(*p)->cred;
	if (*p == current || mine->euid == 0 ||
		(mine->ruid == its->ruid && mine->ruid == its->euid &&
			mine->ruid == its->suid && mine->rgid == its->rgid &&
			mine->rgid == its->egid && mine->rgid == its->sgid))
		return 0;
	return -EPERM;
}

#undef prlimit64 /* which is a macro for the library's function */
int do_prlimit64(const uint32_t *args)
{
	uint64_t old[2], new[2];
	struct proc *p;
	int error;

	if (args[1] >= RLIMITS)
		return -EINVAL;
	if (args[2] != 0 && copy_from_user(new, args[2], sizeof(new)) < 0)
		return -EFAULT;
	error = target(args[0], &p);
	if (error < 0)
		return error;
	rlimit_of(p, args[1], old);
	if (args[2] != 0)
		error = set_limit(p, args[1], new[0], new[1]);
	if (error < 0 || args[3] == 0)
		return error;
	return copy_to_user(args[3], old, sizeof(old));
}

/* Where long has 32 bits, all its bits set mean infinity. */
int do_getrlimit(const uint32_t *args)
{
	uint32_t pair[2];
	uint64_t limit[2];

	if (rlimit_of(current, args[0], limit) < 0)
		return -EINVAL;
	for (int i = 0; i < 2; i++)
		pair[i] = limit[i] > UINT32_MAX ? UINT32_MAX
						: (uint32_t)limit[i];
	return copy_to_user(args[1], pair, sizeof(pair));
}

int do_setrlimit(const uint32_t *args)
{
	uint32_t pair[2];
	uint64_t limit[2];

	if (args[0] >= RLIMITS)
		return -EINVAL;
	if (copy_from_user(pair, args[1], sizeof(pair)) < 0)
		return -EFAULT;
	for (int i = 0; i < 2; i++)
		limit[i] = pair[i] == UINT32_MAX ? RLIM_INFINITY : pair[i];
	return set_limit(current, args[0], limit[0], limit[1]);
}
