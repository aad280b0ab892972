/* SPDX-License-Identifier: MIT */
/* Shared by posix_spawn.c and posix_spawnp.c. */
#ifndef EXA_SPAWN_IMPL_H
#define EXA_SPAWN_IMPL_H

#include <features.h>
#include <fcntl.h>
#include <spawn.h>

struct exa_spawn;

/* Makes the call for file; returns the pid or -errno. */
typedef int exa_spawn_fn(struct exa_spawn *req, const char *file);

/* posix_spawn() with the way to find the file left open; returns an errno. */
hidden int __exa_spawn(pid_t *res, const char *file,
	const posix_spawn_file_actions_t *fa, const posix_spawnattr_t *attr,
	char *const argv[], char *const envp[], exa_spawn_fn *spawn);

#endif
