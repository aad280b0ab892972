/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The host under the pure parts when they are built natively: the kernel's
 * allocator over malloc, with failures on demand, and the count of checks.
 */
#include "test/unit/native.h"

#include <stdlib.h>

#include "kernel/alloc.h"
#include "test/unit/check.h"

static struct {
	long fail_after;
	int failures;
} native = { .fail_after = -1 };

void native_fail_after(long n)
{
	native.fail_after = n;
}

void *kmalloc(size_t size)
{
	if (native.fail_after == 0)
		return NULL;
	if (native.fail_after > 0)
		native.fail_after--;
	return malloc(size);
}

void kfree(void *memory)
{
	free(memory);
}

int check_failures(int add)
{
	native.failures += add;
	return native.failures;
}
