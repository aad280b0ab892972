/* SPDX-License-Identifier: GPL-3.0-or-later */
/* mremap, msync, mincore, madvise. */
#include <errno.h>
#include <sys/mman.h>

#include "kernel/call.h"
#include "kernel/copy.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/shared.h"

enum { MOVE_CHUNK = 1024 };

/* Whole pages from start on that are all in use. Returns 0 or -errno. */
static int check_range(uint32_t start, uint32_t length, uint32_t *end)
{
	*end = start + vm_page_up(length);
	if (start % VM_PAGE != 0)
		return -EINVAL;
	if (*end < start || (length != 0 && vm_page_up(length) == 0) ||
		!vm_is_mapped(&current->vm, start, *end))
		return -ENOMEM;
	return 0;
}

static void move_bytes(uint32_t to, uint32_t from, uint32_t size)
{
	uint8_t chunk[MOVE_CHUNK];

	for (uint32_t at = 0; at < size; at += MOVE_CHUNK) {
		host_copy_in(current->slot, chunk, from + at, MOVE_CHUNK);
		host_copy_out(current->slot, to + at, chunk, MOVE_CHUNK);
	}
}

/* Moves a mapping to where there is room, or to the place given. */
static int move_mapping(
	uint32_t old, uint32_t old_size, uint32_t size, uint32_t to)
{
	int error = to == 0 ? 0 : vm_take_at(to, to + size);

	if (to == 0) {
		to = vm_take(size);
		error = to == 0 ? -ENOMEM : 0;
	}
	if (error < 0)
		return error;
	move_bytes(to, old, old_size < size ? old_size : size);
	vm_release(old, old + old_size);
	return (int)to;
}

static int check_remap(const uint32_t *args, uint32_t old_size, uint32_t size)
{
	const uint32_t known = MREMAP_MAYMOVE | MREMAP_FIXED;
	uint32_t flags = args[3], to = args[4];

	if ((flags & ~known) != 0 || flags == MREMAP_FIXED ||
		args[0] % VM_PAGE != 0 || args[2] == 0 || old_size == 0)
		return -EINVAL;
	if (size == 0)
		return -ENOMEM;
	if ((flags & MREMAP_FIXED) != 0 &&
		(to % VM_PAGE != 0 || to == 0 || to + size < to ||
			(to < args[0] + old_size && args[0] < to + size)))
		return -EINVAL;
	/* The stack, static data and the heap are no mappings. */
	if (current->vm.map_start == 0 || args[0] < current->vm.map_start ||
		!vm_is_mapped(&current->vm, args[0], args[0] + old_size))
		return -EFAULT;
	return 0;
}

int do_mremap(const uint32_t *args)
{
	uint32_t old = args[0], old_size = vm_page_up(args[1]);
	uint32_t size = vm_page_up(args[2]), flags = args[3];
	int error = check_remap(args, old_size, size);

	if (error < 0)
		return error;
	if ((flags & MREMAP_FIXED) == 0 && size <= old_size) {
		if (size < old_size)
			error = vm_release(old + size, old + old_size);
		return error < 0 ? error : (int)old;
	}
	/* Shared pages stay where they are, and as many. */
	if (shared_overlaps(old, old + old_size))
		return -EINVAL;
	if ((flags & MREMAP_FIXED) != 0)
		return move_mapping(old, old_size, size, args[4]);
	if (old + size > old &&
		vm_is_free(&current->vm, old + old_size, old + size) &&
		vm_take_at(old + old_size, old + size) == 0)
		return (int)old;
	if ((flags & MREMAP_MAYMOVE) == 0)
		return -ENOMEM;
	return move_mapping(old, old_size, size, 0);
}

int do_msync(const uint32_t *args)
{
	const uint32_t known = MS_ASYNC | MS_SYNC | MS_INVALIDATE;
	uint32_t end;
	int error;

	if ((args[2] & ~known) != 0 ||
		(args[2] & (MS_ASYNC | MS_SYNC)) == (MS_ASYNC | MS_SYNC))
		return -EINVAL;
	error = check_range(args[0], args[1], &end);
	return error < 0 ? error : shared_sync(args[0], end);
}

/* All that is mapped is in memory. */
int do_mincore(const uint32_t *args)
{
	const uint8_t present = 1;
	uint32_t end;
	int error = check_range(args[0], args[1], &end);

	if (error < 0)
		return error;
	for (uint32_t i = 0; i < (end - args[0]) / VM_PAGE; i++)
		if (copy_to_user(args[2] + i, &present, 1) < 0)
			return -EFAULT;
	return 0;
}

/* Zeroes what is private; shared pages come back as the object has them. */
static void discard(uint32_t start, uint32_t end)
{
	for (uint32_t at = start; at < end; at += VM_PAGE)
		if (!shared_overlaps(at, at + VM_PAGE))
			host_zero(current->slot, at, VM_PAGE);
}

/*
 * Advice about caching and paging may be ignored, since it changes nothing
 * that a program can see. What would change that is done or refused.
 */
int do_madvise(const uint32_t *args)
{
	uint32_t end;
	int error;

	switch (args[2]) {
	case MADV_NORMAL:
	case MADV_RANDOM:
	case MADV_SEQUENTIAL:
	case MADV_WILLNEED:
	case MADV_DONTNEED:
	case MADV_FREE:
	case MADV_DOFORK:
	case MADV_DODUMP:
	case MADV_DONTDUMP:
	case MADV_COLD:
	case MADV_PAGEOUT:
		break;
	default:
		return -EINVAL;
	}
	error = check_range(args[0], args[1], &end);
	if (error == 0 && args[2] == MADV_DONTNEED)
		discard(args[0], end);
	return error;
}
