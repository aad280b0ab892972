/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Path resolution: POSIX.1-2017 XBD 4.13, with mounts and symbolic links. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/proc.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum { LINKS_MAX = 40, REST_MAX = 2 * PATH_MAX };

struct walk {
	struct vnode *at; /* a reference */
	char *rest;       /* REST_MAX bytes: what is still to be walked */
	unsigned flags;
	int links;
	bool expiring; /* of the mount entered last; see struct path */
};

static struct vnode *into_mount(struct vnode *v, bool *expiring)
{
	*expiring = false;
	while (v->mounted != NULL) {
		struct vnode *root = v->mounted->root;

		*expiring = v->mounted->expiring;
		v->mounted->expiring = false;
		vnode_ref(root);
		vnode_put(v);
		v = root;
	}
	return v;
}

static int lookup(struct vnode *dir, const char *name, size_t length,
	struct vnode **result)
{
	if (dir->fs->ops->lookup == NULL)
		return -ENOTDIR;
	return dir->fs->ops->lookup(dir, name, length, result);
}

/* "..", which leaves a mounted file system by the directory it covers. */
static int walk_up(struct walk *w, struct vnode **result)
{
	struct vnode *dir = w->at;

	while (dir != current->root && dir == dir->fs->root &&
		dir->fs->covered != NULL)
		dir = dir->fs->covered;
	if (dir == current->root || dir == dir->fs->root) {
		vnode_ref(dir);
		*result = dir;
		return 0;
	}
	return lookup(dir, "..", 2, result);
}

/* One component that is not "."; *result carries a reference. */
static int step(
	struct walk *w, const char *name, size_t length, struct vnode **result)
{
	int error;

	if (w->at->type != S_IFDIR)
		return -ENOTDIR;
	error = vnode_access(w->at, X_OK, false);
	if (error < 0)
		return error;
	if (length > NAME_MAX)
		return -ENAMETOOLONG;
	if (length == 2 && memcmp(name, "..", 2) == 0)
		return walk_up(w, result);
	error = lookup(w->at, name, length, result);
	if (error == 0)
		*result = into_mount(*result, &w->expiring);
	return error;
}

/* Puts a link's target before what is left of the path. */
static int expand_link(struct walk *w, struct vnode *link, const char *rest)
{
	size_t left = strlen(rest);
	char *target;
	int length;

	if (++w->links > LINKS_MAX)
		return -ELOOP;
	target = kmalloc(PATH_MAX);
	if (target == NULL)
		return -ENOMEM;
	length = link->fs->ops->readlink(link, target, PATH_MAX - 1);
	if (length == 0)
		length = -ENOENT;
	if (length > 0 && (size_t)length + left + 1 > REST_MAX)
		length = -ENAMETOOLONG;
	if (length > 0) {
		memmove(w->rest + length, rest, left + 1);
		memcpy(w->rest, target, (size_t)length);
	}
	kfree(target);
	return length < 0 ? length : 0;
}

/*
 * Follows the link *v. Returns 0 when it stands for a file, which *v then is;
 * 1 when its text was put before the rest, or -errno: then v is released.
 */
static int take_link(struct walk *w, struct vnode **v, const char *rest)
{
	struct vnode *link = *v;
	int error = 1;

	if (link->fs->ops->follow != NULL)
		error = link->fs->ops->follow(link, v);
	if (error > 0) {
		error = expand_link(w, link, rest);
		error = error < 0 ? error : 1;
	} else if (error == 0 && ++w->links > LINKS_MAX) {
		vnode_put(*v);
		error = -ELOOP;
	}
	vnode_put(link);
	return error;
}

static void move_to(struct walk *w, struct vnode *v)
{
	vnode_put(w->at);
	w->at = v;
}

static void start_at_root(struct walk *w)
{
	vnode_ref(current->root);
	move_to(w, current->root);
}

/* Records the outcome for the last component. Takes over v's reference. */
static int finish(struct walk *w, struct path *result, const char *name,
	size_t length, bool slash, struct vnode *v)
{
	bool directory = (w->flags & PATH_DIRECTORY) != 0 ||
		(slash && (w->flags & PATH_NAME) == 0);

	if (v != NULL && directory && v->type != S_IFDIR) {
		vnode_put(v);
		return -ENOTDIR;
	}
	memcpy(result->name, name, length);
	result->name[length] = '\0';
	result->length = length;
	result->slash = slash;
	result->expiring = w->expiring;
	result->v = v;
	result->dir = w->at;
	vnode_ref(w->at);
	return 0;
}

