/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The format of localfs: records under keys of 16 bytes. Byte 0 of a key is
 * its kind, bytes 1 to 7 an inode number, bytes 8 to 15 an index, both
 * big-endian, so that records are in that order:
 *
 *	S         the superblock
 *	I  group  the inodes of a group: numbers 32 * index to 32 * index + 31
 *	E  group  the directory entries of a group: slots 64 * index and so on
 *	B  block  contents: the 64 KiB from 65536 * index on of the file with
 *	          that inode number; zeros at the end may be left out
 *
 * Every value ends in the CRC-32 of what is before it. Numbers in values are
 * little-endian; a text has its length before it and no NUL.
 *
 *	S   "EXAlocal", u32 version (1), u64 generation (commits so far),
 *	    u32 inodes, u32 entries
 *	I   per inode: u32 number, u32 mode, u32 links, u32 uid, u32 gid,
 *	    u64 device, u64 size, then for access, modification, change and
 *	    birth: u64 seconds, u32 nanoseconds; u32 extents, each u64 first
 *	    block, u64 blocks; text (u16) target of a link; u16 attributes,
 *	    each a text (u16) name and a text (u32) value
 *	E   per entry: u32 slot, u32 directory, u32 inode, text (u16) name
 *
 * Inode 1 is the root: its entries are the volumes. A commit changes what it
 * changes in one transaction, superblock included. A store whose superblock
 * has a greater version is not understood: it can be mounted by nobody but
 * what wrote it. Version 1 is the first there is.
 */
#ifndef EXA_LOCALFS_RECORD_H
#define EXA_LOCALFS_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "servers/localfs/store.h"

enum {
	LOCALFS_VERSION = 1,
	LOCALFS_BLOCK = 65536,
	INODE_GROUP = 32,
	ENTRY_GROUP = 64,
	LOCALFS_ROOT = 1,
	RECORD_CRC = 4,
};

#define LOCALFS_SIZE_MAX ((int64_t)1 << 53) /* of a file */

enum record_kind {
	KIND_SUPER = 'S',
	KIND_INODES = 'I',
	KIND_ENTRIES = 'E',
	KIND_BLOCK = 'B'
};

struct store_key record_key(
	enum record_kind kind, uint64_t inode, uint64_t index);
uint64_t record_key_inode(const struct store_key *key);
uint64_t record_key_index(const struct store_key *key);

/* CRC-32 as in zip and PNG, of bytes that follow others with that crc. */
uint32_t crc32_of(uint32_t crc, const void *bytes, size_t size);

/* A value with its checksum: the size without it, or -1: it is damaged. */
int64_t record_check(const uint8_t *value, size_t size);

/*
 * A value that is being written. Memory grows as needed; failed: there was
 * none, and what is written is lost.
 */
struct packer {
	uint8_t *bytes;
	size_t size, room;
	bool failed;
};

void pack_bytes(struct packer *p, const void *bytes, size_t size);
void pack_u16(struct packer *p, uint16_t value);
void pack_u32(struct packer *p, uint32_t value);
void pack_u64(struct packer *p, uint64_t value);
/* Ends the value that began at that offset with its checksum. */
void pack_end(struct packer *p, size_t begin);

/* A value that is being read. failed: it ended too early. */
struct unpacker {
	const uint8_t *at, *end;
	bool failed;
};

/* Null when it ended too early. */
const uint8_t *unpack_bytes(struct unpacker *u, size_t size);
uint16_t unpack_u16(struct unpacker *u);
uint32_t unpack_u32(struct unpacker *u);
uint64_t unpack_u64(struct unpacker *u);

#endif
