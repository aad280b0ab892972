/* SPDX-License-Identifier: GPL-3.0-or-later */
/* User and group ids: POSIX setuid(), setreuid(), setgid(), setregid();
 * credentials(7) of Linux for the rest. */
#include <errno.h>
#include <stdint.h>
#include <string.h>

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

/* A process that has changed what it may do does not end with its parent, as
 * prctl(2) says, and is not to be looked at. */
static void rights_changed(void)
{
	current->parent_death = 0;
	current->undumpable = true;
}

/* After a change: files are used as the effective ids. */
static int changed(struct cred *c, uid_t euid, gid_t egid)
{
	if (c->euid != euid || c->egid != egid || c->fsuid != c->euid ||
		c->fsgid != c->egid)
		rights_changed();
	c->fsuid = c->euid;
	c->fsgid = c->egid;
	return 0;
}

int do_setuid(const uint32_t *args)
{
	struct cred *c = &current->cred;
	uid_t euid = c->euid;
	gid_t egid = c->egid;
	uid_t uid = args[0];

	if ((int)uid == UNCHANGED)
		return -EINVAL;
	if (c->euid == 0)
		c->ruid = c->suid = uid;
	else if (uid != c->ruid && uid != c->suid)
		return -EPERM;
	c->euid = uid;
	return changed(c, euid, egid);
}

int do_setgid(const uint32_t *args)
{
	struct cred *c = &current->cred;
	uid_t euid = c->euid;
	gid_t egid = c->egid;
	gid_t gid = args[0];

	if ((int)gid == UNCHANGED)
		return -EINVAL;
	if (c->euid == 0)
		c->rgid = c->sgid = gid;
	else if (gid != c->rgid && gid != c->sgid)
		return -EPERM;
	c->egid = gid;
	return changed(c, euid, egid);
}

/* Whether the process may take id, being one of these: its real, effective or
 * saved one. */
static bool may_take(uint32_t id, uint32_t a, uint32_t b, uint32_t c)
{
	return (int)id == UNCHANGED || current->cred.euid == 0 || id == a ||
		id == b || id == c;
}

/* The saved id follows when the real one is set, or the effective one to
 * something else than the real one was. */
int do_setreuid(const uint32_t *args)
{
	struct cred *c = &current->cred;
	uid_t euid = c->euid;
	gid_t egid = c->egid;
	bool saved = (int)args[0] != UNCHANGED ||
		((int)args[1] != UNCHANGED && args[1] != c->ruid);

	if (!may_take(args[0], c->ruid, c->euid, c->euid) ||
		!may_take(args[1], c->ruid, c->euid, c->suid))
		return -EPERM;
	if ((int)args[0] != UNCHANGED)
		c->ruid = args[0];
	if ((int)args[1] != UNCHANGED)
		c->euid = args[1];
	if (saved)
		c->suid = c->euid;
	return changed(c, euid, egid);
}

int do_setregid(const uint32_t *args)
{
	struct cred *c = &current->cred;
	uid_t euid = c->euid;
	gid_t egid = c->egid;
	bool saved = (int)args[0] != UNCHANGED ||
		((int)args[1] != UNCHANGED && args[1] != c->rgid);

	if (!may_take(args[0], c->rgid, c->egid, c->egid) ||
		!may_take(args[1], c->rgid, c->egid, c->sgid))
		return -EPERM;
	if ((int)args[0] != UNCHANGED)
		c->rgid = args[0];
	if ((int)args[1] != UNCHANGED)
		c->egid = args[1];
	if (saved)
		c->sgid = c->egid;
	return changed(c, euid, egid);
}

int do_setresuid(const uint32_t *args)
{
	struct cred *c = &current->cred;
	uid_t euid = c->euid;
	gid_t egid = c->egid;

	for (int i = 0; i < 3; i++)
		if (!may_take(args[i], c->ruid, c->euid, c->suid))
			return -EPERM;
	c->ruid = (int)args[0] == UNCHANGED ? c->ruid : args[0];
	c->euid = (int)args[1] == UNCHANGED ? c->euid : args[1];
	c->suid = (int)args[2] == UNCHANGED ? c->suid : args[2];
	return changed(c, euid, egid);
}

int do_setresgid(const uint32_t *args)
{
	struct cred *c = &current->cred;
	uid_t euid = c->euid;
	gid_t egid = c->egid;

	for (int i = 0; i < 3; i++)
		if (!may_take(args[i], c->rgid, c->egid, c->sgid))
			return -EPERM;
	c->rgid = (int)args[0] == UNCHANGED ? c->rgid : args[0];
	c->egid = (int)args[1] == UNCHANGED ? c->egid : args[1];
	c->sgid = (int)args[2] == UNCHANGED ? c->sgid : args[2];
	return changed(c, euid, egid);
}

static int put_ids(const uint32_t *args, const uint32_t id[3])
{
	for (int i = 0; i < 3; i++)
		if (copy_to_user(args[i], &id[i], sizeof(id[i])) < 0)
			return -EFAULT;
	return 0;
}

int do_getresuid(const uint32_t *args)
{
	const struct cred *c = &current->cred;

	return put_ids(args, (const uint32_t[]){ c->ruid, c->euid, c->suid });
}

int do_getresgid(const uint32_t *args)
{
	const struct cred *c = &current->cred;

	return put_ids(args, (const uint32_t[]){ c->rgid, c->egid, c->sgid });
}

/* setfsuid(2): answers the old id and has no way to tell an error. */
/* An id as a result; one that would be taken for an error has no place. */
static int id_result(uint32_t id)
{
	return id <= INT32_MAX ? (int)id : -EOVERFLOW;
}

int do_setfsuid(const uint32_t *args)
{
	struct cred *c = &current->cred;
	uid_t old = c->fsuid;

	if ((int)args[0] != UNCHANGED &&
		(args[0] == old ||
			may_take(args[0], c->ruid, c->euid, c->suid)))
		c->fsuid = args[0];
	if (c->fsuid != old)
		rights_changed();
	return id_result(old);
}

int do_setfsgid(const uint32_t *args)
{
	struct cred *c = &current->cred;
	gid_t old = c->fsgid;

	if ((int)args[0] != UNCHANGED &&
		(args[0] == old ||
			may_take(args[0], c->rgid, c->egid, c->sgid)))
		c->fsgid = args[0];
	if (c->fsgid != old)
		rights_changed();
	return id_result(old);
}

int do_getgroups(const uint32_t *args)
{
	struct cred *c = &current->cred;
	int size = (int)args[0];

	if (size == 0)
		return c->ngroups;
	if (size < c->ngroups) /* or below 0 */
		return -EINVAL;
	if (copy_to_user(args[1], c->groups,
		    (size_t)c->ngroups * sizeof(c->groups[0])) < 0)
		return -EFAULT;
	return c->ngroups;
}

int do_setgroups(const uint32_t *args)
{
	struct cred *c = &current->cred;
	gid_t groups[PROC_GROUPS];

	if (c->euid != 0)
		return -EPERM;
	if (args[0] > PROC_GROUPS)
		return -EINVAL;
	if (copy_from_user(groups, args[1], args[0] * sizeof(gid_t)) < 0)
		return -EFAULT;
	memcpy(c->groups, groups, args[0] * sizeof(gid_t));
	c->ngroups = (int)args[0];
	return 0;
}

int do_umask(const uint32_t *args)
{
	mode_t old = current->umask;

	current->umask = args[0] & 0777;
	return id_result(old);
}
