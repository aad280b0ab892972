/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The index of netfs: which files the web server has. A static host cannot
 * list directories, so the build writes this text and netfs makes a tree of
 * it. The first line is `exa-index 1`; each further line is one node, its
 * fields separated by one tab:
 *
 *	type    f, d or l: regular file, directory, symbolic link
 *	mode    permission bits, octal, at most 07777
 *	size    bytes of content, decimal; only that of a file counts
 *	mtime   seconds since 1970, decimal
 *	sha256  of the content, 64 hex digits or the first 32; - if none
 *	file    where the content is, relative to the index, without leading
 *	        slash, `..` or scheme; - if none
 *	path    without a leading slash; a directory comes before what is in it
 *	target  what the link says; the field is there for links only
 *
 * An index with one bad line is refused: half a file system is worse than
 * none. Names are 1 to 255 bytes, neither `.` nor `..`, and unique.
 *
 * The tree is one allocation, never changes, and is used without locks.
 */
#ifndef EXA_NETFS_INDEX_H
#define EXA_NETFS_INDEX_H

#include <stddef.h>
#include <stdint.h>

enum {
	INDEX_NAME = 255,             /* longest name (NAME_MAX) */
	INDEX_TARGET = 4095,          /* longest symbolic link (PATH_MAX - 1) */
	INDEX_TEXT = 64 * 1024 * 1024 /* largest index accepted, in bytes */
};

struct index_node {
	const char *name;    /* "" for the root */
	uint32_t length;     /* of the name */
	uint32_t mode;       /* S_IFREG, S_IFDIR or S_IFLNK, and permissions */
	uint32_t inode;      /* from 1, the root; dense: at most node_count */
	uint32_t nlink;      /* 1, or for a directory 2 and its directories */
	uint64_t size;       /* of content or target; 0 for a directory */
	int64_t mtime;       /* seconds since 1970 */
	const char *file;    /* regular files: where the content is */
	const char *target;  /* links: what they say */
	uint8_t digest[32];  /* regular files: SHA-256 of the content */
	uint8_t digest_size; /* bytes of it that are known: 16 or 32 */

	struct index_node *parent; /* the root's is the root */
	struct index_node *child;  /* first in a directory, or NULL */
	struct index_node *last;   /* last in a directory, or NULL */
	struct index_node *next;   /* in the same directory, or NULL */
};

struct index {
	struct index_node *nodes; /* by inode - 1; owns the memory of all */
	uint32_t node_count;
	uint32_t slot_mask; /* slots - 1; slots are a power of two */
	uint32_t *slots;    /* hash table of inodes, 0: free */
};

enum index_reason {
	INDEX_VERSION, /* the first line is not `exa-index 1` */
	INDEX_FIELDS,  /* too few or too many fields */
	INDEX_TYPE,    /* neither f, d nor l */
	INDEX_MODE,
	INDEX_SIZE,
	INDEX_MTIME,
	INDEX_DIGEST,
	INDEX_FILE,
	INDEX_PATH,      /* an empty, dotted or too long name */
	INDEX_PARENT,    /* the directory is not there, or is none */
	INDEX_DUPLICATE, /* the path is that of an earlier line */
	INDEX_LINK,      /* target empty or too long */
	INDEX_BYTE,      /* a null byte */
	INDEX_LARGE      /* more than INDEX_TEXT bytes */
};

struct index_error {
	uint32_t line; /* from 1 */
	enum index_reason reason;
};

/*
 * Makes the tree of n bytes of text, which is not needed afterwards; free it
 * with index_free. -EINVAL: *error tells the first bad line; -ENOMEM.
 */
int index_parse(struct index *ix, const char *text, size_t n,
	struct index_error *error);

void index_free(struct index *ix);

/* The node called name (length bytes) in dir, or NULL. `..` is no name. */
const struct index_node *index_child(const struct index *ix,
	const struct index_node *dir, const char *name, size_t length);

/*
 * The node at a path relative to the root, without following links; empty
 * names are skipped, so "" and "/" are the root. NULL: not there.
 */
const struct index_node *index_find(
	const struct index *ix, const char *path, size_t length);

/* The node of an inode number, or NULL. */
const struct index_node *index_inode(const struct index *ix, uint32_t inode);

/* What is wrong, for the log; never NULL. */
const char *index_explain(enum index_reason reason);

#endif
