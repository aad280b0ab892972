/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * procfs: the memory of a process. Arguments, environment and auxiliary
 * vector are read where exec put them, so a program that rewrites them is
 * seen to have done so.
 */
#include <string.h>
#include <sys/sysmacros.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/resmgr/procfs_impl.h"

uint32_t procfs_vm_size(const struct proc *p)
{
	return p->has_image ? p->vm.size : 0;
}

/* Memory is not paged: what was ever used is resident, but for holes. */
uint32_t procfs_vm_used(const struct proc *p)
{
	uint32_t used = p->has_image ? p->vm.top : 0;

	for (uint32_t i = 0; p->has_image && i < p->vm.nholes; i++)
		used -= p->vm.holes[i].end - p->vm.holes[i].start;
	return used;
}

/* Appends a range of the program's memory. */
static void add_range(
	struct procfs_text *t, const struct proc *p, uint32_t at, uint32_t end)
{
	char bytes[512];

	if (!p->has_image || end > p->vm.size)
		return;
	while (at < end) {
		uint32_t size = end - at < sizeof(bytes) ? end - at
							 : sizeof(bytes);

		host_copy_in(p->slot, bytes, at, size);
		procfs_add_bytes(t, bytes, size);
		at += size;
	}
}

/* A program that writes over the end of its arguments means its title to go
 * on into the environment, up to the first NUL. */
void procfs_cmdline(struct procfs_text *t, struct proc *p)
{
	const struct vm *vm = &p->vm;
	char *end;

	add_range(t, p, vm->arg_start, vm->arg_end);
	if (t->used == 0 || t->bytes[t->used - 1] == '\0')
		return;
	add_range(t, p, vm->env_start, vm->env_end);
	end = memchr(t->bytes, '\0', t->used);
	if (end != NULL)
		t->used = (size_t)(end - t->bytes) + 1;
}

void procfs_environ(struct procfs_text *t, struct proc *p)
{
	add_range(t, p, p->vm.env_start, p->vm.env_end);
}

void procfs_auxv(struct procfs_text *t, struct proc *p)
{
	add_range(t, p, p->vm.auxv_start, p->vm.auxv_end);
}

static void add_region(struct procfs_text *t, const struct proc *p,
	uint32_t start, uint32_t end, const char *name)
{
	bool mapped = *name == '/';
	struct stat st = { 0 };
	char line[80];
	int length;

	if (start >= end)
		return;
	if (mapped && p->exe != NULL)
		(void)vnode_getattr(p->exe, &st);
	length = format(line, sizeof(line),
		"%08x-%08x rw-p 00000000 %02x:%02x %llu ", start, end,
		major(st.st_dev), minor(st.st_dev),
		(unsigned long long)st.st_ino);
	procfs_add(t, "%s", line);
	for (; *name != '\0' && length < 48; length++)
		procfs_add_bytes(t, " ", 1);
	procfs_add_bytes(t, name, strlen(name));
	procfs_add_bytes(t, "\n", 1);
}

static uint32_t page_up(uint32_t address)
{
	return (address + VM_PAGE - 1) & -(uint32_t)VM_PAGE;
}

/* Stack and static data are one region, which the file's image filled. */
void procfs_maps(struct procfs_text *t, struct proc *p)
{
	const struct vm *vm = &p->vm;
	uint32_t heap = page_up(vm->brk_start), at = vm->map_start;
	char *path;
	int length;

	if (!p->has_image)
		return;
	path = kmalloc(4096);
	if (path == NULL)
		return;
	length = procfs_path(p->exe, path, 4095);
	path[length < 0 ? 0 : length] = '\0';
	add_region(t, p, 0, heap, path);
	kfree(path);
	add_region(t, p, heap, page_up(vm->brk), "[heap]");
	if (at == 0)
		return;
	for (uint32_t i = 0; i < vm->nholes; i++) {
		add_region(t, p, at, vm->holes[i].start, "");
		at = vm->holes[i].end;
	}
	add_region(t, p, at, vm->top, "");
}
