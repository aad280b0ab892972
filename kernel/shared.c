/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Shared mappings; see shared.h. Every page of an object has the version of
 * the object when it last changed, every mapping the version its memory has:
 * so loading copies only what is newer, and finding out what a process has
 * written is comparing its memory with the object's.
 *
 * Mapping and unmapping happen in calls that must not sleep or call through a
 * pointer (exa.fast). So files are written, and let go, later: in flush(),
 * when the process stops running or a call looks at the file.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "kernel/shared_impl.h"
#include "servers/resmgr/vnode.h"

struct shared_state shared = { .objects = {
				       &shared.objects, &shared.objects } };

static const uint8_t zeros[VM_PAGE];

static const uint8_t *bytes_of(const struct shared_page *page)
{
	return page->bytes != NULL ? page->bytes : zeros;
}

static struct shared_page *page_at(const struct shared_map *m, uint32_t address)
{
	uint32_t index = m->at.first + (address - m->at.start) / VM_PAGE;

	return &m->object->page[index];
}

/* Gives a page new content, unless it has it. Without memory for it, which
 * sharedmap.c promised, the page stays as it was: returns false. */
static bool put_page(struct shared_object *o, struct shared_page *page,
	const uint8_t *bytes, uint32_t version)
{
	if (memcmp(bytes_of(page), bytes, VM_PAGE) == 0)
		return false;
	if (page->bytes == NULL)
		page->bytes = kmalloc(VM_PAGE);
	if (page->bytes == NULL) {
		if (!shared.lost)
			klog("shared memory: no memory, changes are lost");
		shared.lost = true;
		return false;
	}
	memcpy(page->bytes, bytes, VM_PAGE);
	o->version = page->version = version;
	return true;
}

void shared_store_map(int slot, struct shared_map *m)
{
	struct shared_object *o = m->object;
	uint32_t version = o->version + 1;
	bool current_before = m->seen == o->version;

	if (!m->at.writes)
		return;
	for (uint32_t at = m->at.start; at < m->at.end; at += VM_PAGE) {
		struct shared_page *page = page_at(m, at);

		/* Changed through another mapping of this process. */
		if (page->version > m->seen)
			continue;
		host_copy_in(slot, shared.copy, at, VM_PAGE);
		if (!put_page(o, page, shared.copy, version))
			continue;
		page->dirty = o->v != NULL;
		shared.pending = shared.pending || page->dirty;
	}
	if (current_before)
		m->seen = o->version;
}

static void load(int slot, struct shared_map *m)
{
	if (m->seen == m->object->version)
		return;
	for (uint32_t at = m->at.start; at < m->at.end; at += VM_PAGE) {
		const struct shared_page *page = page_at(m, at);

		if (page->version > m->seen)
			host_copy_out(slot, at, bytes_of(page), VM_PAGE);
	}
	m->seen = m->object->version;
}

void shared_load(struct proc *p)
{
	for (struct shared_map *m = p->vm.shared; m != NULL; m = m->next)
		load(p->slot, m);
}

void shared_store(struct proc *p)
{
	if (!p->vm.live)
		return;
	for (struct shared_map *m = p->vm.shared; m != NULL; m = m->next)
		shared_store_map(p->slot, m);
}

static int64_t size_of(struct vnode *v)
{
	struct stat st;

	return vnode_getattr(v, &st) < 0 ? 0 : st.st_size;
}

/* Writes an object's dirty pages to its file, as far as that goes. */
static int flush(struct shared_object *o)
{
	int64_t size = o->v == NULL ? 0 : size_of(o->v);
	int error = 0;

	for (uint32_t i = 0; o->v != NULL && i < o->pages; i++) {
		int64_t offset = (int64_t)i * VM_PAGE;
		int64_t left = size - offset;
		struct uio io;
		int count;

		if (!o->page[i].dirty)
			continue;
		o->page[i].dirty = false;
		if (left <= 0)
			continue;
		io = uio_kernel(o->page[i].bytes,
			left < VM_PAGE ? (uint32_t)left : VM_PAGE);
		count = o->v->fs->ops->write(o->v, &io, offset);
		if (count < 0)
			error = count;
	}
	return error;
}

void shared_discard(struct shared_object *o)
{
	list_remove(&o->link);
	for (uint32_t i = 0; i < o->pages; i++)
		kfree(o->page[i].bytes);
	kfree(o->page);
	shared.charged -= o->charged;
	kfree(o);
}

static void free_object(struct shared_object *o)
{
	struct vnode *v = o->v;

	shared_discard(o);
	if (v != NULL) {
		v->shared = NULL;
		vnode_put(v);
	}
}

static void settle(void)
{
	struct list *n = shared.objects.next;

	shared.pending = false;
	while (n != &shared.objects) {
		struct shared_object *o = list_entry(
			n, struct shared_object, link);

		n = n->next;
		flush(o);
		if (o->maps == 0)
			free_object(o);
	}
}

void shared_settle(void)
{
	if (shared.pending)
		settle();
}

void shared_resume(struct proc *p)
{
	p->vm.live = true;
	if (p->vm.shared != NULL)
		shared_load(p);
}

void shared_pause(struct proc *p)
{
	if (p->vm.shared != NULL)
		shared_store(p);
	p->vm.live = false;
	shared_settle();
}

int shared_sync(uint32_t start, uint32_t end)
{
	int error = 0;

	shared_store(current);
	for (struct shared_map *m = current->vm.shared; m != NULL;
		m = m->next) {
		struct vnode *v = m->object->v;
		int result;

		if (m->at.start >= end || m->at.end <= start || v == NULL)
			continue;
		result = flush(m->object);
		if (result == 0 && v->fs->ops->sync != NULL)
			result = v->fs->ops->sync(v->fs);
		error = result < 0 ? result : error;
	}
	return error;
}

int shared_fill(struct shared_object *o, uint32_t index, uint32_t version)
{
	struct shared_page *page = &o->page[index];
	struct uio io = uio_kernel(shared.copy, VM_PAGE);
	int count;

	memset(shared.copy, 0, VM_PAGE);
	count = o->v->fs->ops->read(o->v, &io, (int64_t)index * VM_PAGE);
	if (count < 0)
		return count;
	page->mapped = true;
	put_page(o, page, shared.copy, version);
	return memcmp(bytes_of(page), shared.copy, VM_PAGE) == 0 ? 0 : -ENOMEM;
}

void shared_before(struct vnode *v)
{
	shared_store(current);
	flush(v->shared);
}

void shared_after(struct vnode *v)
{
	struct shared_object *o = v->shared;
	uint32_t version = o->version + 1;

	for (uint32_t i = 0; i < o->pages; i++)
		if (o->page[i].mapped)
			shared_fill(o, i, version);
	if (current->vm.live)
		shared_load(current);
}
