/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The index of netfs: lookup in the tree. Children are found through one hash
 * table for all directories, by the parent's inode and the name, with linear
 * probing; index_parse.c fills it.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "servers/netfs/index_impl.h"

#include <string.h>
#include <sys/stat.h>

#include "kernel/alloc.h"

/* FNV-1a. */
static uint32_t hash(uint32_t parent, const char *name, size_t length)
{
	uint32_t h = 2166136261u ^ parent;

	h *= 16777619u;
	for (size_t i = 0; i < length; i++)
		h = (h ^ (uint8_t)name[i]) * 16777619u;
	return h ^ h >> 15;
}

uint32_t *index_slot(const struct index *ix, const struct index_node *dir,
	const char *name, size_t length)
{
	uint32_t at = hash(dir->inode, name, length);

	for (;; at++) {
		uint32_t *slot = &ix->slots[at & ix->slot_mask];
		const struct index_node *node;

		if (*slot == 0)
			return slot;
		node = &ix->nodes[*slot - 1];
		if (node->parent == dir && node->length == length &&
			memcmp(node->name, name, length) == 0)
			return slot;
	}
}

const struct index_node *index_child(const struct index *ix,
	const struct index_node *dir, const char *name, size_t length)
{
	uint32_t inode;

	if (length == 0 || length > INDEX_NAME || !S_ISDIR(dir->mode))
		return NULL;
	inode = *index_slot(ix, dir, name, length);
	return inode ? &ix->nodes[inode - 1] : NULL;
}

const struct index_node *index_find(
	const struct index *ix, const char *path, size_t length)
{
	const struct index_node *node = ix->nodes;
	const char *end = path + length;

	while (node && path < end) {
		const char *slash = memchr(path, '/', (size_t)(end - path));
		const char *stop = slash ? slash : end;

		if (stop > path)
			node = index_child(
				ix, node, path, (size_t)(stop - path));
		path = slash ? slash + 1 : end;
	}
	return node;
}

const struct index_node *index_inode(const struct index *ix, uint32_t inode)
{
	if (inode == 0 || inode > ix->node_count)
		return NULL;
	return &ix->nodes[inode - 1];
}

void index_free(struct index *ix)
{
	kfree(ix->nodes);
	memset(ix, 0, sizeof(*ix));
}

const char *index_explain(enum index_reason reason)
{
	static const char *const reasons[] = {
		[INDEX_VERSION] = "does not begin with \"exa-index 1\"",
		[INDEX_FIELDS] = "wrong number of fields",
		[INDEX_TYPE] = "the type is not f, d or l",
		[INDEX_MODE] = "the mode is not octal, or above 07777",
		[INDEX_SIZE] = "the size is not a number",
		[INDEX_MTIME] = "the time is not a number",
		[INDEX_DIGEST] = "not 64 or 32 digits of a SHA-256",
		[INDEX_FILE] =
			"the file is not a relative name below the index",
		[INDEX_PATH] = "the path has an empty, dotted or too long name",
		[INDEX_PARENT] = "the directory of the path does not exist",
		[INDEX_DUPLICATE] = "the path is that of an earlier line",
		[INDEX_LINK] = "the target of the link is empty or too long",
		[INDEX_BYTE] = "a null byte",
		[INDEX_LARGE] = "the index is too large",
	};

	return reasons[reason];
}
