/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Open files and descriptor tables. */
#include "servers/resmgr/file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "kernel/alloc.h"
#include "kernel/proc.h"
#include "servers/resmgr/epoll.h"
#include "servers/resmgr/lock.h"
#include "servers/resmgr/vnode.h"

enum { FIRST_SIZE = 16 };

static struct {
	unsigned count;
} files;

unsigned file_count(void)
{
	return files.count;
}

struct file *file_new(
	const struct file_ops *ops, int flags, struct vnode *vnode, void *data)
{
	struct file *f = kzalloc(sizeof(*f));

	if (f == NULL)
		return NULL;
	files.count++;
	f->refs = 1;
	f->ops = ops;
	f->flags = flags;
	f->vnode = vnode;
	f->data = data;
	list_init(&f->watches);
	return f;
}

void file_put(struct file *f)
{
	if (--f->refs > 0) {
		if (f->ops->dropped != NULL)
			f->ops->dropped(f);
		return;
	}
	if (!list_empty(&f->watches))
		epoll_forget(f);
	if (f->locked)
		locks_drop_file(f);
	if (f->ops->release != NULL)
		f->ops->release(f);
	if (f->vnode != NULL) {
		f->vnode->writers -= f->counted;
		vnode_put(f->vnode);
	}
	files.count--;
	kfree(f);
}

/* A descriptor of p for f goes: also the process's record locks on it, even
 * if others are open for the file (POSIX fcntl()). */
static void let_go(struct proc *p, struct file *f)
{
	if (f->vnode != NULL && f->vnode->locks != NULL &&
		(f->flags & O_PATH) == 0)
		locks_drop_process(p, f->vnode);
	file_put(f);
}

struct file *file_of(int fd)
{
	const struct file_table *t = current->files;

	return fd >= 0 && fd < t->size ? t->slot[fd].file : NULL;
}

struct file *file_usable(int fd)
{
	struct file *f = file_of(fd);

	return f != NULL && (f->flags & O_PATH) == 0 ? f : NULL;
}

static int grow(struct file_table *t, int least)
{
	int size = t->size > 0 ? t->size : FIRST_SIZE;
	struct descriptor *slot;

	while (size <= least)
		size *= 2;
	slot = kzalloc((size_t)size * sizeof(*slot));
	if (slot == NULL)
		return -ENOMEM;
	memcpy(slot, t->slot, (size_t)t->size * sizeof(*slot));
	kfree(t->slot);
	t->slot = slot;
	t->size = size;
	return 0;
}

int file_room(struct proc *p)
{
	struct file_table *t = p->files;
	int fd = 0;

	while (fd < t->size && t->slot[fd].file != NULL)
		fd++;
	return fd >= rlimit_files(p) ? -EMFILE : 0;
}

int file_install(struct proc *p, struct file *f, int least, bool cloexec)
{
	struct file_table *t = p->files;
	int fd = least;

	while (fd < t->size && t->slot[fd].file != NULL)
		fd++;
	if (fd >= rlimit_files(p))
		return -EMFILE;
	if (fd >= t->size && grow(t, fd) < 0)
		return -ENOMEM;
	t->slot[fd].file = f;
	t->slot[fd].cloexec = cloexec;
	return fd;
}

int file_install_at(struct proc *p, struct file *f, int fd, bool cloexec)
{
	struct file_table *t = p->files;
	struct file *old;

	if (fd < 0 || fd >= rlimit_files(p))
		return -EBADF;
	if (fd >= t->size && grow(t, fd) < 0)
		return -ENOMEM;
	f->refs++;
	old = t->slot[fd].file;
	t->slot[fd].file = f;
	t->slot[fd].cloexec = cloexec;
	if (old != NULL)
		let_go(p, old);
	return fd;
}

int file_close(struct proc *p, int fd)
{
	struct file_table *t = p->files;
	struct file *f;

	if (fd < 0 || fd >= t->size || t->slot[fd].file == NULL)
		return -EBADF;
	f = t->slot[fd].file;
	t->slot[fd].file = NULL;
	let_go(p, f);
	return 0;
}

struct file_table *files_new(void)
{
	return kzalloc(sizeof(struct file_table));
}

struct file_table *files_copy(const struct file_table *from)
{
	struct file_table *to = files_new();

	if (to == NULL || from->size == 0)
		return to;
	to->slot = kmalloc((size_t)from->size * sizeof(*to->slot));
	if (to->slot == NULL) {
		kfree(to);
		return NULL;
	}
	to->size = from->size;
	memcpy(to->slot, from->slot, (size_t)to->size * sizeof(*to->slot));
	for (int fd = 0; fd < to->size; fd++)
		if (to->slot[fd].file != NULL)
			to->slot[fd].file->refs++;
	return to;
}

void files_free(struct proc *p)
{
	for (int fd = 0; fd < p->files->size; fd++)
		file_close(p, fd);
	kfree(p->files->slot);
	kfree(p->files);
	p->files = NULL;
}

void files_close_on_exec(struct proc *p)
{
	for (int fd = 0; fd < p->files->size; fd++)
		if (p->files->slot[fd].file != NULL &&
			p->files->slot[fd].cloexec)
			file_close(p, fd);
}

uint32_t file_ino(const struct file *f)
{
	return (uint32_t)(uintptr_t)f->data;
}

int file_getattr(struct file *f, struct stat *st)
{
	if (f->vnode != NULL)
		return vnode_getattr(f->vnode, st);
	*st = (struct stat){ 0 };
	st->st_dev = makedev(0, DEV_ANONYMOUS);
	st->st_ino = file_ino(f);
	st->st_mode = 0600;
	st->st_nlink = 1;
	st->st_blksize = 4096;
	st->st_uid = current->cred.fsuid;
	st->st_gid = current->cred.fsgid;
	return f->ops->getattr != NULL ? f->ops->getattr(f, st) : 0;
}

int file_make(const struct file_ops *ops, int flags, void *data)
{
	struct file *f = file_new(ops, flags & ~O_CLOEXEC, NULL, data);
	int fd;

	if (f == NULL) {
		kfree(data);
		return -ENOMEM;
	}
	fd = file_install(current, f, 0, (flags & O_CLOEXEC) != 0);
	if (fd < 0)
		file_put(f);
	return fd;
}

int file_poll(struct file *f, struct waitq **queue)
{
	if (f->ops->poll != NULL)
		return f->ops->poll(f, queue);
	*queue = NULL;
	return POLLIN | POLLOUT | POLLRDNORM | POLLWRNORM;
}

static void count(uint64_t *bytes, uint32_t *calls, int result)
{
	++*calls;
	if (result > 0)
		*bytes += (uint64_t)result;
}

int file_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct transfers *t = &current->io;
	int result;

	if ((f->flags & O_ACCMODE) == O_WRONLY || (f->flags & O_PATH) != 0)
		return -EBADF;
	if (f->ops->read == NULL)
		return -EINVAL;
	result = f->ops->read(f, io, pos);
	count(&t->read, &t->reads, result);
	return result;
}

int file_write(struct file *f, struct uio *io, int64_t *pos)
{
	struct transfers *t = &current->io;
	int result;

	if ((f->flags & O_ACCMODE) == O_RDONLY || (f->flags & O_PATH) != 0)
		return -EBADF;
	if (f->ops->write == NULL)
		return -EINVAL;
	result = f->ops->write(f, io, pos);
	count(&t->written, &t->writes, result);
	return result;
}
