/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * AF_UNIX: names, see unix(7). A name is a file (its vnode then knows the
 * socket), or any bytes behind a NUL (the abstract ones: found by looking at
 * all sockets), or none.
 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "servers/resmgr/create.h"
#include "servers/resmgr/vnode.h"
#include "servers/socket/socket.h"

enum { PATH_ROOM = sizeof(((struct sockaddr_un *)0)->sun_path) };

static int check_address(const struct address *a)
{
	if (a->length <= NAME_AT || a->length > sizeof(struct sockaddr_un) ||
		a->u.any.sa_family != AF_UNIX)
		return -EINVAL;
	return 0;
}

static bool is_abstract(const struct address *a)
{
	return a->u.un.sun_path[0] == '\0';
}

static void get_path(const struct address *a, char path[PATH_ROOM + 1])
{
	memcpy(path, a->u.un.sun_path, PATH_ROOM);
	path[a->length - NAME_AT] = '\0';
}

static struct socket *find_abstract(const struct address *a, int type)
{
	struct socket *s;

	for (s = socket_next(NULL); s != NULL; s = socket_next(s))
		if (s->name != NULL && s->vnode == NULL && s->type == type &&
			!s->dead && s->name->length == a->length &&
			memcmp(&s->name->u, &a->u, a->length) == 0)
			return s;
	return NULL;
}

static int find_path(const struct address *a, int type, struct socket **found)
{
	char name[PATH_ROOM + 1];
	struct path path;
	int error;

	get_path(a, name);
	error = path_resolve(AT_FDCWD, name, PATH_FOLLOW, &path);
	if (error < 0)
		return error;
	error = vnode_access(path.v, W_OK, false);
	if (error == 0 && path.v->socket == NULL)
		error = -ECONNREFUSED;
	if (error == 0 && path.v->socket->type != type)
		error = -EPROTOTYPE;
	if (error == 0)
		*found = path.v->socket;
	path_release(&path);
	return error;
}

int unix_find(struct socket *s, const struct address *a, struct socket **found)
{
	int error = check_address(a);

	if (error == 0 && is_abstract(a)) {
		*found = find_abstract(a, s->type);
		error = *found == NULL ? -ECONNREFUSED : 0;
	} else if (error == 0) {
		error = find_path(a, s->type, found);
	}
	if (error == 0)
		socket_ref(*found);
	return error;
}

static int set_name(struct socket *s, const struct address *a)
{
	s->name = kmalloc(sizeof(*a));
	if (s->name == NULL)
		return -ENOMEM;
	*s->name = *a;
	return 0;
}

/* Makes the file that is the name. */
static int bind_path(struct socket *s, struct address *a)
{
	char name[PATH_ROOM + 1];
	struct vnode *v = NULL;
	struct path path;
	int error;

	get_path(a, name);
	error = path_resolve(AT_FDCWD, name, PATH_PARENT, &path);
	if (error < 0)
		return error;
	if (path.v != NULL)
		error = -EADDRINUSE;
	else if (path.slash)
		error = -ENOENT;
	else if (s->name != NULL)
		error = -EINVAL;
	else
		error = node_create(&path, S_IFSOCK | 0777, 0, NULL, &v);
	path_release(&path);
	if (error < 0)
		return error == -EEXIST ? -EADDRINUSE : error;
	a->length = NAME_AT + (uint32_t)strlen(name) + 1;
	error = set_name(s, a);
	if (error < 0) {
		vnode_put(v);
		return error;
	}
	s->vnode = v;
	v->socket = s;
	return 0;
}

int unix_autobind(struct socket *s)
{
	static unsigned next;
	struct address a = { .length = NAME_AT + 6 };

	if (s->name != NULL)
		return 0;
	a.u.any.sa_family = AF_UNIX;
	do {
		next = (next + 1) & 0xfffff;
		format(a.u.un.sun_path + 1, 6, "%05x", next);
	} while (find_abstract(&a, s->type) != NULL);
	return set_name(s, &a);
}

int unix_bind(struct socket *s, const struct address *a)
{
	struct address own = *a;
	int error;

	if (a->length == NAME_AT && a->u.any.sa_family == AF_UNIX)
		return unix_autobind(s);
	error = check_address(a);
	if (error < 0)
		return error;
	if (!is_abstract(a))
		return bind_path(s, &own);
	if (s->name != NULL)
		return -EINVAL;
	if (find_abstract(a, s->type) != NULL)
		return -EADDRINUSE;
	return set_name(s, a);
}

void unix_unbind(struct socket *s)
{
	if (s->vnode != NULL && s->vnode->socket == s)
		s->vnode->socket = NULL;
}

void unix_address(const struct socket *s, struct address *a)
{
	if (s->name != NULL) {
		*a = *s->name;
		return;
	}
	a->length = NAME_AT;
	a->u.any.sa_family = AF_UNIX;
}

int unix_getname(struct socket *s, bool peer, struct address *a)
{
	if (peer && s->peer == NULL)
		return -ENOTCONN;
	unix_address(peer ? s->peer : s, a);
	return 0;
}
