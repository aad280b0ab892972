/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Removing files and trees: rm, and mv across file systems; see file.h. The
 * messages and questions follow POSIX: rm, DESCRIPTION.
 */
#include "file.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static bool confirmed(const char *path, const struct stat *st,
	const struct remove_how *how, const char *verb)
{
	bool locked;

	if (how->ask == REMOVE_NEVER)
		return true;
	locked = !S_ISLNK(st->st_mode) && access(path, W_OK) < 0 &&
		errno == EACCES; /* that a file system is read-only shows */
	if (how->ask == REMOVE_PROTECTED && (!locked || !isatty(STDIN_FILENO)))
		return true;
	return cmd_ask(
		"%s %s'%s'? ", verb, locked ? "write-protected " : "", path);
}

static bool remove_contents(const char *path, const struct remove_how *how)
{
	char **names = dir_names(path);
	bool ok = true;

	if (!names) {
		cmd_fail(path);
		return false;
	}
	for (char **p = names; *p; p++) {
		char *child = path_join(path, *p);

		ok &= remove_path(child, how);
		free(child);
	}
	names_free(names);
	return ok;
}

static bool remove_dir(
	const char *path, const struct stat *st, const struct remove_how *how)
{
	if (!how->recursive && !how->dirs) {
		errno = EISDIR;
		cmd_fail(path);
		return false;
	}
	if (how->recursive) {
		if (how->ask == REMOVE_ALWAYS &&
			!cmd_ask("descend into '%s'? ", path))
			return false;
		if (!remove_contents(path, how))
			return false;
	}
	if (!confirmed(path, st, how, "remove directory"))
		return false;
	if (rmdir(path) == 0)
		return true;
	cmd_fail(path);
	return false;
}

bool remove_path(const char *path, const struct remove_how *how)
{
	struct stat st;

	if (lstat(path, &st) < 0) {
		if (how->missing_ok && (errno == ENOENT || errno == ENOTDIR))
			return true;
		cmd_fail(path);
		return false;
	}
	if (S_ISDIR(st.st_mode))
		return remove_dir(path, &st, how);
	if (!confirmed(path, &st, how, "remove"))
		return false;
	if (unlink(path) == 0)
		return true;
	cmd_fail(path);
	return false;
}
