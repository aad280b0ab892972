/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes what localfs makes of a store at mount: groups of inodes and entries
 * that are any bytes, or look like what a commit has written. Whatever comes
 * in, the tree holds together, a second check finds nothing to repair, and
 * written and read again it is the same.
 *
 * Links: servers/localfs/load.c servers/localfs/inode.c
 * Links: servers/localfs/lost.c servers/localfs/check.c
 * Links: servers/localfs/table.c servers/localfs/extent.c
 * Links: servers/localfs/record.c servers/resmgr/tree.c
 * Links: servers/resmgr/tree_dir.c servers/resmgr/tree_entry.c
 * Links: servers/resmgr/tree_xattr.c
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "kernel/alloc.h"
#include "kernel/log.h"
#include "kernel/proc.h"
#include "servers/localfs/impl.h"
#include "test/unit/native.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { RECORDS = 12, NUMBERS = 3 * INODE_GROUP };

struct localfs lf;
struct proc *current;

/* The store: keys in no order, which a real one would not have. */
static struct {
	struct store_key key;
	struct packer value;
} records[RECORDS];

static int count;
static int repairs; /* the check at mount has told of some */

static struct {
	const uint8_t *at, *end;
} input;

static void require(int condition)
{
	if (!condition)
		abort();
}

void klog(const char *pattern, ...)
{
	if (strstr(pattern, "repairs") != NULL)
		repairs++;
}

void panic(const char *reason)
{
	fprintf(stderr, "%s\n", reason);
	abort();
}

int format(char *buffer, size_t size, const char *pattern, ...)
{
	va_list ap;
	int length;

	va_start(ap, pattern);
	length = vsnprintf(buffer, size, pattern, ap);
	va_end(ap);
	return length;
}

char *kstrdup(const char *string)
{
	return strdup(string);
}

struct timespec time_now(void)
{
	return (struct timespec){ 1, 2 };
}

struct vnode *vnode_get(struct filesystem *fs, uint64_t ino, bool *fresh)
{
	(void)fs;
	(void)ino;
	(void)fresh;
	abort();
}

void timer_cancel(struct timer *t)
{
	(void)t;
}

void commit_later(void)
{
}

void commit_removal(void)
{
}

int commit_cut(struct localfs_inode *inode, uint64_t first, uint64_t end)
{
	(void)inode;
	require(first < end);
	return 0;
}

void blocks_drop(struct localfs_inode *inode, uint64_t first, uint64_t end)
{
	(void)first;
	(void)end;
	require(list_empty(&inode->blocks));
}

void blocks_forget(void)
{
}

/* The records of a kind, all at once. */
int operation_wait(enum store_op what, const void *request, uint32_t size,
	void **bytes, uint32_t *length)
{
	const struct store_scan *scan = request;
	struct packer p = { 0 };

	require(what == STORE_SCAN && size == sizeof(*scan));
	for (int i = 0; i < count; i++) {
		struct store_record r = { records[i].key,
			(uint32_t)records[i].value.size, 0 };

		if (r.key.bytes[0] != scan->range.from.bytes[0])
			continue;
		pack_bytes(&p, &r, sizeof(r));
		pack_bytes(&p, records[i].value.bytes, r.size);
		pack_bytes(&p, "\0\0\0\0\0\0\0", -r.size & 7);
	}
	*bytes = p.bytes;
	*length = (uint32_t)p.size;
	return 0;
}

static uint8_t take(void)
{
	return input.at < input.end ? *input.at++ : 0;
}

static uint32_t take_below(uint32_t limit)
{
	return take() % limit;
}

static void make_text(struct packer *p, uint32_t length)
{
	static const char letters[] = "abcdefgh";

	pack_u16(p, (uint16_t)length);
	while (length-- > 0)
		pack_bytes(p, &letters[take_below(8)], 1);
}

static void make_inode(struct packer *p, uint32_t group)
{
	static const uint32_t types[] = { S_IFREG, S_IFDIR, S_IFLNK, S_IFDIR,
		S_IFIFO, S_IFCHR, S_IFREG, 0 };
	uint32_t type = types[take_below(8)], runs;
	uint64_t at = 0;

	pack_u32(p, group * INODE_GROUP + take_below(INODE_GROUP + 1));
	pack_u32(p, type | 0644);
	pack_u32(p, take_below(4));
	pack_u32(p, 1000);
	pack_u32(p, 1000);
	pack_u64(p, 0);
	pack_u64(p, take());
	for (int i = 0; i < 4; i++) {
		pack_u64(p, take());
		pack_u32(p, 0);
	}
	runs = type == S_IFREG ? take_below(4) : 0;
	pack_u32(p, runs);
	while (runs-- > 0) {
		at += take_below(8);
		pack_u64(p, at);
		pack_u64(p, take_below(16));
		at += 15;
	}
	make_text(p, type == S_IFLNK ? 1 + take_below(3) : 0);
	runs = take_below(3);
	pack_u16(p, (uint16_t)runs);
	while (runs-- > 0) {
		make_text(p, 1 + take_below(4));
		pack_u32(p, 2);
		pack_bytes(p, "xy", 2);
	}
}

