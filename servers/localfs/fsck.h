/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the check of a whole store share (fsck.c). */
#ifndef EXA_LOCALFS_FSCK_H
#define EXA_LOCALFS_FSCK_H

#include "servers/localfs/impl.h"

/* A record as the last commit must have written it: bytes of the image. */
struct expected {
	uint32_t group;
	size_t begin, size;
};

struct fsck {
	bool only_look;
	uint32_t corrected, left;
	struct packer report;
	/* The groups as they are in memory, while nothing is committed. */
	struct packer image;
	struct packer inodes, entries; /* of struct expected, by group */
};

/* One more line. right: whether that is, or will be, corrected. */
void fsck_tell(struct fsck *f, bool right, const char *pattern, ...)
	__attribute__((format(printf, 3, 4)));

/* The path of an inode in the store, or "inode N"; to size bytes. */
const char *fsck_path(uint64_t inode, char *buffer, size_t size);

/* Goes behind one inode of a group; false at the end. */
bool inode_skip(struct unpacker *u, uint64_t *number, struct unpacker *runs);

/* fsck_block.c: compares the blocks there are with those of the image's
 * inodes. Sleeps. Returns 0 or -errno. */
int fsck_blocks(struct fsck *f);

/* fsck_group.c: the groups of inodes or entries. Sleeps. */
int fsck_groups(struct fsck *f, enum record_kind kind);

#endif
