/* SPDX-License-Identifier: GPL-3.0-or-later */
/* times() and getrusage(). */
#include "kernel/usage.h"

#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/times.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/proc.h"

void usage_of(struct proc *p, struct usage *usage)
{
	cputime_split(p, &usage->user, &usage->system);
	usage->maxrss = p->peak / 1024;
	usage->nvcsw = p->sleeps;
	usage->nivcsw = p->preempted;
}

void usage_add(struct usage *sum, const struct usage *usage)
{
	sum->user += usage->user;
	sum->system += usage->system;
	if (sum->maxrss < usage->maxrss)
		sum->maxrss = usage->maxrss;
	sum->nvcsw += usage->nvcsw;
	sum->nivcsw += usage->nivcsw;
}

static void put_time(int32_t *sec, int32_t *usec, double ms)
{
	int64_t us = (int64_t)(ms * 1000);

	*sec = (int32_t)(us / 1000000);
	*usec = (int32_t)(us % 1000000);
}

void usage_to_user(struct user_rusage *to, const struct usage *usage)
{
	memset(to, 0, sizeof(*to));
	put_time(&to->user_sec, &to->user_usec, usage->user);
	put_time(&to->system_sec, &to->system_usec, usage->system);
	to->maxrss = (int32_t)usage->maxrss;
	to->nvcsw = (int32_t)usage->nvcsw;
	to->nivcsw = (int32_t)usage->nivcsw;
}

int do_getrusage(const uint32_t *args)
{
	struct user_rusage user;
	struct usage usage;

	switch ((int)args[0]) {
	case RUSAGE_SELF:
	case RUSAGE_THREAD:
		usage_of(current, &usage);
		break;
	case RUSAGE_CHILDREN:
		usage = current->waited;
		break;
	default:
		return -EINVAL;
	}
	usage_to_user(&user, &usage);
	return copy_to_user(args[1], &user, sizeof(user));
}

static clock_t ticks(double ms)
{
	return (clock_t)(int64_t)(ms / USAGE_TICK_MS);
}

int do_times(const uint32_t *args)
{
	struct usage own;
	struct tms tms;

	usage_of(current, &own);
	tms.tms_utime = ticks(own.user);
	tms.tms_stime = ticks(own.system);
	tms.tms_cutime = ticks(current->waited.user);
	tms.tms_cstime = ticks(current->waited.system);
	if (args[0] != 0 && copy_to_user(args[0], &tms, sizeof(tms)) < 0)
		return -EFAULT;
	return (int)((int64_t)(host_now() / USAGE_TICK_MS) & INT32_MAX);
}
