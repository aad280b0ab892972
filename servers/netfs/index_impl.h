/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files of the netfs index share; the contract is in index.h. */
#ifndef EXA_NETFS_INDEX_IMPL_H
#define EXA_NETFS_INDEX_IMPL_H

#include "servers/netfs/index.h"

/* Where the inode of that child is kept, or would be: then it holds 0. */
uint32_t *index_slot(const struct index *ix, const struct index_node *dir,
	const char *name, size_t length);

#endif
