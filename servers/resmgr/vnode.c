/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vnodes in use, by file system and inode number, and what all have alike. */
#include "servers/resmgr/vnode.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/mount.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/shared.h"
#include "servers/pipe/pipe.h"
#include "servers/resmgr/device.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/lock.h"

enum { BUCKETS = 256 };

static struct {
	struct list bucket[BUCKETS];
	bool ready;
} table;

static struct list *bucket_of(const struct filesystem *fs, uint64_t ino)
{
	if (!table.ready) {
		for (int i = 0; i < BUCKETS; i++)
			list_init(&table.bucket[i]);
		table.ready = true;
	}
	return &table.bucket[(ino * 31 + fs->dev) % BUCKETS];
}

struct vnode *vnode_get(struct filesystem *fs, uint64_t ino, bool *fresh)
{
	struct list *bucket = bucket_of(fs, ino);
	struct vnode *v;

	*fresh = false;
	for (struct list *n = bucket->next; n != bucket; n = n->next) {
		v = list_entry(n, struct vnode, hash);
		if (v->fs == fs && v->ino == ino) {
			v->refs++;
			return v;
		}
	}
	v = kzalloc(sizeof(*v));
	if (v == NULL)
		return NULL;
	*fresh = true;
	v->fs = fs;
	v->ino = ino;
	v->refs = 1;
	fs->vnodes++;
	list_append(bucket, &v->hash);
	return v;
}

void vnode_each(struct filesystem *fs,
	void (*each)(struct vnode *v, void *context), void *context)
{
	for (int i = 0; i < BUCKETS && table.ready; i++) {
		struct list *bucket = &table.bucket[i];

		for (struct list *n = bucket->next; n != bucket; n = n->next) {
			struct vnode *v = list_entry(n, struct vnode, hash);

			if (v->fs == fs)
				each(v, context);
		}
	}
}

void vnode_ref(struct vnode *v)
{
	v->refs++;
}

void vnode_put(struct vnode *v)
{
	struct filesystem *fs;

	if (--v->refs > 0)
		return;
	if (v->refs < 0)
		panic("vnode_put without a reference");
	list_remove(&v->hash);
	locks_free(v);
	if (v->fs->ops->forget != NULL)
		v->fs->ops->forget(v);
	kfree(v->was);
	fs = v->fs;
	kfree(v);
	if (--fs->vnodes == 0 && fs->detached)
		mount_destroy(fs);
}

int vnode_getattr(struct vnode *v, struct stat *st)
{
	*st = (struct stat){ 0 };
	st->st_dev = v->fs->dev;
	st->st_ino = v->ino;
	st->st_nlink = 1;
	st->st_blksize = 4096;
	return v->fs->ops->getattr(v, st);
}

int vnode_owned(struct vnode *v, struct stat *st)
{
	int error = vnode_getattr(v, st);

	if (error < 0)
		return error;
	return current->cred.fsuid == 0 || current->cred.fsuid == st->st_uid
		? 0
		: -EPERM;
}

static bool may_be_readonly(const struct vnode *v)
{
	return v->type == S_IFREG || v->type == S_IFDIR || v->type == S_IFLNK;
}

/* The rights of the class the process is in: owner, group or others. */
static mode_t class_mode(const struct stat *st, uid_t uid, bool real)
{
	gid_t egid = current->cred.fsgid;
	bool member;

	if (uid == st->st_uid)
		return st->st_mode >> 6;
	if (real)
		current->cred.fsgid = current->cred.rgid;
	member = proc_in_group(current, st->st_gid);
	current->cred.fsgid = egid;
	return member ? st->st_mode >> 3 : st->st_mode;
}

int vnode_access(struct vnode *v, int mask, bool real)
{
	uid_t uid = real ? current->cred.ruid : current->cred.fsuid;
	struct stat st;
	int error;

	if ((mask & W_OK) != 0 && v->fs->readonly && may_be_readonly(v))
		return -EROFS;
	if ((mask & X_OK) != 0 && v->type == S_IFREG &&
		(v->fs->flags & MS_NOEXEC) != 0)
		return -EACCES;
	error = vnode_getattr(v, &st);
	if (error < 0)
		return error;
	if (uid == 0)
		return (mask & X_OK) == 0 || v->type == S_IFDIR ||
				(st.st_mode & 0111) != 0
			? 0
			: -EACCES;
	return ((mode_t)mask & ~class_mode(&st, uid, real) & 7) == 0 ? 0
								     : -EACCES;
}

void vnode_accessed(struct vnode *v, int flags)
{
	if (v->fs->ops->accessed == NULL || v->fs->readonly ||
		(flags & O_NOATIME) != 0 || (v->fs->flags & MS_NOATIME) != 0 ||
		(v->type == S_IFDIR && (v->fs->flags & MS_NODIRATIME) != 0))
		return;
	v->fs->ops->accessed(v);
}

