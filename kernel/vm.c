/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program's address space: brk, mmap, munmap. The break may grow until the
 * first mapping is made; after that malloc uses mappings only. Freed mappings
 * become holes, which are filled first; a hole at the end lowers top, so that
 * fork copies no more than is in use.
 */
#include "kernel/vm.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/host.h"
#include "kernel/proc.h"

/* 512 MiB a process: one that runs wild ends before the page does. */
enum { VM_MAX = 0x20000000 };

static uint32_t page_up(uint32_t address)
{
	return (address + VM_PAGE - 1) & -(uint32_t)VM_PAGE;
}

void vm_init(struct vm *vm, uint32_t stack, uint32_t heap_base, uint32_t size)
{
	vm_destroy(vm);
	memset(vm, 0, sizeof(*vm));
	vm->stack = stack;
	vm->size = size;
	vm->brk_start = vm->brk = vm->top = (heap_base + 15) & ~15U;
}

int vm_copy(struct vm *to, const struct vm *from)
{
	struct vm_hole *holes = NULL;

	if (from->nholes > 0) {
		holes = kmalloc(from->nholes * sizeof(*holes));
		if (holes == NULL)
			return -ENOMEM;
		memcpy(holes, from->holes, from->nholes * sizeof(*holes));
	}
	*to = *from;
	to->holes = holes;
	to->max_holes = from->nholes;
	return 0;
}

void vm_destroy(struct vm *vm)
{
	kfree(vm->holes);
	vm->holes = NULL;
	vm->nholes = vm->max_holes = 0;
}

int vm_reserve(struct proc *p, uint32_t end)
{
	uint32_t size;

	if (end <= p->vm.size)
		return 0;
	if (end > VM_MAX)
		return -ENOMEM;
	size = host_grow(p->slot, end);
	if (size == 0)
		return -ENOMEM;
	p->vm.size = size;
	return 0;
}

void vm_note_peak(struct proc *p)
{
	if (p->peak < p->vm.top)
		p->peak = p->vm.top;
}

uint32_t vm_used(const struct vm *vm)
{
	uint32_t used = vm->top;

	for (uint32_t i = 0; i < vm->nholes; i++)
		used -= vm->holes[i].end - vm->holes[i].start;
	return used;
}

int do_brk(const uint32_t *args)
{
	struct vm *vm = &current->vm;
	uint32_t end = args[0];

	if (end < vm->brk_start || vm->map_start != 0 || end > VM_MAX)
		return (int)vm->brk;
	if (end > vm->brk &&
		(!rlimit_may_grow(current, end - vm->brk) ||
			vm_reserve(current, end) < 0))
		return (int)vm->brk;
	if (end < vm->brk)
		host_zero(current->slot, end, vm->brk - end);
	vm->brk = vm->top = end;
	vm_note_peak(current);
	return (int)end;
}

static void remove_hole(struct vm *vm, uint32_t index)
{
	vm->nholes--;
	memmove(&vm->holes[index], &vm->holes[index + 1],
		(vm->nholes - index) * sizeof(vm->holes[0]));
}

static int insert_hole(
	struct vm *vm, uint32_t index, uint32_t start, uint32_t end)
{
	if (vm->nholes == vm->max_holes) {
		uint32_t max = vm->max_holes * 2 + 8;
		struct vm_hole *holes = kmalloc(max * sizeof(*holes));

		if (holes == NULL)
			return -ENOMEM;
		memcpy(holes, vm->holes, vm->nholes * sizeof(*holes));
		kfree(vm->holes);
		vm->holes = holes;
		vm->max_holes = max;
	}
	memmove(&vm->holes[index + 1], &vm->holes[index],
		(vm->nholes - index) * sizeof(vm->holes[0]));
	vm->holes[index].start = start;
	vm->holes[index].end = end;
	vm->nholes++;
	return 0;
}

