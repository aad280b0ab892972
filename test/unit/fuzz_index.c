/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fuzzes the parser of the netfs index: whatever comes in, it is refused with
 * a line number that exists, or the tree holds together.
 *
 * Links: servers/netfs/index.c servers/netfs/index_parse.c
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "servers/netfs/index.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int condition)
{
	if (!condition)
		abort();
}

static void check_node(const struct index *ix, const struct index_node *node)
{
	uint32_t links = 2;

	require(node->inode - 1 == (uint32_t)(node - ix->nodes));
	require(strlen(node->name) == node->length);
	require(node->inode == 1 ||
		index_child(ix, node->parent, node->name, node->length) ==
			node);
	require(S_ISREG(node->mode) == (node->file != NULL));
	require(S_ISLNK(node->mode) == (node->target != NULL));
	for (const struct index_node *c = node->child; c; c = c->next) {
		require(c->parent == node && (c->next || c == node->last));
		links += S_ISDIR(c->mode) ? 1 : 0;
	}
	require(node->nlink == (S_ISDIR(node->mode) ? links : 1));
}

static void parse(const char *text, size_t n)
{
	struct index ix;
	struct index_error error = { 0, 0 };

	if (index_parse(&ix, text, n, &error) < 0) {
		require(error.line > 0 && error.line <= n + 1 && !ix.nodes);
		require(*index_explain(error.reason));
		return;
	}
	for (uint32_t i = 1; i <= ix.node_count; i++)
		check_node(&ix, index_inode(&ix, i));
	index_find(&ix, text, n);
	index_free(&ix);
}

/* The input as it is, and behind a good first line, where more is reached. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char first[] = "exa-index 1\n";
	size_t head = sizeof(first) - 1;
	char *text = malloc(head + size);

	if (!text)
		return 0;
	memcpy(text, first, head);
	if (size)
		memcpy(text + head, data, size);
	parse(text, head + size);
	parse(text + head, size);
	free(text);
	return 0;
}
