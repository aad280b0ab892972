/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * procfs: open files. The content is made when a read starts at the beginning
 * and kept for the following reads, so that a file read in pieces is
 * consistent; the end of its process shows as ESRCH. What a link in
 * /proc/PID/fd stands for and no file system holds is opened by its own ops.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "kernel/alloc.h"
#include "servers/resmgr/procfs_impl.h"

enum { STORE_MAX = 256 };

struct content {
	struct procfs_text text;
	bool made;
};

/* Whether the caller may not read it. Looked at for each reading anew: p may
 * have become another user's. */
static bool is_hidden(unsigned kind, const struct proc *p)
{
	bool guarded = kind == KIND_FDINFO ||
		(kind < procfs_file_count && procfs_files[kind].guarded);

	return guarded && !procfs_may_look(p);
}

static int make_content(const struct vnode *v, struct content *c)
{
	unsigned kind = procfs_kind(v);
	struct proc *p = procfs_proc(v);

	if (procfs_of_process(v) && p == NULL)
		return -ESRCH;
	if (is_hidden(kind, p))
		return -EACCES;
	kfree(c->text.bytes);
	memset(&c->text, 0, sizeof(c->text));
	if (kind == KIND_FDINFO)
		procfs_fdinfo(&c->text, p, procfs_number(v));
	else
		procfs_files[kind].content(&c->text, p);
	c->made = !c->text.failed;
	return c->made ? 0 : -ENOMEM;
}

static int content_read(struct file *f, struct uio *io, int64_t *pos)
{
	struct content *c = f->data;
	int error, count;

	if (!c->made || *pos == 0) {
		error = make_content(f->vnode, c);
		if (error < 0)
			return error;
	}
	if (*pos < 0 || *pos >= (int64_t)c->text.used)
		return 0;
	count = (int)uio_put(
		io, c->text.bytes + *pos, c->text.used - (size_t)*pos);
	*pos += count;
	return count;
}

/* One write sets the value; a line end and what follows do not count. */
static int content_write(struct file *f, struct uio *io, int64_t *pos)
{
	const struct procfs_file *row = &procfs_files[procfs_kind(f->vnode)];
	struct proc *p = procfs_proc(f->vnode);
	uint32_t total = io->left;
	char text[STORE_MAX];
	size_t length;
	int error;

	if (procfs_of_process(f->vnode) && p == NULL)
		return -ESRCH;
	if (row->store == NULL)
		return -EINVAL;
	length = uio_get(io, text, sizeof(text) - 1);
	text[length] = '\0';
	text[strcspn(text, "\n")] = '\0';
	error = row->store(p, text, strlen(text));
	if (error < 0)
		return error;
	*pos += total;
	return (int)total;
}

static void content_release(struct file *f)
{
	struct content *c = f->data;

	kfree(c->text.bytes);
	kfree(c);
}

static const struct file_ops content_ops = {
	.read = content_read,
	.write = content_write,
	.release = content_release,
	.seekable = true,
};

/* The file shall not lead back here: the descriptor may soon be another's. */
static int open_again(struct vnode *v, struct file *f)
{
	struct proc *p = procfs_proc(v);
	struct file *target;
	int error;

	target = p != NULL ? procfs_file_at(p, procfs_number(v)) : NULL;
	if (target == NULL)
		return -ENOENT;
	if (target->ops->reopen == NULL)
		return -ENXIO;
	error = target->ops->reopen(target, f);
	if (error == 0) {
		vnode_put(f->vnode);
		f->vnode = NULL;
	}
	return error;
}

int procfs_open(struct vnode *v, struct file *f)
{
	unsigned kind = procfs_kind(v);
	struct proc *p = procfs_proc(v);
	struct content *c;

	if (kind == KIND_OPEN)
		return open_again(v, f);
	if (procfs_of_process(v) && p == NULL)
		return -ENOENT;
	if (v->type != S_IFREG)
		return 0;
	if (is_hidden(kind, p))
		return -EACCES;
	c = kzalloc(sizeof(*c));
	if (c == NULL)
		return -ENOMEM;
	f->data = c;
	f->ops = &content_ops;
	return 0;
}
