/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A store that another machine writes: this one reads it, looks now and then
 * whether it has changed, and takes over when the other one ends. Whatever is
 * open then goes on with what the file is by now; one that is gone answers
 * -EIO.
 *
 * The work needs sleep, which the server that hears from the store may not:
 * a process of its own does it.
 */
#include <errno.h>
#include <string.h>

#include "kernel/alloc.h"
#include "kernel/host.h"
#include "kernel/log.h"
#include "servers/localfs/impl.h"
#include "servers/resmgr/mount.h"
#include "servers/server.h"

/* How often a reader looks for changes, in milliseconds. */
enum { LOOK_MS = 2000 };

enum work { WORK_LOOK, WORK_TAKE_OVER };

static void do_work(struct event *e);

static struct server keeper = {
	.name = "localfs-reader",
	.event = do_work,
};

static struct operation lock;
static struct timer look;

static void post(enum work work)
{
	struct message m = { .type = work };

	if (server_post(&keeper, &m, "", 0) < 0)
		klog("localfs: no memory to look for changes");
}

static void look_due(struct timer *t)
{
	(void)t;
	post(WORK_LOOK);
}

/* Stands for a file that is not there any more. */
static struct localfs_inode *dead_inode(const struct vnode *v)
{
	struct localfs_inode *inode = kzalloc(sizeof(*inode));

	if (inode == NULL)
		panic("no memory for a file of localfs that is gone");
	list_init(&inode->blocks);
	list_init(&inode->node.entries);
	inode->node.st.st_ino = v->ino;
	inode->node.st.st_mode = v->type;
	inode->lost = true;
	tree_count_inode(&lf.tree, &inode->node);
	return inode;
}

static void renew_vnode(struct vnode *v, void *context)
{
	struct localfs_inode *inode = table_at(&lf.inodes, (uint32_t)v->ino);

	(void)context;
	if (inode == NULL || (inode->node.st.st_mode & S_IFMT) != v->type)
		inode = dead_inode(v);
	inode->node.open = true;
	v->data = inode;
}

static void renew_mount(struct filesystem *fs, void *context)
{
	if (fs->ops != &localfs_ops)
		return;
	fs->readonly = !lf.writer;
	vnode_each(fs, renew_vnode, context);
}

static int reload(void)
{
	int error = load_store();

	mount_each(renew_mount, NULL);
	return error;
}

static bool has_changed(void)
{
	struct store_key key = record_key(KIND_SUPER, 0, 0);
	uint8_t *bytes = NULL;
	uint32_t size = 0;
	uint64_t generation = lf.generation;

	if (operation_wait(STORE_GET, &key, sizeof(key), (void **)&bytes,
		    &size) >= 0 &&
		size >= 4 + 8 + 4 + 8)
		memcpy(&generation, bytes + 4 + 8 + 4, 8);
	kfree(bytes);
	return generation != lf.generation;
}

static void take_over(void)
{
	int error;

	lf.writer = true;
	error = reload();
	if (error < 0) {
		klog("localfs: could not be read when it was to be written: "
		     "error %d",
			-error);
		lf.writer = false;
		return;
	}
	klog("localfs: the other machine has ended: %s is writable now",
		lf.name);
}

static void do_work(struct event *e)
{
	if (!lf.open || lf.writer)
		return;
	if (e->m.type == WORK_TAKE_OVER) {
		timer_cancel(&look);
		take_over();
		return;
	}
	if (has_changed() && lf.open && !lf.writer)
		reload();
	if (lf.open && !lf.writer)
		timer_set(&look, host_now() + LOOK_MS, look_due);
}

static void lock_granted(
	struct operation *op, int result, const void *bytes, uint32_t size)
{
	(void)op;
	(void)bytes;
	(void)size;
	if (result >= 0)
		post(WORK_TAKE_OVER);
}

int handover_start(void)
{
	int error = 0;

	if (keeper.proc == NULL)
		error = server_boot(&keeper);
	if (error < 0)
		return error;
	klog("localfs: another machine writes %s: it is read-only here until "
	     "that one ends",
		lf.name);
	operation_start(&lock, STORE_LOCK, NULL, 0, lock_granted);
	timer_set(&look, host_now() + LOOK_MS, look_due);
	return 0;
}
