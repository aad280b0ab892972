/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory for commands: there is nothing to do but stop when it is out.
 */
#include "cmd.h"

#include <stdlib.h>
#include <string.h>

void *cmd_alloc(size_t size)
{
	return cmd_realloc(NULL, size);
}

void *cmd_realloc(void *old, size_t size)
{
	void *p = realloc(old, size ? size : 1);

	if (!p)
		cmd_die_errno("memory");
	return p;
}

char *cmd_strdup(const char *s)
{
	size_t n = strlen(s) + 1;

	return memcpy(cmd_alloc(n), s, n);
}