static bool is_followed(const struct walk *w, bool last, bool slash)
{
	if (!last)
		return true;
	return (w->flags & PATH_NAME) == 0 &&
		(slash || (w->flags & PATH_FOLLOW) != 0);
}

/* The component itself; "." is where we are. */
static int take_step(
	struct walk *w, const char *name, size_t length, struct vnode **v)
{
	if (length != 1 || *name != '.')
		return step(w, name, length, v);
	if (w->at->type != S_IFDIR)
		return -ENOTDIR;
	*v = w->at;
	vnode_ref(*v);
	return vnode_access(w->at, X_OK, false);
}

/*
 * Takes the next component off the path. Returns 1 when the walk is done,
 * 0 to go on, or -errno.
 */
static int walk_component(struct walk *w, char *name, struct path *result)
{
	size_t length = strcspn(name, "/");
	char *rest = name + length;
	bool slash = *rest == '/';
	struct vnode *v = NULL;
	bool last;
	int error;

	rest += strspn(rest, "/");
	last = *rest == '\0';
	if (last && slash && (w->flags & PATH_CREATE) != 0)
		return -EISDIR;
	error = take_step(w, name, length, &v);
	if (error == -ENOENT && last && (w->flags & PATH_PARENT) != 0 &&
		(w->at->fs->ops->create != NULL || w->at->fs->readonly)) {
		error = finish(w, result, name, length, slash, NULL);
		return error < 0 ? error : 1;
	}
	if (error < 0)
		return error;
	if (v->type == S_IFLNK && is_followed(w, last, slash)) {
		error = take_link(w, &v, slash ? rest - 1 : rest);
		if (error != 0)
			return error < 0 ? error : 0;
	}
	if (last) {
		error = finish(w, result, name, length, slash, v);
		return error < 0 ? error : 1;
	}
	move_to(w, v);
	memmove(w->rest, rest, strlen(rest) + 1);
	return 0;
}

static int walk(struct walk *w, struct path *result)
{
	for (;;) {
		char *name = w->rest;
		int done;

		if (*name == '/')
			start_at_root(w);
		name += strspn(name, "/");
		if (*name == '\0') {
			vnode_ref(w->at);
			return finish(w, result, "", 0, false, w->at);
		}
		done = walk_component(w, name, result);
		if (done != 0)
			return done < 0 ? done : 0;
	}
}

/* Where a relative path starts. */
static int start_of(int dirfd, const char *name, struct vnode **start)
{
	struct file *f;

	if (*name == '/') {
		*start = current->root;
	} else if (dirfd == AT_FDCWD) {
		*start = current->cwd;
	} else {
		f = file_of(dirfd);
		if (f == NULL)
			return -EBADF;
		if (f->vnode == NULL)
			return -ENOTDIR;
		*start = f->vnode;
	}
	return 0;
}

int path_resolve(
	int dirfd, const char *name, unsigned flags, struct path *result)
{
	struct walk w = { .flags = flags };
	int error;

	memset(result, 0, sizeof(*result));
	if (*name == '\0' && (flags & PATH_EMPTY) == 0)
		return -ENOENT;
	error = start_of(dirfd, name, &w.at);
	if (error < 0)
		return error;
	if (*name == '\0') {
		vnode_ref(w.at);
		vnode_ref(w.at);
		result->dir = result->v = w.at;
		return 0;
	}
	w.rest = kmalloc(REST_MAX);
	if (w.rest == NULL)
		return -ENOMEM;
	strcpy(w.rest, name);
	vnode_ref(w.at);
	error = walk(&w, result);
	vnode_put(w.at);
	kfree(w.rest);
	return error;
}

int path_resolve_user(
	int dirfd, uint32_t name, unsigned flags, struct path *result)
{
	char *path;
	int error = copy_path_from_user(&path, name);

	if (error < 0)
		return error;
	error = path_resolve(dirfd, path, flags, result);
	kfree(path);
	return error;
}

void path_release(struct path *path)
{
	vnode_put(path->dir);
	if (path->v != NULL)
		vnode_put(path->v);
}
