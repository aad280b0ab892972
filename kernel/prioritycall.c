/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getpriority(), setpriority() and the sched_* calls. */
#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/priority.h"
#include "kernel/proc.h"

enum {
	NICE_MIN = -20,
	NICE_MAX = 19,
	REALTIME_MAX = 99,
	DEADLINE = 6, /* SCHED_DEADLINE, which has calls of its own */
	RESET_ON_FORK = 0x40000000,
	MASK_BYTES = 4, /* of a set of processors, of which there is one */
	SLICE_NS = 8000000,
};

/* May the current process change p's priority? */
static bool owns(const struct proc *p)
{
	uid_t uid = current->cred.euid;

	return uid == 0 || uid == p->cred.ruid || uid == p->cred.euid;
}

/* Whether p is meant by which and who; who is not 0. */
static bool is_meant(const struct proc *p, int which, int who)
{
	switch (which) {
	case PRIO_PROCESS:
		return p->pid == who;
	case PRIO_PGRP:
		return p->pgid == who;
	default:
		return p->cred.ruid == (uid_t)who;
	}
}

/* What 0 means. -1: which is not valid. */
static int who_of(const uint32_t *args)
{
	if (args[0] > PRIO_USER)
		return -1;
	if (args[1] != 0)
		return (int)args[1];
	if (args[0] == PRIO_PROCESS)
		return current->pid;
	return args[0] == PRIO_PGRP ? current->pgid : (int)current->cred.ruid;
}

/* Answers 20 - nice of the most favoured, which is never negative. */
int do_getpriority(const uint32_t *args)
{
	int who = who_of(args);
	int best = -ESRCH;

	if (args[0] > PRIO_USER)
		return -EINVAL;
	for (int i = 0; i < PROC_MAX; i++) {
		const struct proc *p = proc_at(i);

		if (p != NULL && is_meant(p, (int)args[0], who) &&
			NICE_MAX + 1 - p->priority.nice > best)
			best = NICE_MAX + 1 - p->priority.nice;
	}
	return best;
}

/* Whether the current process may give p a nice value: RLIMIT_NICE. */
static bool may_nice(const struct proc *p, int nice)
{
	return nice >= p->priority.nice || current->cred.euid == 0 ||
		(uint64_t)(NICE_MAX + 1 - nice) <= p->limits.cur[RLIMIT_NICE];
}

static int set_nice(struct proc *p, int nice)
{
	struct priority to = p->priority;

	if (!owns(p))
		return -EPERM;
	if (!may_nice(p, nice))
		return -EACCES;
	to.nice = nice;
	priority_set(p, &to);
	return 0;
}

int do_setpriority(const uint32_t *args)
{
	int nice = (int)args[2];
	int who = who_of(args);
	int result = -ESRCH;

	if (args[0] > PRIO_USER)
		return -EINVAL;
	nice = nice < NICE_MIN ? NICE_MIN : nice;
	nice = nice > NICE_MAX ? NICE_MAX : nice;
	for (int i = 0; i < PROC_MAX; i++) {
		struct proc *p = proc_at(i);
		int error;

		if (p == NULL || !is_meant(p, (int)args[0], who))
			continue;
		error = set_nice(p, nice);
		if (error < 0 || result == -ESRCH)
			result = error;
	}
	return result;
}

static bool is_realtime(int policy)
{
	return policy == SCHED_FIFO || policy == SCHED_RR;
}

static int check_policy(int policy, int priority)
{
	if (is_realtime(policy))
		return priority >= 1 && priority <= REALTIME_MAX ? 0 : -EINVAL;
	if (policy != SCHED_OTHER && policy != SCHED_BATCH &&
		policy != SCHED_IDLE)
		return -EINVAL;
	return priority == 0 ? 0 : -EINVAL;
}

/* sched(7), "Privileges and resource limits". */
static bool may_schedule(const struct proc *p, const struct priority *to)
{
	uint64_t limit = p->limits.cur[RLIMIT_RTPRIO];

	if (current->cred.euid == 0)
		return true;
	if (!owns(p) || (p->priority.reset && !to->reset))
		return false;
	if (p->priority.policy == SCHED_IDLE && to->policy != SCHED_IDLE &&
		(uint64_t)(NICE_MAX + 1 - p->priority.nice) >
			p->limits.cur[RLIMIT_NICE])
		return false;
	if (!is_realtime(to->policy))
		return true;
	if (to->policy != p->priority.policy && limit == 0)
		return false;
	return to->realtime <= p->priority.realtime ||
		(uint64_t)to->realtime <= limit;
}

