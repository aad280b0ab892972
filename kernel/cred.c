/* SPDX-License-Identifier: GPL-3.0-or-later */
/* User and group ids: POSIX setuid(), setgid() and Linux's setres*id(). */
#include <errno.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/proc.h"

enum { UNCHANGED = -1 };

int do_getuid(const uint32_t *args)
{
	(void)args;
	return (int)current->cred.ruid;
}

int do_geteuid(const uint32_t *args)
{
	(void)args;
	return (int)current->cred.euid;
}

int do_getgid(const uint32_t *args)
{
	(void)args;
	return (int)current->cred.rgid;
}

int do_getegid(const uint32_t *args)
{
	(void)args;
	return (int)current->cred.egid;
}

int do_setuid(const uint32_t *args)
{
	struct cred *c = &current->cred;
	uid_t uid = args[0];

	if ((int)uid < 0)
		return -EINVAL;
	if (c->euid == 0) {
		c->ruid = c->euid = c->suid = uid;
		return 0;
	}
	if (uid != c->ruid && uid != c->suid)
		return -EPERM;
	c->euid = uid;
	return 0;
}

int do_setgid(const uint32_t *args)
{
	struct cred *c = &current->cred;
	gid_t gid = args[0];

	if ((int)gid < 0)
		return -EINVAL;
	if (c->euid == 0) {
		c->rgid = c->egid = c->sgid = gid;
		return 0;
	}
	if (gid != c->rgid && gid != c->sgid)
		return -EPERM;
	c->egid = gid;
	return 0;
}

/* Whether an unprivileged process may take id, one of its three. */
static bool may_take(
	uint32_t id, uint32_t real, uint32_t effective, uint32_t saved)
{
	return (int)id == UNCHANGED || current->cred.euid == 0 || id == real ||
		id == effective || id == saved;
}

int do_setresuid(const uint32_t *args)
{
	struct cred *c = &current->cred;

	for (int i = 0; i < 3; i++)
		if (!may_take(args[i], c->ruid, c->euid, c->suid))
			return -EPERM;
	c->ruid = (int)args[0] == UNCHANGED ? c->ruid : args[0];
	c->euid = (int)args[1] == UNCHANGED ? c->euid : args[1];
	c->suid = (int)args[2] == UNCHANGED ? c->suid : args[2];
	return 0;
}

int do_setresgid(const uint32_t *args)
{
	struct cred *c = &current->cred;

	for (int i = 0; i < 3; i++)
		if (!may_take(args[i], c->rgid, c->egid, c->sgid))
			return -EPERM;
	c->rgid = (int)args[0] == UNCHANGED ? c->rgid : args[0];
	c->egid = (int)args[1] == UNCHANGED ? c->egid : args[1];
	c->sgid = (int)args[2] == UNCHANGED ? c->sgid : args[2];
	return 0;
}

int do_getgroups(const uint32_t *args)
{
	struct cred *c = &current->cred;
	int size = (int)args[0];

	if (size == 0)
		return c->ngroups;
	if (size < c->ngroups)
		return -EINVAL;
	if (copy_to_user(args[1], c->groups,
		    (size_t)c->ngroups * sizeof(c->groups[0])) < 0)
		return -EFAULT;
	return c->ngroups;
}

int do_setgroups(const uint32_t *args)
{
	struct cred *c = &current->cred;

	if (c->euid != 0)
		return -EPERM;
	if (args[0] > PROC_GROUPS)
		return -EINVAL;
	if (copy_from_user(c->groups, args[1], args[0] * sizeof(gid_t)) < 0)
		return -EFAULT;
	c->ngroups = (int)args[0];
	return 0;
}

int do_umask(const uint32_t *args)
{
	mode_t old = current->umask;

	current->umask = args[0] & 0777;
	return (int)old;
}
