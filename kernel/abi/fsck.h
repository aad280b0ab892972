/* SPDX-License-Identifier: MIT */
/*
 * The request of fsck.localfs to localfs: an ioctl() on a directory of it,
 * which compares the whole store with what is in memory. The directory's owner
 * may ask, and root.
 */
#ifndef EXA_ABI_FSCK_H
#define EXA_ABI_FSCK_H

#include <stdint.h>

enum { EXA_FSCK = 0x4c461801 };

enum exa_fsck_flags { EXA_FSCK_ONLY_LOOK = 1 };

struct exa_fsck {
	uint32_t flags;      /* enum exa_fsck_flags */
	uint32_t text, size; /* where what was found goes, a line each */
	uint32_t used;       /* bytes of text there are; more than size: cut */
	uint32_t corrected, left; /* errors */
};

#endif
