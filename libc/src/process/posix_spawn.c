/* SPDX-License-Identifier: MIT */
/*
 * posix_spawn() (POSIX) through the call exa_spawn, which makes the child
 * without a fork. Replaces musl's, which clones on a shared memory.
 */
#define _GNU_SOURCE
#include <spawn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "syscall.h"
#include "user.h"
#include "spawn_impl.h"
#include "fdop.h"

enum { ON_STACK = 8 };

/* musl keeps the actions as a list, the newest first. Returns its end. */
static struct fdop *first_action(
	const posix_spawn_file_actions_t *fa, size_t *count)
{
	struct fdop *op = fa ? fa->__actions : 0;

	for (*count = 0; op; op = op->next) {
		++*count;
		if (!op->next)
			break;
	}
	return op;
}

static void convert_actions(struct exa_spawn_action *to, const struct fdop *op)
{
	static const unsigned char ops[] = {
		[FDOP_CLOSE] = EXA_SPAWN_CLOSE,
		[FDOP_DUP2] = EXA_SPAWN_DUP2,
		[FDOP_OPEN] = EXA_SPAWN_OPEN,
		[FDOP_CHDIR] = EXA_SPAWN_CHDIR,
		[FDOP_FCHDIR] = EXA_SPAWN_FCHDIR,
	};

	for (; op; op = op->prev, to++) {
		memset(to, 0, sizeof *to);
		to->op = ops[op->cmd];
		to->fd = op->fd;
		if (op->cmd == FDOP_DUP2)
			to->srcfd = op->srcfd;
		if (op->cmd == FDOP_OPEN || op->cmd == FDOP_CHDIR)
			to->path = (uint32_t)op->path;
		if (op->cmd == FDOP_OPEN) {
			to->oflag = op->oflag | O_LARGEFILE;
			to->mode = op->mode;
		}
	}
}

/* musl keeps no scheduling parameter in attr: it is 0, of SCHED_OTHER. */
static void convert_attr(struct exa_spawn *to, const posix_spawnattr_t *attr)
{
	if (!attr)
		return;
	to->flags = attr->__flags;
	to->pgroup = attr->__pgrp;
	memcpy(to->mask, &attr->__mask, sizeof to->mask);
	memcpy(to->defaults, &attr->__def, sizeof to->defaults);
}

int __exa_spawn(pid_t *res, const char *file,
	const posix_spawn_file_actions_t *fa, const posix_spawnattr_t *attr,
	char *const argv[], char *const envp[], exa_spawn_fn *spawn)
{
	struct exa_spawn_action few[ON_STACK], *actions = few;
	struct exa_spawn req = { 0 };
	size_t count;
	const struct fdop *op = first_action(fa, &count);
	int ret;

	convert_attr(&req, attr);
	if (count > ON_STACK) {
		actions = malloc(count * sizeof *actions);
		if (!actions)
			return ENOMEM;
	}
	convert_actions(actions, op);
	req.argv = (uint32_t)argv;
	req.envp = (uint32_t)envp;
	req.actions = (uint32_t)actions;
	req.nactions = count;
	ret = spawn(&req, file);
	if (actions != few)
		free(actions);
	if (ret < 0)
		return -ret;
	if (res)
		*res = ret;
	return 0;
}

static int spawn_path(struct exa_spawn *req, const char *path)
{
	req->path = (uint32_t)path;
	return __syscall(SYS_exa_spawn, req);
}

int posix_spawn(pid_t *restrict res, const char *restrict path,
	const posix_spawn_file_actions_t *fa,
	const posix_spawnattr_t *restrict attr, char *const argv[restrict],
	char *const envp[restrict])
{
	return __exa_spawn(res, path, fa, attr, argv, envp, spawn_path);
}
