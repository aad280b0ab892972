/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Making, changing and ending shared mappings; see shared.h. */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/proc.h"
#include "kernel/shared_impl.h"
#include "servers/resmgr/vnode.h"

/* Pages of a file that a table may reach: 16 GiB, whose table has 48 MiB. All
 * tables and pages that are mapped: half of the kernel's memory. */
enum { PAGES_MAX = 1 << 22, CHARGE_MAX = 256 << 20 };

/* The object will take so many bytes. */
static int charge(struct shared_object *o, uint64_t bytes)
{
	if (shared.charged + bytes > CHARGE_MAX)
		return -ENOMEM;
	shared.charged += bytes;
	o->charged += (uint32_t)bytes;
	return 0;
}

static struct shared_object *object_new(struct vnode *v)
{
	struct shared_object *o = kzalloc(sizeof(*o));

	if (o == NULL)
		return NULL;
	o->v = v;
	if (v != NULL) {
		vnode_ref(v);
		v->shared = o;
	}
	list_append(&shared.objects, &o->link);
	return o;
}

static int grow(struct shared_object *o, uint32_t pages)
{
	struct shared_page *table;

	if (pages <= o->pages)
		return 0;
	if (pages > PAGES_MAX ||
		charge(o, (pages - o->pages) * sizeof(*table)) < 0)
		return -ENOMEM;
	table = kzalloc(pages * sizeof(*table));
	if (table == NULL)
		return -ENOMEM;
	memcpy(table, o->page, o->pages * sizeof(*table));
	kfree(o->page);
	o->page = table;
	o->pages = pages;
	return 0;
}

/* Pages that nobody has mapped before are read from the file. */
static int prepare(struct shared_object *o, const struct shared_range *range)
{
	uint32_t end = range->first + (range->end - range->start) / VM_PAGE;
	uint32_t fresh = 0;
	int error = grow(o, end);

	for (uint32_t i = range->first; error == 0 && i < end; i++)
		fresh += !o->page[i].mapped;
	if (error == 0)
		error = charge(o, (uint64_t)fresh * VM_PAGE);
	for (uint32_t i = range->first; error == 0 && i < end; i++)
		if (!o->page[i].mapped)
			error = shared_fill(o, i, o->version + 1);
	return error;
}

/* The last step of both ways to map. */
static int add_map(struct shared_object *o, const struct shared_range *range)
{
	struct shared_map *m = kzalloc(sizeof(*m));

	if (m == NULL)
		return -ENOMEM;
	m->at = *range;
	m->object = o;
	o->maps++;
	m->next = current->vm.shared;
	current->vm.shared = m;
	current->vm.live = true;
	return 0;
}

int shared_map_anonymous(const struct shared_range *range)
{
	struct shared_object *o = object_new(NULL);
	uint32_t size = range->end - range->start;
	int error = o == NULL ? -ENOMEM : charge(o, size);

	if (error == 0)
		error = grow(o, size / VM_PAGE);
	if (error == 0)
		error = add_map(o, range);
	if (error < 0 && o != NULL)
		shared_discard(o);
	return error;
}

int shared_map_file(const struct shared_range *range)
{
	struct shared_object *o;
	int error;

	shared_settle(); /* or it counts what was just unmapped */
	o = range->v->shared;
	if (o != NULL)
		shared_before(range->v);
	else
		o = object_new(range->v);
	if (o == NULL)
		return -ENOMEM;
	error = prepare(o, range);
	if (error == 0)
		error = add_map(o, range);
	if (error < 0) {
		shared.pending = true;
		return error;
	}
	shared_load(current);
	return 0;
}

/* A mapping ends. A file is let go later. */
static void end_map(struct shared_map *m)
{
	struct shared_object *o = m->object;

	if (--o->maps == 0 && o->v == NULL)
		shared_discard(o);
	else if (o->maps == 0)
		shared.pending = true;
	kfree(m);
}

/* Cuts [start, end) out of a mapping, whose memory has been stored. spare
 * becomes what is left behind the cut. Returns whether nothing is left. */
static bool cut(struct shared_map *m, uint32_t start, uint32_t end,
	struct shared_map **spare)
{
	if (start > m->at.start && end < m->at.end && *spare != NULL) {
		struct shared_map *rest = *spare;

		*spare = NULL;
		*rest = *m;
		rest->at.first += (end - m->at.start) / VM_PAGE;
		rest->at.start = end;
		rest->object->maps++;
		m->next = rest;
		m->at.end = start;
	} else if (start > m->at.start) {
		m->at.end = start;
	} else if (end < m->at.end) {
		m->at.first += (end - m->at.start) / VM_PAGE;
		m->at.start = end;
	} else {
		return true;
	}
	return false;
}

int shared_unmap(uint32_t start, uint32_t end)
{
	struct shared_map **at = &current->vm.shared;
	struct shared_map *spare;

	if (!shared_overlaps(start, end))
		return 0;
	spare = kmalloc(sizeof(*spare));
	if (spare == NULL)
		return -ENOMEM;
	while (*at != NULL) {
		struct shared_map *m = *at;

		if (m->at.start >= end || m->at.end <= start) {
			at = &m->next;
			continue;
		}
		shared_store_map(current->slot, m);
		if (!cut(m, start, end, &spare)) {
			at = &m->next;
			continue;
		}
		*at = m->next;
		end_map(m);
	}
	kfree(spare);
	return 0;
}

bool shared_overlaps(uint32_t start, uint32_t end)
{
	const struct shared_map *m = current->vm.shared;

	while (m != NULL && (m->at.start >= end || m->at.end <= start))
		m = m->next;
	return m != NULL;
}

int shared_protect(uint32_t start, uint32_t end)
{
	struct shared_map *m;

	for (m = current->vm.shared; m != NULL; m = m->next)
		if (m->at.start < end && m->at.end > start && !m->at.may_write)
			return -EACCES;
	for (m = current->vm.shared; m != NULL; m = m->next)
		if (m->at.start < end && m->at.end > start)
			m->at.writes = true;
	return 0;
}

int shared_copy(struct vm *to, const struct vm *from)
{
	to->shared = NULL;
	to->live = false;
	for (struct shared_map *m = from->shared; m != NULL; m = m->next) {
		struct shared_map *copy = kmalloc(sizeof(*copy));

		if (copy == NULL) {
			shared_drop(to);
			return -ENOMEM;
		}
		*copy = *m;
		copy->object->maps++;
		copy->next = to->shared;
		to->shared = copy;
	}
	return 0;
}

void shared_drop(struct vm *vm)
{
	while (vm->shared != NULL) {
		struct shared_map *m = vm->shared;

		vm->shared = m->next;
		end_map(m);
	}
}
