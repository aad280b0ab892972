/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The kernel's allocator. Memory above the static data is divided into pages
 * of 4 KiB, described by one word each. A large request is a run of pages,
 * found first-fit; a small one (up to 2 KiB) is a slot of a power-of-two size
 * class, carved from single pages and kept on free lists.
 */
#include "kernel/alloc.h"

#include <stdint.h>
#include <string.h>

#include "kernel/log.h"

enum {
	PAGE = 4096,
	MAX_PAGES = 131072, /* 512 MiB: all of the kernel and tmpfs */
	WASM_PAGE = 65536,
	RESERVE = 4096, /* pages that only kmalloc_vital() gives out */
	MIN_SHIFT = 5,
	MAX_SHIFT = 11,
	CLASSES = MAX_SHIFT - MIN_SHIFT + 1,
};

/* What page_info[] says of a page. */
enum {
	PAGE_FREE = 0,
	PAGE_TAIL = 1,                   /* inside a run */
	PAGE_CLASS = 2,                  /* + class: holds small slots */
	PAGE_RUN = PAGE_CLASS + CLASSES, /* + length: first of a run */
};

struct free_slot {
	struct free_slot *next;
};

extern char __heap_base;

static struct {
	uintptr_t base; /* address of page 0 */
	size_t pages;   /* pages that exist */
	size_t hint;    /* no free page lies below */
	size_t used;    /* bytes handed out */
	struct free_slot *free[CLASSES];
	uint32_t info[MAX_PAGES];
} heap;

static size_t page_of(const void *memory)
{
	return ((uintptr_t)memory - heap.base) / PAGE;
}

/* Makes at least count more pages exist. Returns 0 when it cannot. */
static int heap_grow(size_t count)
{
	size_t chunk = (count * PAGE + WASM_PAGE - 1) / WASM_PAGE;

	if (heap.base == 0) {
		heap.base = ((uintptr_t)&__heap_base + PAGE - 1) & -PAGE;
		heap.pages = (__builtin_wasm_memory_size(0) * WASM_PAGE -
				     heap.base) /
			PAGE;
		if (heap.pages >= count)
			return 1;
	}
	if (chunk < 4)
		chunk = 4;
	if (heap.pages + chunk * (WASM_PAGE / PAGE) > MAX_PAGES ||
		__builtin_wasm_memory_grow(0, chunk) == (size_t)-1)
		return 0;
	heap.pages += chunk * (WASM_PAGE / PAGE);
	return 1;
}

/* Length of the run or single page at index. */
static size_t run_length(size_t index)
{
	uint32_t info = heap.info[index];

	return info >= PAGE_RUN ? info - PAGE_RUN : 1;
}

/* Index of the first of count free pages in a row, or SIZE_MAX. */
static size_t find_pages(size_t count)
{
	size_t start = heap.hint;
	size_t free = 0;

	for (size_t i = heap.hint; i < heap.pages; i += run_length(i)) {
		if (heap.info[i] != PAGE_FREE) {
			free = 0;
			start = i + run_length(i);
			continue;
		}
		if (++free == count)
			return start;
	}
	return SIZE_MAX;
}

static void *allocate_pages(size_t count, uint32_t first_info)
{
	size_t index = find_pages(count);

	if (index == SIZE_MAX) {
		if (!heap_grow(count))
			return NULL;
		index = find_pages(count);
		if (index == SIZE_MAX)
			return NULL;
	}
	heap.info[index] = first_info;
	for (size_t i = 1; i < count; i++)
		heap.info[index + i] = PAGE_TAIL;
	while (heap.hint < heap.pages && heap.info[heap.hint] != PAGE_FREE)
		heap.hint++;
	return (char *)heap.base + index * PAGE;
}

static void *allocate_slot(unsigned class)
{
	struct free_slot *slot = heap.free[class];
	size_t size = (size_t)1 << (class + MIN_SHIFT);
	char *page;

	if (slot == NULL) {
		page = allocate_pages(1, PAGE_CLASS + class);
		if (page == NULL)
			return NULL;
		for (size_t i = 0; i < PAGE; i += size) {
			slot = (struct free_slot *)(void *)(page + i);
			slot->next = heap.free[class];
			heap.free[class] = slot;
		}
	}
	heap.free[class] = slot->next;
	heap.used += size;
	return slot;
}

void *kmalloc(size_t size)
{
	const size_t limit = (size_t)(MAX_PAGES - RESERVE) * PAGE;

	if (size > limit || heap.used > limit - size)
		return NULL;
	return kmalloc_vital(size);
}

void *kmalloc_vital(size_t size)
{
	size_t count = (size + PAGE - 1) / PAGE;
	unsigned class = 0;
	void *memory;

	if (size > (size_t)MAX_PAGES * PAGE)
		return NULL;
	if (size > (size_t)1 << MAX_SHIFT) {
		memory = allocate_pages(count, PAGE_RUN + count);
		if (memory != NULL)
			heap.used += count * PAGE;
		return memory;
	}
	while (((size_t)1 << (class + MIN_SHIFT)) < size)
		class ++;
	return allocate_slot(class);
}

void *kzalloc(size_t size)
{
	void *memory = kmalloc(size);

	if (memory != NULL)
		memset(memory, 0, size);
	return memory;
}

char *kstrdup(const char *string)
{
	size_t size = strlen(string) + 1;
	char *copy = kmalloc(size);

	if (copy != NULL)
		memcpy(copy, string, size);
	return copy;
}

void kfree(void *memory)
{
	size_t index, count;
	uint32_t info;

	if (memory == NULL)
		return;
	index = page_of(memory);
	if (index >= heap.pages || heap.info[index] < PAGE_CLASS)
		panic("kfree of memory that kmalloc did not give");
	info = heap.info[index];
	if (info < PAGE_RUN) {
		struct free_slot *slot = memory;

		slot->next = heap.free[info - PAGE_CLASS];
		heap.free[info - PAGE_CLASS] = slot;
		heap.used -= (size_t)1 << (info - PAGE_CLASS + MIN_SHIFT);
		return;
	}
	count = info - PAGE_RUN;
	heap.used -= count * PAGE;
	memset(&heap.info[index], 0, count * sizeof(heap.info[0]));
	if (index < heap.hint)
		heap.hint = index;
}

size_t kmalloc_used(void)
{
	return heap.used;
}

size_t kmalloc_left(void)
{
	const size_t limit = (size_t)(MAX_PAGES - RESERVE) * PAGE;

	return heap.used < limit ? limit - heap.used : 0;
}

size_t kmalloc_total(void)
{
	return __builtin_wasm_memory_size(0) * WASM_PAGE;
}
