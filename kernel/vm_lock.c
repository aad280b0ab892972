/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Locking memory and writing it back. Nothing is ever paged out, so memory
 * that exists is locked all the time, and private mappings have nothing to be
 * written to: what is left to do is to tell good requests from bad ones.
 */
#include <errno.h>
#include <stdbool.h>
#include <sys/mman.h>

#include "kernel/call.h"
#include "kernel/proc.h"
#include "kernel/vm.h"

/* Whether all of [start, start + length) is memory of the caller's. */
static bool is_mapped(uint32_t start, uint32_t length)
{
	const struct vm *vm = &current->vm;
	uint32_t end = start + length;

	if (end < start || end > ((vm->top + VM_PAGE - 1) & -(uint32_t)VM_PAGE))
		return false;
	for (uint32_t i = 0; i < vm->nholes; i++) {
		if (start < vm->holes[i].end && end > vm->holes[i].start)
			return false;
	}
	return true;
}

/* The pages that a range of bytes touches; Linux, mlock(2). */
static int check_pages(uint32_t address, uint32_t length)
{
	uint32_t start = address & -(uint32_t)VM_PAGE;
	uint64_t end = (uint64_t)address + length;

	end = (end + VM_PAGE - 1) & -(uint64_t)VM_PAGE;
	if (end > UINT32_MAX)
		return -EINVAL;
	return is_mapped(start, (uint32_t)end - start) ? 0 : -ENOMEM;
}

int do_mlock2(const uint32_t *args)
{
	if ((args[2] & ~(uint32_t)MLOCK_ONFAULT) != 0)
		return -EINVAL;
	return check_pages(args[0], args[1]);
}

int do_munlock(const uint32_t *args)
{
	return check_pages(args[0], args[1]);
}

int do_mlockall(const uint32_t *args)
{
	const uint32_t known = MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT;

	if (args[0] == 0 || args[0] == MCL_ONFAULT || (args[0] & ~known) != 0)
		return -EINVAL;
	return 0;
}

int do_munlockall(const uint32_t *args)
{
	(void)args;
	return 0;
}

int do_msync(const uint32_t *args)
{
	const uint32_t known = MS_ASYNC | MS_INVALIDATE | MS_SYNC;

	if (args[0] % VM_PAGE != 0 || (args[2] & ~known) != 0 ||
		(args[2] & (MS_ASYNC | MS_SYNC)) == (MS_ASYNC | MS_SYNC))
		return -EINVAL;
	return check_pages(args[0], args[1]) < 0 ? -ENOMEM : 0;
}
