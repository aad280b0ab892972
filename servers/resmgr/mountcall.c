/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mount and umount2 (their manual pages of Linux). A mount is the file system
 * itself: there is one view of each, so MS_BIND is EINVAL.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mount.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/proc.h"
#include "servers/resmgr/mount.h"

enum { NAME_SIZE = 32 };

/* What is kept in filesystem.flags. */
static const uint32_t KEPT = MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_NOATIME |
	MS_NODIRATIME;

/* What is the case anyway, or asks for no more than that: files are written
 * through, and atime is kept exactly. */
static const uint32_t GRANTED = MS_SILENT | MS_SYNCHRONOUS | MS_DIRSYNC |
	MS_STRICTATIME | MS_RELATIME;

/* The file system whose root v is, or NULL. */
static struct filesystem *mounted_at(const struct vnode *v)
{
	return v == v->fs->root ? v->fs : NULL;
}

/* MNT_EXPIRE: the first time it is only marked; entering it unmarks it. */
static int expire(struct filesystem *fs)
{
	if (fs->vnodes > 1 || fs->root->refs > 1)
		return -EBUSY;
	if (fs->expiring)
		return mount_remove(fs, false);
	fs->expiring = true;
	return -EAGAIN;
}

int do_umount2(const uint32_t *args)
{
	const uint32_t known = MNT_FORCE | MNT_DETACH | MNT_EXPIRE |
		UMOUNT_NOFOLLOW;
	struct filesystem *fs;
	bool expiring;
	struct path path;
	int error;

	if ((args[1] & ~known) != 0 ||
		((args[1] & MNT_EXPIRE) != 0 &&
			(args[1] & (MNT_FORCE | MNT_DETACH)) != 0))
		return -EINVAL;
	error = path_resolve_user(AT_FDCWD, args[0],
		(args[1] & UMOUNT_NOFOLLOW) != 0 ? 0 : PATH_FOLLOW, &path);
	if (error < 0)
		return error;
	fs = mounted_at(path.v);
	expiring = path.expiring;
	path_release(&path);
	if (current->cred.euid != 0)
		return -EPERM;
	if (fs == NULL)
		return -EINVAL;
	if ((args[1] & MNT_EXPIRE) == 0)
		return mount_remove(fs, (args[1] & MNT_DETACH) != 0);
	fs->expiring = expiring;
	return expire(fs);
}

/* A short string of the program: the file system type or its options. */
static int copy_word(char *to, uint32_t from, size_t size)
{
	int length;

	*to = '\0';
	if (from == 0)
		return 0;
	length = copy_string_from_user(to, from, size);
	return length == -ENAMETOOLONG ? -EINVAL : length < 0 ? length : 0;
}

/* The arguments of mount() in kernel memory. */
struct mount_job {
	char type[NAME_SIZE], options[256];
	char *source, *target;
	bool has_source, has_type;
	uint32_t flags;
};

static int mount_new(const struct mount_job *job, struct path *on)
{
	struct filesystem *fs;
	int error;

	if (!job->has_type || (job->flags & ~(KEPT | GRANTED | MS_RDONLY)) != 0)
		return -EINVAL;
	if (on->v->type != S_IFDIR)
		return -ENOTDIR;
	if (on->v == current->root)
		return -EBUSY;
	error = mount_add(job->type, job->has_source ? job->source : "none",
		on->v, job->target, (job->flags & MS_RDONLY) != 0,
		job->options);
	if (error < 0)
		return error;
	fs = on->v->mounted;
	fs->flags = job->flags & KEPT;
	return 0;
}

static void count_writers(struct vnode *v, void *context)
{
	*(int *)context += v->writers;
}

static int remount(const struct mount_job *job, const struct path *at)
{
	const uint32_t known = KEPT | GRANTED | MS_RDONLY | MS_REMOUNT |
		MS_BIND;
	struct filesystem *fs = mounted_at(at->v);
	bool readonly = (job->flags & MS_RDONLY) != 0;
	int writers = 0, error = 0;

	if (fs == NULL || (job->flags & ~known) != 0)
		return -EINVAL;
	if (readonly && !fs->readonly) {
		vnode_each(fs, count_writers, &writers);
		if (writers > 0)
			return -EBUSY;
	}
	if (fs->readonly && !readonly && fs->ops->write == NULL)
		return -EROFS;
	if (fs->ops->remount != NULL)
		error = fs->ops->remount(fs, job->options);
	else if (*job->options != '\0')
		error = -EINVAL;
	if (error == 0 && readonly && fs->ops->sync != NULL)
		error = fs->ops->sync(fs);
	if (error < 0)
		return error;
	fs->readonly = readonly;
	fs->flags = job->flags & KEPT;
	return 0;
}

static int move(const struct mount_job *job, const struct path *to)
{
	struct filesystem *fs;
	struct path from;
	int error;

	if (!job->has_source)
		return -EINVAL;
	error = path_resolve(AT_FDCWD, job->source, PATH_FOLLOW, &from);
	if (error < 0)
		return error;
	fs = mounted_at(from.v);
	path_release(&from);
	if (fs == NULL || to->v->type != S_IFDIR)
		return fs == NULL ? -EINVAL : -ENOTDIR;
	return mount_move(fs, to->v, job->target);
}

static int mount_at(const struct mount_job *job)
{
	struct path path;
	int error = path_resolve(AT_FDCWD, job->target, PATH_FOLLOW, &path);

	if (error < 0)
		return error;
	if (current->cred.euid != 0)
		error = -EPERM;
	else if ((job->flags & MS_REMOUNT) != 0)
		error = remount(job, &path);
	else if ((job->flags & MS_PRIVATE) != 0)
		/* Mounts never propagate: private is what they are. */
		error = (job->flags & ~(MS_PRIVATE | MS_REC | MS_SILENT)) == 0
			? (mounted_at(path.v) == NULL ? -EINVAL : 0)
			: -EINVAL;
	else if ((job->flags & MS_MOVE) != 0)
		error = move(job, &path);
	else
		error = mount_new(job, &path);
	path_release(&path);
	return error;
}

/* mount(2): the upper half of old programs' flags is a magic number. */
static uint32_t without_magic(uint32_t flags)
{
	return (flags & MS_MGC_MSK) == MS_MGC_VAL ? flags & ~MS_MGC_MSK : flags;
}

int do_mount(const uint32_t *args)
{
	struct mount_job job = { .flags = without_magic(args[3]) };
	int error = copy_word(job.type, args[2], sizeof(job.type));

	if (error == 0)
		error = copy_word(job.options, args[4], sizeof(job.options));
	if (error < 0)
		return error;
	job.has_type = args[2] != 0;
	job.has_source = args[0] != 0;
	if (job.has_source) {
		error = copy_path_from_user(&job.source, args[0]);
		if (error < 0)
			return error;
	}
	error = copy_path_from_user(&job.target, args[1]);
	if (error == 0) {
		error = mount_at(&job);
		kfree(job.target);
	}
	kfree(job.source);
	return error;
}
