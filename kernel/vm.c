/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program's address space: brk, holes. The break may grow until the
 * first mapping is made; after that malloc uses mappings only. Freed mappings
 * become holes, which are filled first; a hole at the end lowers top, so that
 * fork copies no more than is in use.
 */
#include "kernel/vm.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/call.h"
#include "kernel/host.h"
#include "kernel/proc.h"
#include "kernel/shared.h"

/* 512 MiB a process: one that runs wild ends before the page does. */
enum { VM_MAX = 0x20000000 };

uint32_t vm_page_up(uint32_t size)
{
	return (size + VM_PAGE - 1) & -(uint32_t)VM_PAGE;
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
	if (shared_copy(to, from) < 0) {
		vm_destroy(to);
		return -ENOMEM;
	}
	return 0;
}

void vm_destroy(struct vm *vm)
{
	shared_drop(vm);
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

uint32_t vm_take(uint32_t size)
{
	struct vm *vm = &current->vm;
	uint32_t start;

	if (size > VM_MAX || !rlimit_may_grow(current, size))
		return 0;
	start = take_hole(vm, size);
	if (start != 0)
		return start;
	start = vm_page_up(vm->top);
	if (start > VM_MAX - size || vm_reserve(current, start + size) < 0)
		return 0;
	if (vm->map_start == 0)
		vm->map_start = start;
	vm->top = start + size;
	vm_note_peak(current);
	return start;
}

bool vm_is_mapped(const struct vm *vm, uint32_t start, uint32_t end)
{
	if (end < start || end > vm_page_up(vm->top))
		return false;
	for (uint32_t i = 0; i < vm->nholes; i++)
		if (vm->holes[i].start < end && vm->holes[i].end > start)
			return false;
	return true;
}

bool vm_is_free(const struct vm *vm, uint32_t start, uint32_t end)
{
	uint32_t top = vm_page_up(vm->top);

	if (start >= top)
		return true;
	for (uint32_t i = 0; i < vm->nholes; i++) {
		const struct vm_hole *hole = &vm->holes[i];

		if (start >= hole->start && start < hole->end)
			return end <= hole->end ||
				(hole->end == top && end > top);
	}
	return false;
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

/* Takes [start, end) out of the holes. */
static int fill_holes(struct vm *vm, uint32_t start, uint32_t end)
{
	for (uint32_t i = 0; i < vm->nholes; i++) {
		struct vm_hole *hole = &vm->holes[i];

		if (hole->start >= end || hole->end <= start)
			continue;
		if (hole->start < start && hole->end > end) {
			uint32_t behind = hole->end;

			hole->end = start;
			return insert_hole(vm, i + 1, end, behind);
		}
		if (hole->start < start)
			hole->end = start;
		else if (hole->end > end)
			hole->start = end;
		else
			remove_hole(vm, i--);
	}
	return 0;
}

int vm_take_at(uint32_t start, uint32_t end)
{
	struct vm *vm = &current->vm;
	uint32_t top = vm_page_up(vm->top);
	uint32_t lowest = vm->map_start != 0 ? vm->map_start : top;
	int error;

	/* The stack, static data and the heap stay where they are. */
	if (start < lowest || end > VM_MAX ||
		(end > top && !rlimit_may_grow(current, end - top)) ||
		vm_reserve(current, end) < 0)
		return -ENOMEM;
	error = shared_unmap(start, end);
	if (error == 0 && start > top)
		error = insert_hole(vm, vm->nholes, top, start);
	if (error == 0)
		error = fill_holes(vm, start, end);
	if (error < 0)
		return error;
	if (start < top)
		host_zero(
			current->slot, start, (end < top ? end : top) - start);
	if (vm->map_start == 0)
		vm->map_start = lowest;
	if (end > vm->top)
		vm->top = end;
	vm_note_peak(current);
	return 0;
}

int vm_release(uint32_t start, uint32_t end)
{
	struct vm *vm = &current->vm;
	int error;

	if (vm->map_start == 0 || end <= vm->map_start || start >= vm->top)
		return 0;
	if (start < vm->map_start)
		start = vm->map_start;
	if (end > vm->top)
		end = vm->top;
	error = shared_unmap(start, end);
	if (error < 0)
		return error;
	host_zero(current->slot, start, end - start);
	return free_range(vm, start, end);
}
