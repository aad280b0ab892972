/* SPDX-License-Identifier: GPL-3.0-or-later */
/* getdents64: reading directories. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "servers/resmgr/dirent.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

/* Entries are collected in kernel memory and copied out at the end. */
struct dirent_buffer {
	struct dir_fill fill;
	char *bytes;
	size_t size, used;
	bool full; /* an entry did not fit */
	int64_t cursor;
};

static unsigned char dirent_type(mode_t type)
{
	return (unsigned char)(type >> 12);
}

static int add_dirent(struct dir_fill *fill, const char *name, size_t length,
	uint64_t ino, mode_t type, int64_t next)
{
	struct dirent_buffer *b = list_entry(fill, struct dirent_buffer, fill);
	size_t size = (offsetof(struct user_dirent, name) + length + 1 + 7) &
		~(size_t)7;
	struct user_dirent *d = (struct user_dirent *)(void *)(b->bytes +
		b->used);

	b->full = b->used + size > b->size;
	if (b->full)
		return 1;
	memset(d, 0, size);
	d->ino = ino;
	d->next = next;
	d->size = (uint16_t)size;
	d->type = dirent_type(type);
	memcpy(d->name, name, length);
	b->used += size;
	b->cursor = next;
	return 0;
}

/* "." and ".." are entries 0 and 1 of every directory. */
static int add_dots(struct vnode *dir, struct dirent_buffer *b)
{
	struct vnode *parent = dir;
	uint64_t ino = dir->ino;

	if (b->cursor == 0 &&
		add_dirent(&b->fill, ".", 1, dir->ino, S_IFDIR, 1) != 0)
		return 1;
	if (b->cursor != 1)
		return 0;
	if (dir != dir->fs->root &&
		dir->fs->ops->lookup(dir, "..", 2, &parent) == 0) {
		ino = parent->ino;
		vnode_put(parent);
	}
	return add_dirent(&b->fill, "..", 2, ino, S_IFDIR, DIR_FIRST);
}

int do_getdents64(const uint32_t *args)
{
	struct file *f = file_usable((int)args[0]);
	struct dirent_buffer b = { .fill = { add_dirent } };
	int result = 0;

	if (f == NULL)
		return -EBADF;
	if (f->vnode == NULL || f->vnode->type != S_IFDIR)
		return -ENOTDIR;
	b.size = args[2] < 65536 ? args[2] : 65536;
	b.bytes = kmalloc(b.size + 8);
	if (b.bytes == NULL)
		return -ENOMEM;
	b.cursor = f->pos;
	if (add_dots(f->vnode, &b) == 0)
		result = f->vnode->fs->ops->readdir(
			f->vnode, b.cursor - DIR_FIRST, &b.fill);
	if (result >= 0 && b.used == 0 && b.full)
		result = -EINVAL;
	if (result >= 0)
		result = copy_to_user(args[1], b.bytes, b.used);
	if (result >= 0) {
		vnode_accessed(f->vnode, f->flags);
		f->pos = b.cursor;
		result = (int)b.used;
	}
	kfree(b.bytes);
	return result;
}
