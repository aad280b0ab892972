/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * memfd_create(2): files without a name, on a tmpfs that is mounted nowhere;
 * and seals (fcntl(2), F_ADD_SEALS), which such files can be given.
 */
#include "servers/resmgr/memfd.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/shared.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum { MEMFD_NAME = 249 };

static struct {
	struct filesystem *fs;
} memfd;

/* A file on the hidden tmpfs, made when it is first needed. */
static int new_file(struct vnode **v)
{
	struct node_spec spec = { .mode = S_IFREG | 0777,
		.uid = current->cred.euid,
		.gid = current->cred.egid };
	int error;

	if (memfd.fs == NULL) {
		error = mount_hidden("tmpfs", "size=64m", &memfd.fs);
		if (error < 0)
			return error;
	}
	error = memfd.fs->ops->tmpfile(memfd.fs->root, &spec, false, v);
	return error == -ENOSPC ? -ENOMEM : error;
}

static int install(struct vnode *v, uint32_t flags)
{
	struct file *f;
	int fd = vnode_open(v, O_RDWR, &f);

	if (fd < 0)
		return fd;
	fd = file_install(current, f, 0, (flags & MFD_CLOEXEC) != 0);
	if (fd < 0)
		file_put(f);
	return fd;
}

int do_memfd_create(const uint32_t *args)
{
	char name[MEMFD_NAME + 1], full[MEMFD_NAME + 8];
	struct vnode *v;
	int error;

	if ((args[1] & ~(uint32_t)(MFD_CLOEXEC | MFD_ALLOW_SEALING)) != 0)
		return -EINVAL;
	error = copy_string_from_user(name, args[0], sizeof(name));
	if (error < 0)
		return error == -ENAMETOOLONG ? -EINVAL : error;
	error = new_file(&v);
	if (error < 0)
		return error;
	format(full, sizeof(full), "/memfd:%s", name);
	v->was = kstrdup(full);
	if ((args[1] & MFD_ALLOW_SEALING) != 0)
		v->fs->ops->seal(v, SEAL_RESET);
	return install(v, args[1]);
}

int memfd_seals(struct file *f, int command, uint32_t seals)
{
	const uint32_t known = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW |
		F_SEAL_WRITE | F_SEAL_FUTURE_WRITE;
	struct vnode *v = f->vnode;

	if (v == NULL || v->type != S_IFREG || v->fs->ops->seal == NULL)
		return -EINVAL;
	if (command == F_GET_SEALS)
		return v->fs->ops->seal(v, 0);
	if ((f->flags & (O_WRONLY | O_RDWR)) == 0)
		return -EPERM;
	if ((seals & ~known) != 0)
		return -EINVAL;
	if ((v->fs->ops->seal(v, 0) & F_SEAL_SEAL) != 0)
		return -EPERM;
	shared_settle();
	if ((seals & F_SEAL_WRITE) != 0 && v->shared != NULL)
		return -EBUSY;
	v->fs->ops->seal(v, seals);
	return 0;
}
