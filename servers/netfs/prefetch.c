/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files that lead to the first prompt. They would be asked for one after
 * the other, each when the one before it has been used; here they start
 * together. A name that is not in the index is no error.
 */
#include <string.h>
#include <sys/stat.h>

#include "kernel/boot.h"
#include "servers/netfs/impl.h"

enum { LINKS_MAX = 4 };

static const char *const wanted[] = {
	"etc/inittab",
	"bin/getty",
	"bin/sh",
	"etc/passwd",
	"etc/group",
	"etc/motd",
	"etc/profile",
};

/* What a link whose last component is followed stands for. */
static const struct index_node *follow(const struct index_node *node)
{
	const struct index_node *dir = node->parent;
	const char *target = node->target;

	if (*target == '/')
		return index_find(&netfs.index, target, strlen(target));
	if (strchr(target, '/') != NULL)
		return NULL;
	return index_child(&netfs.index, dir, target, strlen(target));
}

void netfs_prefetch(void)
{
	if (boot.argc > 0)
		return;
	for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
		const struct index_node *node;
		int links = 0;

		node = index_find(&netfs.index, wanted[i], strlen(wanted[i]));
		while (node != NULL && S_ISLNK(node->mode) &&
			links++ < LINKS_MAX)
			node = follow(node);
		if (node != NULL && S_ISREG(node->mode))
			content_prefetch(node);
	}
}
