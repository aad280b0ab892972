/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The VFS's side of a file server: operations become requests. */
#include "servers/resmgr/remote.h"

#include <errno.h>

#include "kernel/alloc.h"
#include "servers/resmgr/dirent.h"

enum { DIR_BUFFER = 4096 };

static struct remote *remote_of(const struct filesystem *fs)
{
	return fs->data;
}

static void put_wide(uint32_t arg[2], uint64_t value)
{
	arg[0] = (uint32_t)value;
	arg[1] = (uint32_t)(value >> 32);
}

static uint32_t put_pointer(const void *pointer)
{
	return (uint32_t)(uintptr_t)pointer;
}

/* Sends rq, in which the arguments from [3] on and io are filled in. */
static int ask(const struct vnode *v, enum fs_message type, struct request *rq)
{
	const struct remote *r = remote_of(v->fs);

	rq->m.type = type;
	rq->m.arg[0] = r->volume;
	put_wide(&rq->m.arg[1], v->ino);
	return server_call(r->server, rq);
}

static int remote_lookup(struct vnode *dir, const char *name, size_t length,
	struct vnode **result)
{
	struct request rq = { 0 };
	struct fs_node node = { 0 };
	bool fresh;
	int error;

	rq.m.arg[3] = put_pointer(name);
	rq.m.arg[4] = (uint32_t)length;
	rq.m.arg[5] = put_pointer(&node);
	error = ask(dir, FS_LOOKUP, &rq);
	if (error < 0)
		return error;
	*result = vnode_get(dir->fs, node.ino, &fresh);
	if (*result == NULL)
		return -ENOMEM;
	if (fresh)
		(*result)->type = node.type;
	return 0;
}

static int remote_getattr(struct vnode *v, struct stat *st)
{
	struct request rq = { 0 };

	rq.m.arg[5] = put_pointer(st);
	return ask(v, FS_GETATTR, &rq);
}

static int remote_readlink(struct vnode *v, char *buffer, size_t size)
{
	struct request rq = { 0 };

	rq.io = uio_kernel(buffer, (uint32_t)size);
	return ask(v, FS_READLINK, &rq);
}

/* Hands over size bytes of entries. Returns false when fill had enough. */
static bool give_entries(
	const char *bytes, size_t size, struct dir_fill *fill, int64_t *cursor)
{
	for (size_t at = 0; at < size;) {
		const struct fs_dirent *d = (const void *)(bytes + at);

		if (fill->entry(fill, d->name, d->length, d->ino, d->type,
			    d->next + DIR_FIRST) != 0)
			return false;
		*cursor = d->next;
		at += fs_dirent_size(d->length);
	}
	return true;
}

static int remote_readdir(
	struct vnode *dir, int64_t cursor, struct dir_fill *fill)
{
	char *buffer = kmalloc(DIR_BUFFER);
	int size;

	if (buffer == NULL)
		return -ENOMEM;
	do {
		struct request rq = { 0 };

		put_wide(&rq.m.arg[3], (uint64_t)cursor);
		rq.io = uio_kernel(buffer, DIR_BUFFER);
		size = ask(dir, FS_READDIR, &rq);
	} while (size > 0 && give_entries(buffer, (size_t)size, fill, &cursor));
	kfree(buffer);
	return size < 0 ? size : 0;
}

static int remote_read(struct vnode *v, struct uio *io, int64_t offset)
{
	struct request rq = { 0 };
	int count;

	put_wide(&rq.m.arg[3], (uint64_t)offset);
	rq.io = *io;
	count = ask(v, FS_READ, &rq);
	*io = rq.io;
	v->data = v; /* tells remote_forget() that the server is to know */
	return count;
}

static void remote_forget(struct vnode *v)
{
	struct message m = { .type = FS_FORGET };
	struct remote *r = remote_of(v->fs);

	if (v->data == NULL)
		return;
	m.arg[0] = r->volume;
	put_wide(&m.arg[1], v->ino);
	/* Without memory for it the server keeps the content a while longer. */
	server_post(r->server, &m, "", 0);
}

static void remote_unmount(struct filesystem *fs)
{
	kfree(fs->data);
}

static const struct fs_ops remote_ops = {
	.lookup = remote_lookup,
	.getattr = remote_getattr,
	.readlink = remote_readlink,
	.readdir = remote_readdir,
	.read = remote_read,
	.forget = remote_forget,
	.unmount = remote_unmount,
};

int remote_mount(struct filesystem *fs, struct server *server, uint32_t volume)
{
	struct remote *r = kmalloc(sizeof(*r));
	bool fresh;

	if (r == NULL)
		return -ENOMEM;
	r->server = server;
	r->volume = volume;
	r->ops = remote_ops;
	r->ops.name = server->name;
	fs->ops = &r->ops;
	fs->data = r;
	fs->root = vnode_get(fs, FS_ROOT, &fresh);
	if (fs->root == NULL) {
		kfree(r);
		return -ENOMEM;
	}
	fs->root->type = S_IFDIR;
	return 0;
}
