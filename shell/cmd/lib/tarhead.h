/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header block of tar archives, for tarwrite.c and tarread.c only. */
#ifndef EXA_CMD_TARHEAD_H
#define EXA_CMD_TARHEAD_H

#include "tar.h"

#include <stdlib.h>

struct tar_head {
	char name[100], mode[8], uid[8], gid[8], size[12], mtime[12], sum[8];
	char type, target[100], magic[6], version[2], uname[32], gname[32];
	char major[8], minor[8], prefix[155], pad[12];
};

/* What fits into the fields: octal digits and a NUL. */
#define OCTAL_8 07777777ULL
#define OCTAL_12 077777777777ULL

enum { LINK_MAX_SHORT = 100 };

#endif
