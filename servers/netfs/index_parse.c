/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parser of the netfs index. All memory is one block: the nodes, the hash
 * table, and a copy of the text into which names and targets point.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "servers/netfs/index_impl.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>

#include "kernel/alloc.h"

enum field { TYPE, MODE, SIZE, MTIME, DIGEST, FILE_NAME, PATH, TARGET, FIELDS };

static const char first_line[] = "exa-index 1\n";

/* Reads all of s as a number in base; false: it is none, or above most. */
static bool parse_number(
	const char *s, unsigned base, uint64_t most, uint64_t *value)
{
	uint64_t v = 0;

	if (!*s)
		return false;
	for (; *s; s++) {
		unsigned digit = (unsigned)(uint8_t)*s - '0';

		if (digit >= base || v > (most - digit) / base)
			return false;
		v = v * base + digit;
	}
	*value = v;
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* All of it, or the first half. */
static bool parse_digest(const char *s, struct index_node *node)
{
	int n = 0;

	for (; n < (int)sizeof(node->digest) && s[2 * n] != 0; n++) {
		int high = hex_digit(s[2 * n]), low;

		if (high < 0)
			return false;
		low = hex_digit(s[2 * n + 1]);
		if (low < 0)
			return false;
		node->digest[n] = (uint8_t)(high << 4 | low);
	}
	node->digest_size = (uint8_t)n;
	return s[2 * n] == 0 && (n == 16 || n == 32);
}

static bool name_ok(const char *name, size_t length)
{
	if (length == 0 || length > INDEX_NAME)
		return false;
	return !(name[0] == '.' &&
		(length == 1 || (length == 2 && name[1] == '.')));
}

/* Whether each name of a relative path is a good one. */
static bool path_ok(const char *path)
{
	for (;;) {
		size_t length = strcspn(path, "/");

		if (!name_ok(path, length))
			return false;
		path += length;
		if (!*path++)
			return true;
	}
}

static bool file_ok(const char *file)
{
	return path_ok(file) && !memchr(file, ':', strcspn(file, "/"));
}

/* Cuts a line at its tabs; returns how many fields there are. */
static int split(char *line, char *field[FIELDS])
{
	int n = 0;

	for (;;) {
		char *tab = strchr(line, '\t');

		if (n < FIELDS)
			field[n] = line;
		n++;
		if (!tab)
			return n;
		*tab = 0;
		line = tab + 1;
	}
}

/* The parts below return -1, or the enum index_reason the line is bad for. */

static int parse_type(
	struct index_node *node, char *const field[FIELDS], int count)
{
	if (count < TARGET || count > FIELDS)
		return INDEX_FIELDS;
	if (strcmp(field[TYPE], "f") == 0)
		node->mode = S_IFREG;
	else if (strcmp(field[TYPE], "d") == 0)
		node->mode = S_IFDIR;
	else if (strcmp(field[TYPE], "l") == 0)
		node->mode = S_IFLNK;
	else
		return INDEX_TYPE;
	return (count == FIELDS) == S_ISLNK(node->mode) ? -1 : INDEX_FIELDS;
}

static int parse_numbers(struct index_node *node, char *const field[FIELDS])
{
	uint64_t value;

	if (!parse_number(field[MODE], 8, 07777, &value))
		return INDEX_MODE;
	node->mode |= (uint32_t)value;
	if (!parse_number(field[SIZE], 10, INT64_MAX, &value))
		return INDEX_SIZE;
	node->size = S_ISREG(node->mode) ? value : 0;
	if (!parse_number(field[MTIME], 10, INT64_MAX, &value))
		return INDEX_MTIME;
	node->mtime = (int64_t)value;
	return -1;
}

static int parse_content(struct index_node *node, char *const field[FIELDS])
{
	bool none = strcmp(field[DIGEST], "-") == 0;

	if (S_ISREG(node->mode) ? !parse_digest(field[DIGEST], node) : !none)
		return INDEX_DIGEST;
	none = strcmp(field[FILE_NAME], "-") == 0;
	if (S_ISREG(node->mode) ? none || !file_ok(field[FILE_NAME]) : !none)
		return INDEX_FILE;
	if (S_ISREG(node->mode))
		node->file = field[FILE_NAME];
	if (!S_ISLNK(node->mode))
		return -1;
	node->target = field[TARGET];
	node->size = strlen(node->target);
	return node->size > 0 && node->size <= INDEX_TARGET ? -1 : INDEX_LINK;
}

/* Puts the node where its path says; the nodes before it are in the tree. */
static int place(struct index *ix, struct index_node *node, const char *path)
{
	const char *slash;
	const struct index_node *found;
	struct index_node *dir;
	uint32_t *slot;

	if (!path_ok(path))
		return INDEX_PATH;
	slash = strrchr(path, '/');
	found = index_find(ix, path, slash ? (size_t)(slash - path) : 0);
	if (!found || !S_ISDIR(found->mode))
		return INDEX_PARENT;
	dir = &ix->nodes[found->inode - 1];
	node->name = slash ? slash + 1 : path;
	node->length = (uint32_t)strlen(node->name);
	slot = index_slot(ix, dir, node->name, node->length);
	if (*slot)
		return INDEX_DUPLICATE;
	*slot = node->inode;
	node->parent = dir;
	if (dir->last)
		dir->last->next = node;
	else
		dir->child = node;
	dir->last = node;
	dir->nlink += S_ISDIR(node->mode) ? 1 : 0;
	return -1;
}

/* Adds the node that a line, ended by a null byte, describes. */
static int add_line(struct index *ix, char *line)
{
	struct index_node *node = &ix->nodes[ix->node_count];
	char *field[FIELDS] = { 0 };
	int bad = parse_type(node, field, split(line, field));

	if (bad < 0)
		bad = parse_numbers(node, field);
	if (bad < 0)
		bad = parse_content(node, field);
	if (bad >= 0)
		return bad;
	node->inode = ix->node_count + 1;
	node->nlink = S_ISDIR(node->mode) ? 2 : 1;
	bad = place(ix, node, field[PATH]);
	if (bad < 0)
		ix->node_count++;
	if (bad < 0 && node->mtime > ix->nodes->mtime)
		ix->nodes->mtime = node->mtime;
	return bad;
}

/* The root, which no line describes; it is as new as the newest node. */
static void add_root(struct index *ix)
{
	struct index_node *root = ix->nodes;

	root->name = "";
	root->mode = S_IFDIR | 0755;
	root->inode = 1;
	root->nlink = 2;
	root->parent = root;
	ix->node_count = 1;
}

/*
 * Takes the memory for a tree of at most `lines` nodes and for the text, and
 * returns the copy of the text, ended by a null byte; NULL: no memory.
 */
static char *take_memory(
	struct index *ix, size_t lines, const char *text, size_t n)
{
	size_t slots = 16, tree;
	char *copy;

	while (slots < 2 * lines)
		slots *= 2;
	tree = lines * sizeof(struct index_node) + slots * sizeof(uint32_t);
	ix->nodes = kmalloc(tree + n + 1);
	if (!ix->nodes)
		return NULL;
	memset(ix->nodes, 0, tree);
	ix->slots = (uint32_t *)(ix->nodes + lines);
	ix->slot_mask = (uint32_t)slots - 1;
	copy = (char *)(ix->slots + slots);
	memcpy(copy, text, n);
	copy[n] = 0;
	return copy;
}

static int refuse(
	struct index *ix, struct index_error *error, uint32_t line, int reason)
{
	index_free(ix);
	error->line = line;
	error->reason = (enum index_reason)reason;
	return -EINVAL;
}

static uint32_t count_lines(const char *text, size_t n)
{
	uint32_t lines = 1;

	for (size_t i = 0; i < n; i++)
		lines += text[i] == '\n';
	return lines;
}

int index_parse(
	struct index *ix, const char *text, size_t n, struct index_error *error)
{
	const size_t skip = sizeof(first_line) - 1;
	char *line, *end, *stop;

	memset(ix, 0, sizeof(*ix));
	if (n > INDEX_TEXT)
		return refuse(ix, error, 1, INDEX_LARGE);
	if (n < skip || memcmp(text, first_line, skip) != 0)
		return refuse(ix, error, 1, INDEX_VERSION);
	if (memchr(text, 0, n))
		return refuse(
			ix, error, count_lines(text, strlen(text)), INDEX_BYTE);
	/* One line too many, the first, makes room for the root. */
	line = take_memory(ix, count_lines(text, n), text, n);
	if (!line)
		return -ENOMEM;
	add_root(ix);
	end = line + n;
	line += skip;
	for (uint32_t number = 2; line < end; number++, line = stop + 1) {
		int bad;

		stop = memchr(line, '\n', (size_t)(end - line));
		stop = stop ? stop : end;
		*stop = 0;
		bad = add_line(ix, line);
		if (bad >= 0)
			return refuse(ix, error, number, bad);
	}
	return 0;
}