/* Lowest hole of at least size bytes; all of it is zero already. 0: none */
static uint32_t take_hole(struct vm *vm, uint32_t size)
{
	for (uint32_t i = 0; i < vm->nholes; i++) {
		struct vm_hole *hole = &vm->holes[i];
		uint32_t start = hole->start;

		if (hole->end - start < size)
			continue;
		hole->start += size;
		if (hole->start == hole->end)
			remove_hole(vm, i);
		return start;
	}
	return 0;
}

int do_mmap(const uint32_t *args)
{
	struct vm *vm = &current->vm;
	uint32_t size = page_up(args[1]);
	uint32_t flags = args[3];
	uint32_t start;

	if ((flags & MAP_ANONYMOUS) == 0)
		return -ENODEV;
	if (args[1] == 0 || (flags & (MAP_PRIVATE | MAP_SHARED)) == 0)
		return -EINVAL;
	if ((flags & MAP_FIXED) != 0)
		return -EINVAL;
	if ((flags & MAP_TYPE) == MAP_SHARED)
		return -ENODEV;
	if ((flags & MAP_TYPE) != MAP_PRIVATE)
		return -EINVAL;
	if (size == 0 || size > VM_MAX)
		return -ENOMEM;
	if (!rlimit_may_grow(current, size))
		return -ENOMEM;
	start = take_hole(vm, size);
	if (start != 0)
		return (int)start;
	start = page_up(vm->top);
	if (start > VM_MAX - size || vm_reserve(current, start + size) < 0)
		return -ENOMEM;
	if (vm->map_start == 0)
		vm->map_start = start;
	vm->top = start + size;
	vm_note_peak(current);
	return (int)start;
}

/* Joins [start, end) with the holes it touches; overlap counts once. */
static int free_range(struct vm *vm, uint32_t start, uint32_t end)
{
	uint32_t i = 0;

	while (i < vm->nholes && vm->holes[i].end < start)
		i++;
	while (i < vm->nholes && vm->holes[i].start <= end) {
		if (vm->holes[i].start < start)
			start = vm->holes[i].start;
		if (vm->holes[i].end > end)
			end = vm->holes[i].end;
		remove_hole(vm, i);
	}
	if (end >= vm->top) {
		vm->top = start;
		if (start == vm->map_start) {
			vm->map_start = 0;
			vm->top = vm->brk;
		}
		return 0;
	}
	return insert_hole(vm, i, start, end);
}

int do_munmap(const uint32_t *args)
{
	struct vm *vm = &current->vm;
	uint32_t start = args[0];
	uint32_t end = start + page_up(args[1]);

	if (start % VM_PAGE != 0 || end <= start)
		return -EINVAL;
	if (vm->map_start == 0 || end <= vm->map_start || start >= vm->top)
		return 0;
	if (start < vm->map_start)
		start = vm->map_start;
	if (end > vm->top)
		end = vm->top;
	host_zero(current->slot, start, end - start);
	return free_range(vm, start, end);
}

/* Wasm memory has no protection: any valid request is granted as it is. */
int do_mprotect(const uint32_t *args)
{
	const uint32_t known = PROT_READ | PROT_WRITE | PROT_EXEC;

	if (args[0] % VM_PAGE != 0 || (args[2] & ~known) != 0)
		return -EINVAL;
	if (args[0] > current->vm.top || args[1] > current->vm.top - args[0])
		return -ENOMEM;
	return 0;
}

/* Advice may be ignored; MADV_DONTNEED and MADV_FREE are acted upon. */
int do_madvise(const uint32_t *args)
{
	uint32_t start = args[0], size = page_up(args[1]);

	if (start % VM_PAGE != 0 || size < args[1] || args[2] > MADV_PAGEOUT)
		return -EINVAL;
	if (start > current->vm.size || size > current->vm.size - start)
		return -ENOMEM;
	if (args[2] == MADV_DONTNEED)
		host_zero(current->slot, start, size);
	return 0;
}