static int set_policy(struct proc *p, int policy, bool reset, int realtime)
{
	struct priority to = p->priority;
	int error = check_policy(policy, realtime);

	if (error < 0)
		return error;
	to.policy = policy;
	to.reset = reset;
	to.realtime = realtime;
	if (!may_schedule(p, &to))
		return -EPERM;
	priority_set(p, &to);
	return 0;
}

int priority_spawn(struct proc *p, bool with_policy)
{
	return set_policy(p, with_policy ? SCHED_OTHER : p->priority.policy,
		p->priority.reset, 0);
}

/* The process with that pid, 0 being the caller. */
static int find(uint32_t pid, struct proc **p)
{
	if ((int)pid < 0)
		return -EINVAL;
	*p = pid == 0 ? current : proc_find((pid_t)pid);
	return *p == NULL ? -ESRCH : 0;
}

/* The parameter and the process of a call. */
static int get_arguments(
	uint32_t pid, uint32_t address, struct proc **p, int *realtime)
{
	if (address == 0 || (int)pid < 0)
		return -EINVAL;
	if (copy_from_user(realtime, address, sizeof(*realtime)) < 0)
		return -EFAULT;
	return find(pid, p);
}

int do_sched_setscheduler(const uint32_t *args)
{
	int policy = (int)(args[1] & ~(uint32_t)RESET_ON_FORK);
	struct proc *p;
	int realtime, error;

	if ((int)args[1] < 0)
		return -EINVAL;
	error = get_arguments(args[0], args[2], &p, &realtime);
	if (error < 0)
		return error;
	return set_policy(p, policy, (args[1] & RESET_ON_FORK) != 0, realtime);
}

int do_sched_setparam(const uint32_t *args)
{
	struct proc *p;
	int realtime, error;

	error = get_arguments(args[0], args[1], &p, &realtime);
	if (error < 0)
		return error;
	return set_policy(p, p->priority.policy, p->priority.reset, realtime);
}

int do_sched_getscheduler(const uint32_t *args)
{
	struct proc *p;
	int error = find(args[0], &p);

	if (error < 0)
		return error;
	return p->priority.policy | (p->priority.reset ? RESET_ON_FORK : 0);
}

int do_sched_getparam(const uint32_t *args)
{
	struct proc *p;
	int error = args[1] == 0 ? -EINVAL : find(args[0], &p);

	if (error < 0)
		return error;
	return copy_to_user(
		args[1], &p->priority.realtime, sizeof(p->priority.realtime));
}

static bool is_policy(uint32_t policy)
{
	return check_policy((int)policy, 0) == 0 || is_realtime((int)policy) ||
		policy == DEADLINE;
}

int do_sched_get_priority_max(const uint32_t *args)
{
	if (!is_policy(args[0]))
		return -EINVAL;
	return is_realtime((int)args[0]) ? REALTIME_MAX : 0;
}

int do_sched_get_priority_min(const uint32_t *args)
{
	if (!is_policy(args[0]))
		return -EINVAL;
	return is_realtime((int)args[0]) ? 1 : 0;
}

/* The slice of all; with FIFO there is none. */
int do_sched_rr_get_interval(const uint32_t *args)
{
	struct timespec ts;
	struct proc *p;
	int error = find(args[0], &p);

	if (error < 0)
		return error;
	memset(&ts, 0, sizeof(ts));
	if (p->priority.policy != SCHED_FIFO)
		ts.tv_nsec = SLICE_NS;
	return copy_to_user(args[1], &ts, sizeof(ts));
}

int do_sched_setaffinity(const uint32_t *args)
{
	uint32_t size = args[1] < MASK_BYTES ? args[1] : MASK_BYTES;
	uint32_t mask = 0;
	struct proc *p;
	int error;

	if (copy_from_user(&mask, args[2], size) < 0)
		return -EFAULT;
	error = (int)args[0] < 0 ? -ESRCH : find(args[0], &p);
	if (error < 0)
		return error;
	if (!owns(p))
		return -EPERM;
	return (mask & 1) != 0 ? 0 : -EINVAL;
}

int do_sched_getaffinity(const uint32_t *args)
{
	const uint32_t mask = 1;
	struct proc *p;
	int error;

	if (args[1] < MASK_BYTES || args[1] % MASK_BYTES != 0)
		return -EINVAL;
	error = (int)args[0] < 0 ? -ESRCH : find(args[0], &p);
	if (error < 0)
		return error;
	error = copy_to_user(args[2], &mask, sizeof(mask));
	return error < 0 ? error : MASK_BYTES;
}

int do_getcpu(const uint32_t *args)
{
	const uint32_t none = 0;

	for (int i = 0; i < 2; i++)
		if (args[i] != 0 &&
			copy_to_user(args[i], &none, sizeof(none)) < 0)
			return -EFAULT;
	return 0;
}
