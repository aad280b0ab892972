/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Paths and directory contents; see file.h.
 */
#include "file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

char *path_join(const char *dir, const char *name)
{
	size_t d = strlen(dir), n = strlen(name) + 1;
	bool slash = d && dir[d - 1] != '/';
	char *path = cmd_alloc(d + slash + n);

	memcpy(path, dir, d);
	if (slash)
		path[d] = '/';
	memcpy(path + d + slash, name, n);
	return path;
}

void names_free(char **names)
{
	for (char **p = names; *p; p++)
		free(*p);
	free(names);
}

static bool is_dots(const char *s)
{
	return s[0] == '.' && (!s[1] || (s[1] == '.' && !s[2]));
}

static char **dir_read(DIR *dir)
{
	size_t n = 0, room = 16;
	char **names;
	struct dirent *d;
	int err;

	names = cmd_alloc(room * sizeof(*names));
	for (errno = 0; (d = readdir(dir)); errno = 0) {
		if (is_dots(d->d_name))
			continue;
		if (n + 1 == room)
			names = cmd_realloc(
				names, (room *= 2) * sizeof(*names));
		names[n++] = cmd_strdup(d->d_name);
	}
	err = errno;
	names[n] = NULL;
	if (!err)
		return names;
	names_free(names);
	errno = err;
	return NULL;
}

char **dir_names(const char *path)
{
	DIR *dir = opendir(path);
	char **names;
	int err;

	if (!dir)
		return NULL;
	names = dir_read(dir);
	err = errno;
	closedir(dir);
	errno = err;
	return names;
}