int vnode_resize(struct vnode *v, int64_t size)
{
	struct stat st;
	int error;

	if (v->fs->readonly || v->fs->ops->setattr == NULL)
		return -EROFS;
	error = vnode_getattr(v, &st);
	if (error == 0)
		error = rlimit_resize(st.st_size, size);
	if (error == 0)
		error = vnode_drop_privileges(v);
	if (error < 0)
		return error;
	st.st_size = size;
	if (v->shared != NULL)
		shared_before(v);
	error = v->fs->ops->setattr(v, &st, ATTR_SIZE);
	if (v->shared != NULL)
		shared_after(v);
	return error;
}

int vnode_drop_privileges(struct vnode *v)
{
	struct stat st;
	int error;

	if (current->cred.fsuid == 0 || v->type != S_IFREG ||
		v->fs->ops->setattr == NULL)
		return 0;
	error = vnode_getattr(v, &st);
	if (error < 0 || (st.st_mode & (S_ISUID | S_ISGID)) == 0)
		return error;
	st.st_mode &= ~(mode_t)S_ISUID;
	if ((st.st_mode & S_IXGRP) != 0 || !proc_in_group(current, st.st_gid))
		st.st_mode &= ~(mode_t)S_ISGID;
	return v->fs->ops->setattr(v, &st, ATTR_MODE);
}

int vnode_deny_write(struct vnode *v)
{
	if (v->writers > 0)
		return -ETXTBSY;
	v->executing++;
	return 0;
}

void vnode_allow_write(struct vnode *v)
{
	v->executing--;
}

int vnode_read_all(struct vnode *v, void **content)
{
	struct stat st;
	struct uio io;
	int error, done;

	*content = NULL;
	error = vnode_getattr(v, &st);
	if (error < 0)
		return error;
	if (st.st_size > INT_MAX)
		return -EFBIG;
	if (st.st_size == 0)
		return 0;
	*content = kmalloc((size_t)st.st_size);
	if (*content == NULL)
		return -ENOMEM;
	io = uio_kernel(*content, (uint32_t)st.st_size);
	for (done = 0; io.left > 0; done += error) {
		error = v->fs->ops->read(v, &io, done);
		if (error == 0)
			break;
		if (error < 0) {
			kfree(*content);
			*content = NULL;
			return error;
		}
	}
	return done;
}

/* Read and write of what has no ops of its own: regular files. */
static int regular_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct vnode *v = f->vnode;
	bool any = io->left > 0;
	int count;

	if (v->type == S_IFDIR)
		return -EISDIR;
	if (v->fs->ops->read == NULL)
		return -EINVAL;
	if (v->shared != NULL)
		shared_before(v);
	count = v->fs->ops->read(v, io, *pos);
	if (count > 0)
		*pos += count;
	if (count >= 0 && any)
		vnode_accessed(v, f->flags);
	return count;
}

static int regular_write(struct file *f, struct uio *io, int64_t *pos)
{
	struct vnode *v = f->vnode;
	struct stat st;
	int count, error = 0;

	if (v->fs->ops->write == NULL)
		return v->fs->readonly ? -EROFS : -EINVAL;
	if (io->left == 0)
		return 0;
	if ((f->flags & O_APPEND) != 0) {
		count = vnode_getattr(v, &st);
		if (count < 0)
			return count;
		*pos = st.st_size;
	}
	count = rlimit_write(*pos, &io->left);
	if (count == 0)
		count = vnode_drop_privileges(v);
	if (count == 0 && v->shared != NULL)
		shared_before(v);
	if (count == 0)
		count = v->fs->ops->write(v, io, *pos);
	if (count > 0)
		*pos += count;
	if (count > 0 && v->shared != NULL)
		shared_after(v);
	if (count > 0 && (f->flags & O_DSYNC) != 0)
		error = vnode_sync(v);
	return error < 0 ? error : count;
}

static const struct file_ops regular_ops = {
	.read = regular_read,
	.write = regular_write,
	.seekable = true,
};

/* What is no regular file or directory gets the ops of what it stands for. */
static int open_special(struct vnode *v, struct file *f)
{
	struct stat st;
	int error;

	if (v->type == S_IFCHR && (v->fs->flags & MS_NODEV) != 0)
		return -EACCES;
	switch (v->type) {
	case S_IFCHR:
		error = vnode_getattr(v, &st);
		return error < 0 ? error : device_open(st.st_rdev, f);
	case S_IFIFO:
		return fifo_open(f);
	case S_IFBLK:
	case S_IFSOCK:
		return -ENXIO;
	default:
		return v->fs->ops->open != NULL ? v->fs->ops->open(v, f) : 0;
	}
}

int vnode_open(struct vnode *v, int flags, struct file **result)
{
	const int unkept = O_CREAT | O_EXCL | O_TRUNC | O_NOCTTY | O_CLOEXEC;
	bool writes = (flags & O_ACCMODE) != O_RDONLY && v->type == S_IFREG;
	struct file *f;
	int error;

	f = writes && v->executing > 0 ? NULL
				       : file_new(&regular_ops, flags, v, NULL);
	if (f == NULL) {
		error = writes && v->executing > 0 ? -ETXTBSY : -ENOMEM;
		vnode_put(v);
		return error;
	}
	f->counted = writes;
	v->writers += writes;
	error = open_special(v, f);
	if (error < 0) {
		f->ops = &regular_ops;
		file_put(f);
		return error;
	}
	f->flags &= ~unkept;
	*result = f;
	return 0;
}
