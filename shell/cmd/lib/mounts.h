/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is mounted: the lines of /proc/mounts. */
#ifndef EXA_CMD_MOUNTS_H
#define EXA_CMD_MOUNTS_H

#include "cmd.h"

struct mounted {
	char *source, *dir, *type, *options;
};

/* All of it, in new memory; ends the command when it cannot be read. */
char *mounts_read(void);

/* The next one, with its escapes undone in place; false at the end. */
bool mounts_next(char **text, struct mounted *m);

#endif
