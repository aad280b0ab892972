/* SPDX-License-Identifier: MIT */
/*
 * posix_spawnp() (POSIX): posix_spawn() for each directory of PATH, going on
 * where execvp() would. Replaces musl's, which passes execvp to the child.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "syscall.h"
#include "user.h"
#include "spawn_impl.h"

static int try(struct exa_spawn *req, const char *path)
{
	req->path = (uint32_t)path;
	return __syscall(SYS_exa_spawn, req);
}

/* One directory of PATH, [dir, dir + len); empty means the current one. */
static int try_in(struct exa_spawn *req, const char *dir, size_t len,
	const char *file, size_t file_len)
{
	char path[PATH_MAX + NAME_MAX + 1];

	if (len >= PATH_MAX)
		return -ENOENT;
	memcpy(path, dir, len);
	path[len] = '/';
	memcpy(path + len + (len > 0), file, file_len + 1);
	return try(req, path);
}

static int spawn_search(struct exa_spawn *req, const char *file)
{
	const char *dir = getenv("PATH"), *end;
	size_t len = strnlen(file, NAME_MAX + 1);
	int eacces = 0, ret;

	if (!len)
		return -ENOENT;
	if (strchr(file, '/'))
		return try(req, file);
	if (len > NAME_MAX)
		return -ENAMETOOLONG;
	if (!dir)
		dir = "/usr/local/bin:/bin:/usr/bin";
	for (;; dir = end + 1) {
		end = strchrnul(dir, ':');
		ret = try_in(req, dir, end - dir, file, len);
		if (ret == -EACCES)
			eacces = 1;
		else if (ret != -ENOENT && ret != -ENOTDIR)
			return ret;
		if (!*end)
			return eacces ? -EACCES : -ENOENT;
	}
}

int posix_spawnp(pid_t *restrict res, const char *restrict file,
	const posix_spawn_file_actions_t *fa,
	const posix_spawnattr_t *restrict attr, char *const argv[restrict],
	char *const envp[restrict])
{
	return __exa_spawn(res, file, fa, attr, argv, envp, spawn_search);
}
