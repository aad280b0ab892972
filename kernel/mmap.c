/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * mmap and its relatives (POSIX; mmap(2)). Wasm memory has neither protection
 * nor page faults: private mappings of files are copies, shared ones are kept
 * equal by shared.c, mprotect() is granted as it is. All but exa_mmap() are
 * calls that never sleep.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/sysmacros.h>

#include "kernel/abi/user.h"
#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/shared.h"
#include "servers/resmgr/file.h"
#include "servers/resmgr/vnode.h"

enum { PROT_ALL = PROT_READ | PROT_WRITE | PROT_EXEC };

/* Where a mapping shall lie, as flags say. Returns its address or -errno. */
static int find_place(uint32_t address, uint32_t size, uint32_t flags)
{
	const struct vm *vm = &current->vm;
	uint32_t hint = address & -(uint32_t)VM_PAGE;
	bool fixed = (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) != 0;
	int error;

	if (fixed && hint != address)
		return -EINVAL;
	if (fixed && (address + size < address || address == 0))
		return -ENOMEM;
	if ((flags & MAP_FIXED_NOREPLACE) != 0 &&
		!vm_is_free(vm, hint, hint + size))
		return -EEXIST;
	if (fixed) {
		error = vm_take_at(hint, hint + size);
		return error < 0 ? error : (int)hint;
	}
	/* A hint is taken where that leaves no gap. */
	if (hint != 0 && hint + size > hint && hint <= vm->top &&
		vm_is_free(vm, hint, hint + size) &&
		vm_take_at(hint, hint + size) == 0)
		return (int)hint;
	hint = vm_take(size);
	return hint == 0 ? -ENOMEM : (int)hint;
}

/* Checks of size and flags that all mappings have. */
static int check_flags(uint32_t length, uint32_t flags)
{
	uint32_t type = flags & MAP_TYPE;

	if (length == 0 ||
		(type != MAP_PRIVATE && type != MAP_SHARED &&
			type != MAP_SHARED_VALIDATE))
		return -EINVAL;
	return vm_page_up(length) == 0 ? -ENOMEM : 0;
}

static struct shared_range range_of(uint32_t start, uint32_t size)
{
	return (struct shared_range){ .start = start, .end = start + size };
}

/* Anonymous memory. */
int do_mmap(const uint32_t *args)
{
	uint32_t size = vm_page_up(args[1]), flags = args[3];
	struct shared_range range;
	int start, error;

	if ((flags & MAP_ANONYMOUS) == 0)
		return -EBADF;
	error = check_flags(args[1], flags);
	if (error < 0)
		return error;
	start = find_place(args[0], size, flags);
	if (start < 0 || (flags & MAP_TYPE) == MAP_PRIVATE)
		return start;
	range = range_of((uint32_t)start, size);
	range.writes = range.may_write = true;
	error = shared_map_anonymous(&range);
	if (error < 0)
		vm_release(range.start, range.end);
	return error < 0 ? error : start;
}

static bool is_sealed(const struct vnode *v)
{
	const uint32_t seals = F_SEAL_WRITE | F_SEAL_FUTURE_WRITE;

	return v->fs->ops->seal != NULL &&
		((uint32_t)v->fs->ops->seal((struct vnode *)v, 0) & seals) != 0;
}

/* Whether f can be mapped so; mmap() of POSIX. */
static int check_file(const struct file *f, uint32_t prot, bool shared)
{
	const struct vnode *v = f->vnode;
	int accmode = f->flags & (O_RDONLY | O_WRONLY | O_RDWR);

	if (accmode == O_WRONLY)
		return -EACCES;
	if (shared && (prot & PROT_WRITE) != 0 && accmode != O_RDWR)
		return -EACCES;
	if (v == NULL || v->type != S_IFREG || v->fs->ops->read == NULL)
		return -ENODEV;
	if (shared && (prot & PROT_WRITE) != 0 && is_sealed(v))
		return -EPERM;
	if ((prot & PROT_EXEC) != 0 && (v->fs->flags & MS_NOEXEC) != 0)
		return -EPERM;
	if (shared && (prot & PROT_WRITE) != 0 && !v->fs->ops->nowait)
		return -ENODEV;
	return 0;
}

/* Copies the file from offset on to [start, start + size). */
static int read_file(
	struct file *f, int64_t offset, uint32_t start, uint32_t size)
{
	struct vnode *v = f->vnode;
	struct uio io;
	int count = uio_user(&io, start, size);

	if (count == 0 && v->shared != NULL)
		shared_before(v);
	while (count >= 0 && io.left > 0) {
		count = v->fs->ops->read(v, &io, offset);
		if (count == 0)
			break;
		if (count > 0)
			offset += count;
	}
	vnode_accessed(v, f->flags);
	return count < 0 ? count : 0;
}

static int map_file(struct file *f, const uint32_t *args, uint32_t size)
{
	bool shared = (args[3] & MAP_TYPE) != MAP_PRIVATE;
	struct shared_range range;
	int start, error;

	start = find_place(args[0], size, args[3]);
	if (start < 0)
		return start;
	range = range_of((uint32_t)start, size);
	range.v = f->vnode;
	range.first = args[5];
	range.writes = (args[2] & PROT_WRITE) != 0;
	range.may_write = (f->flags & O_ACCMODE) == O_RDWR &&
		!is_sealed(f->vnode);
	/* A file system that is never written cannot change what was read. */
	if (shared && f->vnode->fs->ops->nowait)
		error = shared_map_file(&range);
	else
		error = read_file(
			f, (int64_t)args[5] * VM_PAGE, (uint32_t)start, size);
	if (error < 0)
		vm_release(range.start, range.end);
	return error < 0 ? error : start;
}

/* mmap() of /dev/zero is anonymous memory. */
static bool is_zero_device(const struct file *f)
{
	struct stat st;

	return f->vnode != NULL && f->vnode->type == S_IFCHR &&
		vnode_getattr(f->vnode, &st) == 0 &&
		st.st_rdev == makedev(1, 5);
}

int do_exa_mmap(const uint32_t *args)
{
	struct file *f = file_usable((int)args[4]);
	uint32_t size = vm_page_up(args[1]);
	int result;

	if (f == NULL)
		return -EBADF;
	result = check_flags(args[1], args[3]);
	if (result < 0)
		return result;
	if (is_zero_device(f))
		return do_mmap((const uint32_t[]){
			args[0], args[1], args[2], args[3] | MAP_ANONYMOUS });
	if (args[5] > UINT32_MAX - size / VM_PAGE)
		return -EOVERFLOW;
	result = check_file(f, args[2], (args[3] & MAP_TYPE) != MAP_PRIVATE);
	if (result < 0)
		return result;
	f->refs++;
	result = map_file(f, args, size);
	file_put(f);
	return result;
}

int do_munmap(const uint32_t *args)
{
	uint32_t start = args[0];
	uint32_t end = start + vm_page_up(args[1]);

	if (start % VM_PAGE != 0 || end <= start)
		return -EINVAL;
	return vm_release(start, end);
}

/* Wasm memory has no protection: any valid request is granted as it is. */
int do_mprotect(const uint32_t *args)
{
	uint32_t end = args[0] + vm_page_up(args[1]);

	if (args[0] % VM_PAGE != 0 || (args[2] & ~(uint32_t)PROT_ALL) != 0)
		return -EINVAL;
	if (end < args[0] || !vm_is_mapped(&current->vm, args[0], end))
		return -ENOMEM;
	return (args[2] & PROT_WRITE) != 0 ? shared_protect(args[0], end) : 0;
}
