/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups of inodes and entries in the store, compared with the image. */
#include <errno.h>
#include <string.h>

#include "servers/localfs/fsck.h"

/* What comes in a record of an inode before its times and its extents. */
enum { BEFORE_TIMES = 36, TIME = 12, TIMES = 4 * TIME };

static struct {
	struct fsck *f;
	struct table *table;
	const char *what;
	struct expected *at, *end; /* what is still to come */
} groups;

static void skip_text(struct unpacker *u)
{
	unpack_bytes(u, unpack_u16(u));
}

bool inode_skip(struct unpacker *u, uint64_t *number, struct unpacker *runs)
{
	uint32_t count;

	if (u->at >= u->end || u->failed)
		return false;
	*number = unpack_u32(u);
	unpack_bytes(u, BEFORE_TIMES - 4 + TIMES);
	count = unpack_u32(u);
	runs->at = unpack_bytes(u, count * (size_t)16);
	runs->end = u->at;
	runs->failed = u->failed;
	skip_text(u);
	for (count = unpack_u16(u); count > 0 && !u->failed; count--) {
		skip_text(u);
		unpack_bytes(u, unpack_u32(u));
	}
	return !u->failed;
}

/* The time of access in memory is newer than in the store when nothing else
 * has changed: it counts as equal. */
static void equal_access(uint8_t *want, const uint8_t *got, size_t size)
{
	struct unpacker u = { want, want + size - RECORD_CRC, false }, runs;
	uint64_t number;
	size_t begin = 0;
	uint32_t crc;

	while (inode_skip(&u, &number, &runs)) {
		memcpy(want + begin + BEFORE_TIMES, got + begin + BEFORE_TIMES,
			TIME);
		begin = (size_t)(u.at - want);
	}
	crc = crc32_of(0, want, size - RECORD_CRC);
	memcpy(want + size - RECORD_CRC, &crc, RECORD_CRC);
}

/* The next commit writes, or removes, the record of a group. */
static void write_again(uint32_t group, const char *how)
{
	struct table *t = groups.table;

	fsck_tell(groups.f, true, "%s group %u is %s", groups.what, group, how);
	if (!groups.f->only_look)
		table_touch(t, group * t->per_group);
}

static void missing_below(uint64_t group)
{
	for (; groups.at < groups.end && groups.at->group < group; groups.at++)
		write_again(groups.at->group, "missing");
}

static int compare(
	const struct store_key *key, const void *value, uint32_t size)
{
	uint64_t group = record_key_index(key);
	const struct expected *e = groups.at;
	uint8_t *want;

	if (record_key_inode(key) != 0 || group >= TABLE_GROUPS) {
		fsck_tell(groups.f, false, "%s group %llu is not of this store",
			groups.what, (unsigned long long)group);
		return 0;
	}
	missing_below(group);
	e = groups.at;
	if (e == groups.end || e->group != group) {
		if (group >= groups.table->groups &&
			table_reserve(groups.table,
				(uint32_t)group * groups.table->per_group) < 0)
			return -ENOMEM;
		if ((groups.table->state[group] & GROUP_DIRTY) == 0)
			write_again((uint32_t)group, "not in use");
		return 0;
	}
	groups.at++;
	want = groups.f->image.bytes + e->begin;
	if (size == e->size && groups.table == &lf.inodes)
		equal_access(want, value, size);
	if (size != e->size || memcmp(want, value, size) != 0)
		write_again((uint32_t)group, "wrong");
	return 0;
}

int fsck_groups(struct fsck *f, enum record_kind kind)
{
	bool inodes = kind == KIND_INODES;
	struct packer *list = inodes ? &f->inodes : &f->entries;
	struct chunk *chunks = NULL;
	int error = load_scan(kind, false, &chunks);

	groups.f = f;
	groups.table = inodes ? &lf.inodes : &lf.entries;
	groups.what = inodes ? "inode" : "entry";
	groups.at = (void *)list->bytes;
	groups.end = groups.at + list->size / sizeof(struct expected);
	if (error == 0)
		error = load_each(chunks, compare);
	if (error == 0)
		missing_below(UINT64_MAX);
	load_free(chunks);
	return error;
}
