/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * procfs: the path of a vnode. Directories know their parents and hostfs its
 * paths; any other file is looked for by its inode number, breadth first from
 * the root of its file system, until a limit of effort.
 */
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/proc.h"
#include "servers/resmgr/hostfs.h"
#include "servers/resmgr/procfs_impl.h"
#include "servers/resmgr/vnode.h"

enum { DIRECTORIES_MAX = 512, ENTRIES_MAX = 8192, NAMES_SIZE = 8192 };

struct search {
	struct dir_fill fill;
	const struct vnode *target;
	bool found;
	int entries; /* that may still be looked at */
	/* Directories to be searched; a reference each. */
	struct vnode *queue[DIRECTORIES_MAX];
	int first, last;
	/* In the directory at hand: directories, each a length and a name. */
	uint8_t names[NAMES_SIZE];
	size_t names_used;
	char name[NAME_MAX + 1]; /* what was found */
	size_t length;
};

static int look_at(struct dir_fill *fill, const char *name, size_t length,
	uint64_t ino, mode_t type, int64_t next)
{
	struct search *s = list_entry(fill, struct search, fill);

	(void)next;
	if (s->entries-- <= 0 || length > NAME_MAX)
		return 1;
	if (ino == s->target->ino && type == s->target->type) {
		memcpy(s->name, name, length);
		s->length = length;
		s->found = true;
		return 1;
	}
	if (type == S_IFDIR && s->names_used + 1 + length <= NAMES_SIZE) {
		s->names[s->names_used++] = (uint8_t)length;
		memcpy(s->names + s->names_used, name, length);
		s->names_used += length;
	}
	return 0;
}

/* Queues the directories whose names were collected in dir. */
static void enqueue(struct search *s, struct vnode *dir)
{
	for (size_t at = 0; at < s->names_used && s->last < DIRECTORIES_MAX;) {
		size_t length = s->names[at++];
		const char *name = (const char *)s->names + at;
		struct vnode *v;

		at += length;
		if (dir->fs->ops->lookup(dir, name, length, &v) < 0)
			continue;
		if (v->type == S_IFDIR)
			s->queue[s->last++] = v;
		else
			vnode_put(v);
	}
	s->names_used = 0;
}

/* The absolute path of dir with name appended. */
static int join(struct vnode *dir, const char *name, size_t length,
	char *buffer, size_t size)
{
	int before = path_of_directory(dir, current->root, buffer, size);
	size_t at;

	if (before < 0)
		return before;
	at = before == 1 ? 0 : (size_t)before;
	if (at + 1 + length > size)
		return -ENAMETOOLONG;
	buffer[at++] = '/';
	memcpy(buffer + at, name, length);
	return (int)(at + length);
}

static int search(struct search *s, char *buffer, size_t size)
{
	struct vnode *root = s->target->fs->root;
	int result = -ENOENT;

	vnode_ref(root);
	s->queue[s->last++] = root;
	while (s->first < s->last) {
		struct vnode *dir = s->queue[s->first++];

		if (!s->found && s->entries > 0 &&
			dir->fs->ops->readdir(dir, 0, &s->fill) == 0) {
			if (s->found)
				result = join(
					dir, s->name, s->length, buffer, size);
			else
				enqueue(s, dir);
		}
		vnode_put(dir);
	}
	return result;
}

/* Asks the file system; *asked: it can tell. */
static int find_by_name(struct vnode *v, char *buffer, size_t size, bool *asked)
{
	char name[NAME_MAX + 1];
	struct vnode *dir;
	int length;

	*asked = v->fs->ops->find != NULL;
	if (!*asked)
		return -ENOENT;
	length = v->fs->ops->find(v, &dir, name);
	if (length < 0)
		return length;
	length = join(dir, name, (size_t)length, buffer, size);
	vnode_put(dir);
	return length;
}

int procfs_find(struct vnode *v, char *buffer, size_t size)
{
	struct search *s;
	const char *path;
	bool asked;
	int result;

	if (v->type == S_IFDIR)
		return path_of_directory(v, current->root, buffer, size);
	if (strcmp(v->fs->ops->name, "hostfs") == 0) {
		path = hostfs_path(v);
		return path == NULL
			? -ENOENT
			: join(v->fs->root, path, strlen(path), buffer, size);
	}
	result = find_by_name(v, buffer, size, &asked);
	if (asked)
		return result;
	s = kzalloc(sizeof(*s));
	if (s == NULL)
		return -ENOMEM;
	s->fill.entry = look_at;
	s->target = v;
	s->entries = ENTRIES_MAX;
	result = search(s, buffer, size);
	kfree(s);
	return result;
}

void vnode_remember_name(const struct path *path)
{
	struct vnode *v = path->v;
	char *buffer;
	int length;

	if (v->refs < 2 || v->was != NULL)
		return;
	buffer = kmalloc(PATH_MAX);
	if (buffer == NULL)
		return;
	length = join(
		path->dir, path->name, path->length, buffer, PATH_MAX - 1);
	if (length > 0) {
		buffer[length] = '\0';
		v->was = kstrdup(buffer);
	}
	kfree(buffer);
}