static void make_entry(struct packer *p, uint32_t group)
{
	pack_u32(p, group * ENTRY_GROUP + take_below(ENTRY_GROUP + 1));
	pack_u32(p, take_below(NUMBERS));
	pack_u32(p, take_below(NUMBERS));
	make_text(p, take_below(4));
}

/* One record: of any bytes, or of what looks right; maybe a damaged one. */
static void make_record(void)
{
	static const enum record_kind kinds[] = { KIND_INODES, KIND_ENTRIES,
		KIND_INODES, KIND_ENTRIES, KIND_SUPER };
	uint32_t what = take(), group = take_below(4), items = take_below(40);
	enum record_kind kind = kinds[what % 5];
	struct packer *p = &records[count].value;

	records[count].key = record_key(kind, 0, group == 3 ? 7 : group);
	if (group == 3)
		group = 7;
	*p = (struct packer){ 0 };
	if ((what & 128) != 0 || kind == KIND_SUPER) {
		while (items-- > 0 && input.at < input.end)
			pack_bytes(p, input.at++, 1);
	} else {
		while (items-- > 0 && input.at < input.end) {
			if (kind == KIND_INODES)
				make_inode(p, group);
			else
				make_entry(p, group);
		}
	}
	if (p->size > 0 && (what & 96) != 96)
		pack_end(p, 0);
	count++;
}

static void drop_records(void)
{
	while (count > 0)
		kfree(records[--count].value.bytes);
}

static bool any_lost(const struct table *t)
{
	for (uint32_t i = 0; i < t->groups; i++)
		if ((t->state[i] & GROUP_LOST) != 0)
			return true;
	return false;
}

static void check_entry(uint32_t slot, const struct tree_entry *e)
{
	const struct tree_inode *dir = e->dir;
	bool listed = false;

	require(e->slot == slot && e->length > 0);
	require(table_at(&lf.inodes, (uint32_t)e->inode->st.st_ino) ==
		e->inode);
	require(table_at(&lf.inodes, (uint32_t)dir->st.st_ino) == dir);
	require(S_ISDIR(dir->st.st_mode));
	require(tree_find_entry(&lf.tree, dir, e->name, e->length) == e);
	require(!S_ISDIR(e->inode->st.st_mode) || e->inode->parent == dir);
	for (struct list *n = dir->entries.next; n != &dir->entries;
		n = n->next)
		listed = listed || list_entry(n, struct tree_entry, order) == e;
	require(listed);
}

/* Every way up ends at the root or, without room for it, nowhere. */
static void check_inode(uint32_t number, const struct localfs_inode *inode)
{
	const struct tree_inode *up = &inode->node;
	uint32_t steps = 0;

	require(inode->node.st.st_ino == number);
	require(S_ISLNK(up->st.st_mode) == (up->target != NULL));
	for (; up != NULL && up != lf.tree.root; up = up->parent)
		require(S_ISDIR(up->st.st_mode) ? ++steps <= lf.inodes.used
						: up->parent == NULL);
}

static void check_all(void)
{
	uint32_t inodes = 0, entries = 0;

	require(check_tree() == 0);
	for (uint32_t i = 0; i < lf.entries.size; i++)
		if (table_at(&lf.entries, i) != NULL) {
			check_entry(i, table_at(&lf.entries, i));
			entries++;
		}
	for (uint32_t i = 0; i < lf.inodes.size; i++)
		if (table_at(&lf.inodes, i) != NULL) {
			check_inode(i, table_at(&lf.inodes, i));
			inodes++;
		}
	require(inodes == lf.inodes.used && inodes == lf.tree.inodes);
	require(entries == lf.entries.used && entries == lf.tree.entries);
}

static void store_groups(const struct table *t, enum record_kind kind,
	void (*pack)(struct packer *p, uint32_t group))
{
	for (uint32_t i = 0; i < t->groups; i++) {
		if (!table_group_used(t, i) || count == RECORDS)
			continue;
		records[count].key = record_key(kind, 0, i);
		records[count].value = (struct packer){ 0 };
		pack(&records[count].value, i);
		pack_end(&records[count].value, 0);
		count++;
	}
}

/* What there is, written by a commit and read again. */
static void check_again(void)
{
	uint32_t inodes = lf.inodes.used, entries = lf.entries.used;

	drop_records();
	store_groups(&lf.inodes, KIND_INODES, inodes_pack);
	store_groups(&lf.entries, KIND_ENTRIES, entries_pack);
	repairs = 0;
	require(load_store() == 0);
	require(repairs == 0);
	require(lf.inodes.used == inodes && lf.entries.used == entries);
	check_all();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool lost;

	input.at = data;
	input.end = data + size;
	list_init(&lf.lru);
	list_init(&lf.dirty);
	list_init(&lf.cuts);
	while (count < RECORDS && input.at < input.end)
		make_record();
	if (load_store() == 0) {
		check_all();
		lost = any_lost(&lf.inodes) || any_lost(&lf.entries);
		if (!lost)
			check_again();
		unload_store();
	}
	drop_records();
	return 0;
}
