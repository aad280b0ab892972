/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The host under the pure parts when they are built natively: the kernel's
 * allocator over malloc, with failures on demand, and the count of checks.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "test/unit/native.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "kernel/alloc.h"
#include "test/unit/check.h"

enum { LOW_MAX = 64, PAGE = 4096 };

static struct {
	long fail_after;
	int failures;
	bool low;
	struct {
		void *memory, *map;
		size_t size;
	} blocks[LOW_MAX]; /* of low memory */
} native = { .fail_after = -1 };

void native_low_memory(bool on)
{
	native.low = on;
}

/* A block that ends where its pages end, with one that faults behind. */
static void *low_alloc(size_t size)
{
	size_t pages = (size + PAGE - 1) / PAGE * PAGE;
	char *map;
	int i = 0;

	while (i < LOW_MAX && native.blocks[i].memory != NULL)
		i++;
	if (i == LOW_MAX)
		return NULL;
	map = mmap(NULL, pages + PAGE, PROT_READ | PROT_WRITE,
		MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	if (map == MAP_FAILED)
		return NULL;
	mprotect(map + pages, PAGE, PROT_NONE);
	native.blocks[i].map = map;
	native.blocks[i].size = pages + PAGE;
	native.blocks[i].memory = map + (pages - size) / 16 * 16;
	return native.blocks[i].memory;
}

static bool low_free(const void *memory)
{
	for (int i = 0; memory != NULL && i < LOW_MAX; i++) {
		if (native.blocks[i].memory != memory)
			continue;
		munmap(native.blocks[i].map, native.blocks[i].size);
		native.blocks[i].memory = NULL;
		return true;
	}
	return false;
}

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
	return native.low ? low_alloc(size) : malloc(size);
}

void *kzalloc(size_t size)
{
	void *memory = kmalloc(size);

	if (memory != NULL)
		memset(memory, 0, size);
	return memory;
}

void kfree(void *memory)
{
	if (!low_free(memory))
		free(memory);
}

int check_failures(int add)
{
	native.failures += add;
	return native.failures;
}
