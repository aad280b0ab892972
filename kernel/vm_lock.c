/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Locking memory. Nothing is ever paged out, so memory that exists is locked
 * all the time: what is left to do is to tell good requests from bad ones.
 */
#include <errno.h>
#include <sys/mman.h>

#include "kernel/call.h"
#include "kernel/proc.h"
#include "kernel/vm.h"

/* The pages that a range of bytes touches; Linux, mlock(2). */
static int check_pages(uint32_t address, uint32_t length)
{
	uint32_t start = address & -(uint32_t)VM_PAGE;
	uint64_t end = (uint64_t)address + length;

	end = (end + VM_PAGE - 1) & -(uint64_t)VM_PAGE;
	if (end > UINT32_MAX)
		return -EINVAL;
	return vm_is_mapped(&current->vm, start, (uint32_t)end) ? 0 : -ENOMEM;
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
