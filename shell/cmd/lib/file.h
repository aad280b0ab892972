/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths and directories, for commands that walk trees.
 */
#ifndef EXA_CMD_FILE_H
#define EXA_CMD_FILE_H

#include "cmd.h"

#include <sys/stat.h>

/* dir/name in memory of its own; the caller frees it. */
char *path_join(const char *dir, const char *name);

/*
 * The names in a directory without . and .., NULL at the end, in the order of
 * the directory. All are read before any is used, so the caller may change
 * the directory. One allocation for each name and one for the list:
 * names_free(). NULL and errno when the directory cannot be read.
 */
char **dir_names(const char *path);
void names_free(char **names);

#endif
